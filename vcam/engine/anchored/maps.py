"""Maps of a patch: what is open, the lips' or the iris's shape, and where the network may act."""

from __future__ import annotations

import cv2
import numpy as np

from vcam.engine.anchored.patches import Affine, Patch, to_patch
from vcam.engine.anchored.regions import Region
from vcam.engine.canvas import soft_polygon
from vcam.frames import Points

_TURN = np.linspace(0, 2 * np.pi, 25)[:-1]
_CIRCLE = np.stack([np.cos(_TURN), np.sin(_TURN)], 1).astype(np.float32)


def draw_maps(region: Region, points: Points, to_raster: Affine, side: int) -> Patch:
    """(side, side, 2) uint8: what is open, and the lips' or the seen iris's shape.

    Args:
        region: of the face.
        points: (478, 2) in raster pixels.
        to_raster: of the patch (`place`).
        side: of the patch.
    """
    opening = soft_polygon(to_patch(points[region.opening], to_raster), side, side)
    outline = points[region.shape]
    if not region.round:
        shape = soft_polygon(to_patch(outline, to_raster), side, side)
    else:
        radius = np.linalg.norm(outline[1:] - outline[0], axis=1).mean()
        shape = soft_polygon(to_patch(outline[0] + radius * _CIRCLE, to_raster), side, side)
        shape = np.minimum(shape, opening)
    return np.asarray(cv2.merge([opening, shape]), np.uint8)


def reach_map(region: Region, maps: Patch, strength: float) -> Patch:
    """(side, side) uint8: where the network may act, softly ending and 0 at the patch's border.

    Args:
        region: of the face.
        maps: (side, side, 2) as they are now (`draw_maps`).
        strength: how far it may act at all, 0 to 1 (`movement`).
    """
    reach = region.reach / region.size * maps.shape[0]
    width = 2 * max(1, round(reach)) + 1
    ellipse = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width))
    grown = _framed(np.asarray(cv2.dilate(np.maximum(maps[..., 0], maps[..., 1]), ellipse)), 2)
    sigma = max(reach / 2, 0.5)
    size = round(6 * sigma + 1) | 1
    # In float32, which OpenCV blurs several times faster than uint8.
    soft = cv2.GaussianBlur(grown.astype(np.float32), (size, size), sigma)
    return np.asarray(_framed(np.asarray(cv2.convertScaleAbs(soft, alpha=strength)), 1), np.uint8)


def _framed(picture: Patch, width: int) -> Patch:
    """The picture with a border of 0."""
    inner = picture[width:-width, width:-width]
    return np.asarray(cv2.copyMakeBorder(inner, width, width, width, width, cv2.BORDER_CONSTANT), np.uint8)
