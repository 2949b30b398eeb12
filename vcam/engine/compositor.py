"""The compositor: the avatar's layer over a background, in the output's size.

It takes the avatar's rendering and numbers; no type here can hold a camera frame.
"""

from __future__ import annotations

import logging

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.avatar.avatar import Avatar
from vcam.avatar.photo import load_photo
from vcam.engine.renderer import AvatarPicture
from vcam.engine.settings import Background
from vcam.engine.view import View, make_texture
from vcam.frames import Image

logger = logging.getLogger(__name__)

BLUR_SIGMA = 0.02
"""Blur of the background, as a part of the output's height."""
EXTENSION_SIGMA = 0.05
"""Blur of what is drawn beyond the photo's edges, as a part of the output's height."""


class Compositor:
    """Puts one avatar's pictures over one background in one view."""

    def __init__(self, avatar: Avatar, view: View, background: Background) -> None:
        """Draw what never moves once: the background, and the avatar's body outside the moving part.

        Raises:
            PhotoRejected: the background picture can't be read.
        """
        self._behind = draw_background(avatar, view, background)
        layer = avatar.layers.foreground if background.kind == "photo" else avatar.layers.cutout
        body = make_texture(layer, view).place(view)
        self._still = over(body, self._behind)

    def compose(self, picture: AvatarPicture) -> Image:
        """(H, W, 3) uint8 RGB, C-contiguous: the avatar over the background."""
        out = self._still.copy()
        height, width = picture.layer.shape[:2]
        if height and width:
            rows = slice(picture.top, picture.top + height)
            columns = slice(picture.left, picture.left + width)
            out[rows, columns] = over(picture.layer, self._behind[rows, columns])
        return out


def over(layer: NDArray[np.uint8], behind: Image) -> Image:
    """A premultiplied (h, w, 4) layer over an (h, w, 3) picture."""
    clear = cv2.cvtColor(cv2.bitwise_not(cv2.extractChannel(layer, 3)), cv2.COLOR_GRAY2RGB)
    return np.asarray(
        cv2.add(cv2.multiply(behind, clear, scale=1 / 255), cv2.cvtColor(layer, cv2.COLOR_RGBA2RGB)), np.uint8
    )


def draw_background(avatar: Avatar, view: View, background: Background) -> Image:
    """(H, W, 3) uint8 RGB background of the view, without the person."""
    if background.kind == "colour":
        return np.full((view.height, view.width, 3), background.colour, np.uint8)
    if background.kind == "picture" and background.picture is not None:
        return _cover(load_photo(background.picture).rgb, view.width, view.height)
    behind = _own_background(avatar, view)
    if background.kind == "blur":
        return blur(behind, BLUR_SIGMA * view.height)
    return behind


def _own_background(avatar: Avatar, view: View) -> Image:
    """The photo's background; beyond the photo's edges its blurred enlargement, joined softly."""
    texture = make_texture(avatar.layers.background, view)
    if not any((*view.reaches_beyond(*avatar.size), *view.reaches_beyond(*texture.extent))):
        return texture.place(view)
    opaque = cv2.cvtColor(avatar.layers.background, cv2.COLOR_RGB2RGBA)
    inside = make_texture(np.asarray(opaque, np.uint8), view).place(view)
    extension = _cover(avatar.layers.background, view.width, view.height)
    return over(inside, blur(extension, EXTENSION_SIGMA * view.height))


def blur(picture: Image, sigma_px: float) -> Image:
    """A strong Gaussian blur, made on a small copy: what is lost there the blur would lose anyway."""
    factor = max(1.0, sigma_px / 4)
    height, width = picture.shape[:2]
    size = (max(1, round(width / factor)), max(1, round(height / factor)))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), sigma_px / factor)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


def _cover(picture: Image, width: int, height: int) -> Image:
    """The picture scaled and cropped in its middle so that it fills the size."""
    scale = max(width / picture.shape[1], height / picture.shape[0])
    size = (max(width, round(picture.shape[1] * scale)), max(height, round(picture.shape[0] * scale)))
    interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    scaled = cv2.resize(picture, size, interpolation=interpolation)
    left, top = (size[0] - width) // 2, (size[1] - height) // 2
    return np.ascontiguousarray(scaled[top : top + height, left : left + width])
