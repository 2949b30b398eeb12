"""What keeps the person before the camera from being measured: light, distance, place, other people."""

from __future__ import annotations

from typing import Literal, get_args

import cv2
import numpy as np

from vcam.frames import Image, Landmarks
from vcam.geometry.calibration import Problem
from vcam.geometry.face_model import CHIN, FACE_OVAL, FOREHEAD_TOP

Fault = Problem | Literal["no_face", "several_faces", "too_dark", "too_far", "cut_off"]
"""Empty when there is none."""

DARK_FACE, DARK_PICTURE = 45.0, 24.0
"""Mean luma (0 to 255) of a face, or of a picture without one, below which light is missing."""
FAR_PX = 90.0
"""Face height, forehead to chin, below which the landmarks get coarse."""
CUT_OFF = 0.08
"""Share of the face's outline that may lie outside the picture."""
OTHER_FACE = 0.5
"""Size, as a part of the largest face, from which another one counts: not a face on a poster far behind."""


def find_fault(image: Image, face: Landmarks | None, face_sides_px: tuple[float, ...]) -> Fault:
    """What is wrong with the picture or the face's place in it, the first thing to mend first.

    Args:
        image: (H, W, 3) uint8 RGB.
        face: the followed face in it, None when there is none.
        face_sides_px: sides of the boxes of all faces in it.
    """
    if face is None:
        return "too_dark" if _luma(image) < DARK_PICTURE else "no_face"
    if sum(side >= OTHER_FACE * max(face_sides_px) for side in face_sides_px) > 1:
        return "several_faces"
    if _luma(_face_part(image, face)) < DARK_FACE:
        return "too_dark"
    if float(np.linalg.norm(face.points[CHIN] - face.points[FOREHEAD_TOP])) < FAR_PX:
        return "too_far"
    outline = face.points[FACE_OVAL, :2]
    outside = ((outline < 0) | (outline >= face.image_size)).any(axis=1)
    return "cut_off" if outside.mean() > CUT_OFF else ""


def all_faults() -> tuple[str, ...]:
    """Every fault that there is, for texts."""
    return tuple(fault for part in get_args(Fault) for fault in get_args(part) if fault)


def _luma(image: Image) -> float:
    red, green, blue, _ = cv2.mean(image)
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _face_part(image: Image, face: Landmarks) -> Image:
    """The part of the picture that the face's box covers; one pixel at least."""
    height, width = image.shape[:2]
    (x0, y0), (x1, y1) = face.points[:, :2].min(0), face.points[:, :2].max(0)
    left, top = int(np.clip(x0, 0, width - 1)), int(np.clip(y0, 0, height - 1))
    return image[top : max(top + 1, int(min(y1, height))), left : max(left + 1, int(min(x1, width)))]
