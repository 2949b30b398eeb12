"""The shipped face model is whole and symmetric."""

import numpy as np

from vcam.geometry import face_model as face


def test_the_surface_is_a_disc_with_three_holes():
    triangles = face.triangles()
    edges = {
        tuple(sorted(pair)) for t in triangles.tolist() for pair in ((t[0], t[1]), (t[1], t[2]), (t[2], t[0]))
    }
    vertices = np.unique(triangles)
    assert len(vertices) == face.FACE_POINTS
    assert len(vertices) - len(edges) + len(triangles) == -2


def test_mirror_order_is_its_own_inverse_and_keeps_groups():
    order = face.mirror_order()
    np.testing.assert_array_equal(order[order], np.arange(478))
    assert set(order[face.RIGID]) == set(face.RIGID)
    assert set(order[face.RIGHT_BROW]) == set(face.LEFT_BROW)
    np.testing.assert_array_equal(order[face.RIGHT_UPPER_LID], face.LEFT_UPPER_LID[::-1])


def test_the_mean_face_is_symmetric_one_face_high_and_in_front_of_its_pivot():
    points = face.mean_face()
    np.testing.assert_allclose(points[face.mirror_order()] * [-1, 1, 1], points, atol=1e-5)
    assert np.linalg.norm(points[face.CHIN] - points[face.FOREHEAD_TOP]) == np.float32(1)
    assert (points[:, 2] < 0).all()
