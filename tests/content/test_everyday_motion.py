"""The shipped motion: neutral at first, smooth, life-sized, and without a jump when it loops."""

from __future__ import annotations

import numpy as np
import pytest

from vcam.capture.motion import MotionTrack, load_motion
from vcam.content.everyday_motion import BLINKS_S, everyday_motion, minimum_jerk
from vcam.geometry import face_model as face
from vcam.geometry.calibration import NeutralCalibration
from vcam.geometry.expression_modes import expression_modes, gaze, keep_apart, neutral_face
from vcam.geometry.pose import head_angles
from vcam.geometry.skeleton import Skeleton, eye_openings, follow, mouth_opening, skeleton_of
from vcam.paths import resources


@pytest.fixture(scope="module")
def track() -> MotionTrack:
    return load_motion(resources() / "motions" / "everyday.safetensors")


@pytest.fixture(scope="module")
def skeletons(track: MotionTrack) -> list[Skeleton]:
    neutral = skeleton_of(track.points[0])
    return [follow(neutral, points) for points in track.points]


def test_the_recipe_makes_the_shipped_file(track: MotionTrack) -> None:
    made = everyday_motion()
    assert (made.fps, made.image_size) == (track.fps, track.image_size)
    np.testing.assert_allclose(made.points(), track.points, atol=0.05)


def test_length_and_place(track: MotionTrack) -> None:
    assert track.duration_s == pytest.approx(10.0)
    assert np.isfinite(track.points).all()
    width, height = track.image_size
    assert (track.points[..., :2] > 0).all()
    assert (track.points[..., :2] < [width, height]).all()


def test_calibration_finds_the_neutral_face_at_once(track: MotionTrack) -> None:
    calibration = NeutralCalibration()
    for row in range(36):
        landmarks = track.landmarks(row)
        assert landmarks is not None
        calibration.update(landmarks, row / track.fps)
    assert calibration.state.neutral is not None


def test_nothing_jumps_and_the_loop_closes(track: MotionTrack, skeletons: list[Skeleton]) -> None:
    around = np.concatenate([track.points, track.points[:1]])
    angles = np.array([head_angles(points) for points in around])
    assert np.abs(np.diff(angles, axis=0)).max() < 6.0
    positions = np.array([skeleton.pose.position[:2] for skeleton in skeletons])
    assert np.abs(np.diff(positions, axis=0)).max() < 0.04 * skeletons[0].pose.scale
    expressions = np.stack([skeleton.expression for skeleton in (*skeletons, skeletons[0])])
    steps = np.linalg.norm(np.diff(expressions, axis=0), axis=2)
    assert steps[:, : face.FACE_POINTS].max() < 0.06
    assert steps[-1].max() < 0.01


def test_it_holds_what_it_promises(track: MotionTrack, skeletons: list[Skeleton]) -> None:
    yaw, pitch, roll = np.array([head_angles(points) for points in track.points]).T
    assert np.ptp(yaw) > 35
    assert np.ptp(pitch) > 12
    assert np.ptp(roll) > 10
    own = [skeleton.shape + skeleton.expression for skeleton in skeletons]
    mouths = np.array([mouth_opening(points) for points in own])
    assert mouths[:36].max() < 0.005
    assert 0.05 < mouths.max() < 0.16
    irises = np.array([points[face.RIGHT_IRIS[0]] - points[[33, 133]].mean(0) for points in own])
    assert np.ptp(irises[:, 0]) > 0.03


def test_blinks_close_both_eyes_quickly(track: MotionTrack, skeletons: list[Skeleton]) -> None:
    openings = np.array([eye_openings(s.shape + s.expression) for s in skeletons]).mean(1)
    closed = openings < 0.35 * openings[0]
    starts = np.flatnonzero(np.diff(closed.astype(int)) == 1)
    assert len(starts) == len(BLINKS_S)
    lengths = np.flatnonzero(np.diff(closed.astype(int)) == -1) - starts
    assert lengths.max() <= 5
    assert openings.min() < 0.1 * openings[0]


def test_lips_and_lids_never_cross(skeletons: list[Skeleton]) -> None:
    for skeleton in skeletons:
        own = skeleton.shape + skeleton.expression
        for upper, lower in (
            (face.UPPER_LIP_INNER, face.LOWER_LIP_INNER),
            (face.RIGHT_UPPER_LID, face.RIGHT_LOWER_LID),
            (face.LEFT_UPPER_LID, face.LEFT_LOWER_LID),
        ):
            assert (own[lower, 1] - own[upper, 1]).min() > -0.002


@pytest.mark.parametrize("name", [name for name in expression_modes() if "blink" not in name])
def test_modes_are_symmetric_and_keep_the_skull(name: str) -> None:
    mode, order = expression_modes()[name], face.mirror_order()
    np.testing.assert_allclose(mode[order] * [-1, 1, 1], mode, atol=0.004)
    skull = np.array([10, 151, 168, 6, 197, 195, 5, 127, 356])
    assert np.abs(mode[skull]).max() < 0.02
    assert 0.005 < np.abs(mode).max() < 0.2


def test_a_blink_closes_its_own_eye_only() -> None:
    points = neutral_face() + expression_modes()["blink_left"]
    right, left = eye_openings(points.astype(np.float32))
    assert left < 0.001
    assert right == pytest.approx(eye_openings(neutral_face().astype(np.float32))[0], rel=0.01)


def test_gaze_moves_the_irises_only() -> None:
    offsets = gaze(20, 10)
    assert np.abs(offsets[: face.FACE_POINTS]).max() == 0
    assert (offsets[face.FACE_POINTS :, :2] > 0).all()


def test_keep_apart_shares_an_overlap_out() -> None:
    points = neutral_face().copy()
    points[face.LOWER_LIP_INNER[1:-1], 1] -= 0.02
    apart = keep_apart(points)
    assert (apart[face.LOWER_LIP_INNER, 1] >= apart[face.UPPER_LIP_INNER, 1] - 1e-9).all()
    assert mouth_opening(apart.astype(np.float32)) < 0.001


def test_minimum_jerk_rests_at_its_keys() -> None:
    times_s = np.linspace(-1, 4, 501)
    values = minimum_jerk(times_s, [(0, 1.0), (1, 3.0), (2, 3.0), (3, 0.0)])
    np.testing.assert_allclose(values[[0, 100, 200, 300, 400, 500]], [1, 1, 3, 3, 0, 0], atol=1e-9)
    speed = np.abs(np.diff(values))
    assert speed[[99, 100, 199, 200, 399]].max() < 1e-4
