"""Triangles to pixels: values given at the corners, interpolated over the triangles."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vcam.compiled import compiled

EDGE_TOLERANCE = np.float32(1e-3)
"""How far outside a triangle, in barycentric weight, a pixel still counts: neighbours must leave no crack."""
MIN_AREA = np.float32(1e-6)


@compiled
def rasterise(
    corners: NDArray[np.float32],
    values: NDArray[np.float32],
    order: NDArray[np.int64],
    field: NDArray[np.float32],
    top: NDArray[np.int32],
) -> None:
    """Draw triangles in the given order; later ones cover earlier ones.

    Args:
        corners: (T, 3, 2) corner positions, x then y; a pixel's centre is at its integer coordinates.
        values: (T, 3, C) what to interpolate.
        order: (T,) drawing order, far to near.
        field: (H, W, C) changed in place where triangles are.
        top: (H, W) changed in place to the index of the triangle on top.
    """
    height, width = top.shape
    for triangle in order:
        a, b, c = corners[triangle]
        area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
        if abs(area) <= MIN_AREA:
            continue
        first_row = max(int(np.ceil(min(a[1], b[1], c[1]) - EDGE_TOLERANCE)), 0)
        last_row = min(int(np.floor(max(a[1], b[1], c[1]) + EDGE_TOLERANCE)), height - 1)
        first_column = max(int(np.ceil(min(a[0], b[0], c[0]) - EDGE_TOLERANCE)), 0)
        last_column = min(int(np.floor(max(a[0], b[0], c[0]) + EDGE_TOLERANCE)), width - 1)
        for row in range(first_row, last_row + 1):
            y = row - a[1]
            for column in range(first_column, last_column + 1):
                x = column - a[0]
                weight_b = (x * (c[1] - a[1]) - y * (c[0] - a[0])) / area
                weight_c = (y * (b[0] - a[0]) - x * (b[1] - a[1])) / area
                weight_a = 1 - weight_b - weight_c
                if min(weight_a, weight_b, weight_c) < -EDGE_TOLERANCE:
                    continue
                top[row, column] = triangle
                for k in range(field.shape[2]):
                    field[row, column, k] = (
                        weight_a * values[triangle, 0, k]
                        + weight_b * values[triangle, 1, k]
                        + weight_c * values[triangle, 2, k]
                    )
