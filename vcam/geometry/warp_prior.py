"""The warp prior: where each pixel of the picture to show comes from in the photo, by geometry alone.

The field is rasterised on a coarse grid and upsampled to the picture; the texture keeps its full
resolution, so detail costs only the sampling. The outer rings are large and smooth and get a coarser
grid still; the face with its surroundings lies over them.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.frames import Points, vector
from vcam.geometry import face_model as face
from vcam.geometry.mesh import HeadMesh, signed_area, strip
from vcam.geometry.rasteriser import rasterise
from vcam.geometry.regions import eye_weights, lip_weights

Field = NDArray[np.float32]
Triangles = NDArray[np.int32]

FINE_RINGS = 2
"""How many rings share the face's grid: where a turned head stretches most."""
RING_COARSENESS = 3
"""Face cells a ring cell, along each side."""
JUMP = 0.6
"""Difference from its surroundings, in cells, from which a displacement counts as a jump."""
JUMP_SIGMA = 1.3
"""Width over which a jump is spread, in cells."""


@dataclass(frozen=True, kw_only=True)
class Area:
    """A rectangle of the photo in its pixels; `left` and `top` are pixel edges, maybe outside the photo."""

    left: float
    top: float
    width: float
    height: float


class WarpPrior:
    """Turns deformed mesh vertices into a displacement field over an area of the photo."""

    def __init__(self, mesh: HeadMesh, area: Area, columns: int, rows: int) -> None:
        """Prepare a grid of `columns` x `rows` cells over the area."""
        self.columns, self.rows = columns, rows
        self.cell_px = (area.width / columns, area.height / rows)
        border = face.FACE_POINTS + (FINE_RINGS - 1) * len(face.FACE_OVAL) + np.arange(len(face.FACE_OVAL))
        is_fine = (mesh.triangles <= border[-1]).all(1)
        # The outer field goes on beneath the fine part, so that the latter's edge finds something there.
        beneath = strip(border[:18], border[:17:-1])
        outer = np.concatenate([beneath, mesh.triangles[~is_fine]])
        coarse = (max(2, columns // RING_COARSENESS), max(2, rows // RING_COARSENESS))
        self._fine = _Surface(mesh.vertices, mesh.triangles[is_fine], area, columns, rows)
        self._outer = _Surface(mesh.vertices, outer, area, *coarse)
        movable = np.zeros(len(mesh.vertices), np.float32)
        movable[: face.FACE_POINTS] = np.maximum.reduce([*eye_weights(), lip_weights()])[: face.FACE_POINTS]
        movable[face.FACE_OVAL] = 0
        self._sharp = (movable[mesh.triangles[is_fine]].min(1) > 0).astype(np.float32)

    def displacement(self, vertices: Points) -> Field:
        """Source minus target position of each grid cell, in photo pixels; zero beyond the mesh.

        Args:
            vertices: (V, 3) deformed mesh vertices in photo pixels.

        Returns:
            (rows, columns, 2) float32, x then y.
        """
        rings = np.zeros((self._outer.rows * self._outer.columns, 2), np.float32)
        pixel, _, moved = self._outer.displace(vertices)
        rings[pixel] = moved
        coarse = rings.reshape(self._outer.rows, self._outer.columns, 2)
        field = cv2.resize(coarse, (self.columns, self.rows), interpolation=cv2.INTER_LINEAR)
        sharp = np.zeros((self.rows, self.columns), np.float32)
        pixel, triangle, moved = self._fine.displace(vertices)
        field.reshape(-1, 2)[pixel] = moved
        sharp.reshape(-1)[pixel] = self._sharp[triangle]
        return soften_jumps(np.asarray(field, np.float32), sharp, max(self.cell_px))


class _Surface:
    """One set of triangles over one grid."""

    def __init__(self, vertices: Points, triangles: Triangles, area: Area, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self._corners = [np.ascontiguousarray(triangles[:, k]) for k in range(3)]
        self._origin = vector(area.left, area.top) - 0.5
        self._cell = vector(area.width / columns, area.height / rows)
        source = self._to_grid(vertices)
        self._source = np.stack([source[corner] for corner in self._corners], axis=1)
        self._winding = signed_area(self._source)

    def _to_grid(self, points: Points) -> Points:
        return ((points[:, :2] - self._origin) / self._cell - np.float32(0.5)).astype(np.float32)

    def displace(self, vertices: Points) -> tuple[NDArray[np.int64], NDArray[np.int64], Points]:
        """Covered cells (flat index), the triangle on top of each, and its displacement in photo pixels."""
        flat, depth = self._to_grid(vertices), vertices[:, 2]
        first, second, third = self._corners
        corners = np.stack([flat[first], flat[second], flat[third]], axis=1)
        # Folded triangles show the head's far side: they go first, so that they only fill gaps.
        folded = signed_area(corners) * self._winding < 0
        distance = depth[first] + depth[second] + depth[third]
        order = np.argsort(np.where(folded, -np.inf, -distance), kind="stable")
        raster = rasterise(corners, order, self.columns, self.rows)
        source = self._source[raster.triangle]
        weights = raster.weights
        came_from = (
            weights[:, :1] * source[:, 0] + weights[:, 1:2] * source[:, 1] + weights[:, 2:] * source[:, 2]
        )
        row, column = np.divmod(raster.pixel, self.columns)
        here = np.column_stack([column, row]).astype(np.float32)
        return raster.pixel, raster.triangle, (came_from - here) * self._cell


def soften_jumps(field: Field, sharp: Field, cell_px: float) -> Field:
    """The field with its jumps, where one surface hides another, spread over a few cells: no stair-steps.

    Args:
        field: (rows, columns, 2) displacement in photo pixels.
        sharp: (rows, columns) 1 where lids and lips move against each other and must stay exact, else 0.
        cell_px: a cell's side in photo pixels.
    """
    smooth = cv2.GaussianBlur(field, (0, 0), JUMP_SIGMA)
    across, down = cv2.split(cv2.absdiff(field, smooth))
    jump = cv2.threshold(cv2.subtract(cv2.max(across, down), sharp * 1e6), JUMP * cell_px, 3, 0)[1]
    if not jump.any():
        return field
    share = np.minimum(cv2.blur(jump, (3, 3)), 1) * (1 - sharp)
    return np.asarray(field + share[..., None] * (smooth - field), np.float32)
