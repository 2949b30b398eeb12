"""The 478 landmarks as the 68 keypoints of the Bi-layer networks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from vcam.errors import ShapeError
from vcam.landmarks.keypoints68 import keypoints_68

GOLDEN = Path(__file__).parent / "golden" / "astronaut.npy"


def test_parts_of_a_face_lie_in_ibug_order() -> None:
    keypoints = keypoints_68(np.load(GOLDEN))
    assert keypoints.shape == (68, 2)
    assert keypoints.dtype == np.float32
    x, y = keypoints[:, 0], keypoints[:, 1]
    assert (np.diff(x[:17]) > -3).all()  # the jaw from the picture's left to its right
    assert y[8] == y.max()  # the chin is lowest
    assert x[36] < x[39] < x[27] < x[42] < x[45]
    assert y[17:27].max() < y[36:48].min() < y[30] < y[51] < y[62] <= y[66] < y[57]


def test_other_shapes_are_refused() -> None:
    with pytest.raises(ShapeError, match="468"):
        keypoints_68(np.zeros((468, 3), np.float32))
