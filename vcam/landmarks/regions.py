"""Rotated squares of a picture: what the networks look at."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from vcam.frames import Image, Points


@dataclass(frozen=True, kw_only=True)
class Region:
    """A rotated rectangle in picture pixels.

    Args:
        x, y: its centre.
        width, height: its sides.
        angle: clockwise in the picture, radians.

    Coordinates follow the networks' own convention: index u of a crop lies at u / size of the side,
    without a half-pixel shift.
    """

    x: float
    y: float
    width: float
    height: float
    angle: float = 0.0

    def crop(self, image: Image, size: tuple[int, int], border: int) -> Image:
        """The region at `size` (width, height); beyond the picture it is filled by OpenCV's `border` mode."""
        cos, sin = math.cos(self.angle), math.sin(self.angle)
        width, height = size
        to_picture = np.array(
            [
                [cos * self.width / width, -sin * self.height / height, self._left],
                [sin * self.width / width, cos * self.height / height, self._top],
            ]
        )
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        return cv2.warpAffine(image, to_picture, size, flags=flags, borderMode=border)  # type: ignore[return-value]

    def to_picture(self, points: Points, size: int) -> Points:
        """(N, 3) points of a `size` x `size` crop of a square region, in picture pixels, z too."""
        scale = self.width / size
        cos, sin = scale * math.cos(self.angle), scale * math.sin(self.angle)
        turn = np.array([[cos, sin, 0], [-sin, cos, 0], [0, 0, scale]], np.float32)
        corner = np.array([self._left, self._top, 0], np.float32)
        return (points @ turn + corner).astype(np.float32)

    @property
    def _left(self) -> float:
        return self.x - 0.5 * (math.cos(self.angle) * self.width - math.sin(self.angle) * self.height)

    @property
    def _top(self) -> float:
        return self.y - 0.5 * (math.sin(self.angle) * self.width + math.cos(self.angle) * self.height)
