"""Maps: what is open, and where the network may act."""

import numpy as np

from vcam.engine.anchored.maps import draw_maps, reach_map
from vcam.engine.anchored.patches import Raster, place
from vcam.engine.anchored.regions import EYES, MOUTH
from vcam.geometry import face_model as face
from vcam.geometry.skeleton import Skeleton

SIDE = 64


def test_maps_show_what_is_open(astronaut):
    def drawn(skeleton):
        to_raster = place(MOUTH, skeleton, SIDE, Raster())
        return draw_maps(MOUTH, skeleton.points()[:, :2], to_raster, SIDE)

    resting = astronaut.skeleton
    expression = np.zeros_like(resting.shape)
    expression[face.LOWER_LIP_INNER[1:-1], 1] = 0.1
    rest = drawn(resting)
    wide = drawn(Skeleton(shape=resting.shape, expression=expression, pose=resting.pose))
    assert wide[..., 0].sum() > 1.5 * rest[..., 0].sum()
    assert (rest[..., 1] >= rest[..., 0]).mean() > 0.98  # the lips go around
    eye = draw_maps(
        EYES[0], astronaut.points[:, :2], place(EYES[0], astronaut.skeleton, SIDE, Raster()), SIDE
    )
    assert (eye[..., 1] <= eye[..., 0]).all()
    assert 0 < eye[..., 1].sum() < eye[..., 0].sum()


def test_the_reach_ends_before_the_border_and_follows_the_strength():
    maps = np.zeros((SIDE, SIDE, 2), np.uint8)
    maps[20:, 10:50] = 255
    full, half = reach_map(MOUTH, maps, 1.0), reach_map(MOUTH, maps, 0.5)
    assert full[30, 30] == 255
    assert abs(int(half[30, 30]) - 128) <= 1
    assert not full[[0, -1]].any()
    assert not full[:, [0, -1]].any()
    assert not reach_map(MOUTH, maps, 0.0).any()
