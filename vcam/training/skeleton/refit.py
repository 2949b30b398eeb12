"""Fitting a trained network to real faces: what makes codes of expressions is solved for anew.

On rendered heads the detector hardly sees a blink, and lips less well than on real faces; a network that
learnt from their errors alone shows too little of both. So the expression decoder is made wide enough for
real expressions, and the last linear step towards its codes, from the direct way's features and from the
transformer's summary, becomes the ridge regression that is right at once about sampled heads, whose truth is
known, and about prepared clips: a driver changes on his own photo as his landmarks do, on another's by the
same change fitted to that face, and a face that is as it mostly is counts as resting.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from vcam.models.skeleton_anchor import POINT_UNIT, SkeletonAnchor
from vcam.models.skeleton_layout import KEYPOINTS, LANDMARKS
from vcam.training.skeleton.clips import RealBatch, RealSampler
from vcam.training.skeleton.fitting import without_perspective
from vcam.training.skeleton.objective import keypoint_weights
from vcam.training.skeleton.samples import HeadSampler

BATCH = 256
WIDENING_BATCHES, OVERSAMPLED = 8, 16
"""What expressions are decomposed from, and how many more components are sought than kept."""
COMPLETION_RIDGE = 0.1
"""Of the mean square of a landmark's coordinate."""
FIRST_NUMBER = 1 << 41
"""Number of the first batch; those of training and of its start are lower."""


@dataclass(frozen=True, kw_only=True)
class RefitSettings:
    """What counts how much.

    Args:
        batches: of 256 samples, of sampled heads and of real drivers each.
        ridge: of the mean square of a feature.
        own: a driver's change on his own photo, against a sampled head.
        other: his change on another's photo.
        resting: that a face as it mostly is shows nothing.
    """

    batches: int = 40
    ridge: float = 3e-4
    own: float = 3.0
    other: float = 2.0
    resting: float = 0.2


class _Normal:
    """Normal equations of weighed rows for the codes of expressions and of photos' expressions."""

    def __init__(self, features: int, codes: int) -> None:
        self.features = features
        self.squares = torch.zeros(2 * features, 2 * features, dtype=torch.float64)
        self.products = torch.zeros(2 * features, codes, dtype=torch.float64)

    def add(self, shown: Tensor | None, photo: Tensor | None, codes: Tensor, weight: float) -> None:
        """Rows that say `shown @ expression + photo @ photo_expression = codes`."""
        known = [(n, rows) for n, rows in enumerate((shown, photo)) if rows is not None]
        for n, rows in known:
            here = slice(n * self.features, (n + 1) * self.features)
            self.products[here] += weight * (rows.T @ codes).double()
            for m, others in known:
                there = slice(m * self.features, (m + 1) * self.features)
                self.squares[here, there] += weight * (rows.T @ others).double()

    def solved(self, ridge: float) -> tuple[Tensor, Tensor]:
        """(features, codes) of expressions and of photos' expressions."""
        squares = self.squares + torch.diag(self.squares.diagonal() * ridge + 1e-9)
        shown, photo = torch.linalg.solve(squares, self.products).float().split(self.features)
        return shown, photo


def refit(
    network: SkeletonAnchor,
    sampler: HeadSampler,
    real: RealSampler,
    settings: RefitSettings,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Fit a network in place.

    Args:
        network: trained on sampled heads.
        sampler: draws these.
        real: draws real faces.
        settings: what counts how much.
        progress: told about finished batches.
    """
    with torch.no_grad():
        _widen(network, sampler, real)
        decoder = network.expression_decoder.weight
        encoder, of_landmarks = _encoder(decoder), _encoder(decoder[: LANDMARKS * 3])
        normal = _Normal(network.direct.in_features + network.codes.in_features + 1, encoder.shape[1])
        for number in range(settings.batches):
            _add_sampled(normal, network, encoder, sampler, FIRST_NUMBER + number)
            _add_real(normal, network, of_landmarks, real.batch(BATCH, FIRST_NUMBER + number), settings)
            progress(number + 1, settings.batches)
        _put(network, *normal.solved(settings.ridge))


def _widen(network: SkeletonAnchor, sampler: HeadSampler, real: RealSampler) -> None:
    """Give the expression decoder patterns of real expressions too."""
    numbers = range(FIRST_NUMBER, FIRST_NUMBER + WIDENING_BATCHES)
    changes = []
    for number in numbers:
        batch = real.batch(BATCH, number)
        (_, first), (_, second) = (_mended(network, batch, picture) for picture in range(2))
        changes.append(second - first)
    sampled = torch.cat([sampler.batch(BATCH, number).expression[0] for number in numbers]).flatten(1)
    expressions = torch.cat([sampled, _completed(torch.cat(changes).flatten(1), sampled)])
    weights, count = _weights(KEYPOINTS), network.config.expression_codes
    _, sizes, patterns = torch.svd_lowrank(expressions * weights, q=count + OVERSAMPLED, niter=6)
    sizes = sizes[:count] / len(expressions) ** 0.5 / POINT_UNIT
    network.expression_decoder.weight.copy_(patterns[:, :count] * sizes / weights[:, None])


def _completed(real: Tensor, sampled: Tensor) -> Tensor:
    """(N,3321) changes of real faces of which only (N,1434) of landmarks are known, as large as sampled ones.

    The other keypoints are what goes with such landmarks among the (M,3321) sampled expressions.
    """
    known = LANDMARKS * 3
    seen, hidden = sampled[:, :known], sampled[:, known:]
    squares = seen.T @ seen
    squares += torch.eye(known) * squares.diagonal().mean() * COMPLETION_RIDGE
    balance = (seen.square().sum(1).mean() / real.square().sum(1).mean()).sqrt()
    return balance * torch.cat([real, real @ torch.linalg.solve(squares, seen.T @ hidden)], 1)


def _encoder(decoder: Tensor) -> Tensor:
    """(3K,C) what makes codes of the offsets of the first K keypoints, in face heights."""
    weights = _weights(len(decoder) // 3)[:, None]
    return torch.linalg.pinv(decoder * weights).T * weights / POINT_UNIT


def _weights(keypoints: int) -> Tensor:
    """(3K,) how much the coordinates of the first K keypoints count."""
    return keypoint_weights()[:keypoints].repeat_interleave(3)


def _add_sampled(
    normal: _Normal, network: SkeletonAnchor, encoder: Tensor, sampler: HeadSampler, number: int
) -> None:
    batch = sampler.batch(BATCH, number)
    features = _features(network, batch.inputs(0))
    normal.add(features, None, batch.expression[0].flatten(1) @ encoder, 1)
    normal.add(None, features, batch.photo_expression.flatten(1) @ encoder, 1)


def _add_real(
    normal: _Normal, network: SkeletonAnchor, encoder: Tensor, batch: RealBatch, settings: RefitSettings
) -> None:
    other = [_features(network, batch.inputs(1, picture)) for picture in range(3)]
    driver = []
    for picture in range(2):
        photo, seen = _mended(network, batch, picture)
        own = _features(network, batch.inputs(0, picture))
        normal.add(own, -own, (seen - photo).flatten(1) @ encoder, settings.own)
        driver.append(seen)
    change = batch.gains * (driver[1] - driver[0])
    normal.add(other[1] - other[0], None, change.flatten(1) @ encoder, settings.other)
    # Of a head it is not known what is build and what expression; most faces rest most of the time.
    nothing = torch.zeros(len(change), encoder.shape[1])
    normal.add(other[2], None, nothing, settings.resting)
    normal.add(None, other[2], nothing, settings.resting)


def _mended(network: SkeletonAnchor, batch: RealBatch, picture: int) -> tuple[Tensor, Tensor]:
    """(B,478,3) each: the drivers' own photos and one of their frames, in their mended own frames."""
    corrections = network(*batch.inputs(0, picture)).corrections
    return (
        without_perspective(batch.photo[0], batch.photo_view[0], corrections[:, 0]),
        without_perspective(batch.driver[picture], batch.driver_view[picture], corrections[:, 1]),
    )


def _features(network: SkeletonAnchor, inputs: tuple[Tensor, ...]) -> Tensor:
    """(B,F) what the codes are linear in, and a one."""
    photo, driver, neutral, views, visible, calibrated = inputs
    faces, views, calibrated = network.normalised(photo, driver, neutral, views, visible, calibrated)
    direct = network.features(faces, views, calibrated)
    summary = network.tokens(faces, visible, views, calibrated).flatten(1)
    return torch.cat([direct, summary, torch.ones(len(direct), 1)], 1)


def _put(network: SkeletonAnchor, shown: Tensor, photo: Tensor) -> None:
    config = network.config
    start = config.shape_codes
    for solved in (shown, photo):
        rows = slice(start, start + config.expression_codes)
        direct, summary, bias = solved.split([network.direct.in_features, network.codes.in_features, 1])
        network.direct.weight[rows] = direct.T
        network.codes.weight[rows] = summary.T
        network.direct.bias[rows] = bias[0]
        start += config.expression_codes
