"""The square that the Bi-layer networks see of a picture, as the released code cuts it.

Source: Fast Bi-layer Neural Synthesis (2020), its released code, saic-violet/bilayer-model.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.errors import ShapeError
from vcam.frames import Image, Points, check_image
from vcam.landmarks.lifting import COUNT_68

LIFT = 6
"""The square lies higher than the points' middle by this part of their box's longer side."""
EROSION = np.array(
    [[0, 1, 1, 1, 0], [1, 1, 1, 1, 1], [1, 1, 1, 1, 1], [1, 1, 1, 1, 1], [0, 1, 1, 1, 0]], np.uint8
)
"""What a person mask's edge loses, in pixels of the networks' picture."""


@dataclass(frozen=True, kw_only=True)
class Crop:
    """A square of a picture; it may reach beyond it.

    Args:
        left, top: its first pixel.
        side: pixels, at least 1.
    """

    left: int
    top: int
    side: int

    def __post_init__(self) -> None:
        """Raise `ShapeError` when it is empty."""
        if self.side < 1:
            raise ShapeError(f"the crop's side is {self.side} pixels, expected at least 1")


def crop_of(keypoints: NDArray[np.floating]) -> Crop:
    """The square around a face: twice as wide as its (68, 2) keypoints, in pixels.

    Raises:
        ShapeError: the keypoints have another shape, or don't span a pixel.
    """
    _check(keypoints)
    low, high = keypoints.min(0), keypoints.max(0)
    reach = int((high - low).max())
    if reach < 1:
        raise ShapeError(f"the keypoints span {float((high - low).max()):.2f} pixels, expected at least 1")
    x, y = np.round((low + high) / 2).astype(int)
    return Crop(left=int(x) - reach, top=int(y) - reach // LIFT - reach, side=2 * reach)


def cut(image: Image, crop: Crop, side: int = 256) -> Image:
    """The crop of an (H, W, 3) uint8 RGB picture as (side, side, 3); black beyond the picture, bicubic."""
    # Imported here since networks are trained without it, and with it, to the bit, as the authors' were.
    from PIL import Image as Pillow

    check_image(image, "a picture to cut")
    box = (crop.left, crop.top, crop.left + crop.side, crop.top + crop.side)
    part = Pillow.fromarray(image).crop(box).resize((side, side), Pillow.Resampling.BICUBIC)
    return np.array(part, np.uint8)


def erode(mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The (S, S) uint8 person mask of a cut picture without its uncertain edge."""
    return np.asarray(cv2.erode(mask, EROSION), np.uint8)


def normalise(keypoints: NDArray[np.floating], crop: Crop) -> Points:
    """(68, 2) keypoints in pixels -> float32 in the crop's frame: -1 and 1 are its edges, beyond it more.

    Raises:
        ShapeError: the keypoints have another shape.
    """
    _check(keypoints)
    part = (keypoints - np.array([crop.left, crop.top], np.float64)) / crop.side
    return (2 * part - 1).astype(np.float32)


def _check(keypoints: NDArray[np.floating]) -> None:
    if keypoints.shape != (COUNT_68, 2) or not np.isfinite(keypoints).all():
        raise ShapeError(f"keypoints have shape {keypoints.shape}, expected ({COUNT_68}, 2) finite numbers")
