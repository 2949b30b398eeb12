"""Which part of the photo the output shows: framing, and the user's position and zoom."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.avatar.avatar import Avatar
from vcam.engine.settings import OutputFormat
from vcam.geometry.editing import Edits

PORTRAIT_HEIGHT = 2.3
"""Height of the portrait view, in face heights, when the photo is wide enough for it."""
PORTRAIT_MIN_HEIGHT = 1.75
"""Lower than this the view would cut the head; then the sides are filled instead."""
PORTRAIT_FACE_AT = 0.47
"""Where the face's centre stands in the portrait view, as a part of its height."""
SHRINK_FROM = 1.4
"""Photo pixels an output pixel from which a layer is shrunk first, so that sampling doesn't alias."""
EDGE_FADE = 0.06
"""Width of the soft edge where a view reaches beyond the photo, as a part of the view's height."""


@dataclass(frozen=True, kw_only=True)
class View:
    """A rectangle of the photo's plane and the output pixels that show it.

    Args:
        left, top: photo coordinates of the output's upper left corner (pixel edge).
        scale: photo pixels an output pixel.
        width, height: output pixels.
    """

    left: float
    top: float
    scale: float
    width: int
    height: int

    def reaches_beyond(self, width: float, height: float) -> tuple[bool, bool, bool, bool]:
        """Whether it shows more than a pixel beyond a photo's left, top, right and bottom edge."""
        right, bottom = self.left + self.width * self.scale, self.top + self.height * self.scale
        return self.left < -1, self.top < -1, right > width + 1, bottom > height + 1


def make_view(avatar: Avatar, output: OutputFormat, edits: Edits) -> View:
    """The view of an avatar in an output, with the user's position and zoom."""
    view = _whole_photo(avatar, output) if output.framing == "photo" else _portrait(avatar, output)
    scale = view.scale / edits.zoom
    # Zooming keeps the face's place in the picture.
    (face_x, face_y), face_height = avatar.face_centre, avatar.face_height_px
    left = face_x + (view.left - face_x) / edits.zoom - edits.x * face_height
    top = face_y + (view.top - face_y) / edits.zoom - edits.y * face_height
    return View(left=left, top=top, scale=scale, width=output.width, height=output.height)


def _whole_photo(avatar: Avatar, output: OutputFormat) -> View:
    width, height = avatar.size
    scale = max(width / output.width, height / output.height)
    left = (width - scale * output.width) / 2
    top = (height - scale * output.height) / 2
    return View(left=left, top=top, scale=scale, width=output.width, height=output.height)


def _portrait(avatar: Avatar, output: OutputFormat) -> View:
    width, height = avatar.size
    (face_x, face_y), face_height = avatar.face_centre, avatar.face_height_px
    aspect = output.width / output.height
    # As tall as wanted, but no wider than the photo unless the head would be cut.
    tall = min(PORTRAIT_HEIGHT * face_height, max(width / aspect, PORTRAIT_MIN_HEIGHT * face_height))
    tall = min(tall, height)  # beyond the photo's lower edge the body would be cut off in mid-air
    wide = tall * aspect
    left = _inside(face_x - wide / 2, wide, width)
    top = _inside(face_y - PORTRAIT_FACE_AT * tall, tall, height)
    return View(left=left, top=top, scale=tall / output.height, width=output.width, height=output.height)


def _inside(start: float, length: float, limit: float) -> float:
    """`start` moved so that the span stays within 0 to `limit`, or is centred when it can't."""
    if length >= limit:
        return (limit - length) / 2
    return min(max(start, 0.0), limit - length)


@dataclass(frozen=True, eq=False, kw_only=True)
class Texture:
    """A layer of the photo at the resolution that a view needs.

    Args:
        pixels: (h, w, C) uint8.
        factor: its pixels a photo pixel.
        margin: of its pixels beyond the photo's upper and side edges (`vcam.engine.beyond`).
    """

    pixels: NDArray[np.uint8]
    factor: float
    margin: int = 0

    @property
    def extent(self) -> tuple[float, float]:
        """Width and height that its pixels cover, in photo pixels: the photo's, but for rounding."""
        height, width = self.pixels.shape[:2]
        return width / self.factor, height / self.factor

    def place(self, view: View) -> NDArray[np.uint8]:
        """(H, W, C) uint8: the layer at rest as the view shows it, zero beyond the photo."""
        step = view.scale * self.factor
        reaches = view.reaches_beyond(*self.extent)
        x = (view.left + 0.5 * view.scale) * self.factor - 0.5
        y = (view.top + 0.5 * view.scale) * self.factor - 0.5
        placed = cv2.warpAffine(
            self.pixels,
            np.array([[step, 0, x], [0, step, y]], np.float64),
            (view.width, view.height),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_CONSTANT if any(reaches) else cv2.BORDER_REPLICATE,
        )
        return np.asarray(placed, np.uint8)


def make_texture(layer: NDArray[np.uint8], view: View) -> Texture:
    """A photo-sized premultiplied layer for one view, faded out at edges that the view reaches beyond."""
    layer = _fade_edges(layer, view)
    if view.scale < SHRINK_FROM:
        return Texture(pixels=layer, factor=1.0)
    height, width = layer.shape[:2]
    size = (max(1, round(width / view.scale)), max(1, round(height / view.scale)))
    shrunk = cv2.resize(layer, size, interpolation=cv2.INTER_AREA)
    return Texture(pixels=np.asarray(shrunk, np.uint8), factor=size[0] / width)


def _fade_edges(layer: NDArray[np.uint8], view: View) -> NDArray[np.uint8]:
    height, width = layer.shape[:2]
    reach = EDGE_FADE * view.height * view.scale
    x, y = np.arange(width) + 0.5, np.arange(height) + 0.5
    across, down = np.ones(width, np.float32), np.ones(height, np.float32)
    beyond = view.reaches_beyond(width, height)
    if not any(beyond):
        return layer
    beyond_left, beyond_top, beyond_right, beyond_bottom = beyond
    if beyond_left:
        across *= np.clip(x / reach, 0, 1)
    if beyond_right:
        across *= np.clip((width - x) / reach, 0, 1)
    if beyond_top:
        down *= np.clip(y / reach, 0, 1)
    if beyond_bottom:
        down *= np.clip((height - y) / reach, 0, 1)
    weight = (across[None, :] * down[:, None])[..., None]
    return np.round(layer * weight).astype(np.uint8)
