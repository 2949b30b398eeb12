from __future__ import annotations

import numpy as np

from vcam.engine.inner_mouth import paint_inner_mouth
from vcam.frames import InnerMouth, Points
from vcam.landmarks.inner_mouth import LOWER, UPPER

SKIN = np.array([180, 140, 120], np.float32)
SIZE = (60, 40)


def _lips() -> Points:
    """A mouth open between (10, 5) and (50, 35)."""
    points = np.zeros((478, 2), np.float32)
    across = np.linspace(-1, 1, 11)
    for lip, sign in ((UPPER, -1), (LOWER, 1)):
        points[lip] = np.stack([30 + 20 * across, 20 + sign * 15 * (1 - across**2)], 1)
    return points


def _rows(*values: float) -> InnerMouth:
    return np.broadcast_to(np.array(values, np.float32)[:, None, None], (3, 3, 3)).copy()


def test_each_part_lies_where_the_driver_has_it() -> None:
    painted = paint_inner_mouth(_rows(1.0, 0.5, 0.1), SKIN, _lips(), SIZE)
    assert painted.shape == (40, 60, 3)
    np.testing.assert_allclose(painted[6, 30], SKIN, atol=1)
    np.testing.assert_allclose(painted[20, 30], 0.5 * SKIN, atol=2)
    np.testing.assert_allclose(painted[34, 30], 0.1 * SKIN, atol=1)
    sides = paint_inner_mouth(_rows(1.0, 0.5, 0.1).transpose(1, 0, 2), SKIN, _lips(), SIZE)
    assert sides[20, 12, 0] > sides[20, 30, 0] > sides[20, 48, 0]


def test_glare_is_white_and_no_more() -> None:
    assert paint_inner_mouth(_rows(3.0, 3.0, 3.0), SKIN, _lips(), SIZE).min() == 255


def test_lips_drawn_to_a_point_are_no_trouble() -> None:
    painted = paint_inner_mouth(_rows(1.0, 1.0, 1.0), SKIN, np.zeros((478, 2), np.float32), SIZE)
    np.testing.assert_array_equal(painted, np.broadcast_to(SKIN.astype(np.uint8), painted.shape))
