"""The 3D morphable head that synthetic data are made from: ICT-FaceKit's light model as one array file.

The file is training input alone, read by a path. Its axes (centimetres, y up, face towards +z) become
vcam's camera frame at loading: centimetres, x right, y down, z away from the camera.
Source: R. Li et al., Learning Formation of Physically-Based Face Attributes (2020); MIT licence.
"""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vcam.errors import ConfigError
from vcam.frames import Points

FILE, INDICES = "facekit.npz", "vertex_indices.json"
VERTICES, IDENTITIES, EXPRESSIONS = 26719, 100, 57

PARTS = {
    "face": (0, 9409),
    "head": (9409, 11248),
    "mouth_socket": (11248, 13294),
    "eye_sockets": (13294, 14062),
    "gums": (14062, 17039),
    "teeth_upper": (17039, 19247),
    "teeth_lower": (19247, 21451),
    "left_cornea": (21451, 22221),
    "left_eye": (22221, 23021),
    "right_cornea": (23021, 23791),
    "right_eye": (23791, 24591),
    "films": (24591, 25351),
    "lashes": (25351, 26719),
}
"""First and one past the last vertex of each part; right and left are the person's own."""
UNSEEN = ("left_cornea", "right_cornea", "films", "lashes")
"""Clear or thin parts that would hide what lies behind them."""
IRIS_RADIUS_CM, PUPIL_RADIUS_CM = 0.6, 0.22
"""Around the axis of an eyeball that looks straight ahead."""

GAZE_SIDE_DEG, GAZE_UP_DEG, GAZE_DOWN_DEG = 33.0, 24.0, 28.0
"""Turn of an eyeball at full weight; the file's units move the lids and leave the balls as they are."""

_TO_CAMERA = np.array([1, -1, -1], np.float32)


@dataclass(frozen=True, eq=False, kw_only=True)
class FaceKit:
    """The morphable head, in centimetres of the camera frame.

    Args:
        neutral: (V, 3) mean head.
        identity: (100, V, 3) offsets at one standard deviation of each component.
        expression: (57, V, 3) offsets at full weight of each unit; gaze turns the eyeballs.
        units: names of the expression units.
        triangles: (T, 3) vertices of the parts that are seen.
        landmarks68: (68,) vertices of the iBUG points.
    """

    neutral: Points
    identity: Points
    expression: Points
    units: tuple[str, ...]
    triangles: NDArray[np.int32]
    landmarks68: NDArray[np.int64]

    def vertices(self, identity: Points, expression: Points) -> Points:
        """(V, 3) of a head from (100,) identity weights and (57,) unit weights."""
        moved = identity @ self.identity.reshape(len(self.identity), -1)
        moved += expression @ self.expression.reshape(len(self.expression), -1)
        return self.neutral + moved.reshape(-1, 3)


def part_mask(*parts: str) -> NDArray[np.bool_]:
    """(V,) which vertices belong to one of the parts."""
    mask = np.zeros(VERTICES, bool)
    for part in parts:
        mask[slice(*PARTS[part])] = True
    return mask


def from_eye_axis(neutral: Points, part: str) -> Points:
    """(N,) distance of an eyeball's vertices from its axis, centimetres; infinite on its back half."""
    ball = neutral[slice(*PARTS[part])]
    centre = (ball.min(0) + ball.max(0)) / 2
    distance = np.linalg.norm((ball - centre)[:, :2], axis=1)
    return np.where(ball[:, 2] < centre[2], distance, np.inf).astype(np.float32)


def load_facekit(folder: Path) -> FaceKit:
    """Read the model from a folder with `facekit.npz` and `vertex_indices.json`.

    Raises:
        ConfigError: a file is missing, damaged, or of another model.
    """
    try:
        with np.load(folder / FILE, allow_pickle=False) as file:
            arrays = {name: file[name] for name in ("neutral", "identity", "expression", "triangles")}
            units = tuple(str(name) for name in file["expression_names"])
        indices = json.loads((folder / INDICES).read_text(encoding="utf-8"))
        landmarks = np.array(indices["idx_to_landmark_verts"], np.int64)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise ConfigError(
            f"the morphable head in {str(folder)!r} can't be read ({error}): expected a folder with {FILE} "
            f"and {INDICES}"
        ) from error
    shapes = [arrays[name].shape for name in ("neutral", "identity", "expression")]
    expected = [(VERTICES, 3), (IDENTITIES, VERTICES, 3), (EXPRESSIONS, VERTICES, 3)]
    if shapes != expected or len(units) != EXPRESSIONS or landmarks.shape != (68,):
        raise ConfigError(f"the morphable head in {str(folder)!r} has shapes {shapes}, expected {expected}")
    triangles = arrays["triangles"].astype(np.int32)
    unseen = part_mask(*UNSEEN)
    neutral = arrays["neutral"].astype(np.float32) * _TO_CAMERA
    expression = arrays["expression"].astype(np.float32) * _TO_CAMERA
    _turn_eyeballs(neutral, expression, units)
    return FaceKit(
        neutral=neutral,
        identity=arrays["identity"].astype(np.float32) * _TO_CAMERA,
        expression=expression,
        units=units,
        triangles=triangles[~unseen[triangles].any(1)],
        landmarks68=landmarks,
    )


def _turn_eyeballs(neutral: Points, expression: Points, units: tuple[str, ...]) -> None:
    """Give the gaze units the turn of the eyeballs, as offsets of the mean head."""
    for side, part, outwards in (("L", "left_eye", 1.0), ("R", "right_eye", -1.0)):
        ball = slice(*PARTS[part])
        arms = neutral[ball] - (neutral[ball].min(0) + neutral[ball].max(0)) / 2
        for unit, x, y in (
            ("eyeLookOut", np.tan(np.deg2rad(GAZE_SIDE_DEG)) * outwards, 0.0),
            ("eyeLookIn", -np.tan(np.deg2rad(GAZE_SIDE_DEG)) * outwards, 0.0),
            ("eyeLookUp", 0.0, -np.tan(np.deg2rad(GAZE_UP_DEG))),
            ("eyeLookDown", 0.0, np.tan(np.deg2rad(GAZE_DOWN_DEG))),
        ):
            towards = np.array([x, y, -1.0]) / np.hypot(np.hypot(x, y), 1.0)
            expression[units.index(f"{unit}_{side}"), ball] = arms @ _rotation_to(towards).T - arms


def _rotation_to(towards: NDArray[np.float64]) -> Points:
    """(3, 3) the shortest rotation that brings the straight gaze (0, 0, -1) to a unit vector."""
    straight = np.array([0.0, 0.0, -1.0])
    axis, cosine = np.cross(straight, towards), straight @ towards
    cross = np.array([[0, -axis[2], axis[1]], [axis[2], 0, -axis[0]], [-axis[1], axis[0], 0]])
    return (np.eye(3) + cross + cross @ cross / (1 + cosine)).astype(np.float32)
