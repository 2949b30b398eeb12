"""Edits of the face's shape: smooth displacements of the 478 points in the face's own frame.

Each edit scales or shifts a part of the face about a place of this very face, with weights that are
laid out on the mean face, symmetric and soft, so that nothing folds. They are applied one after another:
each is free of folds, and so is what they make together.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

import numpy as np

from vcam.frames import Points
from vcam.geometry import face_model as face
from vcam.geometry.editing import Edits, edits_of
from vcam.geometry.lips import distances, lip_shares
from vcam.geometry.skeleton import Skeleton

CHIN, FOREHEAD, NOSE, LID_TO_BROW = 0.19, 0.19, 0.25, 0.11
"""Lengths on the mean face, in face heights, that the edits of lengths are parts of."""
EYE_CENTRE, EYE_RADII = (0.185, -0.195), (0.1, 0.085)
"""Of the mean face: half the eyes' distance and their height, and half an eye's surroundings' size."""
MOUTH_HEIGHT = 0.21
Edit = Callable[[Points, float], Points]
"""(478, 3) points in face heights and the edit's value -> (478, 3) points, a new array."""


def shape_edited(avatar: Skeleton, edits: Edits) -> Skeleton:
    """The avatar's skeleton with its shape edited; the same skeleton where nothing is.

    Args:
        avatar: the photo's skeleton.
        edits: their group `shape` counts.
    """
    values = edits.of_group("shape")
    return _edited(avatar, values) if any(values) else avatar


@lru_cache(maxsize=8)
def _edited(avatar: Skeleton, values: tuple[float, ...]) -> Skeleton:
    """Cached, so that what is cached by skeleton further on stays so too."""
    points = avatar.shape
    for name, value in zip(edits_of("shape"), values, strict=True):
        if value:
            points = _EDITS[name](points, value)
    return Skeleton(shape=points, expression=avatar.expression, pose=avatar.pose)


def _face_width(points: Points, value: float) -> Points:
    share = 0.45 + 0.55 * _rise(_aside(), 0.1, 0.4)
    return _widened(points, value * share)


def _jaw_width(points: Points, value: float) -> Points:
    down = face.mean_face()[:, 1]
    share = _rise(down, -0.08, 0.27) * (0.15 + 0.85 * _rise(_aside(), 0.08, 0.3))
    return _widened(points, value * share * (1 - 0.4 * _rise(down, 0.35, 0.48)))


def _chin_length(points: Points, value: float) -> Points:
    return _lowered(points, value * CHIN * _rise(face.mean_face()[:, 1], 0.22, 0.48))


def _forehead_height(points: Points, value: float) -> Points:
    return _lowered(points, -value * FOREHEAD * _rise(-face.mean_face()[:, 1], 0.35, 0.52))


def _cheek_fullness(points: Points, value: float) -> Points:
    height = np.exp(-0.5 * ((face.mean_face()[:, 1] - 0.1) / 0.16) ** 2)
    share = _rise(_aside(), 0.1, 0.3) * height
    moved = _widened(points, value * share)
    moved[:, 2] -= 0.25 * value * share
    return moved


def _nose_length(points: Points, value: float) -> Points:
    down = face.mean_face()[:, 1]
    share = _rise(down, -0.26, 0.02) * (1 - _rise(down, 0.05, 0.17)) * (1 - _rise(_aside(), 0.06, 0.24))
    return _lowered(points, value * NOSE * share)


def _nose_width(points: Points, value: float) -> Points:
    down = face.mean_face()[:, 1]
    share = _rise(down, -0.22, -0.02) * (1 - _rise(down, 0.05, 0.14)) * (1 - _rise(_aside(), 0.11, 0.26))
    return _widened(points, value * share)


def _eye_size(points: Points, value: float) -> Points:
    moved = points.copy()
    for weight, iris in zip(_eye_shares(), (face.RIGHT_IRIS, face.LEFT_IRIS), strict=True):
        away = points - points[iris].mean(0)
        away[:, 2] = 0
        moved += value * weight[:, None] * away
    return moved.astype(np.float32)


def _eye_distance(points: Points, value: float) -> Points:
    right, left = _eye_shares()
    half = np.abs(points[face.LEFT_IRIS[0], 0] - points[face.RIGHT_IRIS[0], 0]) / 2
    moved = points.copy()
    moved[:, 0] += np.float32(value * half) * (left - right)
    return moved


def _lip_fullness(points: Points, value: float) -> Points:
    """Thicker away from the line between the lips, which stays."""
    upper, lower = lip_shares()
    above, below = (np.maximum(distance, 0) for distance in distances(points))
    return _lowered(points, value * (lower * below - upper * above))


def _mouth_width(points: Points, value: float) -> Points:
    height = np.exp(-0.5 * ((face.mean_face()[:, 1] - MOUTH_HEIGHT) / 0.08) ** 2)
    return _widened(points, value * height * (1 - _rise(_aside(), 0.15, 0.33)))


def _brow_height(points: Points, value: float) -> Points:
    up = -face.mean_face()[:, 1]
    return _lowered(points, -value * LID_TO_BROW * _rise(up, 0.21, 0.31) * (1 - _rise(up, 0.36, 0.53)))


_EDITS: dict[str, Edit] = {
    "face_width": _face_width,
    "jaw_width": _jaw_width,
    "chin_length": _chin_length,
    "forehead_height": _forehead_height,
    "cheek_fullness": _cheek_fullness,
    "nose_length": _nose_length,
    "nose_width": _nose_width,
    "eye_size": _eye_size,
    "eye_distance": _eye_distance,
    "lip_fullness": _lip_fullness,
    "mouth_width": _mouth_width,
    "brow_height": _brow_height,
}


def _widened(points: Points, share: Points) -> Points:
    moved = points.copy()
    moved[:, 0] *= (1 + share).astype(np.float32)
    return moved


def _lowered(points: Points, by: Points) -> Points:
    moved = points.copy()
    moved[:, 1] += by.astype(np.float32)
    return moved


@cache
def _aside() -> Points:
    """(478,) distance from the face's middle line."""
    return np.abs(face.mean_face()[:, 0])


@cache
def _eye_shares() -> tuple[Points, Points]:
    """Two (478,) weights: 1 in the right and the left eye, 0 beyond brow, nose and temple."""
    mean = face.mean_face()
    right, left = (
        np.hypot(
            (mean[:, 0] - side * EYE_CENTRE[0]) / EYE_RADII[0], (mean[:, 1] - EYE_CENTRE[1]) / EYE_RADII[1]
        )
        for side in (-1, 1)
    )
    return 1 - _rise(right, 0.7, 1.6), 1 - _rise(left, 0.7, 1.6)


def _rise(x: Points, start: float, end: float) -> Points:
    """0 below `start`, 1 above `end`, smooth in between."""
    x = np.clip((x - start) / (end - start), 0, 1)
    return (x * x * (3 - 2 * x)).astype(np.float32)
