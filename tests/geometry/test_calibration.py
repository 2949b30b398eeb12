"""Finding the neutral face."""

import numpy as np
import pytest

from vcam.frames import Landmarks
from vcam.geometry import face_model as face
from vcam.geometry.calibration import NeutralCalibration
from vcam.geometry.pose import Pose, fit_head, rotation_from_angles
from vcam.geometry.skeleton import mouth_opening


def landmarks(yaw=0.0, gap=0.0, shift=0.0, size=(640, 480), blink=False):
    own = face.mean_face().copy()
    middle = (own[face.UPPER_LIP_INNER, 1] + own[face.LOWER_LIP_INNER, 1]) / 2
    own[face.UPPER_LIP_INNER, 1], own[face.LOWER_LIP_INNER, 1] = middle - gap / 2, middle + gap / 2
    if blink:
        own[face.RIGHT_UPPER_LID] = own[face.RIGHT_LOWER_LID]
    position = np.array([320 + shift, 240, 0], np.float32)
    pose = Pose(rotation=rotation_from_angles(yaw, 0, 0), position=position, scale=200)
    return Landmarks(points=pose.apply(own), image_size=size)


def run(calibration, frames, start_s=0.0, fps=30):
    for k, frame in enumerate(frames):
        calibration.update(frame, start_s + k / fps)
    return start_s + len(frames) / fps


def test_a_steady_second_is_found_and_progress_grows():
    calibration, seen = NeutralCalibration(), []
    for k in range(40):
        calibration.update(landmarks(), k / 30)
        seen.append(calibration.state.progress)
    assert calibration.state.neutral is not None
    assert calibration.state.progress == 1
    assert seen == sorted(seen)
    np.testing.assert_allclose(calibration.state.neutral.points, landmarks().points, atol=1e-3)


@pytest.mark.parametrize(
    ("frame", "says"),
    [
        (landmarks(yaw=30), "straight"),
        (landmarks(gap=0.1), "mouth"),
        (landmarks(blink=True), "eyes"),
    ],
)
def test_a_face_that_is_not_neutral_is_told_why(frame, says):
    calibration = NeutralCalibration()
    run(calibration, [frame] * 60)
    assert calibration.state.neutral is None
    assert says in calibration.state.message


def test_a_moving_face_is_not_neutral():
    calibration = NeutralCalibration()
    run(calibration, [landmarks(shift=4.0 * k) for k in range(60)])
    assert calibration.state.neutral is None
    assert "still" in calibration.state.message


def test_the_most_neutral_face_stands_in_until_then():
    calibration = NeutralCalibration()
    at_s = run(calibration, [landmarks(gap=0.1)] * 10)
    used = calibration.update(landmarks(gap=0.02), at_s)
    at_s = run(calibration, [landmarks(gap=0.1)] * 60, at_s)
    used = calibration.update(landmarks(gap=0.1), at_s)
    np.testing.assert_allclose(used.points, landmarks(gap=0.02).points, atol=0.5)


def test_a_better_neutral_face_takes_over_without_a_jump():
    calibration = NeutralCalibration()
    run(calibration, [landmarks(gap=0.1)] * 5)
    before = calibration.update(landmarks(gap=0.1), 5 / 30).points
    after = calibration.update(landmarks(gap=0.0), 6 / 30).points
    whole = np.abs(landmarks(gap=0.1).points - landmarks(gap=0.0).points).max()
    assert np.abs(after - before).max() < 0.25 * whole


def test_the_button_takes_this_very_face():
    calibration = NeutralCalibration()
    calibration.take(landmarks(yaw=20))
    assert calibration.state.neutral is not None
    used = calibration.update(landmarks(), 0.0)
    np.testing.assert_allclose(used.points, landmarks(yaw=20).points)


def test_another_picture_size_needs_a_new_neutral_face():
    calibration = NeutralCalibration(landmarks())
    assert calibration.state.neutral is not None
    calibration.update(landmarks(size=(1280, 720)), 0.0)
    assert calibration.state.neutral is None


def test_until_it_is_found_the_neutral_face_is_likely_the_mean_of_near_ones():
    calibration = NeutralCalibration()
    assert calibration.likely is None
    run(calibration, [landmarks(gap=0.1)] * 3)
    opened = mouth_of(calibration.likely)
    run(calibration, [landmarks(gap=0.01, shift=40), landmarks(gap=0.03, shift=-40)] * 5, start_s=0.1)
    likely = calibration.likely
    assert likely.facing
    assert not likely.found
    assert opened > 0.08
    assert 0.01 < mouth_of(likely) < 0.025
    assert abs(fit_head(likely.landmarks.points).position[0] - 360) < 1  # the most neutral one's place
    calibration.take(landmarks(gap=0.02))
    assert calibration.likely.found
    assert mouth_of(calibration.likely) == pytest.approx(0.02, abs=1e-3)


def test_a_turned_face_that_stands_in_is_told():
    calibration = NeutralCalibration()
    run(calibration, [landmarks(yaw=30)])
    assert not calibration.likely.facing
    run(calibration, [landmarks(yaw=5)], start_s=0.1)
    assert calibration.likely.facing


def mouth_of(likely):
    return mouth_opening(fit_head(likely.landmarks.points).invert(likely.landmarks.points))
