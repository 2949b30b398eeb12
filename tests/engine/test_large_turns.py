"""Heads turned far: the warp prior's field never runs backwards through the photo's face."""

from __future__ import annotations

import numpy as np
import pytest
from flow_field import FlowField

from vcam.engine.retargeter import Retargeter
from vcam.engine.settings import Settings
from vcam.frames import Landmarks
from vcam.geometry import face_model as face
from vcam.geometry.editing import Edits
from vcam.geometry.expression_modes import neutral_face
from vcam.geometry.mesh import build_mesh
from vcam.geometry.pose import angles_from_rotation, rotation_from_angles
from vcam.geometry.triangles import signed_area

FACES = ("astronaut", "character")


def driver(yaw=0.0, pitch=0.0):
    """A plain face in the middle of a camera's picture."""
    turned = neutral_face() @ rotation_from_angles(yaw, pitch, 0).T
    return Landmarks(points=(180 * turned + [320, 240, 0]).astype(np.float32), image_size=(640, 480))


@pytest.mark.parametrize("skeleton", ["anchored", "analytic"])
@pytest.mark.parametrize("name", FACES)
def test_no_part_of_a_far_turned_face_is_folded(name, skeleton, request):
    avatar = request.getfixturevalue(name)
    field, retargeter = FlowField(avatar), Retargeter()
    retargeter.use_neutral(driver())
    for yaw in (-45, -30, 30, 45):
        for pitch in (-15, 0, 15):
            shown = retargeter.move(avatar, driver(yaw, pitch), Settings(skeleton=skeleton), Edits())
            turn = angles_from_rotation(shown.pose.rotation @ avatar.skeleton.pose.rotation.T)
            assert turn[0] == pytest.approx(yaw, abs=9)
            assert field.least_jacobian(shown) > 0, f"folded at yaw {yaw}, pitch {pitch}"


@pytest.mark.parametrize("name", FACES)
def test_no_triangle_of_the_photos_skin_is_folded(name, request):
    avatar = request.getfixturevalue(name)
    mesh, skin = build_mesh(avatar.points, avatar.skeleton.pose), face.triangles()
    upright = np.sign(signed_area(face.mean_face()[skin, :2]))
    assert (signed_area(avatar.points[skin, :2]) * upright).min() < 0  # the photo's own landmarks are
    assert (signed_area(mesh.vertices[skin, :2]) * upright).min() > 0
    moved = np.linalg.norm(mesh.unfolding[:, :2], axis=1) / avatar.skeleton.pose.scale
    assert moved.max() < 0.06
    assert (moved > 0.01).sum() < 40
