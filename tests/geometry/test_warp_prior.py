"""Mesh and warp prior: rest is exact, translations are exact, nothing tears."""

import numpy as np
import pytest

from vcam.geometry import face_model as face
from vcam.geometry.mesh import build_mesh
from vcam.geometry.pose import Pose, fit_head, rotation_from_angles
from vcam.geometry.skeleton import skeleton_of
from vcam.geometry.triangles import signed_area
from vcam.geometry.warp_prior import Area, WarpPrior

AREA = Area(left=-30, top=-30, width=540, height=540)


def photo_points(yaw=0.0, pitch=0.0):
    pose = Pose(
        rotation=rotation_from_angles(yaw, pitch, 0), position=np.array([240, 230, 0], np.float32), scale=200
    )
    return pose.apply(face.mean_face())


def prior_of(points):
    mesh = build_mesh(points, fit_head(points))
    return mesh, WarpPrior(mesh, AREA, 180, 180)


@pytest.mark.parametrize("yaw", [0, 20, -35, 50])
def test_rest_displaces_nothing(yaw):
    points = photo_points(yaw, 5)
    mesh, prior = prior_of(points)
    pose = fit_head(points)
    field = prior.displacement(mesh.deform(points, pose, pose))
    assert np.abs(field).max() < 0.02


def test_a_shift_displaces_the_face_by_exactly_that():
    points = photo_points()
    mesh, prior = prior_of(points)
    source = fit_head(points)
    target = Pose(
        rotation=source.rotation, scale=source.scale, position=source.position + np.float32([7, -4, 0])
    )
    field = prior.displacement(mesh.deform(points + np.float32([7, -4, 0]), source, target))
    nose = np.round((points[face.NOSE_TIP, :2] + [37, 26]) / 3).astype(int)
    np.testing.assert_allclose(
        field[nose[1] - 5 : nose[1] + 5, nose[0] - 5 : nose[0] + 5], [[[-7, 4]] * 10] * 10, atol=0.01
    )


def test_the_background_far_from_the_head_stands_still():
    points = photo_points()
    mesh, prior = prior_of(points)
    source = fit_head(points)
    turned = skeleton_of(points)
    target = Pose(rotation=rotation_from_angles(20, 5, 5), scale=source.scale, position=source.position)
    field = prior.displacement(mesh.deform(target.apply(turned.shape), source, target))
    assert np.abs(field[:2]).max() < 0.5
    assert np.abs(field[:, :4]).max() < 0.5


@pytest.mark.parametrize(("yaw", "pitch"), [(30, 0), (-30, 10), (0, -25), (15, 20)])
def test_turning_folds_next_to_nothing_around_the_face(yaw, pitch):
    points = photo_points()
    mesh, _ = prior_of(points)
    source = fit_head(points)
    own = skeleton_of(points).shape
    target = Pose(rotation=rotation_from_angles(yaw, pitch, 0), scale=source.scale, position=source.position)
    deformed = mesh.deform(target.apply(own), source, target)
    rings = mesh.triangles[(mesh.triangles >= face.FACE_POINTS).any(1)]
    before = signed_area(mesh.vertices[rings, :2])
    after = signed_area(deformed[rings, :2]) * np.sign(before)
    assert -after[after < 0].sum() < 0.005 * after.sum()


def test_the_hidden_cheek_is_spread_outside_the_visible_face():
    points = photo_points(yaw=40)
    mesh, _ = prior_of(points)
    spread = np.linalg.norm(mesh.unfolding[:, :2], axis=1)
    assert (spread > 2).sum() > 10
    hidden_side = face.mean_face()[: face.FACE_POINTS, 0] > 0
    assert spread[hidden_side].max() > 5 > spread[~hidden_side].max()
