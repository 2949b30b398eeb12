"""Lifting the common 68 face points in 3D to the 478 of Face Mesh, by a linear map learnt from data.

The map works in the face's own frame: the pose is taken out by a fit on rigid points and put back after.
What it can't express of the 68 is spread smoothly over the face on top, so that they themselves come out
as they came in: networks that take 68 points get those that were detected, by the way that all motion goes.
`weights/lift68.safetensors` is made by `weights.recipe.lift68`. The 68 points hold no irises, so gaze
stays near the middle of the eye opening.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from vcam.errors import CheckpointError, ShapeError
from vcam.frames import LANDMARK_COUNT, Points
from vcam.landmarks.similarity import Array, fit_similarity
from vcam.weights import MEND, weights_path

COUNT_68 = 68
MESH_POINTS = np.array([
    127, 234, 93, 132, 172, 136, 149, 176, 152, 400, 378, 365, 397, 361, 323, 454, 356,
    70, 63, 105, 66, 107, 336, 296, 334, 293, 300, 168, 197, 5, 4, 98, 97, 2, 326, 327,
    33, 160, 158, 133, 153, 144, 362, 385, 387, 263, 373, 380,
    61, 39, 37, 0, 267, 269, 291, 405, 314, 17, 84, 181, 78, 81, 13, 311, 308, 402, 14, 178,
])  # fmt: skip
"""The Face Mesh point that stands for each of the 68: jaw, brows, nose, eyes, outer and inner lips."""
RIGID = np.array([0, 1, 15, 16, 27, 28, 29, 30, 31, 33, 35, 36, 39, 42, 45])
"""Those of the 68 that move with the skull: temples, nose, eye corners."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Lifting:
    """The linear map from 68 to 478 points.

    Args:
        mean68: (68, 3) mean face, which fixes the own frame.
        mean478: (478, 3) the same face in Face Mesh's layout.
        encode: (204, K) offset from `mean68` -> K numbers.
        decode: (K, 1434) K numbers -> offset from `mean478`.
    """

    mean68: Array
    mean478: Array
    encode: Array
    decode: Array

    def __post_init__(self) -> None:
        """Raise `ShapeError` unless the parts fit together."""
        rank = self.encode.shape[-1]
        expected = {
            "mean68": (COUNT_68, 3),
            "mean478": (LANDMARK_COUNT, 3),
            "encode": (3 * COUNT_68, rank),
            "decode": (rank, 3 * LANDMARK_COUNT),
        }
        for name, shape in expected.items():
            if getattr(self, name).shape != shape:
                raise ShapeError(
                    f"the lifting's {name} has shape {getattr(self, name).shape}, expected {shape}"
                )

    @classmethod
    def load(cls) -> Lifting:
        """The shipped map.

        Raises:
            CheckpointError: its file is missing or damaged.
        """
        path = weights_path("lift68")
        try:
            tensors = {name: tensor.astype(np.float64) for name, tensor in load_file(path).items()}
            return cls(**tensors)
        # safetensors' own error has no base class below Exception.
        except Exception as error:
            raise CheckpointError(f"the weights file {path} can't be loaded ({error}): {MEND}") from error

    def lift(self, points: NDArray[np.floating]) -> Points:
        """(68, 3) points -> (478, 3) float32, both in picture pixels with z negative towards the camera.

        The points of `MESH_POINTS` are the 68 themselves.

        Raises:
            ShapeError: `points` has another shape.
        """
        if points.shape != (COUNT_68, 3):
            raise ShapeError(f"points to lift have shape {points.shape}, expected ({COUNT_68}, 3)")
        pose = fit_similarity(self.mean68[RIGID], points[RIGID].astype(np.float64))
        own = pose.invert(points.astype(np.float64))
        offset = (own - self.mean68).ravel()
        lifted = self.mean478 + (offset @ self.encode @ self.decode).reshape(LANDMARK_COUNT, 3)
        lifted += self._spread @ (own - lifted[MESH_POINTS])
        return pose.apply(lifted).astype(np.float32)

    @cached_property
    def _spread(self) -> Array:
        """(478, 68) from offsets at the 68 to all: exact there, and as smooth as can be between them.

        Interpolation by distances, the biharmonic kernel of space.
        """
        apart = np.linalg.norm(self.mean478[:, None] - self.mean478[None, MESH_POINTS], axis=2)
        return np.asarray(np.linalg.solve(apart[MESH_POINTS], apart.T).T)
