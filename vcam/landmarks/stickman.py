"""The landmark image ("stickman") that the Bi-layer networks see beside a source picture.

Source: Fast Bi-layer Neural Synthesis (2020), its released code, saic-violet/bilayer-model.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.errors import ShapeError
from vcam.frames import Image
from vcam.landmarks.lifting import COUNT_68

EMPTY = 1
"""Value of all channels where nothing is drawn."""
THICKNESS_PX = 2


@dataclass(frozen=True, kw_only=True)
class Stroke:
    """One line: which keypoints it joins, in which RGB colour, and whether it returns to the first."""

    points: tuple[int, ...]
    colour: tuple[int, int, int]
    closed: bool = False


STROKES = (
    Stroke(points=tuple(range(17)), colour=(255, 255, 255)),  # jaw
    Stroke(points=tuple(range(17, 22)), colour=(255, 0, 0)),  # brows
    Stroke(points=tuple(range(22, 27)), colour=(0, 255, 0)),
    Stroke(points=(27, 28, 29, 30, 30, 33), colour=(0, 0, 255)),  # nose
    Stroke(points=tuple(range(31, 36)), colour=(0, 0, 255)),
    Stroke(points=tuple(range(36, 42)), colour=(255, 0, 255), closed=True),  # eyes
    Stroke(points=tuple(range(42, 48)), colour=(0, 255, 255), closed=True),
    Stroke(points=tuple(range(48, 60)), colour=(255, 255, 0), closed=True),  # lips
    Stroke(points=tuple(range(60, 68)), colour=(255, 255, 0), closed=True),
)


def draw_stickman(keypoints: NDArray[np.floating], side: int = 256) -> Image:
    """Draw (68, 2) keypoints in [-1, 1] as a (side, side, 3) uint8 RGB picture.

    Raises:
        ShapeError: the keypoints have another shape.
    """
    if keypoints.shape != (COUNT_68, 2) or not np.isfinite(keypoints).all():
        raise ShapeError(f"keypoints have shape {keypoints.shape}, expected ({COUNT_68}, 2) finite numbers")
    pixels = ((keypoints + 1) / 2 * side).astype(np.int32)
    canvas = np.full((side, side, 3), EMPTY, np.uint8)
    for stroke in STROKES:
        cv2.polylines(
            canvas, [pixels[list(stroke.points)]], stroke.closed, stroke.colour, thickness=THICKNESS_PX
        )
    return canvas
