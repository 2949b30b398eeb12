"""The parts of the face that networks repair: where they lie, what opens in them, and what sets them off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vcam.compiled import compiled
from vcam.frames import Points
from vcam.geometry import face_model as face
from vcam.geometry.skeleton import Skeleton

_LIPS_OUTER = np.array(
    [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146]
)


@dataclass(frozen=True, eq=False, kw_only=True)
class Region:
    """A part of the face that a network repairs.

    Args:
        anchor: face points whose middle, at rest, carries the patch.
        below: how far the patch's centre lies below it, in face heights.
        size: of the patch, in face heights.
        opening: outline of what opens.
        shape: the lips' outer outline, or of a round shape, the iris, its centre and points on its edge.
        round: whether it is round, and seen within the opening alone.
        reach: how far beyond the greater of both the network may act, in face heights.
        moving: points whose movement against the photo lets the network act.
        full_at: that movement from which it acts fully, in face heights; the photo at rest stays exact.
        mirrored: left and right are exchanged in the patch.
        hinted: what the driver shows in it is known beyond landmarks.
    """

    anchor: face.Indices
    below: float
    size: float
    opening: face.Indices
    shape: face.Indices
    round: bool
    reach: float
    moving: face.Indices
    full_at: float
    mirrored: bool = False
    hinted: bool = False


def _eye(upper: face.Indices, lower: face.Indices, iris: face.Indices, *, mirrored: bool) -> Region:
    outline = np.concatenate([upper, lower[-2:0:-1]])
    return Region(
        anchor=upper[[0, -1]],
        below=0.0,
        size=0.3,
        opening=outline,
        shape=iris,
        round=True,
        reach=0.045,
        moving=np.concatenate([outline, iris]),
        full_at=0.012,
        mirrored=mirrored,
    )


MOUTH = Region(
    anchor=np.array([2]),
    below=0.19,
    size=0.52,
    opening=np.concatenate([face.UPPER_LIP_INNER, face.LOWER_LIP_INNER[-2:0:-1]]),
    shape=_LIPS_OUTER,
    round=False,
    reach=0.03,
    moving=face.LIPS,
    full_at=0.02,
    hinted=True,
)
EYES = (
    _eye(face.RIGHT_UPPER_LID, face.RIGHT_LOWER_LID, face.RIGHT_IRIS, mirrored=False),
    _eye(face.LEFT_UPPER_LID, face.LEFT_LOWER_LID, face.LEFT_IRIS, mirrored=True),
)
REGIONS = (MOUTH, *EYES)


def movement(region: Region, skeleton: Skeleton) -> float:
    """How far the network may act: 0 where the region stands as in the photo, at most 1."""
    return min(_farthest(skeleton.expression, region.moving) / region.full_at, 1.0)


@compiled
def _farthest(offsets: Points, indices: face.Indices) -> float:
    """The length in the picture's plane of the longest of the (N, 3) offsets asked for."""
    longest = np.float32(0)
    for k in indices:
        longest = max(longest, np.hypot(offsets[k, 0], offsets[k, 1]))
    return float(longest)
