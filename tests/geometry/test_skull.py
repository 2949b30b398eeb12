"""The outline of a turned head stays round above the face."""

import numpy as np
import pytest

from vcam.geometry import face_model as face
from vcam.geometry.mesh import RING_RADII, build_mesh
from vcam.geometry.pose import Pose, fit_head, rotation_from_angles
from vcam.geometry.skull import FULL_DEG, keep_round, turn_deg

CROWN = 3
"""The ring that hair's outline is about at."""


@pytest.fixture(scope="module")
def photo():
    pose = Pose(rotation=np.eye(3, dtype=np.float32), position=np.zeros(3, np.float32), scale=200)
    return pose.apply(face.mean_face())


def turned(photo, *angles_deg):
    """Vertices of a photo's mesh when the head turns, and what a flat sheet's rings would be."""
    mesh, source = build_mesh(photo, fit_head(photo)), fit_head(photo)
    turn = rotation_from_angles(*angles_deg)
    target = Pose(rotation=turn @ source.rotation, position=source.position, scale=source.scale)
    points = target.apply(source.invert(photo))
    assert turn_deg(source, target) == pytest.approx(np.linalg.norm(angles_deg), rel=0.02)
    flat = target.apply(source.invert(mesh.vertices[face.FACE_POINTS :]))
    return mesh, mesh.deform(points, source, target)[face.FACE_POINTS :], flat


def crown(rings):
    """(9, 2) the ring's points above the face, from temple to temple."""
    ring = rings.reshape(len(RING_RADII), -1, 3)[CROWN]
    return np.concatenate([ring[-4:], ring[:5]])[:, :2]


def width(points):
    return np.ptp(points[:, 0])


@pytest.mark.parametrize("yaw_deg", [-45, FULL_DEG, 45])
def test_hair_above_a_turned_face_stays_as_wide(photo, yaw_deg):
    mesh, rings, flat = turned(photo, yaw_deg, 0, 0)
    before = width(crown(mesh.vertices[face.FACE_POINTS :]))
    assert width(crown(flat)) < 0.85 * before
    assert width(crown(rings)) > 0.93 * before


def kept_round(photo, *angles_deg):
    """The rings turned as a rigid body, and the same with their outline kept."""
    mesh, source = build_mesh(photo, fit_head(photo)), fit_head(photo)
    turn = rotation_from_angles(*angles_deg)
    target = Pose(rotation=turn @ source.rotation, position=source.position + 9, scale=1.2 * source.scale)
    rings = mesh.vertices[face.FACE_POINTS :]
    moved = target.apply(source.invert(rings))
    return moved, keep_round(rings, moved, mesh.roundness, mesh.skull, source, target), mesh


def test_what_lies_beside_the_face_turns_with_it(photo):
    moved, kept, mesh = kept_round(photo, 40, 10, 0)
    beside = mesh.roundness == 0
    assert 36 < beside.sum() < len(beside) - 20
    np.testing.assert_array_equal(kept[beside], moved[beside])
    assert np.linalg.norm(kept - moved, axis=1)[mesh.roundness > 0.5].min() > 1


@pytest.mark.parametrize("angles_deg", [(12, 0, 0), (0, -12, 0), (0, 0, 40)])
def test_small_turns_and_a_tilt_are_those_of_a_rigid_body(photo, angles_deg):
    moved, kept, _ = kept_round(photo, *angles_deg)
    np.testing.assert_allclose(kept, moved, atol=1e-3)
