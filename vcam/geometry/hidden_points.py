"""Points of a face that its photo hides, and where they are put in the photo's mesh instead.

They lie behind what is seen. Spread out between the visible outline and the first ring, they draw on what
lies there when the head turns back, and never show a second cheek.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vcam.frames import Points
from vcam.geometry import face_model as face
from vcam.geometry.rasteriser import rasterise
from vcam.geometry.triangles import signed_area

FOLDED_AREA = 0.08
"""Part of its frontal area below which a triangle of the photo counts as turned away."""
HIDDEN_DEPTH = 0.06
"""How far behind the visible surface a point counts as hidden, in face heights."""
LEAST_AREA = 0.01
"""Part of its frontal area that a triangle of the photo has at the least."""
SEEN_YIELDS = 0.1
"""How much a corner that the photo shows gives way for that, against a hidden one."""
TURNING_ROUNDS = 50
VISIBILITY_GRID = 256


def spread_out(vertices: Points, triangles: NDArray[np.int32], face_height_px: float) -> Points:
    """Vertices of a photo's mesh with the hidden ones spread out, and no triangle of the skin folded.

    Args:
        vertices: (V, 3) pixels of the photo, the 468 face points first.
        triangles: (T, 3) of face and rings.
        face_height_px: of the face.
    """
    hidden = _hidden(vertices, triangles, face_height_px)
    return _turned_up(_spread(vertices, triangles, hidden), hidden, face_height_px)


def _hidden(vertices: Points, triangles: NDArray[np.int32], face_height_px: float) -> NDArray[np.bool_]:
    """(V,) face points that the photo doesn't show: on folded triangles, or behind the visible surface."""
    hidden = np.zeros(len(vertices), bool)
    surface = face.triangles()
    frontal = signed_area(face.mean_face()[surface, :2])
    seen = signed_area(vertices[surface, :2]) * np.sign(frontal)
    hidden[surface[seen < FOLDED_AREA * np.abs(frontal) * face_height_px**2]] = True

    low, high = vertices[:, :2].min(0), vertices[:, :2].max(0)
    flat = (vertices[:, :2] - low) * ((VISIBILITY_GRID - 1) / (high - low).max())
    order = np.argsort(-vertices[surface, 2].mean(1))
    depth = np.full((VISIBILITY_GRID, VISIBILITY_GRID, 1), np.inf, np.float32)
    top = np.empty((VISIBILITY_GRID, VISIBILITY_GRID), np.int32)
    rasterise(flat[surface], vertices[surface, 2:], order, depth, top)
    pixel = np.round(flat[: face.FACE_POINTS]).astype(int) @ [1, VISIBILITY_GRID]
    behind = vertices[: face.FACE_POINTS, 2] - depth.reshape(-1)[pixel]
    hidden[: face.FACE_POINTS] |= behind > HIDDEN_DEPTH * face_height_px
    return hidden


def _spread(vertices: Points, triangles: NDArray[np.int32], hidden: NDArray[np.bool_]) -> Points:
    """Vertices with each hidden one moved, in the picture plane, to the mean of its neighbours.

    Source: W. T. Tutte, How to draw a graph (1963).
    """
    if not hidden.any():
        return vertices
    edges = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    count = len(vertices)
    neighbour = np.zeros((count, count), np.float64)
    neighbour[edges[:, 0], edges[:, 1]] = neighbour[edges[:, 1], edges[:, 0]] = 1
    rows = neighbour[hidden]
    known = rows[:, ~hidden] @ vertices[~hidden, :2]
    laplacian = np.diag(rows.sum(1)) - rows[:, hidden]
    spread = vertices.copy()
    spread[hidden, :2] = np.linalg.solve(laplacian, known)
    return spread


def _turned_up(vertices: Points, hidden: NDArray[np.bool_], face_height_px: float) -> Points:
    """Vertices with those of the face moved as little as turns up every triangle that the photo shows folded.

    A folded one would come out mirrored where the head turns towards it. Hidden corners give way first.
    """
    yielding = np.where(hidden, 1.0, SEEN_YIELDS)[:, None]
    surface = face.triangles()
    frontal = signed_area(face.mean_face()[surface, :2])
    least = LEAST_AREA * np.abs(frontal) * face_height_px**2
    turned = vertices.copy()
    for _ in range(TURNING_ROUNDS):
        corners = turned[surface, :2]
        lack = least - signed_area(corners) * np.sign(frontal)
        low = lack > 0
        if not low.any():
            break
        # An area grows fastest when each corner moves across the side that faces it.
        facing = corners[low][:, [2, 0, 1]] - corners[low][:, [1, 2, 0]]
        growth = facing[..., ::-1] * [-1, 1] * np.sign(frontal)[low, None, None]
        way = growth * yielding[surface[low]]
        step = (1.5 * lack[low] / (growth * way).sum((1, 2)))[:, None, None] * way
        np.add.at(turned[:, :2], surface[low], step)
    return turned
