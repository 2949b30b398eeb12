"""Which half of a face is taken from the other, and when."""

import numpy as np
import pytest

from vcam.geometry import face_model as face
from vcam.geometry.mirroring import Mirroring, mirroring_of, partners
from vcam.geometry.pose import Pose, fit_head, rotation_from_angles

LEFT_SIDE = face.mean_face()[: face.FACE_POINTS, 0] > 0.03


def head(yaw_deg):
    """(478, 3) landmarks of the mean face turned aside, and their pose."""
    pose = Pose(
        rotation=rotation_from_angles(yaw_deg, 0, 0), position=np.array([256, 256, 0], np.float32), scale=200
    )
    points = pose.apply(face.mean_face())
    return points, fit_head(points)


@pytest.mark.parametrize("yaw_deg", [-7, 0, 5])
def test_a_photo_that_shows_both_halves_keeps_them(yaw_deg):
    assert mirroring_of(*head(yaw_deg)) is None


@pytest.mark.parametrize("yaw_deg", [45, -45])
def test_only_the_far_half_is_replaced(yaw_deg):
    mirroring = mirroring_of(*head(yaw_deg))
    # Turned towards picture right, the half at picture right is far.
    far = LEFT_SIDE if yaw_deg > 0 else LEFT_SIDE[partners()]
    assert mirroring.weights[far].mean() > 0.5
    assert mirroring.weights[far[partners()]].max() < 0.05


def test_it_shows_as_far_as_the_head_turns_back():
    points, pose = head(30)
    mirroring = mirroring_of(points, pose)
    shown = [mirroring.strength(head(yaw_deg)[1]) for yaw_deg in (45, 30, 28, 21, 10, 0, -30)]
    assert shown[:3] == [0, 0, 0]
    assert 0 < shown[3] < 1
    assert shown[4:] == pytest.approx([1, 1, 1])


def test_partners_are_mutual_and_meet_in_the_middle():
    np.testing.assert_array_equal(partners()[partners()], np.arange(face.FACE_POINTS))
    middle = partners() == np.arange(face.FACE_POINTS)
    assert middle[[face.FOREHEAD_TOP, face.NOSE_TIP, face.CHIN]].all()


def test_an_eye_is_replaced_with_its_lids():
    weights = np.zeros(face.FACE_POINTS, np.float32)
    weights[face.LEFT_UPPER_LID] = 0.9
    assert Mirroring(weights=weights, yaw_deg=40.0).eyes == (False, True)
