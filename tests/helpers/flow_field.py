"""How an avatar's flow field behaves: the Jacobian of the map from the picture back into the photo."""

from __future__ import annotations

import cv2
import numpy as np

from vcam.avatar.avatar import Avatar
from vcam.frames import Points
from vcam.geometry import face_model as face
from vcam.geometry.lips import LINES
from vcam.geometry.mesh import build_mesh
from vcam.geometry.skeleton import Skeleton
from vcam.geometry.warp_prior import WarpPrior

CELLS = 256
OPENINGS = (
    LINES,
    (face.RIGHT_UPPER_LID, face.RIGHT_LOWER_LID),
    (face.LEFT_UPPER_LID, face.LEFT_LOWER_LID),
)


class FlowField:
    """Measures the warp prior of one avatar on the crop that its renderer uses."""

    def __init__(self, avatar: Avatar) -> None:
        """Prepare mesh and prior."""
        self._rest, self._area = avatar.skeleton, avatar.crop
        self._mesh = build_mesh(avatar.points, avatar.skeleton.pose)
        self._prior = WarpPrior(self._mesh, avatar.crop, CELLS, CELLS)
        self._cell = avatar.crop.width / CELLS

    def least_jacobian(self, skeleton: Skeleton) -> float:
        """The smallest determinant inside the face, beside its openings; negative where the field folds."""
        vertices = self._mesh.deform(skeleton.points(), self._rest.pose, skeleton.pose)
        grid = np.stack(np.meshgrid(np.arange(CELLS), np.arange(CELLS)), -1)
        source = grid + self._prior.displacement(vertices) / self._cell
        across = (source[1:-1, 2:] - source[1:-1, :-2]) / 2
        down = (source[2:, 1:-1] - source[:-2, 1:-1]) / 2
        determinant = across[..., 0] * down[..., 1] - across[..., 1] * down[..., 0]
        return float(determinant[self._inside(vertices)[1:-1, 1:-1]].min())

    def _inside(self, vertices: Points) -> np.ndarray:
        cells = (vertices[:, :2] - [self._area.left, self._area.top]) / self._cell - 0.5
        corners = np.round(cells).astype(np.int32)
        mask = np.zeros((CELLS, CELLS), np.uint8)
        cv2.fillPoly(mask, [corners[face.FACE_OVAL]], 1)
        for upper, lower in OPENINGS:
            outline = corners[np.concatenate([upper, lower[::-1]])]
            cv2.fillPoly(mask, [outline], 0)
            cv2.polylines(mask, [outline], True, 0, 3)
        return cv2.erode(mask, np.ones((3, 3), np.uint8)) > 0
