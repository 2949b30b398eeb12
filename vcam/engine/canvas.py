"""Painting small textures into the avatar's layer within anti-aliased outlines given in photo pixels."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.compiled import compiled
from vcam.engine.view import View
from vcam.frames import Points, vector

Layer = NDArray[np.uint8]
Affine = NDArray[np.float32]

FINENESS = 4
"""How many times finer an outline is drawn than its pixels, along each side."""


@dataclass(frozen=True, kw_only=True)
class Brush:
    """How something is painted.

    Args:
        strength: 0 leaves the layer as it is, 1 covers it.
        shade: brightness at the very edge.
        shade_depth: how far inwards the shade fades, in layer pixels.
        feather: softness of the edge, in layer pixels.
    """

    strength: float
    shade: float = 1.0
    shade_depth: float = 0.0
    feather: float = 0.0


@dataclass(frozen=True, eq=False, kw_only=True)
class Window:
    """The part of a layer around an outline.

    Args:
        part: (h, w, 4) view into the layer.
        left, top: its place in the layer.
        outline: (N, 2) the outline in the part's pixels.
    """

    part: Layer
    left: int
    top: int
    outline: Points

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels."""
        return self.part.shape[1], self.part.shape[0]


class Canvas:
    """One layer of one view."""

    def __init__(self, layer: Layer, view: View, left: int, top: int) -> None:
        """Take an (h, w, 4) premultiplied layer whose first pixel is output pixel (`left`, `top`)."""
        self._layer = layer
        self.factor = 1 / view.scale
        """Layer pixels a photo pixel."""
        self._offset = vector(view.left * self.factor + left, view.top * self.factor + top)

    def place(self, points: Points) -> Points:
        """(N, 2) photo pixels -> pixels of the layer."""
        return ((points + 0.5) * self.factor - 0.5 - self._offset).astype(np.float32)

    def window(self, outline: Points, margin_px: int = 2) -> Window | None:
        """The part of the layer around an (N, 2) outline in photo pixels; None when it lies outside."""
        outline = self.place(outline)
        height, width = self._layer.shape[:2]
        left, top = np.maximum(np.floor(outline.min(0)).astype(int) - margin_px, 0)
        right, bottom = np.minimum(np.ceil(outline.max(0)).astype(int) + margin_px + 1, [width, height])
        if right - left < 2 or bottom - top < 2:
            return None
        return Window(
            part=self._layer[top:bottom, left:right],
            left=int(left),
            top=int(top),
            outline=outline - vector(left, top),
        )

    def to_texture(self, turn: NDArray[np.float64], centre: Points, target: Points) -> Affine:
        """(2, 3) layer pixel -> texture pixel.

        Args:
            turn: (2, 2) photo -> texture, linear part.
            centre: (2,) a point of the photo.
            target: (2,) the texture pixel that shows it.
        """
        first = (self._offset + 0.5) / self.factor - 0.5
        return np.column_stack([turn / self.factor, turn @ (first - centre) + target]).astype(np.float32)

    def paint_texture(self, outline: Points, texture: Layer, to_texture: Affine, brush: Brush) -> None:
        """Paint an (h, w, 3) texture within an outline in photo pixels."""
        window = self.window(outline, margin_px=2 + int(2 * brush.feather))
        if window is not None:
            blend(window, sample(texture, to_texture, window), brush)

    def paint_colour(self, outline: Points, colour: Points, brush: Brush) -> None:
        """Paint an RGB colour within an outline in photo pixels."""
        window = self.window(outline, margin_px=2 + int(2 * brush.feather))
        if window is not None:
            blend(window, np.full((*window.part.shape[:2], 3), np.round(colour), np.uint8), brush)


def sample(texture: Layer, to_texture: Affine, window: Window) -> Layer:
    """The texture as the window's pixels see it."""
    moved = to_texture.copy()
    moved[:, 2] += to_texture[:, :2] @ vector(window.left, window.top)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    seen = cv2.warpAffine(texture, moved, window.size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(seen, np.uint8)


def blend(window: Window, inside: Layer, brush: Brush) -> None:
    """Put (h, w, 3) colours into the window's part of the layer, within its outline."""
    mask = soft_polygon(window.outline, *window.size)
    light = _light(mask, brush)
    if brush.feather > 0.5:
        mask = np.asarray(cv2.GaussianBlur(mask, (0, 0), brush.feather), np.uint8)
    _cover(window.part, inside, mask, light, brush.strength)


def _light(mask: Layer, brush: Brush) -> NDArray[np.float32]:
    """(h, w) brightness within a mask, falling towards its edge."""
    if brush.shade_depth <= 0.5:
        return np.ones(mask.shape, np.float32)
    # Bordered, since the window's own edge counts as the mask's.
    solid = cv2.copyMakeBorder(cv2.threshold(mask, 127, 255, 0)[1], 1, 1, 1, 1, cv2.BORDER_CONSTANT)
    distance = cv2.distanceTransform(solid, cv2.DIST_L2, 3)[1:-1, 1:-1]
    rise = np.minimum(distance / np.float32(brush.shade_depth), 1)
    return np.asarray(brush.shade + (1 - brush.shade) * rise, np.float32)


@compiled
def _cover(part: Layer, inside: Layer, mask: Layer, light: NDArray[np.float32], strength: float) -> None:
    """Lay lit colours over a premultiplied layer, as far as mask and strength go."""
    for row in range(mask.shape[0]):
        for column in range(mask.shape[1]):
            share = strength * mask[row, column] / 255
            if share == 0:
                continue
            for k in range(3):
                colour = min(inside[row, column, k] * light[row, column], 255)
                part[row, column, k] = round(part[row, column, k] + share * (colour - part[row, column, k]))
            part[row, column, 3] = round(part[row, column, 3] + share * (255 - part[row, column, 3]))


def soft_polygon(outline: Points, width: int, height: int) -> Layer:
    """(h, w) uint8 anti-aliased coverage of a polygon, drawn finer and averaged."""
    fine = np.zeros((height * FINENESS, width * FINENESS), np.uint8)
    corners = ((outline + 0.5) * FINENESS - 0.5) * 16
    cv2.fillPoly(fine, [np.round(corners).astype(np.int32)], 255, shift=4)
    return _averaged(fine)


@compiled
def _averaged(fine: Layer) -> Layer:
    """(h, w) uint8 means of squares of `FINENESS` pixels; OpenCV takes ten times as long."""
    height, width = fine.shape[0] // FINENESS, fine.shape[1] // FINENESS
    coarse = np.empty((height, width), np.uint8)
    sums = np.empty(width * FINENESS, np.uint16)
    for row in range(height):
        sums[:] = 0
        for k in range(FINENESS):
            for column in range(width * FINENESS):
                sums[column] += fine[row * FINENESS + k, column]
        for column in range(width):
            total = 0
            for k in range(FINENESS):
                total += sums[column * FINENESS + k]
            coarse[row, column] = (total + FINENESS**2 // 2) // FINENESS**2
    return coarse
