"""The mouth's inside: generic teeth and tongue tinted to the photo's light, and the photo's own teeth.

Two textures in the plane of the teeth: the upper one is fixed to the skull, the lower one moves with
the jaw. Coordinates are mouth widths about the middle of the closed lips, x right and y down. The
proportions are those of an adult mouth (50 mm wide, incisors 9 mm wide and 10 mm high); the colours
against the cheek's are medians over people who speak.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.frames import Image, Points, vector
from vcam.geometry import face_model as face
from vcam.geometry.skeleton import Skeleton, mouth_opening, mouth_width

RESOLUTION = 192
"""Texture pixels a mouth width."""
HALF_WIDTH, HALF_HEIGHT = 0.7, 0.6
"""Extent of the textures on each side of the middle, in mouth widths."""

CAVITY = (0.36, 0.20, 0.20)
TOOTH = (1.20, 1.13, 1.06)
GUM = (0.86, 0.52, 0.52)
TONGUE = (0.80, 0.47, 0.48)
"""RGB against the cheek's brightness."""

SKIN_CAST = (1.29, 0.92, 0.80)
"""RGB of cheeks against their brightness, median over photos: what differs from it is mostly the light."""
SKIN_SHARE = 0.75
"""How much of that is taken for the skin's own; the rest tints the mouth on everyone."""

UPPER_EDGE, LOWER_EDGE = 0.035, 0.065
"""Where the incisors' edges stand with closed lips, in mouth widths below the lip line."""
TOOTH_HEIGHT = 0.2
UPPER_TEETH = (0.17, 0.135, 0.15, 0.13, 0.12)
LOWER_TEETH = (0.105, 0.115, 0.13, 0.12, 0.12)
"""Widths of incisors, canine and premolars from the middle outwards, in mouth widths."""
ARCH = 0.18
"""How much the rows bend towards the sides, per mouth width."""
SIDE_SHADOW, GAP_TONE = 0.75, 0.72
"""Darkening at the row's ends, and brightness of the gaps between teeth."""
OWN_OPENING = 0.022
"""Lip gap, in face heights, from which the photo's own mouth interior is used."""


@dataclass(frozen=True, eq=False, kw_only=True)
class MouthTexture:
    """The mouth's inside.

    Args:
        upper, lower: (h, w, 4) uint8, premultiplied RGB and alpha.
        cavity: (3,) float32 RGB behind both.
        middle: (3,) float32, the middle of the textures in the skeleton's own frame.
        width: one mouth width, in face heights.
    """

    upper: NDArray[np.uint8]
    lower: NDArray[np.uint8]
    cavity: NDArray[np.float32]
    middle: NDArray[np.float32]
    width: float


def build_mouth(photo: Image, skeleton: Skeleton) -> MouthTexture:
    """The mouth textures of a photo.

    Args:
        photo: (H, W, 3) uint8 RGB.
        skeleton: the photo's skeleton.
    """
    shape, width = skeleton.shape, mouth_width(skeleton.shape)
    corners = shape[face.MOUTH_CORNERS].mean(0)
    lips = (shape[13] + shape[14]) / 2
    middle = vector(corners[0], lips[1], corners[2])
    light = _light(photo, skeleton.points())
    upper = _tint(_teeth(UPPER_TEETH, UPPER_EDGE, -1), light)
    lower = _over(_tint(_teeth(LOWER_TEETH, LOWER_EDGE, 1), light), _tint(_tongue(), light))
    if mouth_opening(shape) > OWN_OPENING:
        own_upper, own_lower = _own_interior(photo, skeleton, middle, width)
        upper = _over(own_upper, upper)
        if own_lower is not None:
            lower = _over(own_lower, lower)
    cavity = vector(*CAVITY) * light
    return MouthTexture(
        upper=_to_8_bit(upper), lower=_to_8_bit(lower), cavity=cavity, middle=middle, width=width
    )


def plane_coordinates() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """x and y of each texture pixel in mouth widths, two (h, w) float32 arrays."""
    width, height = round(2 * HALF_WIDTH * RESOLUTION), round(2 * HALF_HEIGHT * RESOLUTION)
    x = ((np.arange(width) + 0.5) / RESOLUTION - HALF_WIDTH).astype(np.float32)
    y = ((np.arange(height) + 0.5) / RESOLUTION - HALF_HEIGHT).astype(np.float32)
    across, down = np.meshgrid(x, y)
    return across, down


def _light(photo: Image, points: Points) -> NDArray[np.float32]:
    """(3,) the photo's light on the mouth: the cheeks' brightness, and their colour against skin's."""
    height, width = photo.shape[:2]
    cheeks = np.round(points[[50, 280, 205, 425], :2]).astype(int)
    x, y = np.clip(cheeks[:, 0], 0, width - 1), np.clip(cheeks[:, 1], 0, height - 1)
    skin = photo[y, x].astype(np.float32).mean(0)
    # Dark skin doesn't mean dark light: teeth are nearly alike on everyone.
    brightness = 0.55 * skin.mean() + 0.45 * 150
    cast = skin / max(float(skin.mean()), 1.0)
    return (brightness * cast / vector(*SKIN_CAST) ** SKIN_SHARE).astype(np.float32)


def _teeth(widths: tuple[float, ...], edge: float, away: int) -> NDArray[np.float32]:
    """(h, w, 4) float row of teeth from their edges towards `away` (-1 up, 1 down), against the light."""
    x, y = plane_coordinates()
    pixel = np.float32(1 / RESOLUTION)
    # The arch turns away from the viewer: teeth stand higher and darker towards the sides.
    height = (y - edge) * away - ARCH * x * x
    half = float(sum(widths))
    shadow = np.clip(1 - SIDE_SHADOW * (x / half) ** 2, 0, 1)
    alpha, tone, start = np.zeros_like(x), np.zeros_like(x), 0.0
    for width in widths:
        along = (np.abs(x) - start) / width
        rounded = 0.01 + 0.25 * width * np.abs(2 * along - 1) ** 5
        inside = np.clip(np.minimum(along, 1 - along) * width / pixel + 0.5, 0, 1)
        alpha = np.maximum(alpha, inside * np.clip((height - rounded) / (1.5 * pixel), 0, 1))
        bulge = 0.9 + 0.1 * np.sin(np.pi * np.clip(along, 0, 1))
        tone = np.maximum(tone, inside * bulge * np.clip(0.9 + 0.8 * height, 0, 1))
        start += width
    gap = np.clip((height - 0.035) / (6 * pixel), 0, 1) * (np.abs(x) < half)
    alpha, tone = np.maximum(alpha, gap), np.maximum(tone, GAP_TONE)
    scallop = TOOTH_HEIGHT * (0.94 + 0.06 * np.cos(2 * np.pi * np.abs(x) / widths[0]))
    root = np.clip((scallop - height) / (3 * pixel), 0, 1)[..., None]
    colour = vector(*TOOTH) * tone[..., None] * root + vector(*GUM) * (1 - root)
    return np.dstack([colour * (shadow * alpha)[..., None], alpha]).astype(np.float32)


def _tongue() -> NDArray[np.float32]:
    """(h, w, 4) float tongue behind the lower teeth, colours against the light."""
    x, y = plane_coordinates()
    outline = np.hypot(x / 0.33, (y - 0.17) / 0.28)
    alpha = np.clip((1 - outline) / 0.12, 0, 1)
    alpha = np.maximum(alpha, np.clip((y - 0.17) / 0.02, 0, 1) * np.clip((0.33 - np.abs(x)) / 0.05, 0, 1))
    shade = 0.72 + 0.28 * np.clip(1 - outline, 0, 1) ** 0.7 - 0.06 * np.exp(-((x / 0.025) ** 2))
    return np.dstack([vector(*TONGUE) * shade[..., None] * alpha[..., None], alpha]).astype(np.float32)


def _own_interior(
    photo: Image, skeleton: Skeleton, middle: NDArray[np.float32], width: float
) -> tuple[NDArray[np.float32], NDArray[np.float32] | None]:
    """The photo's own interior on the two textures, (h, w, 4) float each, in grey levels.

    The lower one is None where the photo shows upper teeth alone.
    """
    x, y = plane_coordinates()
    plane = np.stack([x.ravel(), y.ravel(), np.zeros(x.size, np.float32)], 1) * np.float32(width) + middle
    where = skeleton.pose.apply(plane)[:, :2].reshape(*x.shape, 2)
    colour = cv2.remap(photo, where[..., 0], where[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    own = (skeleton.shape - middle) / width
    top, bottom = own[face.UPPER_LIP_INNER, :2], own[face.LOWER_LIP_INNER, :2]
    inside = _polygon(np.concatenate([top, bottom[-2:0:-1]]))
    image = colour.astype(np.float32)
    end = _teeth_end(image, top, bottom)
    split = top + (1.0 if end is None else end) * (bottom - top)
    line = np.interp(x[0], split[:, 0], split[:, 1])
    above = np.clip((line[None] - y) * RESOLUTION / 3 + 0.5, 0, 1).astype(np.float32)
    layers = []
    for share in (above, 1 - above):
        alpha = inside * share
        layers.append(np.dstack([image * alpha[..., None], alpha]).astype(np.float32))
    return layers[0], None if end is None else layers[1]


def _teeth_end(
    image: NDArray[np.float32], top: NDArray[np.float32], bottom: NDArray[np.float32]
) -> float | None:
    """Where the upper teeth end, as a part of the gap: at the dark line below them, None without one."""
    parts = np.linspace(0.45, 0.95, 21)
    middle = slice(3, 8)
    places = top[None, middle] + parts[:, None, None] * (bottom - top)[None, middle]
    pixels = (places + vector(HALF_WIDTH, HALF_HEIGHT)) * RESOLUTION - 0.5
    x = np.clip(pixels[..., 0].round().astype(int), 0, image.shape[1] - 1)
    y = np.clip(pixels[..., 1].round().astype(int), 0, image.shape[0] - 1)
    brightness = image[y, x].mean((1, 2))
    darkest = int(brightness.argmin())
    return float(parts[darkest]) if brightness[darkest] < 0.8 * np.median(brightness) else None


def _polygon(outline: NDArray[np.float32]) -> NDArray[np.float32]:
    """(h, w) soft mask of an outline given in mouth widths, a little inside it."""
    x, _ = plane_coordinates()
    mask = np.zeros(x.shape, np.uint8)
    pixels = (outline + vector(HALF_WIDTH, HALF_HEIGHT)) * RESOLUTION - 0.5
    cv2.fillPoly(mask, [np.round(pixels * 16).astype(np.int32)], 255, shift=4)
    inner = cv2.erode(mask, np.ones((3, 3), np.uint8))
    return np.asarray(cv2.GaussianBlur(inner, (0, 0), 1.0), np.float32) / np.float32(255)


def _tint(layer: NDArray[np.float32], light: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.dstack([layer[..., :3] * light, layer[..., 3]]).astype(np.float32)


def _over(front: NDArray[np.float32], back: NDArray[np.float32]) -> NDArray[np.float32]:
    """Premultiplied `front` over premultiplied `back`."""
    return (front + (1 - np.clip(front[..., 3:], 0, 1)) * back).astype(np.float32)


def _to_8_bit(layer: NDArray[np.float32]) -> NDArray[np.uint8]:
    alpha = np.clip(layer[..., 3:], 0, 1) * 255
    return np.round(np.concatenate([np.clip(layer[..., :3], 0, alpha), alpha], axis=2)).astype(np.uint8)
