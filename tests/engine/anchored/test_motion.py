"""The head's rigid motion as the network for the whole head is told it."""

import numpy as np
import pytest

from vcam.engine.anchored.motion import motion_map, rigid_motion
from vcam.geometry.pose import Pose, rotation_from_angles
from vcam.geometry.warp_prior import Area

AREA = Area(left=20.0, top=-30.0, width=400.0, height=400.0)
UNIT_PX, SIDE = 100.0, 16
PHOTO = Pose(
    rotation=rotation_from_angles(8, -4, 3), position=np.array([210, 170, 5], np.float32), scale=200.0
)


def moved(turn: tuple[float, float, float], shift: tuple[float, float], ratio: float) -> Pose:
    position = PHOTO.position + np.array([*shift, 0], np.float32)
    rotation = rotation_from_angles(*turn) @ PHOTO.rotation
    return Pose(rotation=rotation, position=position, scale=ratio * PHOTO.scale)


def test_a_head_at_rest_moves_nothing() -> None:
    assert np.abs(motion_map(rigid_motion(PHOTO, PHOTO, AREA, UNIT_PX), SIDE)).max() < 1e-5


def test_each_place_goes_where_the_pose_takes_it() -> None:
    target = moved((3, 2, 6), (9.0, -7.0), 1.03)
    found = motion_map(rigid_motion(PHOTO, target, AREA, UNIT_PX), SIDE)
    assert found.shape == (SIDE, SIDE, 4)
    for row, column in ((0, 0), (3, 12), (15, 7)):
        x = AREA.left + (column + 0.5) / SIDE * AREA.width
        y = AREA.top + (row + 0.5) / SIDE * AREA.height
        place = np.array([[x, y, PHOTO.position[2]]], np.float32)
        carried = (target.apply(PHOTO.invert(place)) - place)[0, :2] / UNIT_PX
        np.testing.assert_allclose(found[row, column, :2], np.clip(carried, -1, 1), atol=1e-4)
        deeper = place + np.array([[0, 0, 50]], np.float32)
        change = (target.apply(PHOTO.invert(deeper)) - deeper)[0, :2] / UNIT_PX - carried
        np.testing.assert_allclose(found[row, column, 2:] * 50 / UNIT_PX, change, atol=1e-4)


def test_a_turn_is_told_from_a_step_aside() -> None:
    turn = motion_map(rigid_motion(PHOTO, moved((15, 0, 0), (0, 0), 1), AREA, UNIT_PX), SIDE)
    step = motion_map(rigid_motion(PHOTO, moved((0, 0, 0), (30, 0), 1), AREA, UNIT_PX), SIDE)
    assert np.abs(turn[..., 2]).min() > 0.2
    assert np.abs(step[..., 2:]).max() < 1e-5
    assert step[..., 0] == pytest.approx(0.3, abs=1e-4)


def test_far_motion_is_limited() -> None:
    found = motion_map(rigid_motion(PHOTO, moved((0, 0, 0), (900, 0), 1), AREA, UNIT_PX), SIDE)
    assert found[..., 0].max() == 1
