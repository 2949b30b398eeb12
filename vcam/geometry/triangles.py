"""Small helpers for triangles."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def signed_area(corners: NDArray[np.float32]) -> NDArray[np.float32]:
    """(T,) twice the area of (T, 3, 2) triangles, negative for the other winding."""
    first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    return np.asarray(first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0])


def strip(first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.int32]:
    """Triangles between two lines of equally many vertices; where they share an end, one triangle less."""
    a0, a1, b0, b1 = first[:-1], first[1:], second[:-1], second[1:]
    both = np.concatenate([np.stack([a0, a1, b0], 1), np.stack([a1, b1, b0], 1)])
    proper = (both[:, 0] != both[:, 1]) & (both[:, 1] != both[:, 2]) & (both[:, 0] != both[:, 2])
    return both[proper].astype(np.int32)
