"""Trembling and shape on landmarks whose answers are known."""

import numpy as np
import pytest

from vcam.evaluation.metrics import inter_ocular_px
from vcam.evaluation.sequences import jitter, mean_shape, shape_distances
from vcam.geometry.face_model import mean_face
from vcam.geometry.pose import rotation_from_angles


def face(shift=0.0, size=200.0, build=None):
    points = mean_face() if build is None else mean_face() + build
    return (points * size + [300 + shift, 300, 0]).astype(np.float32)


def trembling(step, size=200.0, frames=9):
    """A face that walks evenly and jumps to and fro by `step` eye distances."""
    eyes = inter_ocular_px(face(size=size))
    return [face(3.0 * k + (k % 2) * step * eyes, size) for k in range(frames)]


def test_jitter_is_the_ratio_of_second_differences_whatever_the_faces_size():
    assert jitter(trembling(0.1), trembling(0.1)) == pytest.approx(1, rel=1e-4)
    assert jitter(trembling(0.1, size=400), trembling(0.05)) == pytest.approx(2, rel=1e-3)
    assert jitter(trembling(0.0), trembling(0.1)) == pytest.approx(0, abs=1e-4)


def test_frames_without_a_face_do_not_count():
    drawn, driver = trembling(0.1), trembling(0.1)
    drawn[4] = None
    driver[1] = None
    assert jitter(drawn, driver) == pytest.approx(1, rel=1e-4)
    assert np.isnan(jitter(drawn[:2], driver[:2]))
    assert np.isnan(jitter([None] * 5, driver[:5]))
    assert np.isnan(jitter([face()] * 5, [face()] * 5))


def broad(amount):
    """A build that is broader below the eyes than the mean face."""
    build = np.zeros((478, 3), np.float32)
    build[:, 0] = amount * mean_face()[:, 0] * (mean_face()[:, 1] > 0.1)
    return build


def test_a_shape_is_without_pose_and_without_a_moments_expression():
    open_mouth = np.zeros((478, 3), np.float32)
    open_mouth[14, 1] = 0.1
    turned = (face() - [300, 300, 0]) @ rotation_from_angles(20, 10, 5).T + [250, 310, 0]
    found = [face(), face(size=90), turned.astype(np.float32), None, face(build=open_mouth)]
    np.testing.assert_allclose(mean_shape(found), mean_face()[:468], atol=1e-3)
    assert mean_shape([None, None]) is None


@pytest.mark.parametrize(("share", "leak"), [(0.0, 0.0), (0.25, 0.25), (0.5, 0.5), (1.0, 1.0)])
def test_leak_tells_whose_shape_is_drawn(share, leak):
    avatar, driver = face(build=broad(0.0)), [face(build=broad(0.4))] * 3
    drawn = [face(build=broad(0.4 * share), size=150)] * 3
    distances = shape_distances(drawn, avatar, driver)
    assert distances.leak == pytest.approx(leak, abs=0.02)
    assert distances.avatar + distances.driver == pytest.approx(
        shape_distances([avatar], avatar, driver).driver, rel=0.02
    )


def test_without_a_face_or_a_difference_there_is_no_leak():
    assert shape_distances([None], face(), [face()]) is None
    assert np.isnan(shape_distances([face()], face(), [face()]).leak)
