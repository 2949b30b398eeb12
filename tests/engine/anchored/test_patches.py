"""Patches: where they lie, what is cut, where the network may act, and laying back."""

import numpy as np
import pytest

from vcam.engine.anchored.patches import (
    EYES,
    MOUTH,
    Raster,
    cut,
    draw_maps,
    lay,
    movement,
    place,
    reach_map,
)
from vcam.geometry import face_model as face
from vcam.geometry.editing import Edits
from vcam.geometry.retargeting import retarget_relative
from vcam.geometry.skeleton import Skeleton

SIDE = 64


def moved(skeleton, points, down):
    """The skeleton with some points moved down, in face heights."""
    expression = np.zeros_like(skeleton.shape)
    expression[points, 1] = down
    return Skeleton(shape=skeleton.shape, expression=expression, pose=skeleton.pose)


def in_patch(point, to_raster):
    return np.linalg.solve(to_raster[:, :2], point - to_raster[:, 2])


@pytest.mark.parametrize("roll", [0, 30])
def test_patches_stand_upright_about_mouth_and_eyes(astronaut, roll):
    rest = astronaut.skeleton
    skeleton = retarget_relative(rest, rest, rest, Edits(roll=roll))
    points = skeleton.points()[:, :2]
    mouth = place(MOUTH, skeleton, SIDE, Raster())
    right, left = (in_patch(points[k], mouth) for k in face.MOUTH_CORNERS)
    assert 0 < right[0] < left[0] < SIDE
    assert abs(right[1] - left[1]) < 4
    for eye, upper in zip(EYES, (face.RIGHT_UPPER_LID, face.LEFT_UPPER_LID), strict=True):
        to_raster = place(eye, skeleton, SIDE, Raster())
        ends = np.array([in_patch(points[k], to_raster) for k in upper[[0, -1]]])
        np.testing.assert_allclose(ends.mean(0), (SIDE - 1) / 2, atol=0.5)
        outer, inner = ends if eye is EYES[0] else ends[::-1]
        assert outer[0] < inner[0]  # the left eye's patch is mirrored


def test_a_patch_does_not_move_with_the_jaw(astronaut):
    open_mouth = moved(astronaut.skeleton, face.LOWER_LIP_INNER[1:-1], 0.1)
    np.testing.assert_array_equal(
        place(MOUTH, open_mouth, SIDE, Raster()), place(MOUTH, astronaut.skeleton, SIDE, Raster())
    )


def test_a_finer_raster_shows_the_same_patch(astronaut):
    ramp = np.tile(np.arange(256, dtype=np.uint8), (256, 1))
    picture = np.dstack([ramp, ramp.T, ramp])
    fine = picture.repeat(2, 0).repeat(2, 1)
    skeleton = astronaut.skeleton
    small = cut(picture, place(MOUTH, skeleton, SIDE, Raster(left=80.0, top=20.0)), SIDE)
    large = cut(fine, place(MOUTH, skeleton, SIDE, Raster(left=80.0, top=20.0, scale=0.5)), SIDE)
    np.testing.assert_allclose(small.astype(int), large, atol=1)
    assert np.ptp(small[..., 0]) > 20


def test_maps_show_what_is_open(astronaut):
    def drawn(skeleton):
        to_raster = place(MOUTH, skeleton, SIDE, Raster())
        return draw_maps(MOUTH, skeleton.points()[:, :2], to_raster, SIDE)

    rest = drawn(astronaut.skeleton)
    wide = drawn(moved(astronaut.skeleton, face.LOWER_LIP_INNER[1:-1], 0.1))
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


def test_only_a_change_against_the_photo_lets_it_act(astronaut):
    assert movement(MOUTH, astronaut.skeleton) == 0
    assert movement(MOUTH, moved(astronaut.skeleton, face.LIPS, MOUTH.full_at / 2)) == pytest.approx(0.5)
    assert movement(MOUTH, moved(astronaut.skeleton, face.LIPS, 0.3)) == 1
    assert movement(EYES[0], moved(astronaut.skeleton, face.LIPS, 0.3)) == 0


def test_laying_nothing_changes_nothing():
    layer = np.random.default_rng(0).integers(0, 256, (40, 50, 4)).astype(np.uint8)
    before = layer.copy()
    lay(layer, np.zeros((16, 16, 4), np.float32), np.array([[2, 0, 5], [0, 2, 5]], np.float32))
    np.testing.assert_array_equal(layer, before)


def test_an_overlay_replaces_as_far_as_its_mask_goes():
    layer = np.full((40, 50, 4), 200, np.uint8)
    layer[..., 3] = 255
    layer[:, 25:] //= 2  # half covered
    overlay = np.zeros((16, 16, 4), np.float32)
    overlay[1:-1, 1:-1] = (0.5, 0, 2, 1)
    lay(layer, overlay, np.array([[2, 0, 5], [0, 2, 5]], np.float32))
    np.testing.assert_array_equal(layer[20, 15], (128, 0, 255, 255))
    np.testing.assert_array_equal(layer[20, 30], (64, 0, 127, 127))  # never more than its alpha
    np.testing.assert_array_equal(layer[2, 2], (200, 200, 200, 255))


@pytest.mark.parametrize("offset", [-100, -8, 45, 200])
def test_patches_may_hang_over_the_layer(offset):
    layer = np.full((40, 50, 4), 255, np.uint8)
    overlay = np.zeros((16, 16, 4), np.float32)
    overlay[1:-1, 1:-1, 3] = 1
    lay(layer, overlay, np.array([[1, 0, offset], [0, 1, 10]], np.float32))
    assert (layer[..., :3] == 0).any() == (offset in (-8, 45))
