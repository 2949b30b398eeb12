"""Numbers made visible: warp fields, differences of pictures, and the points of a face."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.frames import Image, Points
from vcam.geometry import face_model as face

Field = NDArray[np.float32]

GRID_LINES = 12
"""Lines of the grid on a warp field, along each side."""
GRID_SHADE = 0.4
WHEEL = 0.2
"""Side of the colour wheel in a field's corner, as a part of the field's."""
FEATURES = (
    *(face.UPPER_LIP_INNER, face.LOWER_LIP_INNER),
    *(face.RIGHT_UPPER_LID, face.RIGHT_LOWER_LID, face.LEFT_UPPER_LID, face.LEFT_LOWER_LID),
)
"""Lines of the face that are drawn over its mesh."""
_SHIFT = 4
"""Binary places behind the point with which OpenCV draws."""


def colour_field(field: Field, longest: float) -> Image:
    """(H, W, 3) uint8 RGB of an (H, W, 2) field: hue is the direction; white is none, full is `longest`."""
    length, angle = cv2.cartToPolar(field[..., 0], field[..., 1], angleInDegrees=True)
    strength = np.clip(length / max(longest, 1e-6), 0, 1)
    hsv = np.dstack([angle, strength, np.ones_like(strength)]).astype(np.float32)
    return np.round(255 * cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB)).astype(np.uint8)


def warped_grid(colours: Image, field: Field) -> Image:
    """A field's colours under the lines of a square grid that it has bent.

    Args:
        colours: (H, W, 3) uint8, by `colour_field`.
        field: (H, W, 2) source minus target, x then y; the picture is 2 wide and high.
    """
    height, width = field.shape[:2]
    at_rest = np.meshgrid(*((np.arange(count) + 0.5) / count for count in (width, height)))
    lines = np.zeros((height, width), np.float32)
    for axis, rest in enumerate(at_rest):
        source = (rest + field[..., axis] / 2).astype(np.float32) * GRID_LINES
        # A pixel's distance from the next line, over what a pixel's step changes.
        step = np.hypot(cv2.Sobel(source, -1, 1, 0, scale=1 / 8), cv2.Sobel(source, -1, 0, 1, scale=1 / 8))
        away = np.abs(source - np.round(source)) / np.clip(step, GRID_LINES / width / 2, None)
        lines = np.maximum(lines, np.clip(1 - away, 0, 1))
    return np.round(colours * (1 - GRID_SHADE * lines[..., None])).astype(np.uint8)


def add_wheel(colours: Image) -> Image:
    """The colours of a field with what they mean in a corner: each direction at full length."""
    picture = colours.copy()
    side = round(WHEEL * min(picture.shape[:2]))
    at = ((np.arange(side) + 0.5) / side * 2 - 1).astype(np.float32)
    wheel = np.dstack(np.meshgrid(at, at))
    radius = np.linalg.norm(wheel, axis=2)
    corner = picture[-side:, -side:]
    inside = radius[..., None] < 0.95
    corner[:] = np.where(inside, colour_field(wheel, 0.95), corner)
    corner[np.abs(radius - 0.95) < 1.5 / side] = 90
    return picture


def difference(first: Image, second: Image, gain: float) -> Image:
    """(H, W, 3) uint8: how much brighter the first picture is, `gain` times, around grey."""
    return np.clip(128 + gain * (first.astype(np.float32) - second), 0, 255).round().astype(np.uint8)


def draw_face(
    points: Points,
    side: int,
    *,
    paper: tuple[int, int, int] = (255, 255, 255),
    mesh: tuple[int, int, int] = (170, 190, 215),
    features: tuple[int, int, int] = (25, 70, 140),
) -> Image:
    """(S, S, 3) uint8 RGB: a face as the renderer knows it.

    Args:
        points: (478, 2) in pixels of the picture.
        side: of the picture in pixels.
        paper: colour behind the face.
        mesh: colour of its triangles.
        features: colour of lids, lips and pupils.
    """
    picture = np.full((side, side, 3), paper, np.uint8)
    fixed = np.round(points * 2**_SHIFT).astype(np.int32)
    outlines = [fixed[triangle].reshape(-1, 1, 2) for triangle in face.triangles()]
    cv2.polylines(picture, outlines, True, mesh, 1, cv2.LINE_AA, shift=_SHIFT)
    radius = round(2**_SHIFT * max(1.5, side / 120))
    for x, y in fixed[[face.RIGHT_IRIS[0], face.LEFT_IRIS[0]]]:
        cv2.circle(picture, (int(x), int(y)), radius, features, -1, cv2.LINE_AA, shift=_SHIFT)
    for line in FEATURES:
        part = fixed[line].reshape(-1, 1, 2)
        cv2.polylines(picture, [part], False, features, 1, cv2.LINE_AA, shift=_SHIFT)
    return picture
