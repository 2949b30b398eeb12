"""Fusion of network and landmarks: what each tells, fitted to the avatar."""

from __future__ import annotations

import numpy as np
import pytest

from vcam.geometry import face_model as face
from vcam.geometry.expression_modes import expression_modes
from vcam.geometry.fusion import NEAR, NETWORK_SHARE, fused, measured_offsets, towards
from vcam.geometry.pose import Pose, rotation_from_angles
from vcam.geometry.skeleton import mouth_width, skeleton_of


def placed(own, yaw=0.0):
    pose = Pose(rotation=rotation_from_angles(yaw, 0, 0), position=np.float32([320, 240, 0]), scale=200.0)
    return pose.apply(own.astype(np.float32))


def test_measured_offsets_are_the_drivers_on_the_avatars_features():
    wide = face.mean_face() * np.float32([1.25, 1, 1])
    avatar, rest = skeleton_of(placed(wide)), skeleton_of(placed(face.mean_face()))
    smile = 0.5 * expression_modes()["smile"]
    offsets = measured_offsets(avatar, rest, placed(face.mean_face() + smile, yaw=15))
    ratio = mouth_width(avatar.shape) / mouth_width(rest.shape)
    assert ratio > 1.1
    corners = list(face.MOUTH_CORNERS)
    assert np.linalg.norm(offsets[corners]) == pytest.approx(ratio * np.linalg.norm(smile[corners]), rel=0.05)
    np.testing.assert_allclose(measured_offsets(avatar, rest, placed(face.mean_face(), 15)), 0, atol=1e-5)


def test_both_count_by_their_shares():
    one, other = np.full((478, 3), 1.0, np.float32), np.full((478, 3), 2.0, np.float32)
    np.testing.assert_allclose(fused(one, one), 1, rtol=1e-6)
    np.testing.assert_allclose(fused(one, other), 2 - NETWORK_SHARE, rtol=1e-6)


def test_near_points_are_taken_over_and_far_ones_left():
    shown, detected = np.zeros((3, 3), np.float32), np.zeros((3, 3), np.float32)
    detected[:, 0] = NEAR * np.float32([0.1, 1, 10])
    offsets = towards(shown, detected)[:, 0] / detected[:, 0]
    assert offsets == pytest.approx([0.99, 0.5, 0.01], abs=0.001)
