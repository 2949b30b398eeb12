"""Where the drawn character's features lie: the mean face, gently stylised, and its relief for shading."""

from __future__ import annotations

import cv2
import numpy as np
from scipy.interpolate import RBFInterpolator

from vcam.content.painting import Array, Canvas, Plane
from vcam.geometry import face_model as face
from vcam.geometry.easing import smoothstep

EYE_STRETCH = (1.2, 1.85)
EYE_SPREAD, EYE_DROP = 0.008, 0.012
IRIS_RADIUS = 0.044
MOUTH_STRETCH = (1.12, 0.92)
UPPER_LIP_OUTER = [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291]
LOWER_LIP_OUTER = [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291]
_RELIEF_GRID = 160


def character_face() -> Array:
    """(478, 3) points of the character, face heights: larger eyes, a small smile, a slimmer jaw."""
    points = face.mean_face().astype(np.float64)
    _close_mouth(points)
    _stretch_eyes(points)
    _shape_mouth(points)
    jaw = smoothstep(0.0, 0.5, points[:, 1])
    points[:, 0] *= 1 - 0.11 * jaw
    points[:, 1] -= 0.015 * jaw
    nose = np.exp(-0.5 * (points[:, 0] / 0.09) ** 2 - 0.5 * ((points[:, 1] - 0.06) / 0.075) ** 2)
    points[:, 0] *= 1 - 0.14 * nose
    points[:, 1] -= 0.012 * nose
    brows = np.concatenate([face.RIGHT_BROW, face.LEFT_BROW])
    points[brows, 1] -= 0.018
    points[brows, 0] *= 0.94
    return points


def _close_mouth(points: Array) -> None:
    middle = (points[face.UPPER_LIP_INNER] + points[face.LOWER_LIP_INNER]) / 2
    points[face.UPPER_LIP_INNER] = points[face.LOWER_LIP_INNER] = middle


def _stretch_eyes(points: Array) -> None:
    """Enlarge the eyes about their middles; what lies around gives way smoothly."""
    for upper, lower, iris in (
        (face.RIGHT_UPPER_LID, face.RIGHT_LOWER_LID, face.RIGHT_IRIS),
        (face.LEFT_UPPER_LID, face.LEFT_LOWER_LID, face.LEFT_IRIS),
    ):
        middle = (points[upper[0]] + points[upper[-1]]) / 2
        distance = np.linalg.norm((points[:, :2] - middle[:2]) / [0.17, 0.11], axis=1)
        weight = np.exp(-0.5 * np.maximum(distance - 0.6, 0) ** 2 / 0.25)
        weight[[*upper, *lower, *iris]] = 1.0
        for axis in (0, 1):
            points[:, axis] += weight * (points[:, axis] - middle[axis]) * (EYE_STRETCH[axis] - 1)
        points[:, 0] += weight * np.sign(middle[0]) * EYE_SPREAD
        points[:, 1] += weight * EYE_DROP
        outer = upper[0] if middle[0] < 0 else upper[-1]
        lift = np.clip(np.abs(points[[*upper, *lower], 0]) - abs(middle[0]), 0, None)
        points[[*upper, *lower], 1] -= 0.12 * lift * (abs(points[outer, 0]) > abs(middle[0]))
        centre = middle + [np.sign(middle[0]) * EYE_SPREAD, EYE_DROP + 0.001, 0]
        points[iris, :2] = centre[:2] + IRIS_RADIUS * np.array([[0, 0], [1, 0], [0, -1], [-1, 0], [0, 1]])


def _shape_mouth(points: Array) -> None:
    """Fuller lips and corners that go up a little."""
    lips = np.unique(face.LIPS)
    middle = points[face.MOUTH_CORNERS].mean(0)
    for axis in (0, 1):
        points[lips, axis] += (points[lips, axis] - middle[axis]) * (MOUTH_STRETCH[axis] - 1)
    side = np.abs(points[:, 0] - middle[0]) / 0.148
    near = np.exp(-0.5 * ((points[:, 1] - middle[1]) / 0.09) ** 2) * np.exp(
        -0.5 * np.maximum(side - 1, 0) ** 2 / 0.1
    )
    points[:, 1] -= 0.03 * near * np.minimum(side, 1.3) ** 2


def relief(canvas: Canvas, points: Array) -> Array:
    """(H, W, 3) float32 surface normals of the face over the canvas, pointing to the viewer (-z)."""
    surface = points[: face.FACE_POINTS]
    interpolate = RBFInterpolator(surface[:, :2], surface[:, 2], smoothing=2e-4, neighbors=60)
    axis = np.linspace(-0.75, 0.75, _RELIEF_GRID)
    x, y = np.meshgrid(axis, axis)
    depth = interpolate(np.stack([x.ravel(), y.ravel()], 1)).reshape(x.shape)
    depth = cv2.GaussianBlur(depth, (0, 0), 3.2)
    step = axis[1] - axis[0]
    slope_y, slope_x = np.gradient(depth, step)
    normals = np.stack([slope_x, slope_y, -np.ones_like(depth)], axis=2)
    at_x = ((canvas.x + 0.75) / step).astype(np.float32)
    at_y = ((canvas.y + 0.75) / step).astype(np.float32)
    normals = cv2.remap(
        normals.astype(np.float32), at_x, at_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return normals / np.linalg.norm(normals, axis=2, keepdims=True)


def lambert(normals: Array, towards_light: tuple[float, float, float], wrap: float = 0.0) -> Plane:
    """(H, W) diffuse light, 0 to 1; `wrap` lets it reach round the edge as in skin."""
    direction = np.array(towards_light, np.float32)
    direction /= np.linalg.norm(direction)
    return np.clip((normals @ direction + wrap) / (1 + wrap), 0, 1).astype(np.float32)
