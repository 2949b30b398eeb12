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
    anchor = skeleton.shape[region.anchor].mean(0, keepdims=True) + vector(0, region.below, 0)
    centre_x, centre_y = raster.place(pose.apply(anchor)[:, :2])[0].tolist()
    x, y = pose.rotation[:2, 0].tolist()
    pixel = region.size * pose.scale / raster.scale / side / max(math.hypot(x, y), 1e-6)
    across = -pixel if region.mirrored else pixel
    (a, b), (c, d) = (across * x, -pixel * y), (across * y, pixel * x)
    half = 0.5 * (side - 1)
    return np.array([[a, b, centre_x - (a + b) * half], [c, d, centre_y - (c + d) * half]], np.float32)


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
    left, top, right, bottom = _extent(overlay)
    if right <= left:
        return
    height, width = layer.shape[:2]
    x0, y0, x1, y1, moved = _target(left, top, right, bottom, to_raster, width, height)
    if x1 <= x0 or y1 <= y0:
        return
    seen = cv2.warpAffine(overlay[top:bottom, left:right], moved, (x1 - x0, y1 - y0), flags=cv2.INTER_LINEAR)
    _add(layer[y0:y1, x0:x1], np.asarray(seen, np.float32))


@compiled
def _extent(overlay: Overlay) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the pixels that are not 0 and of one more around; all 0 for none."""
    bits = overlay.view(np.int32)  # that loops over them become vector instructions
    rows, columns = np.zeros(bits.shape[0], np.int32), np.zeros(bits.shape[1:], np.int32)
    for row in range(bits.shape[0]):
        found = np.int32(0)
        for column in range(bits.shape[1]):
            for k in range(bits.shape[2]):
                value = bits[row, column, k] & np.int32(0x7FFFFFFF)  # without the sign, which 0 may have
                columns[column, k] |= value
                found |= value
        rows[row] = found
    down = np.flatnonzero(rows)
    if len(down) == 0:
        return 0, 0, 0, 0
    across = np.flatnonzero(columns) // bits.shape[2]
    return (
        max(across[0] - 1, 0),
        max(down[0] - 1, 0),
        min(across[-1] + 2, bits.shape[1]),
        min(down[-1] + 2, bits.shape[0]),
    )


@compiled
def _target(
    left: int, top: int, right: int, bottom: int, to_raster: Affine, width: int, height: int
) -> tuple[int, int, int, int, Affine]:
    """Where a part of a patch lies in a raster of that size.

    Returns:
        Left, top, right and bottom raster pixels, and the (2, 3) pixel of the part -> pixel of that window.
    """
    moved = to_raster.copy()
    moved[:, 2] += to_raster[:, 0] * np.float32(left) + to_raster[:, 1] * np.float32(top)
    last = np.array([right - left - 1, bottom - top - 1], np.float32)
    first_px, last_px = np.empty(2, np.int64), np.empty(2, np.int64)
    for k, limit in enumerate((width, height)):
        across, down = moved[k, 0] * last[0], moved[k, 1] * last[1]
        low = moved[k, 2] + min(across, np.float32(0)) + min(down, np.float32(0))
        high = moved[k, 2] + max(across, np.float32(0)) + max(down, np.float32(0))
        first_px[k] = min(max(int(np.floor(low)), 0), limit)
        last_px[k] = min(max(int(np.ceil(high)) + 1, 0), limit)
        moved[k, 2] -= np.float32(first_px[k])
    return first_px[0], first_px[1], last_px[0], last_px[1], moved


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
