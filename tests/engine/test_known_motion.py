"""A synthetic webcam whose truth is known: the shipped portrait turned, scaled and shifted in the picture."""

import cv2
import numpy as np
import pytest

from vcam.geometry.pose import angles_from_rotation
from vcam.geometry.skeleton import follow
from vcam.landmarks.face_mesh import FaceMeshTracker

MOVES = [
    (0, 1, 0, 0),
    (15, 1, 0, 0),
    (-30, 1, 0, 0),
    (0, 1.3, 0, 0),
    (0, 0.8, 0, 0),
    (10, 1.15, 30, 20),
    (-12, 0.9, -40, 15),
]


@pytest.fixture(scope="module")
def tracker():
    with_networks = FaceMeshTracker()
    yield with_networks
    with_networks.close()


@pytest.mark.parametrize(("roll_deg", "scale", "right_px", "down_px"), MOVES)
def test_pose_is_recovered(astronaut, tracker, roll_deg, scale, right_px, down_px):
    move = cv2.getRotationMatrix2D(astronaut.face_centre, -roll_deg, scale)
    move[:, 2] += (right_px, down_px)
    picture = cv2.warpAffine(astronaut.photo, move, astronaut.size, borderMode=cv2.BORDER_REPLICATE)
    tracker.reset()
    landmarks = [tracker.track(picture) for _ in range(3)][-1]
    rest = astronaut.skeleton
    found = follow(rest, landmarks.points)
    angles = angles_from_rotation(found.pose.rotation @ rest.pose.rotation.T)
    assert angles == pytest.approx((0, 0, roll_deg), abs=2)
    assert found.pose.scale / rest.pose.scale == pytest.approx(scale, rel=0.015)
    wanted = move @ [*rest.pose.position[:2], 1]
    shift_error = np.linalg.norm(found.pose.position[:2] - wanted) / found.pose.scale
    assert shift_error < 0.015
