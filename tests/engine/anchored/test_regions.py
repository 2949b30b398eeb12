"""Regions: what lets their networks act."""

import numpy as np
import pytest

from vcam.engine.anchored.regions import EYES, MOUTH, movement
from vcam.geometry import face_model as face
from vcam.geometry.skeleton import Skeleton


def moved(skeleton, points, down):
    """The skeleton with some points moved down, in face heights."""
    expression = np.zeros_like(skeleton.shape)
    expression[points, 1] = down
    return Skeleton(shape=skeleton.shape, expression=expression, pose=skeleton.pose)


def test_only_a_change_against_the_photo_lets_it_act(astronaut):
    assert movement(MOUTH, astronaut.skeleton) == 0
    assert movement(MOUTH, moved(astronaut.skeleton, face.LIPS, MOUTH.full_at / 2)) == pytest.approx(0.5)
    assert movement(MOUTH, moved(astronaut.skeleton, face.LIPS, 0.3)) == 1
    assert movement(EYES[0], moved(astronaut.skeleton, face.LIPS, 0.3)) == 0
