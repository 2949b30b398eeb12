"""Pictures on their way to the screen: scaled, mirrored and copied."""

from __future__ import annotations

import cv2
import numpy as np
from PySide6.QtGui import QImage

from vcam.frames import Image


def fitted(image: Image, size: tuple[int, int], mirror: bool) -> QImage:
    """An own copy of (H, W, 3) RGB, scaled to (width, height) pixels and mirrored if asked; on any thread."""
    if image.shape[1::-1] != size:
        # Averaging costs four times as much and shows only where most of the pixels are dropped.
        much_smaller = size[0] < image.shape[1] / 2
        how = cv2.INTER_AREA if much_smaller else cv2.INTER_LINEAR
        image = np.asarray(cv2.resize(image, size, interpolation=how), np.uint8)
    # Written into the QImage's own memory: one over an array would borrow the array's.
    result = QImage(*size, QImage.Format.Format_RGB32)
    pixels = np.frombuffer(result.bits(), np.uint8).reshape(size[1], size[0], 4)
    cv2.cvtColor(image, cv2.COLOR_RGB2BGRA, dst=pixels)
    if mirror:
        cv2.flip(pixels, 1, dst=pixels)
    return result
