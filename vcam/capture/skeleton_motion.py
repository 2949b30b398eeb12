"""Motion as a skeleton's parameters: a pose and an expression a row, on a head that is nobody's own.

A landmark track holds its driver's build in every row. Here the expression lies on one neutral head, so that
the driver's shape is not in the file and can't reach an avatar; `vcam.engine.motion_conversion` makes one of
a track.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from vcam.errors import CaptureError
from vcam.frames import INNER_MOUTH_PARTS, LANDMARK_COUNT, Points

Arrays = Mapping[str, NDArray[np.floating]]
INNER_MOUTH = "inner_mouth"
TILTED = 1e-3
"""How far a rotation's rows may be from unit length and right angles."""


@dataclass(frozen=True, eq=False, kw_only=True)
class SkeletonMotion:
    """T rows of one head's motion; a row of NaN in all of them where there was no face.

    A point in pixels is `scale * rotation @ (head + expression) + position`.

    Args:
        head: (478,3) neutral face in its own frame and face heights.
        expression: (T,478,3) offsets from it.
        rotation: (T,3,3).
        position: (T,3) pixels.
        scale: (T,) pixels a face height.
        neutral_rotation, neutral_position, neutral_scale: (3,3), (3,), (1,) pose of the neutral face.
        fps: rows a second.
        image_size: (width, height) of the driving frames in pixels.
        inner_mouth: (T,3,3,3) what is seen between the lips (`Landmarks.inner_mouth`), a row of NaN where it
            is not known; None if it nowhere is.

    Raises:
        CaptureError: a shape is wrong, or a pose is none.
    """

    head: Points
    expression: Points
    rotation: Points
    position: Points
    scale: Points
    neutral_rotation: Points
    neutral_position: Points
    neutral_scale: Points
    fps: float
    image_size: tuple[int, int]
    inner_mouth: Points | None = None

    def __post_init__(self) -> None:
        rows = len(self.expression) if self.expression.ndim else 0
        if not rows:
            raise CaptureError("a motion has no rows, expected 1 or more: record it again")
        for field, shape in self._shapes(rows).items():
            if getattr(self, field) is None:
                continue
            value = np.asarray(getattr(self, field), np.float32)
            if value.shape != shape:
                raise CaptureError(f"a motion's {field} has shape {value.shape}, expected {shape}")
            object.__setattr__(self, field, value)
        poses = self.rotation[np.isfinite(self.rotation).all((1, 2))]
        everything = np.concatenate([poses, self.neutral_rotation[None]])
        off = np.abs(everything @ everything.transpose(0, 2, 1) - np.eye(3)).max()
        scales = [self.scale[np.isfinite(self.scale)], self.neutral_scale]
        if not off < TILTED or not np.concatenate(scales).min() > 0:
            raise CaptureError("a motion's poses are no rotations with a scale above 0: record it again")

    @property
    def faces(self) -> int:
        """How many rows have a face."""
        return int(np.isfinite(self.scale).sum())

    @staticmethod
    def _shapes(rows: int) -> dict[str, tuple[int, ...]]:
        return {
            "head": (LANDMARK_COUNT, 3),
            "expression": (rows, LANDMARK_COUNT, 3),
            "rotation": (rows, 3, 3),
            "position": (rows, 3),
            "scale": (rows,),
            "neutral_rotation": (3, 3),
            "neutral_position": (3,),
            "neutral_scale": (1,),
            "inner_mouth": (rows, INNER_MOUTH_PARTS, INNER_MOUTH_PARTS, 3),
        }

    def points(self) -> Points:
        """(T,478,3) landmarks of the head in pixels; a row of NaN where there was no face."""
        turned = (self.head + self.expression) @ self.rotation.transpose(0, 2, 1)
        return np.asarray(self.scale[:, None, None] * turned + self.position[:, None], np.float32)

    def neutral_points(self) -> Points:
        """(478,3) landmarks of the neutral face in pixels."""
        turned = self.head @ self.neutral_rotation.T
        return np.asarray(self.neutral_scale * turned + self.neutral_position, np.float32)

    def arrays(self) -> dict[str, NDArray[np.floating]]:
        """What a file holds: the expression in half precision, exact to a ten thousandth of a face height."""
        kept = {name: np.ascontiguousarray(getattr(self, name)) for name in _ARRAYS}
        kept["expression"] = kept["expression"].astype(np.float16)
        return kept if self.inner_mouth is None else kept | {INNER_MOUTH: self.inner_mouth}

    @classmethod
    def of_arrays(cls, arrays: Arrays, fps: float, image_size: tuple[int, int]) -> SkeletonMotion:
        """Read back what `arrays` gave.

        Raises:
            CaptureError, KeyError: an array is missing or wrong.
        """
        kept = {name: np.asarray(arrays[name], np.float32) for name in _ARRAYS}
        return cls(**kept, fps=fps, image_size=image_size, inner_mouth=arrays.get(INNER_MOUTH))


_ARRAYS = [
    field.name for field in fields(SkeletonMotion) if field.name not in ("fps", "image_size", INNER_MOUTH)
]
