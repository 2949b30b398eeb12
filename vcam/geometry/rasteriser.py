"""Triangles to pixels in plain NumPy: for every pixel the triangle on top and its barycentric weights.

Most triangles of a face mesh cover a handful of coarse pixels, so all candidate pixels of all
bounding boxes are tested in one vectorised pass instead of drawing triangle by triangle.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

EDGE_TOLERANCE = np.float32(1e-3)
"""How far outside a triangle, in barycentric weight, a pixel still counts: neighbours must leave no crack."""
MIN_AREA = 1e-6


@dataclass(frozen=True, eq=False, kw_only=True)
class Raster:
    """The covered pixels of a raster.

    Args:
        pixel: (N,) flat index `row * width + column` of each covered pixel, once each.
        triangle: (N,) index of the triangle on top.
        weights: (N, 3) barycentric weights of its corners.
    """

    pixel: NDArray[np.int64]
    triangle: NDArray[np.int64]
    weights: NDArray[np.float32]


def rasterise(corners: NDArray[np.float32], order: NDArray[np.int64], width: int, height: int) -> Raster:
    """Draw triangles in the given order; later ones cover earlier ones.

    Args:
        corners: (T, 3, 2) float32 corner positions; a pixel's centre is at its integer coordinates.
        order: (T,) drawing order, far to near.
        width, height: size of the raster in pixels.
    """
    low = np.ceil(np.minimum(np.minimum(corners[:, 0], corners[:, 1]), corners[:, 2]) - EDGE_TOLERANCE)
    high = np.floor(np.maximum(np.maximum(corners[:, 0], corners[:, 1]), corners[:, 2]) + EDGE_TOLERANCE)
    low = np.maximum(low, 0).astype(np.int32)
    high = np.minimum(high, [width - 1, height - 1]).astype(np.int32)
    extent = np.maximum(high - low + 1, 0)

    edge_1, edge_2 = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    area = edge_1[:, 0] * edge_2[:, 1] - edge_1[:, 1] * edge_2[:, 0]
    drawn = order[(extent[order].min(1) > 0) & (np.abs(area[order]) > MIN_AREA)]
    inverse = 1 / area[drawn]
    # Weight of corners 1 and 2: a step to the right, a step down, and at the box's first pixel.
    right_1, down_1 = edge_2[drawn, 1] * inverse, -edge_2[drawn, 0] * inverse
    right_2, down_2 = -edge_1[drawn, 1] * inverse, edge_1[drawn, 0] * inverse
    start = low[drawn] - corners[drawn, 0]
    first_1 = right_1 * start[:, 0] + down_1 * start[:, 1]
    first_2 = right_2 * start[:, 0] + down_2 * start[:, 1]

    across = extent[drawn, 0]
    count = across * extent[drawn, 1]
    candidate = np.repeat(np.arange(len(drawn)), count)
    before = np.cumsum(count, dtype=np.int32) - count
    within = np.arange(len(candidate), dtype=np.int32) - before[candidate]
    row, column = np.divmod(within, across[candidate])
    table = np.stack([right_1, down_1, first_1, right_2, down_2, first_2]).astype(np.float32)[:, candidate]
    column_f, row_f = column.astype(np.float32), row.astype(np.float32)
    weight_1 = table[0] * column_f + table[1] * row_f + table[2]
    weight_2 = table[3] * column_f + table[4] * row_f + table[5]
    least = np.minimum(np.minimum(weight_1, weight_2), 1 - weight_1 - weight_2)
    inside = np.flatnonzero(least >= -EDGE_TOLERANCE)

    corner_pixel = low[drawn, 1] * width + low[drawn, 0]
    top = np.full(width * height, -1, np.int64)
    chosen = candidate[inside]
    top[corner_pixel[chosen] + row[inside] * width + column[inside]] = inside  # of repeats the last one stays
    pixel = np.flatnonzero(top >= 0)
    winner = top[pixel]
    w1, w2 = weight_1[winner], weight_2[winner]
    return Raster(
        pixel=pixel,
        triangle=drawn[candidate[winner]],
        weights=np.stack([1 - w1 - w2, w1, w2], axis=1),
    )
