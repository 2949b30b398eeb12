"""The warp delta: a small displacement that bends the warp prior's field.

The prior says that a pixel shows the photo's place `x + prior(x)`; bent by a delta it shows what the prior
shows at `x + delta(x)`. Both fields together sample the texture once.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from vcam.frames import vector
from vcam.geometry.warp_prior import Area, Field


@dataclass(frozen=True, eq=False, kw_only=True)
class WarpDelta:
    """A delta over an area of the photo, 0 at its edges and beyond.

    Args:
        field: (h, w, 2) float32 photo pixels, x then y.
        area: that it covers.
    """

    field: Field
    area: Area


class Bender:
    """Bends the fields of one grid."""

    def __init__(self, area: Area, columns: int, rows: int) -> None:
        """Prepare a grid of `columns` x `rows` cells over the area."""
        self._area, self._size = area, (columns, rows)
        self._cell = vector(area.width / columns, area.height / rows)
        x, y = np.meshgrid(np.arange(columns, dtype=np.float32), np.arange(rows, dtype=np.float32))
        self._cells = np.stack([x, y], 2)

    def spread(self, delta: WarpDelta) -> Field:
        """(rows, columns, 2) the delta at each cell, in photo pixels."""
        height, width = delta.field.shape[:2]
        step = vector(delta.area.width / width, delta.area.height / height)
        scale = self._cell / step
        corner = (vector(self._area.left, self._area.top) - vector(delta.area.left, delta.area.top)) / step
        first = corner + 0.5 * scale - 0.5
        to_delta = np.array([[scale[0], 0, first[0]], [0, scale[1], first[1]]], np.float32)
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        return np.asarray(cv2.warpAffine(delta.field, to_delta, self._size, flags=flags), np.float32)

    def bend(self, displacement: Field, spread: Field) -> Field:
        """(rows, columns, 2) displacement that shows what the given one shows, the delta away."""
        return np.asarray(self.move(displacement, spread) + spread, np.float32)

    def move(self, field: Field, spread: Field) -> Field:
        """(rows, columns[, C]) a field's values, taken the delta away."""
        one_map = np.empty(0, np.float32)  # both coordinates are in the first one
        places = self._cells + spread / self._cell
        moved = cv2.remap(field, places, one_map, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(moved, np.float32)
