"""How the 478 landmarks are grouped into the network's tokens."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from vcam.geometry import face_model as face

CLOSE = 3.0
"""Lids, irises and lips count so much farther apart when middles are chosen: their regions are smaller."""


def region_members(regions: int, largest: int) -> Tensor:
    """(regions, largest) int64 landmarks of each region, filled up with -1.

    Middles are chosen farthest from one another on the mean face; each landmark then goes to the nearest
    middle that has room, those that lie nearest first.
    """
    points = face.mean_face().astype(np.float64)
    busy = np.unique(
        np.concatenate(
            [
                face.LIPS,
                *(face.RIGHT_UPPER_LID, face.RIGHT_LOWER_LID, face.LEFT_UPPER_LID, face.LEFT_LOWER_LID),
                *(face.RIGHT_IRIS, face.LEFT_IRIS),
            ]
        )
    )
    stretch = np.ones(len(points))
    stretch[busy] = CLOSE
    middles = [face.NOSE_TIP]
    nearest = np.full(len(points), np.inf)
    for _ in range(regions - 1):
        nearest = np.minimum(nearest, np.linalg.norm(points - points[middles[-1]], axis=1) * stretch)
        middles.append(int(nearest.argmax()))
    distance = np.linalg.norm(points[:, None] - points[middles], axis=2)
    members: list[list[int]] = [[] for _ in range(regions)]
    for point in distance.min(1).argsort(kind="stable"):
        region = next(int(r) for r in distance[point].argsort(kind="stable") if len(members[r]) < largest)
        members[region].append(int(point))
    return torch.tensor([row + [-1] * (largest - len(row)) for row in members])
