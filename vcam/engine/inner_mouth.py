"""What the driver shows between his lips, painted coarsely between the avatar's."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vcam.compiled import compiled
from vcam.frames import INNER_MOUTH_PARTS, InnerMouth, Points
from vcam.landmarks.inner_mouth import LOWER, UPPER, Colour, lip_at

Layer = NDArray[np.uint8]


def paint_inner_mouth(
    inner_mouth: InnerMouth, reference: Colour, lips: Points, size: tuple[int, int]
) -> Layer:
    """(h, w, 3) uint8 RGB: the colours of the mouth's parts, blended, going on beyond the lips.

    Args:
        inner_mouth: of the driver (`measure_inner_mouth`).
        reference: of the avatar's photo (`skin_reference`).
        lips: (478, 2) of the avatar in pixels of the picture to paint; those of the inner lips count.
        size: (width, height) of that picture.
    """
    width, height = size
    upper, lower = lips[UPPER], lips[LOWER]
    columns = np.arange(width, dtype=np.float32)
    top, bottom = (lip_at(lip, columns).astype(np.float32) for lip in (upper, lower))
    painted = np.empty((height, width, 3), np.uint8)
    first, across = float(upper[0, 0]), max(float(upper[-1, 0] - upper[0, 0]), 1.0)
    colours = np.minimum(inner_mouth * reference, 255).astype(np.float32)
    _paint(painted, colours, top, bottom, first, across)
    return painted


@compiled
def _paint(
    painted: Layer,
    colours: InnerMouth,
    top: NDArray[np.float32],
    bottom: NDArray[np.float32],
    first: float,
    across: float,
) -> None:
    """Interpolate the parts' colours."""
    last = INNER_MOUTH_PARTS - 1
    for row in range(painted.shape[0]):
        for column in range(painted.shape[1]):
            gap = max(bottom[column] - top[column], np.float32(1.0))
            x = min(max((column - first) / across * (last + 1) - 0.5, 0.0), float(last))
            y = min(max((row - top[column]) / gap * (last + 1) - 0.5, 0.0), float(last))
            i, j = min(int(y), last - 1), min(int(x), last - 1)
            v, u = y - i, x - j
            for k in range(3):
                above = (1 - u) * colours[i, j, k] + u * colours[i, j + 1, k]
                below = (1 - u) * colours[i + 1, j, k] + u * colours[i + 1, j + 1, k]
                painted[row, column, k] = np.uint8((1 - v) * above + v * below)
