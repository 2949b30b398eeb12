"""Patches: where they lie, what is cut, and laying back."""

import numpy as np
import pytest

from vcam.engine.anchored.patches import Raster, cut, lay, place
from vcam.engine.anchored.regions import EYES, MOUTH
from vcam.geometry import face_model as face
from vcam.geometry.editing import Edits
from vcam.geometry.retargeting import retarget_relative
from vcam.geometry.skeleton import Skeleton

SIDE = 64


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
    rest = astronaut.skeleton
    expression = np.zeros_like(rest.shape)
    expression[face.LOWER_LIP_INNER[1:-1], 1] = 0.1
    open_mouth = Skeleton(shape=rest.shape, expression=expression, pose=rest.pose)
    np.testing.assert_array_equal(
        place(MOUTH, open_mouth, SIDE, Raster()), place(MOUTH, rest, SIDE, Raster())
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


def test_a_turned_overlay_lies_where_its_patch_was_cut(astronaut):
    rest = astronaut.skeleton
    to_raster = place(EYES[1], retarget_relative(rest, rest, rest, Edits(roll=25)), SIDE, Raster())
    overlay = np.zeros((SIDE, SIDE, 4), np.float32)
    overlay[20:41, 10:31] = (1, 0, 0, 1)
    height, width = astronaut.size[1], astronaut.size[0]
    layer = np.zeros((height, width, 4), np.uint8)
    layer[..., 3] = 255
    lay(layer, overlay, to_raster)
    seen = cut(layer, to_raster, SIDE)[..., 0]
    assert seen[25:36, 15:26].min() == 255
    assert not seen[:14].any()
    assert not seen[47:].any()
    assert not seen[:, :4].any()
    assert not seen[:, 37:].any()
    assert layer[..., 1:3].max() == 0


def test_laying_keeps_colours_that_pass_their_alpha():
    layer = np.full((40, 50, 4), 9, np.uint8)
    layer[..., 3] = 2
    overlay = np.zeros((16, 16, 4), np.float32)
    overlay[[2, 13]] = (0.1, 0, 0, 0.1)
    overlay[:, [0, -1]] = 0
    lay(layer, overlay, np.array([[1, 0, 5], [0, 1, 5]], np.float32))
    assert (layer[10:15, 5:20, :3] == 9).all()
