"""The far half of a turned photo's face, taken from the near half mirrored.

A photo that shows a turned head hides much of the far cheek, brow and nose. When the avatar's head
turns back, stretching what little is seen smears it; faces are symmetric enough for the other half to
stand in. At the photo's own pose nothing is replaced.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vcam.frames import Points
from vcam.geometry import face_model as face
from vcam.geometry.easing import smoothstep
from vcam.geometry.pose import Pose, angles_from_rotation
from vcam.geometry.triangles import signed_area

LEAST_YAW_DEG = 8.0
"""Turn of the photo's head below which both halves are seen well enough."""
HIDDEN_FROM, HIDDEN_FULL = 0.35, 0.7
"""How much smaller a point's surroundings look than its partner's, against their true size, from which it
is replaced, and replaced fully."""
TURN_FROM_DEG, TURN_FULL_DEG = 3.0, 15.0
"""Turn back from the photo's pose at which the mirrored half begins to show, and shows fully."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Mirroring:
    """What of one photo's face is taken from the other half.

    Args:
        weights: (468,) 1 where a face point is replaced by its partner, 0 where it is kept.
        yaw_deg: of the photo's head.
    """

    weights: Points
    yaw_deg: float

    @property
    def eyes(self) -> tuple[bool, bool]:
        """Whether the right and the left eye are replaced."""
        right, left = self.weights[face.RIGHT_UPPER_LID].mean(), self.weights[face.LEFT_UPPER_LID].mean()
        return bool(right > 0.5), bool(left > 0.5)

    def strength(self, pose: Pose) -> float:
        """How far the mirrored half shows at a pose of the head, 0 to 1."""
        turned_deg = (angles_from_rotation(pose.rotation)[0] - self.yaw_deg) * -np.sign(self.yaw_deg)
        return float(smoothstep(TURN_FROM_DEG, TURN_FULL_DEG, turned_deg))


def mirroring_of(points: Points, pose: Pose) -> Mirroring | None:
    """What to mirror of a photo, None when it shows both halves.

    Args:
        points: (478, 3) the photo's landmarks in pixels.
        pose: theirs.
    """
    yaw_deg = angles_from_rotation(pose.rotation)[0]
    if abs(yaw_deg) < LEAST_YAW_DEG:
        return None
    seen = _seen_size(points, pose)
    smaller = seen[partners()] - seen
    weights = smoothstep(HIDDEN_FROM, HIDDEN_FULL, smaller)
    neighbours = _neighbours()
    for _ in range(2):
        weights = (weights + neighbours @ weights) / 2
    weights[partners() == np.arange(face.FACE_POINTS)] = 0  # halves meet where both are the same
    return Mirroring(weights=weights.astype(np.float32), yaw_deg=yaw_deg) if weights.max() > 0 else None


def partners() -> face.Indices:
    """(468,) each face point's partner on the other half."""
    return face.mirror_order()[: face.FACE_POINTS]


def _seen_size(points: Points, pose: Pose) -> Points:
    """(468,) area of the triangles around each face point in the photo, against that in a frontal one."""
    triangles = face.triangles()
    frontal = signed_area(face.mean_face()[triangles, :2])
    ratio = signed_area(points[triangles, :2]) / (frontal * pose.scale**2)
    total, count = np.zeros(face.FACE_POINTS), np.zeros(face.FACE_POINTS)
    for corner in triangles.T:
        np.add.at(total, corner, ratio)
        np.add.at(count, corner, 1)
    return np.asarray(total / np.maximum(count, 1))


def _neighbours() -> Points:
    """(468, 468) weights that average over each face point's neighbours."""
    edges = np.zeros((face.FACE_POINTS, face.FACE_POINTS))
    for first, second in ((0, 1), (1, 2), (2, 0)):
        start, end = face.triangles()[:, first], face.triangles()[:, second]
        edges[start, end] = edges[end, start] = 1
    return np.asarray(edges / np.maximum(edges.sum(1, keepdims=True), 1))
