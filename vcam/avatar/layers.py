"""A photo taken apart: the person as a premultiplied layer, and the background completed behind him.

photo = foreground colour + (1 - foreground alpha) * background holds exactly (to 8-bit rounding), so the
layers at rest give the photo back whatever the person mask got wrong. Over another background that
remainder would show as a fringe; there the cutout serves, which is the person alone.
Source of the guided filter: K. He, J. Sun, X. Tang, Guided image filtering (2010).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.frames import Image, Points
from vcam.geometry.face_model import FACE_OVAL

MASK_LOW, MASK_HIGH = 0.35, 0.85
"""Person probabilities that count as none and as full."""
EDGE_REACH = 0.03
"""How far the mask's edge may move to an edge of the photo, in face heights."""
GUIDE_SOFTNESS = 1e-3
"""Variance of the photo's grey (0 to 1) that counts as an edge."""
HAIR_MARGIN = 0.05
"""How far beyond the mask the background is taken as unknown, in face heights: stray hair lies there."""
WORK_SIZE_PX = 768
"""Long side of the picture on which the mask's edge is refined."""
FILL_SIZE_PX = 160
"""Long side of the picture on which the hidden background is filled in."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Layers:
    """The layers of a photo, all of its size.

    Args:
        foreground: (H, W, 4) uint8, premultiplied RGB and alpha, for the photo's own background.
        cutout: (H, W, 4) uint8, premultiplied RGB and alpha, for any other background.
        background: (H, W, 3) uint8 RGB.
    """

    foreground: NDArray[np.uint8]
    cutout: NDArray[np.uint8]
    background: Image


def split_layers(photo: Image, person: NDArray[np.float32], points: Points, face_height_px: float) -> Layers:
    """Layers of a photo.

    Args:
        photo: (H, W, 3) uint8 RGB.
        person: (H, W) float32 person probability.
        points: (478, 3) landmarks; inside the face's outline the person is certain.
        face_height_px: sets how far stray hair is expected.
    """
    alpha = person_alpha(photo, person, points, face_height_px)
    background = fill_hidden(photo, _grown(alpha, HAIR_MARGIN * face_height_px))
    # Where the photo is darker than the filled background, only more alpha can give the photo back.
    lacking = cv2.divide(cv2.subtract(background, photo), background, scale=255)
    most = np.maximum.reduce(cv2.split(lacking))
    needed = cv2.add(np.asarray(most, np.uint8), (most > 0).astype(np.uint8))
    foreground = _premultiply(photo, background, np.asarray(cv2.max(alpha, needed), np.uint8))
    cutout = _premultiply(photo, background, alpha)
    cutout[..., :3] = cv2.min(cutout[..., :3], cv2.cvtColor(alpha, cv2.COLOR_GRAY2RGB))
    return Layers(foreground=foreground, cutout=cutout, background=background)


def person_alpha(
    photo: Image, person: NDArray[np.float32], points: Points, face_height_px: float
) -> NDArray[np.uint8]:
    """(H, W) uint8: the person mask, its edges moved to the photo's own and made firm; arguments as above."""
    refined = guided_filter(photo, person, EDGE_REACH * face_height_px)
    solid = np.clip((refined - MASK_LOW) * (255 / (MASK_HIGH - MASK_LOW)), 0, 255)
    alpha = np.asarray(cv2.convertScaleAbs(solid), np.uint8)
    cv2.fillPoly(alpha, [np.round(points[FACE_OVAL, :2]).astype(np.int32)], 255)
    return alpha


def _premultiply(photo: Image, behind: Image, alpha: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """(h, w, 4): what the foreground adds to the background behind it, and its alpha."""
    clear = cv2.cvtColor(cv2.bitwise_not(alpha), cv2.COLOR_GRAY2RGB)
    added = cv2.subtract(photo, cv2.multiply(behind, clear, scale=1 / 255))
    return np.dstack([added, alpha])


def _grown(alpha: NDArray[np.uint8], reach_px: float) -> NDArray[np.bool_]:
    """(H, W) where the person may be, `reach_px` beyond the mask; found on a small copy."""
    height, width = alpha.shape
    scale = min(1.0, WORK_SIZE_PX / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = (cv2.resize(alpha, size, interpolation=cv2.INTER_AREA) > 5).astype(np.uint8)
    reach = max(1, round(reach_px * scale))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    grown = cv2.resize(cv2.dilate(small, kernel), (width, height), interpolation=cv2.INTER_NEAREST)
    return np.asarray((grown > 0) | (alpha > 5))


def guided_filter(photo: Image, mask: NDArray[np.float32], radius_px: float) -> NDArray[np.float32]:
    """The mask with its edges moved to the photo's own edges within `radius_px` pixels.

    The linear model is fitted on a small copy and applied at full size.
    """
    height, width = mask.shape
    scale = min(1.0, WORK_SIZE_PX / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    full_guide = (cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY) * np.float32(1 / 255)).astype(np.float32)
    guide = cv2.resize(full_guide, size, interpolation=cv2.INTER_AREA)
    small = cv2.resize(mask, size, interpolation=cv2.INTER_AREA)
    window = (2 * max(2, round(radius_px * scale)) + 1,) * 2
    mean_guide, mean_mask = cv2.blur(guide, window), cv2.blur(small, window)
    variance = cv2.blur(guide * guide, window) - mean_guide**2
    slope = (cv2.blur(guide * small, window) - mean_guide * mean_mask) / (variance + GUIDE_SOFTNESS)
    offset = mean_mask - slope * mean_guide
    slope, offset = cv2.blur(slope, window), cv2.blur(offset, window)
    slope = cv2.resize(slope, (width, height), interpolation=cv2.INTER_LINEAR)
    offset = cv2.resize(offset, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.clip(slope * full_guide + offset, 0, 1).astype(np.float32)


def fill_hidden(photo: Image, hidden: NDArray[np.bool_]) -> Image:
    """The photo with its hidden part filled smoothly from what surrounds it."""
    if hidden.all():
        return np.broadcast_to(np.median(photo, axis=(0, 1)).astype(np.uint8), photo.shape).copy()
    height, width = hidden.shape
    scale = min(1.0, FILL_SIZE_PX / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    known = (~hidden).astype(np.uint8)
    weight = cv2.resize(known * np.float32(1), size, interpolation=cv2.INTER_AREA)
    visible = cv2.bitwise_and(photo, photo, mask=known)
    total = cv2.resize(visible, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    small = np.clip(total / np.maximum(weight, 1e-3)[..., None], 0, 255).astype(np.uint8)
    small = np.asarray(cv2.inpaint(small, (weight < 0.05).astype(np.uint8), 3, cv2.INPAINT_TELEA), np.uint8)
    softened = cv2.GaussianBlur(small, (0, 0), 2.0)
    small = np.where(weight[..., None] < 0.05, softened, small)
    filled = cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(cv2.copyTo(filled, hidden.astype(np.uint8), photo.copy()), np.uint8)
