"""The warp delta: a small displacement that bends the warp prior's field.

The prior says that a pixel shows the photo's place `x + prior(x)`; bent by a delta it shows what the prior
shows at `x + delta(x)`. What that adds to the prior is found once on a coarse grid, so that the picture
is still sampled once, by one sum.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from vcam.frames import vector
from vcam.geometry.warp_prior import Area, Field


@dataclass(frozen=True, eq=False, kw_only=True)
class WarpDelta:
    """What is added to the prior's field over an area of the photo, 0 at its edges and beyond.

    Args:
        field: (h, w, 2) float32 photo pixels, x then y.
        area: that it covers.
    """

    field: Field
    area: Area

    def spread(self, area: Area, columns: int, rows: int) -> Field:
        """(rows, columns, 2) the delta at each cell of a grid over another area, in photo pixels."""
        height, width = self.field.shape[:2]
        step = vector(self.area.width / width, self.area.height / height)
        scale = vector(area.width / columns, area.height / rows) / step
        corner = (vector(area.left, area.top) - vector(self.area.left, self.area.top)) / step
        first = corner + 0.5 * scale - 0.5
        to_field = np.array([[scale[0], 0, first[0]], [0, scale[1], first[1]]], np.float32)
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        return np.asarray(cv2.warpAffine(self.field, to_field, (columns, rows), flags=flags), np.float32)


def bending(prior: Field, delta: Field, area: Area) -> WarpDelta:
    """What bends a prior's field by a delta.

    Args:
        prior: (h, w, 2) displacement over the area, in photo pixels.
        delta: (h, w, 2) how far from each place lies what is to be shown there, likewise.
        area: of the photo.
    """
    height, width = prior.shape[:2]
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    places = np.stack([x, y], 2) + delta / vector(area.width / width, area.height / height)
    one_map = np.empty(0, np.float32)  # both coordinates are in `places`
    there = cv2.remap(prior, places, one_map, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return WarpDelta(field=np.asarray(there - prior + delta, np.float32), area=area)
