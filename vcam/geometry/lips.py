"""The lips as two soft bands: how far each of the 478 points goes along with the upper and the lower one."""

from __future__ import annotations

from functools import cache

import numpy as np

from vcam.frames import Points
from vcam.geometry import face_model as face

LIP_THICKNESS, LIP_REACH = 0.048, 0.12
"""Distance from the line between the lips up to which points go along fully, and beyond which not at all."""
LINES = (face.UPPER_LIP_INNER, face.LOWER_LIP_INNER)
"""The inner edges of the upper and the lower lip."""


@cache
def lip_shares() -> tuple[Points, Points]:
    """Two (478,) weights: 1 on the upper and on the lower lip, falling to 0 at nose, chin and cheeks."""
    mean = face.mean_face()
    aside = 1 - _rise(np.abs(mean[:, 0]), 0.13, 0.24)
    upper, lower = (
        aside * (1 - _rise(distance, LIP_THICKNESS, LIP_REACH)) * (distance >= 0)
        for distance in distances(mean)
    )
    return upper.astype(np.float32), lower.astype(np.float32)


def distances(points: Points) -> tuple[Points, Points]:
    """Two (478,) heights above the upper lip's inner edge and below the lower one's, in the face's frame."""
    upper, lower = (np.interp(points[:, 0], points[line, 0], points[line, 1]) for line in LINES)
    return upper - points[:, 1], points[:, 1] - lower


def shut_lips(points: Points, share: float) -> Points:
    """(478, 3) offsets that close a part of the gap between the lips, half from above, half from below."""
    gap = np.maximum(points[LINES[1], 1] - points[LINES[0], 1], 0)
    across = np.interp(points[:, 0], points[LINES[0], 0], gap, left=0, right=0)
    upper, lower = lip_shares()
    offsets = np.zeros_like(points)
    offsets[:, 1] = np.float32(share / 2) * across * (upper - lower)
    return offsets


def _rise(x: Points, start: float, end: float) -> Points:
    x = np.clip((x - start) / (end - start), 0, 1)
    return np.asarray(x * x * (3 - 2 * x))
