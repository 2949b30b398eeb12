"""Warp deltas: what bent fields show, and where."""

import numpy as np
import pytest

from vcam.geometry.warp_delta import WarpDelta, bending
from vcam.geometry.warp_prior import Area

AREA = Area(left=10.0, top=20.0, width=64.0, height=32.0)


def constant(x: float, y: float, area: Area = AREA) -> WarpDelta:
    return WarpDelta(field=np.full((8, 8, 2), (x, y), np.float32), area=area)


def test_a_delta_is_spread_over_a_grid_where_its_area_is() -> None:
    spread = constant(3, -2).spread(AREA, 32, 16)
    np.testing.assert_allclose(spread[4:-4, 4:-4], (3, -2) * np.ones((8, 24, 2)))
    right = Area(left=42.0, top=20.0, width=32.0, height=32.0)
    spread = constant(3, -2, right).spread(AREA, 32, 16)
    assert np.abs(spread[:, :14]).max() == 0
    np.testing.assert_allclose(spread[4:-4, 20:-4], (3, -2) * np.ones((8, 8, 2)))


def test_no_delta_adds_nothing() -> None:
    prior = np.random.default_rng(0).normal(size=(16, 32, 2)).astype(np.float32)
    np.testing.assert_allclose(bending(prior, np.zeros_like(prior), AREA).field, 0, atol=1e-5)


@pytest.mark.parametrize("shift", [(4.0, 0.0), (0.0, -6.0)])
def test_a_bent_field_shows_what_lies_the_delta_away(shift: tuple[float, float]) -> None:
    x, y = np.meshgrid(np.arange(32.0), np.arange(16.0))
    prior = np.stack([0.1 * x, 0.2 * y], 2).astype(np.float32)  # linear, so that sampling is exact
    bent = prior + bending(prior, np.full((16, 32, 2), shift, np.float32), AREA).field
    cells = np.array(shift) / 2  # a cell is 2 photo pixels wide and high
    expected = prior + (0.1 * cells[0] + shift[0], 0.2 * cells[1] + shift[1])
    np.testing.assert_allclose(bent[4:-4, 4:-4], expected[4:-4, 4:-4], atol=1e-3)
