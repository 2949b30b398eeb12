"""Draws a Bi-layer figure's moving part for one skeleton, as a layer over any background.

The networks draw a square around the face. What moves beyond it, often the crown of the head, follows by the
warp prior, and the square passes into it softly.
"""

from __future__ import annotations

from math import ceil, floor

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.engine.bilayer.figure import BilayerFigure
from vcam.engine.renderer import AvatarPicture, OnPart, Renderer, go_on
from vcam.engine.view import View, make_texture
from vcam.geometry.skeleton import Skeleton
from vcam.landmarks.keypoints68 import keypoints_68
from vcam.landmarks.official_crop import normalise

SEAM = 0.1
"""Width of the border over which the square passes into its surroundings, as a part of its side."""


class BilayerRenderer:
    """Draws one figure in one view."""

    def __init__(self, figure: BilayerFigure, view: View, *, cutout: bool = False) -> None:
        """Prepare the square's place and its surroundings.

        Args:
            figure: to draw.
            view: what the output shows.
            cutout: draw for a background that is not the photo's own.
        """
        self.figure, self.view, self.cutout = figure, view, cutout
        self._surroundings = Renderer(figure, view, cutout=cutout)
        self._left, self._top, self._width, self._height = self._place_of_square()
        self._share = self._seam()

    def render(self, skeleton: Skeleton, *, on_part: OnPart = go_on) -> AvatarPicture:
        """Draw the figure with the given skeleton (points in photo pixels); see `AvatarRenderer`."""
        picture = self._surroundings.render(skeleton, on_part=on_part)
        if not self._width or not self._height:
            return picture
        portrait = self.figure.portrait
        square = portrait.draw(normalise(keypoints_68(skeleton.points()), portrait.crop))
        left, top = self._left - picture.left, self._top - picture.top
        around = picture.layer[top : top + self._height, left : left + self._width]
        around[:] = cv2.blendLinear(
            self._place(square), np.ascontiguousarray(around), self._share, 1 - self._share
        )
        return picture

    def _bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of what is drawn of the square, in photo pixels.

        It is where the networks' crop, the warp prior's and the photo meet.
        """
        square, around, (width, height) = self.figure.portrait.crop, self.figure.crop, self.figure.size
        return (
            max(square.left, around.left, 0),
            max(square.top, around.top, 0),
            min(square.left + square.side, around.left + around.width, width),
            min(square.top + square.side, around.top + around.height, height),
        )

    def _place_of_square(self) -> tuple[int, int, int, int]:
        """Left, top, width and height of the output pixels that lie wholly within the bounds."""
        view = self.view
        left, top, right, bottom = self._bounds()
        x0 = max(ceil((left - view.left) / view.scale), 0)
        y0 = max(ceil((top - view.top) / view.scale), 0)
        x1 = min(floor((right - view.left) / view.scale), view.width)
        y1 = min(floor((bottom - view.top) / view.scale), view.height)
        return x0, y0, max(x1 - x0, 0), max(y1 - y0, 0)

    def _place(self, square: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """(h, w, 4): the networks' picture at the output's resolution."""
        crop, view = self.figure.portrait.crop, self.view
        ratio = square.shape[0] / crop.side
        part = View(
            left=(view.left + self._left * view.scale - crop.left) * ratio,
            top=(view.top + self._top * view.scale - crop.top) * ratio,
            scale=view.scale * ratio,
            width=self._width,
            height=self._height,
        )
        return make_texture(square, part).place(part)

    def _seam(self) -> NDArray[np.float32]:
        """(h, w) share of the square: 0 at its border, 1 inside."""
        view, reach = self.view, SEAM * self.figure.portrait.crop.side
        left, top, right, bottom = self._bounds()
        x = view.left + (self._left + np.arange(self._width) + 0.5) * view.scale
        y = view.top + (self._top + np.arange(self._height) + 0.5) * view.scale
        across = np.clip(np.minimum(x - left, right - x) / reach, 0, 1)
        down = np.clip(np.minimum(y - top, bottom - y) / reach, 0, 1)
        return np.asarray(down[:, None] * across, np.float32)
