from __future__ import annotations

import numpy as np

from vcam.engine.anchored.inner_mouth import draw_hint
from vcam.engine.anchored.maps import draw_maps
from vcam.engine.anchored.patches import Affine, Patch, Raster, place
from vcam.engine.anchored.regions import MOUTH
from vcam.frames import InnerMouth, Points
from vcam.landmarks.inner_mouth import LOWER

SIDE = 64
SKIN = np.array([180, 140, 120], np.float32)


def _opened(astronaut) -> tuple[Points, Affine, Patch]:
    """The avatar's points with the lower lip far down, its patch and what is open in it."""
    points = astronaut.points.copy()
    points[LOWER[1:-1], 1] += 0.12 * astronaut.skeleton.pose.scale
    to_raster = place(MOUTH, astronaut.skeleton, SIDE, Raster())
    return points[:, :2], to_raster, draw_maps(MOUTH, points[:, :2], to_raster, SIDE)[..., 0]


def _rows(*values: float) -> InnerMouth:
    return np.broadcast_to(np.array(values, np.float32)[:, None, None], (3, 3, 3)).copy()


def test_each_part_lies_where_the_driver_has_it(astronaut) -> None:
    points, to_raster, opening = _opened(astronaut)
    hint = draw_hint(_rows(1.0, 0.5, 0.1), SKIN, points, to_raster, opening)
    column = int(np.argmax((opening > 250).sum(0)))
    rows = np.flatnonzero(opening[:, column] > 250)
    top, bottom = hint[rows[2], column], hint[rows[-3], column]
    np.testing.assert_allclose(top, SKIN, atol=0.2 * SKIN.max())
    assert bottom.max() < 0.35 * SKIN.max()
    middle = hint[rows.mean().astype(int), column]
    assert (top > middle).all()
    assert (middle > bottom).all()


def test_it_is_black_where_nothing_is_open_or_known(astronaut) -> None:
    points, to_raster, opening = _opened(astronaut)
    known = draw_hint(_rows(0.0, 0.0, 0.0), SKIN, points, to_raster, opening)
    assert not known[opening == 0].any()
    assert known[opening == 255].all()
    assert not draw_hint(None, SKIN, points, to_raster, opening).any()


def test_glare_is_white_and_no_more(astronaut) -> None:
    points, to_raster, opening = _opened(astronaut)
    assert draw_hint(_rows(3.0, 3.0, 3.0), SKIN, points, to_raster, opening)[opening == 255].min() == 255


def test_lips_drawn_to_a_point_give_no_hint(astronaut) -> None:
    _, to_raster, opening = _opened(astronaut)
    points = np.zeros((478, 2), np.float32)
    assert not draw_hint(_rows(1.0, 1.0, 1.0), SKIN, points, to_raster, opening).any()
