"""Overlays over an upright square of the photo, laid over a layer row by row without a copy between."""

from __future__ import annotations

import numpy as np

from vcam.compiled import compiled
from vcam.engine.anchored.patches import Overlay, Patch, Raster
from vcam.frames import Points
from vcam.geometry.face_model import Indices
from vcam.geometry.warp_prior import Area


def lay_upright(layer: Patch, overlay: Overlay, area: Area, raster: Raster) -> None:
    """Lay an overlay over a layer, as `patches.lay` does.

    Args:
        layer: (h, w, 4) uint8 premultiplied RGB and alpha, changed in place.
        overlay: (S, S, 4) float32 RGB to add, 0 to 1, and mask; 0 at the border.
        area: the square of the photo that the overlay covers.
        raster: of the layer's pixels.
    """
    height, width = layer.shape[:2]
    columns = _places(width, raster.left, area.left, raster.scale, area.width / overlay.shape[1])
    rows = _places(height, raster.top, area.top, raster.scale, area.height / overlay.shape[0])
    _lay(layer, overlay, *_between(columns, overlay.shape[1]), *_between(rows, overlay.shape[0]))


def _places(count: int, first: float, start: float, scale: float, step: float) -> Points:
    """(count,) where pixels of the raster lie in the overlay, in its pixels."""
    return np.asarray((first + (np.arange(count) + 0.5) * scale - start) / step - 0.5, np.float32)


def _between(places: Points, side: int) -> tuple[Indices, Points]:
    """Index of the overlay's pixel before each place, and how far on towards the next it lies."""
    before = np.clip(np.floor(places), 0, side - 2)
    return before.astype(np.int64), np.clip(places - before, 0, 1).astype(np.float32)


@compiled
def _lay(
    layer: Patch, overlay: Overlay, columns: Indices, across: Points, rows: Indices, down: Points
) -> None:
    """Darken by the mask and add colours as far as the layer covers, interpolated in both directions."""
    row = np.empty((overlay.shape[1], 4), np.float32)
    for y in range(layer.shape[0]):
        upper, lower = overlay[rows[y]], overlay[rows[y] + 1]
        for s in range(overlay.shape[1]):
            for k in range(4):
                row[s, k] = upper[s, k] + down[y] * (lower[s, k] - upper[s, k])
        for x in range(layer.shape[1]):
            if layer[y, x, 3] == 0:
                continue  # about half of it
            left, right, share = row[columns[x]], row[columns[x] + 1], across[x]
            kept = np.float32(1) - (left[3] + share * (right[3] - left[3]))
            alpha = np.float32(layer[y, x, 3])
            for k in range(3):
                before = np.float32(layer[y, x, k])
                colour = before * kept + (left[k] + share * (right[k] - left[k])) * alpha
                highest = max(before, alpha)
                layer[y, x, k] = np.uint8(min(max(colour, np.float32(0)), highest) + np.float32(0.5))
