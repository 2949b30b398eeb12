"""The hint: what the driver shows between his lips, painted between the avatar's."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vcam.compiled import compiled
from vcam.engine.anchored.patches import Affine, Patch, to_patch
from vcam.frames import INNER_MOUTH_PARTS, InnerMouth, Points
from vcam.landmarks.inner_mouth import LOWER, UPPER, Colour, gap_at

LEAST = 4
"""The darkest hint; 0 is none."""


def draw_hint(
    inner_mouth: InnerMouth | None, reference: Colour, points: Points, to_raster: Affine, opening: Patch
) -> Patch:
    """(S, S, 3) uint8 RGB: coarse colours of the mouth's inside; black where nothing is known.

    Args:
        inner_mouth: of the driver (`measure_inner_mouth`); None if it is not known.
        reference: of the avatar's photo (`skin_reference`).
        points: (478, 2) of the avatar in raster pixels.
        to_raster: of the patch (`place`).
        opening: (S, S) uint8, what is open in the patch.
    """
    hint = np.zeros((*opening.shape, 3), np.uint8)
    if inner_mouth is None:
        return hint
    upper, lower = to_patch(points[UPPER], to_raster), to_patch(points[LOWER], to_raster)
    first, last = float(upper[0, 0]), float(upper[-1, 0])
    if last - first < 1:
        return hint
    columns = np.arange(opening.shape[1], dtype=np.float32)
    top, bottom = (gap_at(lip, columns).astype(np.float32) for lip in (upper, lower))
    _paint(hint, inner_mouth * reference, opening, top, bottom, first, last)
    return hint


@compiled
def _paint(
    hint: Patch,
    colours: InnerMouth,
    opening: Patch,
    top: NDArray[np.float32],
    bottom: NDArray[np.float32],
    first: float,
    last: float,
) -> None:
    """Blend the parts' colours over what is open."""
    parts = INNER_MOUTH_PARTS
    for row in range(opening.shape[0]):
        for column in range(opening.shape[1]):
            if opening[row, column] == 0:
                continue
            across = min(max((column - first) / (last - first) * parts - 0.5, 0.0), parts - 1.0)
            gap = max(bottom[column] - top[column], np.float32(1.0))
            down = min(max((row - top[column]) / gap * parts - 0.5, 0.0), parts - 1.0)
            i, j = min(int(down), parts - 2), min(int(across), parts - 2)
            v, u = down - i, across - j
            for k in range(3):
                above = (1 - u) * colours[i, j, k] + u * colours[i, j + 1, k]
                below = (1 - u) * colours[i + 1, j, k] + u * colours[i + 1, j + 1, k]
                colour = min(max((1 - v) * above + v * below, LEAST), 255.0)
                hint[row, column, k] = np.uint8(colour * opening[row, column] / 255)
