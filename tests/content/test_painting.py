"""The painter behind the drawn character."""

from __future__ import annotations

import numpy as np
import pytest

from vcam.content.painting import SUPERSAMPLING, Canvas, resample, smoothstep, spline


@pytest.fixture
def canvas() -> Canvas:
    return Canvas(60, 20.0, (30.0, 30.0))


def test_splines_pass_through_their_knots() -> None:
    knots = np.array([[0, 0], [1, 2], [3, 1], [4, 4]], float)
    curve = spline(knots, steps=10)
    np.testing.assert_allclose(curve[::10], knots, atol=1e-12)
    closed = spline(knots, closed=True, steps=10)
    np.testing.assert_allclose(closed[::10], knots, atol=1e-12)


def test_resampling_spaces_evenly() -> None:
    curve = resample(np.array([[0, 0], [1, 0], [1, 3]], float), 9)
    np.testing.assert_allclose(np.linalg.norm(np.diff(curve, axis=0), axis=1), 0.5, atol=1e-9)


def test_smoothstep_limits() -> None:
    np.testing.assert_allclose(smoothstep(1, 3, np.array([0.0, 1, 2, 3, 9])), [0, 0, 0.5, 1, 1])


def test_fills_lie_where_they_should(canvas: Canvas) -> None:
    square = np.array([[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]])
    canvas.paint(canvas.fill(square), (200, 100, 50))
    picture = canvas.picture()
    assert tuple(picture[30, 30]) == (200, 100, 50)
    assert picture[30, 42].max() == 0
    covered = (picture[..., 0] / 200).sum() / 20**2
    assert covered == pytest.approx(1.0, rel=0.05)


def test_shift_moves_by_units(canvas: Canvas) -> None:
    spot = canvas.ellipse((0, 0), (0.2, 0.2), 0.5)
    moved = canvas.shifted(spot, 0.5, 0.0)
    columns = [np.average(np.arange(canvas.side), weights=mask.sum(0)) for mask in (spot, moved)]
    assert columns[1] - columns[0] == pytest.approx(0.5 * 20 * SUPERSAMPLING, abs=0.1)


def test_strokes_taper(canvas: Canvas) -> None:
    mask = canvas.stroke(np.array([[-1.0, 0], [1.0, 0]]), [0.1, 0.5, 0.1])
    widths = mask.sum(0)
    assert widths[canvas.side // 2] > 3 * widths[canvas.side // 5]
