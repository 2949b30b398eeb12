"""Skeleton anchoring: the photo stays itself; motion, perspective and edits have their place."""

from __future__ import annotations

import numpy as np
import pytest
from plain_anchor import PlainAnchor

from vcam.frames import Landmarks
from vcam.geometry import face_model as face
from vcam.geometry.anchoring import anchor, anchored_absolute, anchored_relative, resting_expression
from vcam.geometry.editing import Edits
from vcam.geometry.expression_modes import expression_modes
from vcam.geometry.fusion import NEAR, NETWORK_SHARE
from vcam.geometry.pose import Pose, angles_from_rotation, rotation_from_angles
from vcam.geometry.skeleton import eye_openings, mouth_opening, skeleton_of

CORRECTIONS = np.float32(
    [
        [0.05, -0.08, 0.02, 0.02, -0.03, 0, 0.04, 0.25],
        [0.03, -0.06, 0.01, 0.01, -0.02, 0, 0.02, 0.3],
        [0.02, -0.05, 0.02, 0.01, -0.02, 0, 0.03, 0.3],
    ]
)


def placed(own, yaw=0.0, pitch=0.0, scale=200.0, at=(320, 240)):
    """(478,3) pixels of a head in its own frame."""
    pose = Pose(rotation=rotation_from_angles(yaw, pitch, 0), position=np.float32([*at, 0]), scale=scale)
    return pose.apply(own.astype(np.float32))


@pytest.fixture
def avatar():
    return skeleton_of(placed(face.mean_face() * [1.1, 0.95, 1], yaw=8, pitch=-3))


def relative(network, avatar, driver, neutral, edits=None, calibrated=True):
    rest = skeleton_of(neutral)
    resting = resting_expression(network, avatar, rest) if calibrated else None
    said = anchor(network, avatar, driver, rest, calibrated, resting)
    return anchored_relative(avatar, said, edits or Edits())


def turn_of(avatar, shown):
    return angles_from_rotation(shown.pose.rotation @ avatar.pose.rotation.T)


def test_a_driver_at_rest_leaves_the_photo_as_it_is_whatever_is_mended(avatar):
    rest = placed(face.mean_face(), yaw=-5)
    corrections = CORRECTIONS.copy()
    corrections[2] = corrections[1]
    shown = relative(PlainAnchor(corrections), avatar, rest, rest)
    np.testing.assert_allclose(shown.points()[:, :2], avatar.points()[:, :2], atol=0.02)
    np.testing.assert_allclose(shown.expression, 0, atol=1e-5)
    np.testing.assert_allclose(shown.pose.rotation, avatar.pose.rotation, atol=1e-5)


def test_eyes_close_with_the_drivers_where_the_network_says_too_little(avatar):
    class Cautious(PlainAnchor):
        def run(self, inputs):
            return {**super().run(inputs), "expression": 0.6 * super().run(inputs)["expression"]}

    rest, shut, narrow = (face.mean_face().copy() for _ in range(3))
    for points, part in ((shut, 0.0), (narrow, 0.85)):
        upper, lower = face.RIGHT_UPPER_LID, face.RIGHT_LOWER_LID
        points[upper, 1] += (1 - part) * (points[lower, 1] - points[upper, 1])
    open_right, open_left = eye_openings(avatar.shape)

    def openings(driver, edits=None):
        shown = relative(Cautious(), avatar, placed(driver), placed(rest), edits)
        return eye_openings(shown.shape + shown.expression)

    assert openings(shut)[0] < 0.05 * open_right
    assert openings(shut)[1] == pytest.approx(open_left, rel=0.02)
    closed = (0.6 * NETWORK_SHARE + 1 - NETWORK_SHARE) * 0.15
    assert openings(narrow)[0] == pytest.approx((1 - closed) * open_right, rel=0.02)
    assert openings(shut, Edits(eyes=0.0))[0] == pytest.approx(open_right, rel=0.02)


def test_a_photo_keeps_its_smile_while_a_driver_rests_whose_neutral_face_is_known(avatar):
    smile = 0.8 * expression_modes()["smile"]
    rest = placed(face.mean_face())
    known, unknown = (
        relative(PlainAnchor(photo_expression=smile), avatar, rest, rest, calibrated=calibrated)
        for calibrated in (True, False)
    )
    np.testing.assert_allclose(known.expression, 0, atol=2e-3)
    np.testing.assert_allclose(unknown.expression, -smile, atol=2e-3)


def test_turn_shift_and_size_are_the_drivers_change(avatar):
    driver = placed(face.mean_face(), yaw=20, pitch=6, scale=210, at=(338, 231))
    shown = relative(PlainAnchor(), avatar, driver, placed(face.mean_face()))
    assert turn_of(avatar, shown) == pytest.approx((20, 6, 0), abs=0.2)
    assert shown.pose.scale / avatar.pose.scale == pytest.approx(1.05, abs=0.005)
    shift = (shown.pose.position - avatar.pose.position)[:2] / avatar.pose.scale
    np.testing.assert_allclose(shift, [0.09, -0.045], atol=0.003)
    np.testing.assert_allclose(shown.expression, 0, atol=1e-4)


def test_uncalibrated_a_turned_first_face_turns_the_avatar(avatar):
    first = placed(face.mean_face(), yaw=18)
    network = PlainAnchor()
    assert turn_of(avatar, relative(network, avatar, first, first, calibrated=False))[0] == pytest.approx(
        18, abs=0.2
    )
    assert network.asked[-1]["calibrated"][0, 0] == 0
    assert turn_of(avatar, relative(network, avatar, first, first))[0] == pytest.approx(0, abs=0.01)


def test_a_near_camera_enlarges_what_is_near(avatar):
    near, far = CORRECTIONS.copy() * 0, CORRECTIONS.copy() * 0
    near[0, 7] = 0.4
    driver, rest = placed(face.mean_face(), yaw=30), placed(face.mean_face())
    seen = [relative(PlainAnchor(c), avatar, driver, rest).points() for c in (near, far)]
    shrinking = np.abs(seen[0] - seen[1])[:, :2].max()
    assert shrinking > 1.0
    # Turned to picture right, the left half of the picture shows the cheek that comes nearer.
    temples = [points[[234, 454], 0] for points in seen]
    nose = [points[face.NOSE_TIP, 0] for points in seen]
    assert abs(temples[0][0] - nose[0]) > abs(temples[1][0] - nose[1])


def test_absolute_motion_takes_over_the_drivers_pose_but_not_his_build(avatar):
    wide = face.mean_face() * np.float32([1.3, 1, 1])
    landmarks = Landmarks(points=placed(wide, yaw=-15, at=(300, 250)), image_size=(640, 480))
    rest = skeleton_of(landmarks.points)
    resting = resting_expression(PlainAnchor(), avatar, rest)
    said = anchor(PlainAnchor(), avatar, landmarks.points, rest, facing=True, resting=resting)
    shown = anchored_absolute(avatar, (1280, 960), landmarks, said, Edits())
    assert angles_from_rotation(shown.pose.rotation) == pytest.approx(
        angles_from_rotation(rest.pose.rotation), abs=0.1
    )
    np.testing.assert_allclose(shown.pose.position[:2], rest.pose.position[:2] * 2, atol=0.1)
    moved = np.linalg.norm(shown.shape + shown.expression - avatar.shape, axis=1)
    assert moved.max() < 0.51 * NEAR


def test_on_his_own_photo_a_driver_is_where_he_was_detected_with_what_the_network_overlooks(avatar):
    class Blind(PlainAnchor):
        def run(self, inputs):
            return {**super().run(inputs), "expression": super().run(inputs)["photo_expression"]}

    raised = 0.2 * expression_modes()["brow_up"]
    points = placed(avatar.shape + raised, yaw=12, at=(300, 250))
    landmarks = Landmarks(points=points, image_size=(640, 480))

    def shown(edits):
        said = anchor(Blind(), avatar, points, skeleton_of(points), facing=True, resting=None)
        return anchored_absolute(avatar, (640, 480), landmarks, said, edits)

    missed = np.linalg.norm(shown(Edits()).points() - points, axis=1)
    assert missed.max() < 0.1 * np.abs(raised).max() * 200
    turned = shown(Edits(yaw=20))
    assert turn_of(shown(Edits()), turned)[0] == pytest.approx(20, abs=0.5)
    np.testing.assert_allclose(turned.expression, shown(Edits()).expression, atol=0.004)


def test_strengths_shape_and_expression_edits_work_on_it(avatar):
    rest = placed(face.mean_face())
    opened = placed(face.mean_face() + 0.7 * expression_modes()["jaw"])
    gap = {}
    for mouth in (0, 1, 1.5):
        shown = relative(PlainAnchor(), avatar, opened, rest, Edits(mouth=mouth))
        gap[mouth] = mouth_opening(shown.shape + shown.expression)
    assert gap[0] == pytest.approx(mouth_opening(avatar.shape), abs=1e-3)
    assert gap[0] + 0.05 < gap[1] < gap[1.5] - 0.03
    wider = relative(PlainAnchor(), avatar, opened, rest, Edits(face_width=0.15))
    assert np.ptp(wider.shape[:, 0]) > 1.1 * np.ptp(avatar.shape[:, 0])
    shut = relative(PlainAnchor(), avatar, rest, rest, Edits(blink_left=1))
    right, left = eye_openings(shut.shape + shut.expression)
    assert left < 0.1 * right
    turned = relative(PlainAnchor(), avatar, rest, rest, Edits(yaw=12))
    assert turn_of(avatar, turned)[0] == pytest.approx(12, abs=0.1)
    still = relative(PlainAnchor(), avatar, placed(face.mean_face(), yaw=20), rest, Edits(motion=0))
    assert turn_of(avatar, still)[0] == pytest.approx(0, abs=0.05)
