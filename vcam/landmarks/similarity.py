"""Similarity fit of one set of 3D points onto another, for normalising faces.

Source: S. Umeyama, Least-squares estimation of transformation parameters between two point patterns (1991).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
TINY = 1e-9
"""Stands in for zero, so that points that fall together give a transform, if a useless one."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Similarity:
    """`scale * rotation @ x + position`, from a reference frame to the picture.

    Args:
        rotation: (3, 3), orthonormal.
        position: (3,) in the picture.
        scale: picture units a reference unit, above 0.
    """

    rotation: Array
    position: Array
    scale: float

    def apply(self, points: Array) -> Array:
        """(N, 3) reference frame -> (N, 3) picture."""
        return self.scale * points @ self.rotation.T + self.position

    def invert(self, points: Array) -> Array:
        """(N, 3) picture -> (N, 3) reference frame."""
        return (points - self.position) @ self.rotation / self.scale


def fit_similarity(reference: Array, points: Array) -> Similarity:
    """The similarity that brings (N, 3) `reference` closest to (N, 3) `points`."""
    centre, middle = reference.mean(0), points.mean(0)
    source, target = reference - centre, points - middle
    u, singular, vt = np.linalg.svd(target.T @ source)
    sign = np.array([1.0, 1.0, np.linalg.det(u) * np.linalg.det(vt)])
    spread = max(float((source * source).sum()), TINY)
    scale = max(float((singular * sign).sum()) / spread, TINY)
    rotation = (u * sign) @ vt
    return Similarity(rotation=rotation, position=middle - scale * rotation @ centre, scale=scale)
