"""The skeleton: 478 3D keypoints with pose, shape and expression apart.

Own frame: that of the mean face (face heights, x right, y down, z away, origin 0.45 face heights
behind the face), so a rotation turns the head about its middle and not about the nose.
Source: the split of OneGT's skeleton, with an analytic fit in place of its network.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vcam.frames import InnerMouth, Points
from vcam.geometry import face_model as face
from vcam.geometry.pose import Pose, fit_head, fit_similarity


@dataclass(frozen=True, eq=False, kw_only=True)
class Skeleton:
    """One head at one moment.

    Args:
        shape: (478, 3) float32, the person's neutral points in the own frame.
        expression: (478, 3) float32, offsets from the shape in the own frame.
        pose: from the own frame to the picture.
        inner_mouth: (3, 3, 3) what is seen between the lips (`Landmarks.inner_mouth`), if it is known.
    """

    shape: Points
    expression: Points
    pose: Pose
    inner_mouth: InnerMouth | None = None

    def points(self) -> Points:
        """(478, 3) float32 points in the picture, pixels."""
        return self.pose.apply(self.shape + self.expression)


def skeleton_of(points: Points) -> Skeleton:
    """The skeleton of a face whose expression counts as neutral, from (478, 3) landmarks in pixels."""
    pose = fit_head(points)
    return Skeleton(shape=pose.invert(points), expression=np.zeros_like(points), pose=pose)


def follow(neutral: Skeleton, points: Points) -> Skeleton:
    """The same person's skeleton at another moment.

    The pose is fitted to the person's own neutral points, so that the face's build does not pass for a
    rotation; what the fit leaves over is the expression.

    Args:
        neutral: the person's skeleton with zero expression.
        points: (478, 3) landmarks in pixels of the same picture frame.
    """
    change = fit_similarity(neutral.points()[face.RIGID], points[face.RIGID])
    pose = Pose(
        rotation=change.rotation @ neutral.pose.rotation,
        position=change.apply(neutral.pose.position[None])[0],
        scale=change.scale * neutral.pose.scale,
    )
    return Skeleton(shape=neutral.shape, expression=pose.invert(points) - neutral.shape, pose=pose)


def mouth_width(shape: Points) -> float:
    """Distance of the mouth corners, in the unit of `shape`."""
    return float(np.linalg.norm(shape[face.MOUTH_CORNERS[0]] - shape[face.MOUTH_CORNERS[1]]))


def mouth_opening(shape: Points) -> float:
    """Greatest gap between the inner lips, in the unit of `shape`; never negative."""
    gap = shape[face.LOWER_LIP_INNER, 1] - shape[face.UPPER_LIP_INNER, 1]
    return float(max(gap.max(), 0.0))


def eye_openings(shape: Points) -> tuple[float, float]:
    """Mean gap between the lids of the right and the left eye, in the unit of `shape`; never negative."""
    right = shape[face.RIGHT_LOWER_LID, 1] - shape[face.RIGHT_UPPER_LID, 1]
    left = shape[face.LEFT_LOWER_LID, 1] - shape[face.LEFT_UPPER_LID, 1]
    return float(max(right[1:-1].mean(), 0.0)), float(max(left[1:-1].mean(), 0.0))


def eye_widths(shape: Points) -> tuple[float, float]:
    """Distance of the corners of the right and the left eye, in the unit of `shape`."""
    right = shape[face.RIGHT_UPPER_LID[-1]] - shape[face.RIGHT_UPPER_LID[0]]
    left = shape[face.LEFT_UPPER_LID[-1]] - shape[face.LEFT_UPPER_LID[0]]
    return float(np.linalg.norm(right)), float(np.linalg.norm(left))
