"""Patches of mouth and eyes, upright in the face's own frame: cut for the networks and laid back.

A patch is fixed to the skull, so that the upper teeth stay where they are while the jaw moves. The left
eye's is mirrored: one network serves both eyes.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.compiled import compiled
from vcam.engine.canvas import soft_polygon
from vcam.frames import Points, vector
from vcam.geometry import face_model as face
from vcam.geometry.skeleton import Skeleton

Patch = NDArray[np.uint8]
Affine = NDArray[np.float32]

OVERSAMPLING = 2
"""Samples a patch pixel, along each side, that are averaged: the picture may be finer than the patch."""

_CIRCLE = np.stack(
    [np.cos(np.linspace(0, 2 * np.pi, 25)[:-1]), np.sin(np.linspace(0, 2 * np.pi, 25)[:-1])], 1
)
_LIPS_OUTER = np.array(
    [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146]
)


@dataclass(frozen=True, eq=False, kw_only=True)
class Region:
    """A part of the face that a network repairs.

    Args:
        anchor: face points whose middle, at rest, carries the patch.
        below: how far the patch's centre lies below it, in face heights.
        size: of the patch, in face heights.
        opening: outline of what opens.
        shape: the lips' outer outline, or of a round shape, the iris, its centre and points on its edge.
        round: whether it is round, and seen within the opening alone.
        reach: how far beyond the greater of both the network may act, in face heights.
        moving: points whose movement against the photo lets the network act.
        full_at: that movement from which it acts fully, in face heights; the photo at rest stays exact.
        mirrored: left and right are exchanged in the patch.
    """

    anchor: face.Indices
    below: float
    size: float
    opening: face.Indices
    shape: face.Indices
    round: bool
    reach: float
    moving: face.Indices
    full_at: float
    mirrored: bool = False


def _eye(upper: face.Indices, lower: face.Indices, iris: face.Indices, *, mirrored: bool) -> Region:
    outline = np.concatenate([upper, lower[-2:0:-1]])
    return Region(
        anchor=upper[[0, -1]],
        below=0.0,
        size=0.3,
        opening=outline,
        shape=iris,
        round=True,
        reach=0.045,
        moving=np.concatenate([outline, iris]),
        full_at=0.012,
        mirrored=mirrored,
    )


MOUTH = Region(
    anchor=np.array([2]),
    below=0.19,
    size=0.52,
    opening=np.concatenate([face.UPPER_LIP_INNER, face.LOWER_LIP_INNER[-2:0:-1]]),
    shape=_LIPS_OUTER,
    round=False,
    reach=0.03,
    moving=face.LIPS,
    full_at=0.02,
)
EYES = (
    _eye(face.RIGHT_UPPER_LID, face.RIGHT_LOWER_LID, face.RIGHT_IRIS, mirrored=False),
    _eye(face.LEFT_UPPER_LID, face.LEFT_LOWER_LID, face.LEFT_IRIS, mirrored=True),
)


@dataclass(frozen=True, eq=False, kw_only=True)
class Raster:
    """Pixels of the photo's plane.

    Args:
        left, top: photo coordinates of the first pixel's upper left corner.
        scale: photo pixels a pixel.
    """

    left: float = 0.0
    top: float = 0.0
    scale: float = 1.0

    def place(self, points: Points) -> Points:
        """(N, 2) photo pixels -> pixels of the raster."""
        return ((points + 0.5 - vector(self.left, self.top)) / self.scale - 0.5).astype(np.float32)


def place(region: Region, skeleton: Skeleton, side: int, raster: Raster) -> Affine:
    """(2, 3) patch pixel -> raster pixel, for a patch of `side` pixels."""
    pose = skeleton.pose
    anchor = skeleton.shape[region.anchor].mean(0, keepdims=True) + vector(0, region.below, 0)
    centre = raster.place(pose.apply(anchor)[:, :2])[0]
    across = pose.rotation[:2, 0] / max(float(np.linalg.norm(pose.rotation[:2, 0])), 1e-6)
    down = vector(-across[1], across[0])
    pixel = region.size * pose.scale / raster.scale / side
    axes = np.stack([-across if region.mirrored else across, down], 1) * np.float32(pixel)
    first = centre - axes @ vector(0.5 * (side - 1), 0.5 * (side - 1))
    return np.column_stack([axes, first]).astype(np.float32)


def cut(picture: Patch, to_raster: Affine, side: int) -> Patch:
    """(side, side, 3) uint8 RGB of an (h, w, 3 or 4) picture; its border goes on beyond it."""
    fine = side * OVERSAMPLING
    step = to_raster[:, :2] / OVERSAMPLING
    first = to_raster[:, 2] - to_raster[:, :2].sum(1) * 0.5 * (1 - 1 / OVERSAMPLING)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    sampled = cv2.warpAffine(
        picture,
        np.column_stack([step, first]),
        (fine, fine),
        flags=flags,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(cv2.resize(sampled[..., :3], (side, side), interpolation=cv2.INTER_AREA), np.uint8)


def draw_maps(region: Region, points: Points, to_raster: Affine, side: int) -> Patch:
    """(side, side, 2) uint8: what is open, and the lips' or the seen iris's shape.

    Args:
        region: of the face.
        points: (478, 2) in raster pixels.
        to_raster: of the patch (`place`).
        side: of the patch.
    """
    opening = soft_polygon(_in_patch(points[region.opening], to_raster), side, side)
    outline = points[region.shape]
    if not region.round:
        return np.dstack([opening, soft_polygon(_in_patch(outline, to_raster), side, side)])
    radius = np.linalg.norm(outline[1:] - outline[0], axis=1).mean()
    disc = soft_polygon(_in_patch(outline[0] + radius * _CIRCLE, to_raster), side, side)
    return np.dstack([opening, np.minimum(disc, opening)])


def reach_map(region: Region, maps: Patch, strength: float) -> Patch:
    """(side, side) uint8: where the network may act, softly ending and 0 at the patch's border.

    Args:
        region: of the face.
        maps: (side, side, 2) as they are now (`draw_maps`).
        strength: how far it may act at all, 0 to 1 (`movement`).
    """
    side = maps.shape[0]
    reach = region.reach / region.size * side
    width = 2 * max(1, round(reach)) + 1
    grown = cv2.dilate(maps.max(2), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width)))
    soft = cv2.GaussianBlur(_framed(np.asarray(grown, np.uint8), 2), (0, 0), max(reach / 2, 0.5))
    return np.asarray(cv2.convertScaleAbs(_framed(np.asarray(soft, np.uint8), 1), alpha=strength), np.uint8)


def _framed(picture: Patch, width: int) -> Patch:
    """The picture with a border of 0."""
    inner = picture[width:-width, width:-width]
    return np.asarray(cv2.copyMakeBorder(inner, width, width, width, width, cv2.BORDER_CONSTANT), np.uint8)


def movement(region: Region, skeleton: Skeleton) -> float:
    """How far the network may act: 0 where the region stands as in the photo, at most 1."""
    moved = np.linalg.norm(skeleton.expression[region.moving, :2], axis=1).max()
    return float(min(moved / region.full_at, 1.0))


def lay(layer: Patch, overlay: NDArray[np.float32], to_raster: Affine) -> None:
    """Lay an overlay over a layer.

    Args:
        layer: (h, w, 4) uint8 premultiplied RGB and alpha, changed in place.
        overlay: (S, S, 4) float32 RGB to add, 0 to 1, and mask; 0 at the border.
        to_raster: of the patch (`place`), the layer being the raster.
    """
    side = overlay.shape[0]
    corners = vector(-0.5, side - 0.5)
    x, y = np.meshgrid(corners, corners)
    where = to_raster[:, :2] @ np.stack([x.ravel(), y.ravel()]) + to_raster[:, 2:]
    height, width = layer.shape[:2]
    left, top = np.clip(np.floor(where.min(1)).astype(int), 0, [width, height])
    right, bottom = np.clip(np.ceil(where.max(1)).astype(int) + 1, 0, [width, height])
    if right <= left or bottom <= top:
        return
    moved = to_raster.copy()
    moved[:, 2] -= vector(left, top)
    seen = cv2.warpAffine(overlay, moved, (int(right - left), int(bottom - top)), flags=cv2.INTER_LINEAR)
    _add(layer[top:bottom, left:right], np.asarray(seen, np.float32))


@compiled
def _add(part: Patch, overlay: NDArray[np.float32]) -> None:
    """Darken a premultiplied layer by the overlay's mask and add its colours, as far as the layer covers."""
    for row in range(part.shape[0]):
        for column in range(part.shape[1]):
            mask, alpha = overlay[row, column, 3], part[row, column, 3]
            for k in range(3):
                added = overlay[row, column, k]
                if mask == 0 and added == 0:
                    continue
                colour = part[row, column, k] * (1 - mask) + added * alpha
                part[row, column, k] = round(min(max(colour, np.float32(0)), np.float32(alpha)))


def _in_patch(points: Points, to_raster: Affine) -> Points:
    """(N, 2) raster -> patch pixels."""
    inverse = np.linalg.inv(to_raster[:, :2])
    return ((points - to_raster[:, 2]) @ inverse.T).astype(np.float32)
