"""The outline of a turned head above the face: round, as a skull is.

Hair turned as part of a flat sheet gets narrow, since what lies behind the photo's outline comes into view
and no photo shows it. A ball's outline stays as it is however it turns; so hair above the face is stretched
over its place.
"""

from __future__ import annotations

import numpy as np

from vcam.frames import Points
from vcam.geometry.easing import smoothstep
from vcam.geometry.pose import Matrix, Pose

MIDDLE = (0.0, -0.15, 0.45)
"""Of the skull, from that of the face's outline, in face heights of the head's own frame."""
FROM_DEG, FULL_DEG = 15.0, 35.0
"""Turns against the photo from which the outline begins to stay and fully does: smaller ones hardly show."""
BESIDE, ABOVE = 0.3, 0.8
"""Sine of the direction above the horizontal up to which nothing stays (ears must not be stretched), and
from which it does."""


def middle_of_skull(outline: Points) -> Points:
    """(3,) middle of the skull behind the (N, 3) face outline, both in the head's own frame."""
    return np.asarray(outline.mean(0) + MIDDLE, np.float32)


def above(outline: Points) -> Points:
    """(N,) how far points of the (N, 3) face outline lie above the face's middle, 0 to 1."""
    spokes = (outline - outline.mean(0))[:, :2]
    return smoothstep(BESIDE, ABOVE, -spokes[:, 1] / np.linalg.norm(spokes, axis=1))


def turn_deg(source: Pose, target: Pose) -> float:
    """Angle between two poses, degrees."""
    cosine = (np.trace(target.rotation @ source.rotation.T) - 1) / 2
    return float(np.rad2deg(np.arccos(np.clip(cosine, -1, 1))))


def keep_round(
    rings: Points, moved: Points, roundness: Points, middle: Points, source: Pose, target: Pose
) -> Points:
    """Rings that turn with the head, with their outline kept.

    Args:
        rings: (R, 3) around the photo's face, pixels of the photo.
        moved: (R, 3) turned with the head as a rigid body.
        roundness: (R,) how much of its place in the outline each keeps, 0 to 1.
        middle: (3,) of the skull, in the own frame of `source`.
        source, target: pose of the photo's head and of the head to show.
    """
    share = smoothstep(FROM_DEG, FULL_DEG, turn_deg(source, target))
    if share == 0:
        return moved
    before, after = source.apply(middle[None]), target.apply(middle[None])
    upright = target.scale / source.scale * _roll(target.rotation @ source.rotation.T)
    kept = after + (rings - before) @ upright.T
    return np.asarray(moved + (share * roundness)[:, None] * (kept - moved), np.float32)


def _roll(rotation: Matrix) -> Matrix:
    """(3, 3) the turn in the picture plane that is nearest to a rotation."""
    angle = np.arctan2(rotation[1, 0] - rotation[0, 1], rotation[0, 0] + rotation[1, 1])
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.array([[cosine, -sine, 0], [sine, cosine, 0], [0, 0, 1]], np.float32)
