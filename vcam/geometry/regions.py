"""Soft regions of the face: how much each of the 478 points belongs to mouth, eyes, brows."""

from __future__ import annotations

from functools import cache

import numpy as np

from vcam.frames import Points
from vcam.geometry import face_model as face
from vcam.geometry.easing import smoothstep

MOUTH_TOP, MOUTH_FULL = 0.06, 0.15
"""Height below the face centre, in face heights, where the mouth's influence begins and is full."""
EYE_REACH, LIP_REACH, BROW_REACH = 0.06, 0.06, 0.09
"""Distance from lids, lips and brows, in face heights, where their influence ends."""


@cache
def mouth_weights() -> Points:
    """(478,) 1 at lips and jaw, falling to 0 at the nose."""
    return _read_only(smoothstep(MOUTH_TOP, MOUTH_FULL, face.mean_face()[:, 1]))


@cache
def eye_weights() -> tuple[Points, Points]:
    """Two (478,) arrays: right and left eye, 1 at lids and iris, falling to 0 around."""
    right = np.concatenate([face.RIGHT_UPPER_LID, face.RIGHT_LOWER_LID, face.RIGHT_IRIS])
    left = np.concatenate([face.LEFT_UPPER_LID, face.LEFT_LOWER_LID, face.LEFT_IRIS])
    return _near(right, EYE_REACH), _near(left, EYE_REACH)


@cache
def lip_weights() -> Points:
    """(478,) 1 at the lips, falling to 0 around."""
    return _near(face.LIPS, LIP_REACH)


@cache
def brow_weights() -> Points:
    """(478,) 1 at the brows, falling to 0 around; the eyes keep their own part."""
    brows = _near(np.concatenate([face.RIGHT_BROW, face.LEFT_BROW]), BROW_REACH)
    return _read_only(brows * (1 - np.maximum(*eye_weights())))


def _near(group: face.Indices, reach: float) -> Points:
    points = face.mean_face()
    distance = np.linalg.norm(points[:, None, :2] - points[None, group, :2], axis=2).min(1)
    return _read_only(smoothstep(reach, 0, distance))


def _read_only(weights: Points) -> Points:
    weights = weights.astype(np.float32)
    weights.setflags(write=False)
    return weights
