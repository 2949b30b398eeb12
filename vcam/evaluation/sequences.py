"""What landmarks tell over a whole clip: how much they tremble, and whose shape the face has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vcam.evaluation.metrics import inter_ocular_px
from vcam.frames import Points
from vcam.geometry.face_model import FACE_POINTS
from vcam.geometry.skeleton import skeleton_of

Found = Sequence[Points | None]
"""(478, 3) landmarks of each frame of a clip, in pixels; None where no face was found."""


@dataclass(frozen=True, kw_only=True)
class ShapeDistances:
    """How far a face's shape is from two others, in percent of the face's height.

    Args:
        avatar: from the avatar's own.
        driver: from the driver's.
    """

    avatar: float
    driver: float

    @property
    def leak(self) -> float:
        """Share of the driver's shape: 0 is all the avatar's own, 0.5 between both, 1 all the driver's."""
        both = self.avatar + self.driver
        return self.avatar / both if both > 0 else float("nan")


def jitter(drawn: Found, driver: Found) -> float:
    """How much landmarks tremble, as a ratio of how much the driver's do; NaN where that is unknown.

    It is the mean length of the second difference over time in the picture plane, in each face's own
    inter-ocular distances, over all frames with a face in both clips and in both frames beside.

    Args:
        drawn: of the pictures drawn.
        driver: of the driving frames, as many, found in the same way.
    """
    own = [_trembling(triple) for triple in zip(drawn, drawn[1:], drawn[2:], strict=False)]
    given = [_trembling(triple) for triple in zip(driver, driver[1:], driver[2:], strict=False)]
    both = [(a, b) for a, b in zip(own, given, strict=True) if a is not None and b is not None]
    total = sum(b for _, b in both)
    return sum(a for a, _ in both) / total if total > 0 else float("nan")


def _trembling(triple: tuple[Points | None, Points | None, Points | None]) -> float | None:
    before, now, after = triple
    if before is None or now is None or after is None:
        return None
    bend = before[:, :2] - 2 * now[:, :2] + after[:, :2]
    return float(np.linalg.norm(bend, axis=1).mean() / inter_ocular_px(now))


def mean_shape(found: Found) -> NDArray[np.float32] | None:
    """(468, 3) shape of a face, in face heights without its pose: the median over the frames.

    The median leaves most of the expressions behind, since a face rests more than it moves.
    """
    shapes = [skeleton_of(points).shape[:FACE_POINTS] for points in found if points is not None]
    return np.median(shapes, axis=0).astype(np.float32) if shapes else None


def shape_distances(drawn: Found, avatar: Points, driver: Found) -> ShapeDistances | None:
    """Whose shape the drawn face has; None when a clip shows no face.

    Args:
        drawn: of the pictures drawn.
        avatar: (478, 3) of the avatar's photo.
        driver: of the driving frames.
    """
    own, theirs, shown = mean_shape([avatar]), mean_shape(driver), mean_shape(drawn)
    if own is None or theirs is None or shown is None:
        return None
    return ShapeDistances(avatar=_distance(shown, own), driver=_distance(shown, theirs))


def _distance(first: NDArray[np.float32], second: NDArray[np.float32]) -> float:
    return float(100 * np.linalg.norm(first - second, axis=1).mean())
