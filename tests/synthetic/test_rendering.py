"""The z-buffer and the shading of synthetic heads."""

import numpy as np
import pytest

from vcam.geometry.pose import rotation_from_angles
from vcam.synthetic.rendering import Camera, Light, shade, vertex_normals, visible_surface

BEHIND, BEFORE = 2.0, -2.0
QUAD = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], np.float32)
FACES = np.array([[0, 2, 1], [0, 3, 2]], np.int32)


def square(side: float, z: float) -> np.ndarray:
    return np.column_stack([QUAD * side / 2, np.full(4, z)]).astype(np.float32)


def camera(yaw: float = 0.0, distance: float = 50.0) -> Camera:
    return Camera(
        rotation=rotation_from_angles(yaw, 0, 0),
        pivot=np.zeros(3, np.float32),
        distance_cm=distance,
        focal_px=500.0,
        size=(80, 60),
        centre=(40.0, 30.0),
    )


def test_the_nearer_surface_hides_the_farther_one() -> None:
    vertices = np.concatenate([square(4, BEHIND), square(2, BEFORE)])
    for order in (slice(None), slice(None, None, -1)):
        triangles = np.concatenate([FACES, FACES + 4])[order]
        surface = visible_surface(camera().project(vertices), np.ascontiguousarray(triangles), (80, 60))
        shown = triangles[surface.triangle]
        assert (shown[30, 40] >= 4).all()
        assert (shown[30, 40 + 15] < 4).all()
    assert surface.triangle[2, 2] == -1
    np.testing.assert_allclose(surface.weights[surface.triangle >= 0].sum(1), 1, atol=1e-4)


def test_neighbouring_triangles_leave_no_crack() -> None:
    surface = visible_surface(camera(20).project(square(4, 0)), FACES, (80, 60))
    rows, columns = np.nonzero(surface.triangle >= 0)
    inside = surface.triangle[rows.min() + 2 : rows.max() - 1, columns.min() + 2 : columns.max() - 1]
    assert (inside >= 0).all()


def test_what_is_nearer_looks_larger() -> None:
    near, far = (np.ptp(camera().project(square(2, z))[:, 0]) for z in (BEFORE, BEHIND))
    assert near / far == pytest.approx(52 / 48)
    pivot = camera(30).project(np.zeros((1, 3), np.float32))
    np.testing.assert_allclose(pivot, [[40, 30, 0]])


def test_normals_point_out_and_the_lit_side_is_brighter() -> None:
    normals = vertex_normals(square(2, 0), FACES)
    np.testing.assert_allclose(normals, np.tile([0, 0, -1], (4, 1)), atol=1e-6)
    colours, background = np.full((4, 3), 0.5, np.float32), np.zeros(3, np.float32)
    lamp = Light(direction=np.array([-1, 0, -1], np.float32))
    pictures = [shade(square(3, 0), FACES, colours, camera(yaw), lamp, background) for yaw in (-30, 30)]
    assert pictures[0][30, 40, 0] > pictures[1][30, 40, 0] + 20
    assert (pictures[0][1, 1] == 0).all()
