"""The 68 keypoints of the Bi-layer networks, taken from the 478 landmarks by a fixed index map."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vcam.errors import ShapeError
from vcam.frames import LANDMARK_COUNT, Points
from vcam.landmarks.lifting import MESH_POINTS


def keypoints_68(points: NDArray[np.floating]) -> Points:
    """(478, 3) landmarks -> (68, 2) float32 in iBUG order, x then y, in the same pixels.

    Of landmarks that were lifted from 68 they are these very points again.

    Raises:
        ShapeError: `points` has another shape.
    """
    if points.shape != (LANDMARK_COUNT, 3):
        raise ShapeError(f"landmarks have shape {points.shape}, expected ({LANDMARK_COUNT}, 3)")
    return points[MESH_POINTS, :2].astype(np.float32)
