"""Similarity fits and angles."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vcam.errors import ShapeError
from vcam.geometry.face_model import mean_face
from vcam.geometry.pose import (
    Pose,
    angles_from_rotation,
    fit_head,
    fit_similarity,
    head_angles,
    rotation_from_angles,
    scale_rotation,
)

angle = st.floats(-60, 60)


@given(yaw=angle, pitch=angle, roll=angle)
def test_angles_come_back(yaw, pitch, roll):
    found = angles_from_rotation(rotation_from_angles(yaw, pitch, roll))
    assert found == pytest.approx((yaw, pitch, roll), abs=1e-3)


@given(yaw=angle, pitch=angle, roll=angle, scale=st.floats(0.1, 500), shift=st.floats(-900, 900))
def test_a_known_similarity_is_recovered(yaw, pitch, roll, scale, shift):
    points = mean_face()
    position = np.array([shift, -shift, 3], np.float32)
    pose = Pose(rotation=rotation_from_angles(yaw, pitch, roll), position=position, scale=scale)
    found = fit_similarity(points, pose.apply(points))
    assert found.scale == pytest.approx(scale, rel=1e-3)
    np.testing.assert_allclose(found.rotation, pose.rotation, atol=2e-3)
    np.testing.assert_allclose(found.invert(pose.apply(points)), points, atol=2e-3)


def test_a_mirrored_face_is_not_fitted_by_a_reflection():
    points = mean_face()
    assert np.linalg.det(fit_similarity(points, points * [-1, 1, 1]).rotation) == pytest.approx(1, abs=1e-4)


def test_positive_angles_mean_what_they_say():
    nose, chin = mean_face()[1], mean_face()[152]
    assert (rotation_from_angles(20, 0, 0) @ nose)[0] > nose[0]  # towards picture right
    assert (rotation_from_angles(0, 20, 0) @ nose)[1] > nose[1]  # nods down
    assert (rotation_from_angles(0, 0, 20) @ chin)[0] < chin[0]  # clockwise: the chin goes left


def test_the_mean_face_looks_straight_ahead():
    assert head_angles(mean_face() * 200) == pytest.approx((0, 0, 0), abs=0.1)
    assert fit_head(mean_face() * 200).scale == pytest.approx(200, rel=1e-3)


@given(strength=st.floats(0, 1.5))
def test_scaled_rotation_scales_the_angle(strength):
    scaled = scale_rotation(rotation_from_angles(20, 0, 0), strength)
    assert angles_from_rotation(scaled)[0] == pytest.approx(20 * strength, abs=0.02)


def test_wrong_shapes_are_refused():
    with pytest.raises(ShapeError, match="expected two"):
        fit_similarity(np.zeros((5, 3), np.float32), np.zeros((4, 3), np.float32))
