"""Patches of mouth and eyes, upright in the face's own frame: cut for the networks and laid back.

A patch is fixed to the skull, so that the upper teeth stay where they are while the jaw moves. The left
eye's is mirrored: one network serves both eyes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.compiled import compiled
from vcam.engine.anchored.regions import Region
from vcam.frames import Points, vector
from vcam.geometry.face_model import Indices
from vcam.geometry.pose import Matrix
from vcam.geometry.skeleton import Skeleton

Patch = NDArray[np.uint8]
Affine = NDArray[np.float32]
Overlay = NDArray[np.float32]

OVERSAMPLING = 2
"""Samples a patch pixel, along each side, that are averaged: the picture may be finer than the patch."""


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
    x, y = _middle(skeleton.shape, region.anchor, region.below, pose.rotation, pose.position, pose.scale)
    centre_x = (x + 0.5 - raster.left) / raster.scale - 0.5
    centre_y = (y + 0.5 - raster.top) / raster.scale - 0.5
    x, y = pose.rotation[:2, 0].tolist()
    pixel = region.size * pose.scale / raster.scale / side / max(math.hypot(x, y), 1e-6)
    across = -pixel if region.mirrored else pixel
    (a, b), (c, d) = (across * x, -pixel * y), (across * y, pixel * x)
    half = 0.5 * (side - 1)
    return np.array([[a, b, centre_x - (a + b) * half], [c, d, centre_y - (c + d) * half]], np.float32)


@compiled
def _middle(
    shape: Points, anchor: Indices, below: float, rotation: Matrix, position: Points, scale: float
) -> tuple[float, float]:
    """Where the picture shows what lies `below` the middle of the anchor's points at rest."""
    own = np.array([0, below, 0])
    for index in anchor:
        for k in range(3):
            own[k] += shape[index, k] / len(anchor)
    x, y = position[0], position[1]
    for k in range(3):
        x += scale * rotation[0, k] * own[k]
        y += scale * rotation[1, k] * own[k]
    return x, y


@compiled
def to_patch(points: Points, to_raster: Affine) -> Points:
    """(N, 2) raster -> patch pixels."""
    (a, b, x), (c, d, y) = to_raster
    placed = np.empty_like(points)
    for k in range(len(points)):
        across, down = (points[k, 0] - x) / (a * d - b * c), (points[k, 1] - y) / (a * d - b * c)
        placed[k, 0] = d * across - b * down
        placed[k, 1] = a * down - c * across
    return placed


def cut(picture: Patch, to_raster: Affine, side: int) -> Patch:
    """(side, side, 3) uint8 RGB of an (h, w, 3 or 4) picture; its border goes on beyond it."""
    fine = side * OVERSAMPLING
    (a, b, x), (c, d, y) = to_raster.tolist()
    step, back = 1 / OVERSAMPLING, 0.5 * (1 - 1 / OVERSAMPLING)
    to_fine = np.array(
        [[a * step, b * step, x - (a + b) * back], [c * step, d * step, y - (c + d) * back]], np.float32
    )
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    sampled = cv2.warpAffine(picture, to_fine, (fine, fine), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    # All channels are averaged, which OpenCV does ten times faster than three out of four.
    return np.asarray(cv2.resize(sampled, (side, side), interpolation=cv2.INTER_AREA)[..., :3], np.uint8)


def lay(layer: Patch, overlay: Overlay, to_raster: Affine) -> None:
    """Lay an overlay over a layer.

    Args:
        layer: (h, w, 4) uint8 premultiplied RGB and alpha, changed in place.
        overlay: (S, S, 4) float32 RGB to add, 0 to 1, and mask; 0 at the border.
        to_raster: of the patch (`place`), the layer being the raster.
    """
    side = overlay.shape[0]
    left, top, right, bottom = _extent(overlay.view(np.int32))
    if right <= left:
        return
    # With a pixel of 0 around it, into which it fades.
    left, top, right, bottom = max(left - 1, 0), max(top - 1, 0), min(right + 1, side), min(bottom + 1, side)
    (a, b, x), (c, d, y) = to_raster.tolist()
    x, y = x + a * left + b * top, y + c * left + d * top
    across, down = right - left - 1, bottom - top - 1
    height, width = layer.shape[:2]
    x0, x1 = _pixels(x, a * across, b * down, width)
    y0, y1 = _pixels(y, c * across, d * down, height)
    if x1 <= x0 or y1 <= y0:
        return
    moved = np.array([[a, b, x - x0], [c, d, y - y0]], np.float32)
    seen = cv2.warpAffine(overlay[top:bottom, left:right], moved, (x1 - x0, y1 - y0), flags=cv2.INTER_LINEAR)
    _add(layer[y0:y1, x0:x1], np.asarray(seen, np.float32))


def _pixels(start: float, across: float, down: float, length: int) -> tuple[int, int]:
    """First and end of the `length` pixels that a parallelogram with such sides covers."""
    first = math.floor(start + min(across, 0) + min(down, 0))
    end = math.ceil(start + max(across, 0) + max(down, 0)) + 1
    return min(max(first, 0), length), min(max(end, 0), length)


@compiled
def _extent(bits: NDArray[np.int32]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom pixels between which an (S, S, 4) overlay is not 0; right is 0 if all is.

    It takes the floats' bits, since loops over whole numbers become vector instructions.
    """
    left, top, right, bottom = bits.shape[1], bits.shape[0], 0, 0
    columns = np.zeros(bits.shape[1:], np.int32)
    for row in range(bits.shape[0]):
        found = np.int32(0)
        for column in range(bits.shape[1]):
            for k in range(bits.shape[2]):
                value = bits[row, column, k] & np.int32(0x7FFFFFFF)  # without the sign, which 0 may have
                columns[column, k] |= value
                found |= value
        if found != 0:
            top, bottom = min(top, row), row + 1
    for column in range(bits.shape[1]):
        for k in range(bits.shape[2]):
            if columns[column, k] != 0:
                left, right = min(left, column), column + 1
    return left, top, right, bottom


@compiled
def _add(part: Patch, overlay: Overlay) -> None:
    """Darken a premultiplied layer by the overlay's mask and add its colours, as far as the layer covers."""
    for row in range(part.shape[0]):
        for column in range(part.shape[1]):
            kept, alpha = 1 - overlay[row, column, 3], part[row, column, 3]
            for k in range(3):
                before = part[row, column, k]
                colour = before * kept + overlay[row, column, k] * alpha
                highest = np.float32(max(before, alpha))
                part[row, column, k] = np.uint8(min(max(colour, np.float32(0)), highest) + np.float32(0.5))
