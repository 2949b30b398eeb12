"""Where training starts: decoders and the direct way are solved for, the transformer learns what they leave.

Decoders begin as principal components of sampled shapes and expressions, the compression as those of seen
landmarks, and the direct way as a ridge regression of the codes on its features. The patterns that tell a
detector's landmarks from exact ones stay as they are found here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import torch
from torch import Tensor

from vcam.models.skeleton_anchor import CORRECTION, CORRECTION_UNIT, POINT_UNIT, AnchorConfig, SkeletonAnchor
from vcam.models.skeleton_layout import LANDMARKS
from vcam.training.skeleton.regions import region_members
from vcam.training.skeleton.samples import Batch, HeadSampler

BATCH = 256
RIDGE = 3e-4
"""Of the mean square of a feature."""
TINY = 1e-9
FAINT = 1e-3
"""Variance below which a component of the landmarks is noise and is not brought to unit size."""
SHOWN = 320
"""Patterns that are what exact landmarks of heads consist of."""
FIRST_NUMBER = 1 << 40
"""Number of the first batch to start from; training counts from 0."""


def started(
    config: AnchorConfig,
    sampler: HeadSampler,
    batches: int = 80,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> SkeletonAnchor:
    """A network that is as good as a linear one can be.

    Args:
        config: its sizes.
        sampler: draws what it starts from.
        batches: of 256 samples each.
        progress: told about finished batches.
    """
    network = SkeletonAnchor(
        config, region_members(config.regions, config.region_points), sampler.neutral[:LANDMARKS]
    )
    with torch.no_grad():
        _set_principal(
            network, [sampler.batch(BATCH, FIRST_NUMBER + number) for number in range(max(batches // 8, 2))]
        )
        _set_errors(network, sampler, max(batches // 8, 2))
        _set_direct(network, sampler, batches, progress)
    return network


def _set_principal(network: SkeletonAnchor, batches: list[Batch]) -> None:
    shapes = torch.cat([batch.shape for batch in batches]).flatten(1) / POINT_UNIT
    expressions = torch.cat([batch.expression[0] for batch in batches]).flatten(1) / POINT_UNIT
    faces = torch.cat([torch.cat([batch.driver[0], batch.photo]) for batch in batches])
    faces = ((faces - network.mean) / POINT_UNIT).flatten(1)
    mean = shapes.mean(0)
    network.shape_decoder.bias.copy_(mean)
    network.shape_decoder.weight.copy_(_components(shapes - mean, network.config.shape_codes).T)
    network.expression_decoder.weight.copy_(_components(expressions, network.config.expression_codes).T)
    patterns = _components(faces, network.config.components)
    network.compress.weight.copy_(patterns / ((patterns**2).sum(1, keepdim=True) + FAINT))


def _set_errors(network: SkeletonAnchor, sampler: HeadSampler, batches: int) -> None:
    """The strongest patterns of what is wrong with landmarks, outside of all that heads show."""
    exact = HeadSampler(sampler.heads, replace(sampler.settings, noise=0), sampler.seed)

    def faces(drawn: HeadSampler) -> Tensor:
        made = [drawn.batch(BATCH, FIRST_NUMBER + number) for number in range(batches)]
        found = torch.cat([torch.cat([batch.driver[0], batch.photo]) for batch in made])
        return ((found - network.mean) / POINT_UNIT).flatten(1)

    heads = faces(exact)
    wrong = faces(sampler) - heads
    shown = torch.linalg.svd(heads, full_matrices=False).Vh[:SHOWN]
    wrong -= (wrong @ shown.T) @ shown
    network.errors.copy_(torch.linalg.svd(wrong, full_matrices=False).Vh[: network.config.errors])


def _components(rows: Tensor, count: int) -> Tensor:
    """(count, D) principal patterns of (N, D) rows, one standard deviation each; zeros beyond their rank."""
    _, singular, patterns = torch.linalg.svd(rows, full_matrices=False)
    found = patterns[:count] * (singular[:count, None] / len(rows) ** 0.5)
    kept = torch.zeros(count, rows.shape[1])
    kept[: len(found)] = found
    return kept + 1e-4 * torch.randn(kept.shape, generator=torch.Generator().manual_seed(0))


def _set_direct(
    network: SkeletonAnchor, sampler: HeadSampler, batches: int, progress: Callable[[int, int], None]
) -> None:
    rows = 2 * (network.direct.in_features + 1)
    squares = torch.zeros(rows, rows, dtype=torch.float64)
    products = torch.zeros(rows, network.direct.out_features // 2, dtype=torch.float64)
    for number in range(batches):
        batch = sampler.batch(BATCH, FIRST_NUMBER + number)
        for picture in range(2):
            faces, views, calibrated = network.normalised(*batch.inputs(picture))
            features = network.features(faces, views, calibrated)
            features = torch.cat([features, torch.ones(len(features), 1)], 1)
            features = torch.cat([features, features * network.exactness(faces)], 1)
            squares += features.T @ features
            products += features.T @ code_targets(network, batch, picture)
        progress(number + 1, batches)
    squares += torch.diag(squares.diagonal() * RIDGE + TINY)
    solved = torch.linalg.solve(squares, products).float()
    detected, difference = solved.chunk(2)
    solved = torch.cat([detected, detected + difference], 1)
    network.direct.weight.copy_(solved[:-1].T)
    network.direct.bias.copy_(solved[-1])


def code_targets(network: SkeletonAnchor, batch: Batch, picture: int) -> Tensor:
    """(B,C) the codes that would be right: projections on the decoders, which are orthogonal at the start."""
    shape = _project(
        batch.shape.flatten(1) / POINT_UNIT - network.shape_decoder.bias, network.shape_decoder.weight
    )
    expressions = [
        _project(truth.flatten(1) / POINT_UNIT, network.expression_decoder.weight)
        for truth in (batch.expression[picture], batch.photo_expression)
    ]
    spread = torch.zeros(len(shape), network.config.spread_codes)
    return torch.cat([shape, *expressions, spread, correction_targets(batch, picture)], 1)


def correction_targets(batch: Batch, picture: int) -> Tensor:
    """(B,24) the part of these that corrects poses; an absent neutral face has nothing to correct."""
    corrections = batch.corrections[picture].flatten(1) / CORRECTION_UNIT
    corrections[:, -CORRECTION:] *= batch.calibrated
    return corrections


def _project(rows: Tensor, weight: Tensor) -> Tensor:
    return rows @ weight / (weight**2).sum(0)
