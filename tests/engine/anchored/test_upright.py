"""Overlays over an upright square, against those over any patch."""

import numpy as np
import pytest

from vcam.engine.anchored.patches import Raster, lay
from vcam.engine.anchored.upright import lay_upright
from vcam.geometry.warp_prior import Area


@pytest.fixture
def overlay() -> np.ndarray:
    made = np.zeros((16, 16, 4), np.float32)
    made[2:-2, 2:-2] = np.random.default_rng(0).normal(size=(12, 12, 4)) * 0.2
    made[..., 3] = np.abs(made[..., 3]).clip(0, 1)
    return made


def layer_of(height: int, width: int) -> np.ndarray:
    chance = np.random.default_rng(1)
    alpha = chance.integers(0, 256, (height, width, 1))
    return np.concatenate([chance.integers(0, alpha + 1, (height, width, 3)), alpha], 2).astype(np.uint8)


@pytest.mark.parametrize("raster", [Raster(left=5.0, top=9.0, scale=0.7), Raster(left=-30, top=2, scale=2.5)])
def test_it_lies_where_any_patch_of_that_square_would(overlay, raster) -> None:
    area = Area(left=8.0, top=12.0, width=48.0, height=48.0)
    pixel = area.width / 16 / raster.scale
    first = [
        (start - at) / raster.scale + 0.5 * pixel - 0.5 for start, at in ((8, raster.left), (12, raster.top))
    ]
    to_raster = np.array([[pixel, 0, first[0]], [0, pixel, first[1]]], np.float32)
    wanted, found = layer_of(60, 80), layer_of(60, 80)
    lay(wanted, overlay, to_raster)
    lay_upright(found, overlay, area, raster)
    assert (wanted != layer_of(60, 80)).any()
    # OpenCV interpolates in steps of a thirty-second of a pixel.
    assert np.abs(found.astype(int) - wanted).max() <= 4
    assert np.abs(found.astype(int) - wanted).mean() < 0.3


def test_nothing_is_added_beyond_the_layers_alpha(overlay) -> None:
    layer = layer_of(60, 60)
    before = layer.copy()
    lay_upright(layer, overlay + 1, Area(left=0, top=0, width=60, height=60), Raster())
    assert (layer[..., :3] <= before[..., 3:]).all()
    np.testing.assert_array_equal(layer[..., 3], before[..., 3])
