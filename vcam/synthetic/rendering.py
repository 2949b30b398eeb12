"""Pictures of synthetic heads: a z-buffer, plain shading, and which surface each pixel shows."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from vcam.compiled import compiled
from vcam.frames import Image, Points

EDGE_TOLERANCE = np.float32(1e-3)
"""How far outside a triangle, in barycentric weight, a pixel still counts: neighbours must leave no crack."""
MIN_AREA = np.float32(1e-9)
AMBIENT = 0.35
NEAR_CM = 1.0


@dataclass(frozen=True, eq=False, kw_only=True)
class Camera:
    """A pinhole camera that looks at the head's pivot.

    Args:
        rotation: (3, 3) of the head, in the camera frame.
        pivot: (3,) the point of the head, in its own centimetres, that lies on the optical axis.
        distance_cm: from the camera to the pivot.
        focal_px: focal length in pixels.
        size: (width, height) of the picture in pixels.
        centre: (x, y) of the pivot's picture in pixels.
    """

    rotation: Points
    pivot: Points
    distance_cm: float
    focal_px: float
    size: tuple[int, int]
    centre: tuple[float, float]

    def project(self, points: Points) -> Points:
        """(N, 3) centimetres of the head -> (N, 3): pixels right and down, z in pixels at the pivot's scale.

        z is 0 at the pivot and negative towards the camera, as landmarks have it.
        """
        seen = (points - self.pivot) @ self.rotation.T
        depth = np.maximum(seen[:, 2] + self.distance_cm, NEAR_CM)
        flat = seen[:, :2] * (self.focal_px / depth)[:, None] + np.array(self.centre)
        return np.column_stack([flat, seen[:, 2] * self.focal_px / self.distance_cm]).astype(np.float32)


@dataclass(frozen=True, eq=False, kw_only=True)
class Light:
    """Where light comes from.

    Args:
        direction: (3,) from the head towards the lamp, in the camera frame.
        colour: (3,) of the lamp.
        ambient: (3,) of the light from everywhere.
    """

    direction: Points = field(default_factory=lambda: np.array([-0.3, -0.5, -0.8], np.float32))
    colour: Points = field(default_factory=lambda: np.full(3, 1 - AMBIENT, np.float32))
    ambient: Points = field(default_factory=lambda: np.full(3, AMBIENT, np.float32))


@dataclass(frozen=True, eq=False, kw_only=True)
class Surface:
    """What the pixels show.

    Args:
        triangle: (H, W) int32 index of the visible triangle, -1 where there is none.
        weights: (H, W, 3) float32 barycentric weights in it.
    """

    triangle: NDArray[np.int32]
    weights: NDArray[np.float32]


def visible_surface(projected: Points, triangles: NDArray[np.int32], size: tuple[int, int]) -> Surface:
    """The nearest triangle in each pixel.

    Args:
        projected: (V, 3) of `Camera.project`.
        triangles: (T, 3) vertices.
        size: (width, height) in pixels.
    """
    width, height = size
    top = np.full((height, width), -1, np.int32)
    weights = np.zeros((height, width, 3), np.float32)
    _draw(projected, triangles, np.full((height, width), np.inf, np.float32), top, weights)
    return Surface(triangle=top, weights=weights)


def vertex_normals(vertices: Points, triangles: NDArray[np.int32]) -> Points:
    """(V, 3) unit normals that point out of the surface; zero where a vertex has no triangle."""
    a, b, c = (vertices[triangles[:, corner]] for corner in range(3))
    faces = np.cross(b - a, c - a)
    normals = np.stack(
        [
            np.bincount(triangles.ravel(), np.repeat(faces[:, axis], 3), minlength=len(vertices))
            for axis in range(3)
        ],
        axis=1,
    )
    length = np.linalg.norm(normals, axis=1, keepdims=True)
    return (normals / np.maximum(length, 1e-12)).astype(np.float32)


def shade(
    vertices: Points,
    triangles: NDArray[np.int32],
    colours: Points,
    camera: Camera,
    light: Light,
    background: Points,
) -> Image:
    """(H, W, 3) uint8 RGB of a head under one lamp and light from everywhere.

    Args:
        vertices: (V, 3) centimetres of the head.
        triangles: (T, 3) vertices, counter-clockwise from outside in a frame with z away.
        colours: (V, 3) RGB, 0 to 1.
        camera, light: how it is seen.
        background: (3,) RGB, 0 to 1.
    """
    surface = visible_surface(camera.project(vertices), triangles, camera.size)
    normals = vertex_normals(vertices, triangles) @ camera.rotation.T
    lamp = light.direction / np.linalg.norm(light.direction)
    lit = np.clip(normals @ lamp, 0, 1)[:, None] * light.colour + light.ambient
    corners = triangles[surface.triangle]
    blend = surface.weights[..., None]
    picture = ((colours * lit)[corners] * blend).sum(2)
    picture[surface.triangle < 0] = background
    shaded: Image = (np.clip(picture, 0, 1) * 255 + 0.5).astype(np.uint8)
    return shaded


@compiled
def _draw(
    projected: NDArray[np.float32],
    triangles: NDArray[np.int32],
    depth: NDArray[np.float32],
    top: NDArray[np.int32],
    weights: NDArray[np.float32],
) -> None:
    """Fill `top` and `weights` in place with what is nearest; `depth` starts at infinity."""
    height, width = top.shape
    for index in range(triangles.shape[0]):
        a, b, c = (
            projected[triangles[index, 0]],
            projected[triangles[index, 1]],
            projected[triangles[index, 2]],
        )
        area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
        if abs(area) <= MIN_AREA:
            continue
        first_row = max(int(np.ceil(min(a[1], b[1], c[1]))), 0)
        last_row = min(int(np.floor(max(a[1], b[1], c[1]))), height - 1)
        first_column = max(int(np.ceil(min(a[0], b[0], c[0]))), 0)
        last_column = min(int(np.floor(max(a[0], b[0], c[0]))), width - 1)
        for row in range(first_row, last_row + 1):
            y = row - a[1]
            for column in range(first_column, last_column + 1):
                x = column - a[0]
                weight_b = (x * (c[1] - a[1]) - y * (c[0] - a[0])) / area
                weight_c = (y * (b[0] - a[0]) - x * (b[1] - a[1])) / area
                weight_a = 1 - weight_b - weight_c
                if min(weight_a, weight_b, weight_c) < -EDGE_TOLERANCE:
                    continue
                z = weight_a * a[2] + weight_b * b[2] + weight_c * c[2]
                if z >= depth[row, column]:
                    continue
                depth[row, column] = z
                top[row, column] = index
                weights[row, column, 0] = weight_a
                weights[row, column, 1] = weight_b
                weights[row, column, 2] = weight_c
