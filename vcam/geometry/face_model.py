"""The 478-point layout: mean face, triangles, mirror order and the point groups that have names.

`face_model.safetensors` beside this file is made by `vcam.content.face_model`. "Right" and "left" are
the person's own, so the right eye is at the left of an unmirrored picture.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load

from vcam.frames import Points

Indices = NDArray[np.int64]


def _indices(*values: int) -> Indices:
    return np.array(values, np.int64)


FOREHEAD_TOP, CHIN, NOSE_TIP = 10, 152, 1
FACE_POINTS = 468
"""Surface points; 468 to 477 are the irises."""

FACE_OVAL = _indices(
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
    152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
)  # fmt: skip
"""Outline of the mesh, clockwise in the picture from the top of the forehead."""

UPPER_LIP_INNER = _indices(78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308)
LOWER_LIP_INNER = _indices(78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308)
"""Inner lip line from the right mouth corner to the left one."""

UPPER_LIP = _indices(
    185, 40, 39, 37, 0, 267, 269, 270, 409, 74, 73, 72, 11, 302, 303, 304, 408,
    42, 41, 38, 12, 268, 271, 272, 407, 191, 80, 81, 82, 13, 312, 311, 310, 415,
)  # fmt: skip
"""The upper lip without the mouth corners."""

MOUTH_CORNERS = _indices(61, 291)
LIPS = _indices(
    61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 185, 40, 39, 37, 0, 267, 269, 270, 409,
    78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 191, 80, 81, 82, 13, 312, 311, 310, 415,
    76, 77, 90, 180, 85, 16, 315, 404, 320, 307, 306, 184, 74, 73, 72, 11, 302, 303, 304, 408,
    62, 96, 89, 179, 86, 15, 316, 403, 319, 325, 292, 183, 42, 41, 38, 12, 268, 271, 272, 407,
)  # fmt: skip

RIGHT_UPPER_LID = _indices(33, 246, 161, 160, 159, 158, 157, 173, 133)
RIGHT_LOWER_LID = _indices(33, 7, 163, 144, 145, 153, 154, 155, 133)
LEFT_UPPER_LID = _indices(362, 398, 384, 385, 386, 387, 388, 466, 263)
LEFT_LOWER_LID = _indices(362, 382, 381, 380, 374, 373, 390, 249, 263)
"""Lid edges from the corner at picture left to the corner at picture right."""

RIGHT_IRIS = _indices(468, 469, 470, 471, 472)
LEFT_IRIS = _indices(473, 474, 475, 476, 477)
"""Centre first, then four points on the edge."""

RIGHT_BROW = _indices(70, 63, 105, 66, 107, 46, 53, 52, 65, 55)
LEFT_BROW = _indices(300, 293, 334, 296, 336, 276, 283, 282, 295, 285)

RIGID = _indices(
    10, 338, 297, 109, 67, 151, 9, 8, 168, 6, 197, 195, 5, 122, 351, 196, 419,
    33, 133, 362, 263, 127, 356, 234, 454, 162, 389, 21, 251,
)  # fmt: skip
"""Points that move with the skull: forehead, nose bridge, eye corners, temples."""


@cache
def _tensors() -> dict[str, NDArray[np.generic]]:
    data = files("vcam.geometry").joinpath("face_model.safetensors").read_bytes()
    tensors = load(data)
    for tensor in tensors.values():
        tensor.setflags(write=False)
    return tensors


def mean_face() -> Points:
    """(478, 3) symmetric mean face in face heights, origin at the head's pivot, frontal."""
    return _tensors()["mean_face"].astype(np.float32, copy=False)


def triangles() -> NDArray[np.int32]:
    """(852, 3) triangles of the 468 surface points; eyes and mouth are holes."""
    return _tensors()["triangles"].astype(np.int32, copy=False)


@cache
def mirror_order() -> Indices:
    """(478,) each point's partner on the other side of the face."""
    face = mean_face().astype(np.float64)
    mirrored = face * [-1.0, 1.0, 1.0]
    return np.linalg.norm(face[:, None] - mirrored[None], axis=2).argmin(0)
