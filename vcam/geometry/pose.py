"""Head pose: similarity fits (Kabsch/Umeyama) and rotation angles.

Camera frame: x right, y down, z away from the camera, so a frontal face looks along -z. Angles are
yaw (positive towards picture right), pitch (positive nods down), roll (positive clockwise in the
picture), composed as roll * yaw * pitch.
Source: S. Umeyama, Least-squares estimation of transformation parameters between two point patterns (1991).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vcam.errors import ShapeError
from vcam.frames import Points
from vcam.geometry.face_model import RIGID, mean_face

Matrix = NDArray[np.float32]


@dataclass(frozen=True, eq=False, kw_only=True)
class Pose:
    """A similarity transform from a head's own frame to the picture: `scale * rotation @ x + position`.

    Args:
        rotation: (3, 3) float32, orthonormal, determinant 1.
        position: (3,) float32, pixels.
        scale: pixels a unit of the own frame.
    """

    rotation: Matrix
    position: Points
    scale: float

    def apply(self, points: Points) -> Points:
        """(N, 3) own frame -> (N, 3) picture."""
        return (self.scale * (points @ self.rotation.T) + self.position).astype(np.float32)

    def invert(self, points: Points) -> Points:
        """(N, 3) picture -> (N, 3) own frame."""
        return ((points - self.position) @ self.rotation / self.scale).astype(np.float32)


def fit_similarity(source: Points, target: Points, weights: Points | None = None) -> Pose:
    """The similarity transform that brings `source` closest to `target` in the least-squares sense.

    Args:
        source: (N, 3) points, N >= 3 and not on one line.
        target: (N, 3) the same points elsewhere.
        weights: (N,) non-negative weights; None weighs all alike.

    Raises:
        ShapeError: the two sets differ in shape or are not (N, 3).
    """
    if source.shape != target.shape or source.ndim != 2 or source.shape[1] != 3 or len(source) < 3:
        raise ShapeError(f"a pose fit got {source.shape} and {target.shape}, expected two (N, 3) with N >= 3")
    w = np.full(len(source), 1 / len(source)) if weights is None else weights / weights.sum()
    source_mean, target_mean = w @ source, w @ target
    x, y = source - source_mean, target - target_mean
    u, singular, vt = np.linalg.svd((y * w[:, None]).T @ x)
    sign = np.array([1.0, 1.0, np.sign(np.linalg.det(u) * np.linalg.det(vt))])
    rotation = (u * sign) @ vt
    scale = float((singular * sign).sum() / (w @ (x * x)).sum())
    position = target_mean - scale * rotation @ source_mean
    return Pose(rotation=rotation.astype(np.float32), position=position.astype(np.float32), scale=scale)


def rotation_from_angles(yaw_deg: float, pitch_deg: float, roll_deg: float) -> Matrix:
    """(3, 3) rotation from angles in degrees, in this module's convention."""
    yaw, pitch, roll = np.deg2rad([-yaw_deg, pitch_deg, roll_deg])
    cy, sy, cp, sp, cr, sr = (
        np.cos(yaw),
        np.sin(yaw),
        np.cos(pitch),
        np.sin(pitch),
        np.cos(roll),
        np.sin(roll),
    )
    turn = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    nod = np.array([[1, 0, 0], [0, cp, -sp], [0, sp, cp]])
    tilt = np.array([[cr, -sr, 0], [sr, cr, 0], [0, 0, 1]])
    return (tilt @ turn @ nod).astype(np.float32)


def angles_from_rotation(rotation: Matrix) -> tuple[float, float, float]:
    """(yaw, pitch, roll) in degrees; the inverse of `rotation_from_angles` for |yaw| < 90."""
    yaw = np.arcsin(np.clip(rotation[2, 0], -1.0, 1.0))
    pitch = np.arctan2(rotation[2, 1], rotation[2, 2])
    roll = np.arctan2(rotation[1, 0], rotation[0, 0])
    return float(np.rad2deg(yaw)), float(np.rad2deg(pitch)), float(np.rad2deg(roll))


def scale_rotation(rotation: Matrix, strength: float) -> Matrix:
    """The same turn about the same axis with its angle multiplied by `strength`."""
    angle = np.arccos(np.clip((np.trace(rotation) - 1) / 2, -1.0, 1.0))
    if angle < 1e-6 or strength == 1.0:
        return rotation if strength == 1.0 else np.eye(3, dtype=np.float32)
    axis = np.array(
        [
            rotation[2, 1] - rotation[1, 2],
            rotation[0, 2] - rotation[2, 0],
            rotation[1, 0] - rotation[0, 1],
        ]
    ) / (2 * np.sin(angle))
    cross = np.array([[0, -axis[2], axis[1]], [axis[2], 0, -axis[0]], [-axis[1], axis[0], 0]])
    turn = angle * strength
    return (np.eye(3) + np.sin(turn) * cross + (1 - np.cos(turn)) * cross @ cross).astype(np.float32)


def fit_head(points: Points) -> Pose:
    """Pose of a detected face: from the mean face's own frame to the picture, by its rigid points.

    Args:
        points: (478, 3) landmarks in pixels.
    """
    return fit_similarity(mean_face()[RIGID], points[RIGID])


def head_angles(points: Points) -> tuple[float, float, float]:
    """(yaw, pitch, roll) of a detected face in degrees, from (478, 3) landmarks in pixels."""
    return angles_from_rotation(fit_head(points).rotation)
