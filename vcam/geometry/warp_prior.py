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

from vcam.compiled import compiled
from vcam.frames import Points, vector
from vcam.geometry import face_model as face
from vcam.geometry.mesh import HeadMesh
from vcam.geometry.mirroring import Mirroring, partners
from vcam.geometry.rasteriser import rasterise
from vcam.geometry.regions import eye_weights, lip_weights
from vcam.geometry.triangles import signed_area, strip

Field = NDArray[np.float32]
Triangles = NDArray[np.int32]

FINE_RINGS = 2
"""How many rings share the face's grid: where a turned head stretches most."""
RING_COARSENESS = 3
"""Face cells a ring cell, along each side."""
JUMP = 0.6
"""Difference from its surroundings, in cells, from which a displacement counts as a jump."""
EDGE_SIGMA = 1.0
"""Softness of the mirrored half's edges, in cells."""
JUMP_SIGMA = 1.3
"""Width over which a jump is spread, in cells."""
FOLD_SIGMAS = (1.0, 1.5, 2.5, 4.0)
"""Smoothness of a fold's surroundings, in cells, one after another until nothing is folded."""


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
        sharp = movable[mesh.triangles[is_fine]].min(1) > 0
        self._sharp = np.append(sharp, False).astype(np.float32)  # the last one stands for no triangle
        skin = np.arange(is_fine.sum()) < len(face.triangles())  # the first of them, before the openings
        self._skin = np.append(skin, False).astype(np.uint8)

    def displacement(self, vertices: Points) -> Field:
        """Source minus target position of each grid cell, in photo pixels; zero beyond the mesh.

        Args:
            vertices: (V, 3) deformed mesh vertices in photo pixels.

        Returns:
            (rows, columns, 2) float32, x then y.
        """
        rings = np.zeros((self._outer.rows, self._outer.columns, 2), np.float32)
        self._outer.displace(vertices, rings)
        size = (self.columns, self.rows)
        field = np.asarray(cv2.resize(rings, size, interpolation=cv2.INTER_LINEAR), np.float32)
        top = self._fine.displace(vertices, field)
        soften_jumps(field, self._sharp[top], max(self.cell_px))
        mend_folds(field, self._skin[top], self.cell_px)
        return field


class MirroredPrior:
    """The same for a face whose points are taken from their partners in the photo."""

    def __init__(self, mesh: HeadMesh, mirroring: Mirroring, area: Area, columns: int, rows: int) -> None:
        """Prepare a grid of `columns` x `rows` cells over the area."""
        self.mirroring = mirroring
        # With a ring around the face, so that its edge finds something there.
        count = face.FACE_POINTS + len(face.FACE_OVAL)
        triangles = mesh.triangles[(mesh.triangles < count).all(1)]
        ring = face.FACE_POINTS - np.arange(len(face.FACE_OVAL)) % -len(face.FACE_OVAL)
        source = mesh.vertices[:count][np.concatenate([partners(), ring])]
        self._surface = _Surface(mesh.vertices, triangles, area, columns, rows, source)
        weights = np.append(mirroring.weights, np.zeros(len(face.FACE_OVAL)))
        share = (triangles < face.FACE_POINTS).all(1) * weights[triangles].max(1)
        self._share = np.append(share, 0).astype(np.float32)  # the last one stands for no triangle

    def displacement(self, vertices: Points) -> tuple[Field, Field]:
        """Source minus target position of each grid cell, and how much it counts.

        Args:
            vertices: (V, 3) deformed mesh vertices in photo pixels.

        Returns:
            (rows, columns, 2) float32 photo pixels, x then y, and (rows, columns) float32, 0 to 1.
        """
        field = np.zeros((self._surface.rows, self._surface.columns, 2), np.float32)
        share = self._share[self._surface.displace(vertices, field)]
        return field, np.asarray(cv2.GaussianBlur(share, (0, 0), EDGE_SIGMA), np.float32)


class _Surface:
    """One set of triangles over one grid."""

    def __init__(
        self,
        vertices: Points,
        triangles: Triangles,
        area: Area,
        columns: int,
        rows: int,
        source: Points | None = None,
    ) -> None:
        self.columns, self.rows = columns, rows
        self._triangles = np.ascontiguousarray(triangles)
        self._origin = vector(area.left, area.top) - np.float32(0.5)
        self._cell = vector(area.width / columns, area.height / rows)
        self._winding = signed_area(vertices[triangles, :2])
        flat = ((vertices if source is None else source)[:, :2] - self._origin) / self._cell
        self._source = (flat[triangles] - 0.5).astype(np.float32)

    def displace(self, vertices: Points, field: Field) -> Triangles:
        """Draw the triangles' displacements.

        Args:
            vertices: (V, 3) deformed mesh vertices in photo pixels.
            field: (rows, columns, 2) photo pixels, changed in place where triangles are.

        Returns:
            (rows, columns) int32 triangle on top, -1 for none.
        """
        corners, distance = _project(vertices, self._triangles, self._origin, self._cell, self._winding)
        top = np.full((self.rows, self.columns), -1, np.int32)
        order = np.argsort(-distance, kind="stable")
        rasterise(corners, (self._source - corners) * self._cell, order, field, top)
        return top


@compiled
def _project(
    vertices: Points, triangles: Triangles, origin: Points, cell: Points, winding: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """(T, 3, 2) corners on the grid and (T,) distance of each triangle.

    Folded triangles show the head's far side: they are infinitely far, so that they only fill gaps.
    """
    corners = np.empty((len(triangles), 3, 2), np.float32)
    distance = np.zeros(len(triangles), np.float32)
    for t in range(len(triangles)):
        for k in range(3):
            vertex = vertices[triangles[t, k]]
            corners[t, k, 0] = (vertex[0] - origin[0]) / cell[0] - np.float32(0.5)
            corners[t, k, 1] = (vertex[1] - origin[1]) / cell[1] - np.float32(0.5)
            distance[t] += vertex[2]
        a, b, c = corners[t]
        area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
        if area * winding[t] < 0:
            distance[t] = np.inf
    return corners, distance


def soften_jumps(field: Field, sharp: Field, cell_px: float) -> None:
    """Spread jumps, where one surface hides another, over a few cells: no stair-steps.

    Args:
        field: (rows, columns, 2) displacement in photo pixels, changed in place.
        sharp: (rows, columns) 1 where lids and lips move against each other and must stay exact, else 0.
        cell_px: a cell's side in photo pixels.
    """
    smooth = cv2.GaussianBlur(field, (0, 0), JUMP_SIGMA)
    _replace_jumps(field, np.asarray(smooth, np.float32), sharp, JUMP * cell_px)


def mend_folds(field: Field, skin: NDArray[np.uint8], cell_px: tuple[float, float]) -> None:
    """Smooth the few cells where the picture would run backwards through the photo, at a contour of the face.

    Args:
        field: (rows, columns, 2) displacement in photo pixels, changed in place.
        skin: (rows, columns) 1 where the face's skin is on top, else 0.
        cell_px: width and height of a cell in photo pixels.
    """
    for sigma in FOLD_SIGMAS:
        folded = _folded(field, skin, cell_px[0], cell_px[1])
        if not folded.any():
            return
        side = 2 * round(2 * sigma) + 1
        near = cv2.dilate(folded, np.ones((side, side), np.uint8)).astype(np.float32)
        share = cv2.GaussianBlur(near, (0, 0), sigma)[..., None]
        field += share * (cv2.GaussianBlur(field, (0, 0), sigma) - field)


@compiled
def _folded(field: Field, skin: NDArray[np.uint8], width: float, height: float) -> NDArray[np.uint8]:
    """(rows, columns) 1 where skin's map into the photo has a negative determinant, else 0."""
    rows, columns = skin.shape
    folded = np.zeros((rows, columns), np.uint8)
    for row in range(1, rows - 1):
        for column in range(1, columns - 1):
            if skin[row, column]:
                right, left = field[row, column + 1], field[row, column - 1]
                below, above = field[row + 1, column], field[row - 1, column]
                xx = 1 + (right[0] - left[0]) / (2 * width)
                yx = (right[1] - left[1]) / (2 * height)
                xy = (below[0] - above[0]) / (2 * width)
                yy = 1 + (below[1] - above[1]) / (2 * height)
                if xx * yy < xy * yx:
                    folded[row, column] = 1
    return folded


@compiled
def _replace_jumps(field: Field, smooth: Field, sharp: Field, least: float) -> None:
    """Where a cell or its neighbours differ from the smooth field by more than `least`, go towards that."""
    rows, columns = sharp.shape
    jumps = np.zeros((rows + 2, columns + 2), np.uint8)  # around each cell, with a rim to spare
    for row in range(rows):
        for column in range(columns):
            across = abs(field[row, column, 0] - smooth[row, column, 0])
            down = abs(field[row, column, 1] - smooth[row, column, 1])
            if max(across, down) > least and sharp[row, column] == 0:
                for y in range(3):
                    for x in range(3):
                        jumps[row + y, column + x] += 1
    for row in range(rows):
        for column in range(columns):
            if jumps[row + 1, column + 1] and sharp[row, column] == 0:
                share = np.float32(min(jumps[row + 1, column + 1] / 3, 1))
                for k in range(2):
                    field[row, column, k] += share * (smooth[row, column, k] - field[row, column, k])
