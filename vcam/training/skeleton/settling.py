"""What the network says as it is shown live: a resting driver leaves the photo alone."""

from __future__ import annotations

from dataclasses import replace

import torch
from torch import Tensor

from vcam.geometry.fusion import doubtful
from vcam.models.skeleton_anchor import AnchoredSkeleton, SkeletonAnchor


def settled(
    network: SkeletonAnchor,
    photo: Tensor,
    driver: Tensor,
    neutral: Tensor,
    views: Tensor,
    visible: Tensor,
    calibrated: Tensor,
) -> AnchoredSkeleton:
    """As `SkeletonAnchor.forward`, without what `vcam.geometry.fusion.doubtful` takes away.

    Args: see `SkeletonAnchor.forward`; no gradients go through what is taken away.
    """
    said = network(photo, driver, neutral, views, visible, calibrated)
    with torch.no_grad():
        seen = torch.stack([visible[:, 0], torch.ones_like(visible[:, 1])], 1)
        at_rest = torch.stack([views[:, 0], views[:, 2], views[:, 2]], 1)
        rest = network(photo, neutral, neutral, at_rest, seen, calibrated)
        taken = doubtful(rest.expression.numpy(force=True), said.photo_expression.numpy(force=True))
    away = calibrated[..., None] * torch.from_numpy(taken).to(calibrated)
    return replace(said, expression=said.expression - away)
