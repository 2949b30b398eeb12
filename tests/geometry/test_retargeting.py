"""Retargeting: rest stays rest, relative motion doesn't carry the driver's build, absolute does."""

import numpy as np
import pytest

from vcam.frames import Landmarks
from vcam.geometry import face_model as face
from vcam.geometry.editing import Edits
from vcam.geometry.pose import Pose, angles_from_rotation, rotation_from_angles
from vcam.geometry.retargeting import retarget_absolute, retarget_relative
from vcam.geometry.skeleton import eye_openings, follow, mouth_opening, skeleton_of


def person(seed: int, scale: float = 150.0) -> np.ndarray:
    """A face of its own build, slightly turned."""
    rng = np.random.default_rng(seed)
    own = face.mean_face() * (1 + rng.uniform(-0.12, 0.12, 3)).astype(np.float32)
    rotation = rotation_from_angles(*rng.uniform(-6, 6, 3))
    return Pose(rotation=rotation, position=np.array([250, 240, 0], np.float32), scale=scale).apply(own)


def moved(points, yaw=0.0, pitch=0.0, roll=0.0, scale=1.0, shift=(0.0, 0.0)):
    pivot = skeleton_of(points).pose.position
    turned = (points - pivot) @ rotation_from_angles(yaw, pitch, roll).T * scale
    return (turned + pivot + [*shift, 0]).astype(np.float32)


def close_eyes(points):
    closed = points.copy()
    for upper, lower in (
        (face.RIGHT_UPPER_LID, face.RIGHT_LOWER_LID),
        (face.LEFT_UPPER_LID, face.LEFT_LOWER_LID),
    ):
        closed[upper] = closed[lower]
    return closed


def test_a_resting_driver_leaves_the_avatar_as_in_the_photo():
    avatar, neutral = skeleton_of(person(1)), skeleton_of(person(2, 90))
    shown = retarget_relative(avatar, neutral, follow(neutral, neutral.points()), Edits())
    np.testing.assert_allclose(shown.points(), person(1), atol=0.02)


def test_relative_motion_turns_moves_and_scales_the_avatar_alike():
    avatar, driver = skeleton_of(person(1)), person(2, 90)
    neutral = skeleton_of(driver)
    now = follow(neutral, moved(driver, yaw=15, pitch=-8, roll=5, scale=1.05, shift=(9, -4.5)))
    shown = retarget_relative(avatar, neutral, now, Edits())
    turn = shown.pose.rotation @ avatar.pose.rotation.T
    assert angles_from_rotation(turn) == pytest.approx((15, -8, 5), abs=0.2)
    assert shown.pose.scale / avatar.pose.scale == pytest.approx(1.05, abs=0.01)
    went = (shown.pose.position - avatar.pose.position)[:2] / avatar.pose.scale
    assert went == pytest.approx((0.1, -0.05), abs=0.01)
    np.testing.assert_allclose(shown.shape, avatar.shape)  # the avatar's build stays its own
    np.testing.assert_allclose(shown.expression, 0, atol=2e-3)


def test_a_blink_closes_eyes_of_another_build():
    avatar = skeleton_of(person(1))
    for seed in range(2, 8):
        driver = person(seed)
        neutral = skeleton_of(driver)
        shown = retarget_relative(avatar, neutral, follow(neutral, close_eyes(driver)), Edits())
        assert max(eye_openings(avatar.shape + shown.expression)) < 0.1 * min(eye_openings(avatar.shape))


def test_lips_never_pass_through_each_other():
    avatar, driver = skeleton_of(person(1)), person(2)
    pressed = driver.copy()
    pressed[face.UPPER_LIP_INNER[1:-1], 1] += 12
    neutral = skeleton_of(driver)
    shown = retarget_relative(avatar, neutral, follow(neutral, pressed), Edits())
    own = avatar.shape + shown.expression
    gap = own[face.LOWER_LIP_INNER, 1] - own[face.UPPER_LIP_INNER, 1]
    photo_gap = avatar.shape[face.LOWER_LIP_INNER, 1] - avatar.shape[face.UPPER_LIP_INNER, 1]
    assert (gap >= np.minimum(photo_gap, 0) - 1e-5).all()


def test_absolute_motion_lays_the_avatar_on_the_drivers_points():
    avatar, driver = skeleton_of(person(1)), moved(person(2), yaw=12, shift=(20, 5))
    landmarks = Landmarks(points=driver.copy(), image_size=(512, 512))
    same = retarget_absolute(avatar, (512, 512), landmarks, Edits())
    np.testing.assert_allclose(same.points(), driver, atol=0.02)
    double = retarget_absolute(avatar, (1024, 1024), landmarks, Edits())
    np.testing.assert_allclose(double.points(), driver * 2, atol=0.05)


def test_strengths_act_on_their_own_region():
    avatar, driver = skeleton_of(person(1)), person(2)
    neutral = skeleton_of(driver)
    opened = close_eyes(driver)
    opened[face.LOWER_LIP_INNER[1:-1], 1] += 15
    now = follow(neutral, opened)
    still_mouth = retarget_relative(avatar, neutral, now, Edits(mouth=0))
    assert mouth_opening(avatar.shape + still_mouth.expression) == pytest.approx(
        mouth_opening(avatar.shape), abs=5e-3
    )
    still_eyes = retarget_relative(avatar, neutral, now, Edits(eyes=0))
    assert eye_openings(avatar.shape + still_eyes.expression) == pytest.approx(
        eye_openings(avatar.shape), abs=5e-3
    )
    nothing = retarget_relative(avatar, neutral, now, Edits(expression=0))
    np.testing.assert_allclose(nothing.expression, 0, atol=1e-5)


def test_gaze_follows_the_drivers_irises():
    avatar, driver = skeleton_of(person(1)), person(2)
    neutral = skeleton_of(driver)
    looking = driver.copy()
    irises = np.concatenate([face.RIGHT_IRIS, face.LEFT_IRIS])
    looking[irises, 0] += 3
    now = follow(neutral, looking)
    shown = retarget_relative(avatar, neutral, now, Edits())
    assert (shown.expression[irises, 0] > 0.01).all()
    fixed = retarget_relative(avatar, neutral, now, Edits(gaze=0))
    np.testing.assert_allclose(fixed.expression[irises], 0, atol=1e-5)


def test_edits_turn_the_head_in_place():
    avatar = skeleton_of(person(1))
    shown = retarget_relative(avatar, avatar, avatar, Edits(yaw=20, pitch=-10, roll=5))
    turn = shown.pose.rotation @ avatar.pose.rotation.T
    assert angles_from_rotation(turn) == pytest.approx((20, -10, 5), abs=0.01)
    np.testing.assert_allclose(shown.pose.position, avatar.pose.position)
