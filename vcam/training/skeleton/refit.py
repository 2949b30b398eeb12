"""Fitting a trained network to real faces: what makes codes of poses and of expressions is solved for anew.

On rendered heads the detector hardly sees a blink, and lips less well than on real faces; a network that
learnt from their errors alone shows too little of both. So the expression decoder is made wide enough for
real expressions, and the last linear step towards its codes, from the direct way's features and from the
transformer's summary, becomes the ridge regression that is right at once about sampled heads, whose truth is
known, and about prepared clips: a driver changes on his own photo as his landmarks do, on another's by the
same change fitted to that face, and a face that is as it mostly is counts as resting. The same step towards
the corrections of poses becomes the ridge regression on sampled heads alone: it has the least mean square
error, where training, by absolute errors, lets large ones pass.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from vcam.models.skeleton_anchor import POINT_UNIT, SkeletonAnchor
from vcam.models.skeleton_layout import KEYPOINTS, LANDMARKS
from vcam.training.skeleton.clips import RealBatch, RealSampler
from vcam.training.skeleton.fitting import without_perspective
from vcam.training.skeleton.last_step import (
    CORRECTIONS,
    EXPRESSION,
    PHOTO_EXPRESSION,
    LastStep,
    code_rows,
    step_inputs,
)
from vcam.training.skeleton.objective import keypoint_weights
from vcam.training.skeleton.samples import Batch, HeadSampler
from vcam.training.skeleton.start import correction_targets

Bias = Callable[[Tensor], Tensor]
"""What the detector gets wrong in views: `SyntheticDetector.bias`."""
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
        sampled: batches of 256 sampled heads for the poses.
        batches: of 256 samples, of sampled heads and of real drivers each, for the expressions.
        components: of faces that real drivers may change the use of.
        ridge: of the mean square of a feature.
        steady: the change from one picture to the next of a sampled head, against these themselves.
        own: a driver's change on his own photo, against a sampled head.
        other: his change on another's photo.
        resting: that a face as it mostly is shows nothing.
    """

    sampled: int = 80
    batches: int = 24
    components: int = 96
    ridge: float = 3e-4
    steady: float = 4.0
    own: float = 3.0
    other: float = 0.7
    resting: float = 0.1


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
        poses = LastStep(network, [CORRECTIONS], network.config.components)
        for number in range(settings.sampled):
            batch = sampler.batch(BATCH, FIRST_NUMBER + number)
            seen = [step_inputs(network, batch.inputs(picture)) for picture in range(2)]
            wanted = [_detected(network, batch) * correction_targets(batch, picture) for picture in range(2)]
            for rows, codes in zip(seen, wanted, strict=True):
                poses.add([rows], codes)
            poses.add([seen[1] - seen[0]], wanted[1] - wanted[0], settings.steady)
            progress(number + 1, settings.sampled + settings.batches)
        poses.solve(settings.ridge)
        _refit_expressions(network, sampler, real, settings, progress)


def _refit_expressions(
    network: SkeletonAnchor,
    sampler: HeadSampler,
    real: RealSampler,
    settings: RefitSettings,
    progress: Callable[[int, int], None],
) -> None:
    _widen(network, sampler, real)
    decoder = network.expression_decoder.weight
    encoder, of_landmarks = _encoder(decoder), _encoder(decoder[: LANDMARKS * 3])
    step = LastStep(network, [EXPRESSION, PHOTO_EXPRESSION], settings.components)
    for number in range(settings.batches):
        batch = sampler.batch(BATCH, FIRST_NUMBER + number)
        detected = _detected(network, batch)
        seen = [step_inputs(network, batch.inputs(picture)) for picture in range(2)]
        shown = detected * (batch.expression.flatten(2) @ encoder)
        step.add([seen[0], None], shown[0])
        step.add([None, seen[0]], detected * (batch.photo_expression.flatten(1) @ encoder))
        step.add([seen[1] - seen[0], None], shown[1] - shown[0], settings.steady)
        drivers = real.batch(BATCH, FIRST_NUMBER + number)
        _add_real(step, network, of_landmarks, drivers, sampler.detector.bias, settings)
        progress(settings.sampled + number + 1, settings.sampled + settings.batches)
    step.solve(settings.ridge)


def _widen(network: SkeletonAnchor, sampler: HeadSampler, real: RealSampler) -> None:
    """Give the expression decoder patterns of real expressions too."""
    numbers = range(FIRST_NUMBER, FIRST_NUMBER + WIDENING_BATCHES)
    bias = sampler.detector.bias
    changes = []
    for number in numbers:
        batch = real.batch(BATCH, number)
        (_, first), (_, second) = (_mended(network, batch, picture, bias) for picture in range(2))
        changes.append(second - first)
    sampled = torch.cat([sampler.batch(BATCH, number).expression[0] for number in numbers]).flatten(1)
    expressions = torch.cat([sampled, _completed(torch.cat(changes).flatten(1), sampled)])
    weights, count = _weights(KEYPOINTS), network.config.expression_codes
    _, sizes, patterns = torch.svd_lowrank(expressions * weights, q=count + OVERSAMPLED, niter=6)
    sizes = sizes[:count] / len(expressions) ** 0.5 / POINT_UNIT
    decoder = patterns[:, :count] * sizes / weights[:, None]
    # The codes of the old patterns become those of the new ones.
    change = (POINT_UNIT * network.expression_decoder.weight.T @ _encoder(decoder)).T
    network.expression_decoder.weight.copy_(decoder)
    for kind in (EXPRESSION, PHOTO_EXPRESSION):
        for rows in (code_rows(network, kind), code_rows(network, kind, exact=True)):
            for weight in (network.direct.weight, network.codes.weight, network.direct.bias):
                weight[rows] = change @ weight[rows]


def _detected(network: SkeletonAnchor, batch: Batch) -> Tensor:
    """(B,1) 1 for samples with a detector's errors, whose codes the step makes, 0 for exact ones."""
    return 1 - network.exactness(network.normalised(*batch.inputs(0))[0])


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


def _add_real(
    step: LastStep,
    network: SkeletonAnchor,
    encoder: Tensor,
    batch: RealBatch,
    bias: Bias,
    settings: RefitSettings,
) -> None:
    known = torch.ones_like(batch.calibrated)
    # As they are asked for live: a driver on his own photo without his neutral face, others with it.
    alone, beside = replace(batch, calibrated=0 * known), replace(batch, calibrated=known)
    for picture in range(2):
        photo, seen = _mended(network, alone, picture)
        own = step_inputs(network, alone.inputs(0, picture))
        step.add([own, -own], (seen - photo).flatten(1) @ encoder, settings.own)
    other = [step_inputs(network, beside.inputs(1, picture)) for picture in range(3)]
    first, second = (_mended(network, beside, picture, bias)[1] for picture in range(2))
    change = batch.gains * (second - first)
    step.add([other[1] - other[0], None], change.flatten(1) @ encoder, settings.other)
    # Of a head it is not known what is build and what expression; most faces rest most of the time.
    nothing = torch.zeros(len(change), encoder.shape[1])
    step.add([other[2], None], nothing, settings.resting)
    step.add([None, other[2]], nothing, settings.resting)


def _mended(
    network: SkeletonAnchor, batch: RealBatch, picture: int, bias: Bias | None = None
) -> tuple[Tensor, Tensor]:
    """(B,478,3) each: the drivers' own photos and one of their frames, in their mended own frames.

    Args:
        network: mends.
        batch: the faces.
        picture: which of the frames.
        bias: what the detector gets wrong in such views, to be taken away; None leaves it.
    """
    corrections = network(*batch.inputs(0, picture)).corrections
    mended = []
    for face, (points, view) in enumerate(
        ((batch.photo[0], batch.photo_view[0]), (batch.driver[picture], batch.driver_view[picture]))
    ):
        true = points if bias is None else points - bias(view)
        mended.append(without_perspective(true, view, corrections[:, face]))
    return mended[0], mended[1]
