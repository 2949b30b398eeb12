"""Eyeball textures: what lies between the lids in the photo, completed behind them.

A driver who looks aside or opens his eyes wider shows parts of iris and sclera that the photo's lids
hide. The iris is completed by its own radial profile, the sclera from its visible parts.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.frames import Image, Points, vector
from vcam.geometry import face_model as face

REACH = 1.0
"""How far the texture goes beyond the eye's corners on all sides, in eye widths."""
LASH_MARGIN = 0.035
"""Width of the rim along the lids that lashes and shadow spoil, in eye widths."""
LID_SKIN = (0.14, 0.38)
"""Between which heights above the upper lid's line the lid's colour is taken, in eye widths."""
IRIS_RADIUS = 0.23
"""Iris radius of a typical eye, in eye widths; measured ones are kept within 0.7 to 1.3 of it."""
SCLERA_OF_SKIN = 1.05
IRIS_COLOUR = (0.42, 0.32, 0.26)
"""Brightness of eye white and colour of an iris against the skin, for eyes that the photo shows closed."""


@dataclass(frozen=True, eq=False, kw_only=True)
class EyeTexture:
    """One eyeball, and the skin that covers it when the eye closes.

    Args:
        colour: (h, w, 3) uint8 RGB of the eyeball at the photo's resolution.
        lid: (h, w, 3) uint8 RGB of the closed upper lid, at the same place.
        lash: (3,) float32 RGB of the lashes' line.
        origin: (2,) float32, photo pixel of the textures' first pixel.
        centre: (2,) float32, the iris centre in photo pixels.
    """

    colour: Image
    lid: Image
    lash: NDArray[np.float32]
    origin: NDArray[np.float32]
    centre: NDArray[np.float32]


def build_eye(
    photo: Image, points: Points, upper: face.Indices, lower: face.Indices, iris: face.Indices
) -> EyeTexture:
    """The texture of one eye.

    Args:
        photo: (H, W, 3) uint8 RGB.
        points: (478, 3) landmarks in its pixels.
        upper, lower: the eye's lid lines.
        iris: its five iris points.
    """
    outline = np.concatenate([points[upper, :2], points[lower[-2:0:-1], :2]])
    width = float(np.linalg.norm(outline[0] - points[upper[-1], :2]))
    centre = points[iris, :2].mean(0)
    reach = int(np.ceil(REACH * width))
    origin = np.floor(outline.mean(0)).astype(int) - reach
    size = 2 * reach + 1
    rows = np.clip(np.arange(origin[1], origin[1] + size), 0, photo.shape[0] - 1)
    columns = np.clip(np.arange(origin[0], origin[0] + size), 0, photo.shape[1] - 1)
    patch = photo[np.ix_(rows, columns)].astype(np.float32)

    known = _visible(outline - origin, size, LASH_MARGIN * width)
    measured = np.linalg.norm(points[iris[1:], :2] - centre, axis=1).mean()
    radius = float(np.clip(measured, 0.7 * IRIS_RADIUS * width, 1.3 * IRIS_RADIUS * width))
    y, x = np.mgrid[:size, :size].astype(np.float32)
    distance = np.hypot(x - (centre[0] - origin[0]), y - (centre[1] - origin[1])) / max(radius, 1.0)
    skin = _skin_colour(photo, points)
    white = _sclera(patch, known & (distance > 1.1), skin)
    ring = _iris(patch, known, distance, skin)
    rim = np.clip((1.08 - distance) / 0.16, 0, 1)[..., None]
    filled = white + rim * (ring - white)
    share = cv2.GaussianBlur(known.astype(np.float32), (0, 0), max(0.6, 0.012 * width))[..., None]
    share = np.where(known[..., None], share, 0) if known.any() else np.zeros_like(rim)
    colour = np.clip(np.round(filled + share * (patch - filled)), 0, 255).astype(np.uint8)
    lid, lash = _closed_lid(patch, points[upper, :2] - origin, width)
    return EyeTexture(
        colour=colour,
        lid=lid,
        lash=lash,
        origin=origin.astype(np.float32),
        centre=centre.astype(np.float32),
    )


def _closed_lid(
    patch: NDArray[np.float32], upper: NDArray[np.float32], width: float
) -> tuple[Image, NDArray[np.float32]]:
    """The skin above the upper lid's line carried down over the eye, and the colour of its lashes.

    Args:
        patch: (h, w, 3) RGB around the eye.
        upper: (9, 2) the upper lid's line in the patch.
        width: one eye width in pixels.
    """
    size = patch.shape[0]
    y, x = np.mgrid[:size, :size].astype(np.float32)
    line = np.interp(np.arange(size), upper[:, 0], upper[:, 1]).astype(np.float32)
    skin_row = np.broadcast_to(line - LID_SKIN[0] * width, (size, size)).astype(np.float32)
    rows = [(line - share * width).astype(np.float32) for share in np.linspace(*LID_SKIN, 7)]
    columns = np.arange(size, dtype=np.float32)
    samples = np.stack([_sample_row(patch, columns, row) for row in rows])
    # The lighter samples: creases and stray lashes are no part of the lid.
    tone = np.percentile(samples, 70, axis=0).astype(np.float32)
    smooth = np.broadcast_to(cv2.GaussianBlur(tone[None], (0, 0), max(1.0, 0.08 * width)), patch.shape)
    source = np.minimum(y, skin_row)
    skin = cv2.remap(patch, x, source, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    below = np.clip((y - skin_row) / max(0.1 * width, 1), 0, 1)[..., None]
    # The lid bulges over the eyeball: a little lighter in its middle, darker towards the lashes.
    depth = (y - skin_row) / width
    light = 1 + 0.05 * np.exp(-(((depth - 0.18) / 0.12) ** 2)) - 0.10 * np.clip((depth - 0.25) / 0.25, 0, 1)
    lid = (skin + below * (smooth - skin)) * light[..., None]
    rim = np.abs(y - line) < 0.05 * width
    inside = rim & (x > upper[0, 0]) & (x < upper[-1, 0])
    dark = np.percentile(patch[inside], 20, axis=0) if inside.any() else smooth.mean((0, 1)) * 0.5
    lash = 0.75 * dark + 0.25 * smooth.mean((0, 1))
    return np.clip(np.round(lid), 0, 255).astype(np.uint8), lash.astype(np.float32)


def _sample_row(
    patch: NDArray[np.float32], columns: NDArray[np.float32], row: NDArray[np.float32]
) -> NDArray[np.float32]:
    """(w, 3) the patch along a curve given by its height in each column."""
    line = cv2.remap(patch, columns[None], row[None], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(line[0], np.float32)


def _visible(outline: NDArray[np.float32], size: int, margin_px: float) -> NDArray[np.bool_]:
    """(size, size) pixels between the lids, less the rim that lashes spoil."""
    mask = np.zeros((size, size), np.uint8)
    cv2.fillPoly(mask, [np.round(outline * 16).astype(np.int32)], 1, shift=4)
    return np.asarray(cv2.distanceTransform(mask, cv2.DIST_L2, 3) > max(margin_px, 0.8))


def _skin_colour(photo: Image, points: Points) -> NDArray[np.float32]:
    """(3,) mean colour of both cheeks."""
    height, width = photo.shape[:2]
    cheeks = np.round(points[[50, 280, 205, 425], :2]).astype(int)
    x, y = np.clip(cheeks[:, 0], 0, width - 1), np.clip(cheeks[:, 1], 0, height - 1)
    return photo[y, x].astype(np.float32).mean(0)


def _sclera(
    patch: NDArray[np.float32], known: NDArray[np.bool_], skin: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Eye white over the whole patch: each column's visible mean, carried smoothly to where none is seen."""
    size = patch.shape[0]
    count = known.sum(0).astype(np.float32)
    generic = np.full(3, skin.mean() * SCLERA_OF_SKIN) * 0.8 + skin * 0.2
    if count.sum() < 12:
        return np.broadcast_to(generic, patch.shape).astype(np.float32)
    total = (patch * known[..., None]).sum(0)
    sigma = max(1.0, size * 0.03)
    near = cv2.GaussianBlur(total[None], (0, 0), sigma)[0]
    near_count = cv2.GaussianBlur(count[None], (0, 0), sigma)[0]
    mean = total.sum(0) / count.sum()
    line = (near + 0.2 * mean) / (near_count + 0.2)[:, None]
    return np.broadcast_to(line[None], patch.shape).astype(np.float32)


def _iris(
    patch: NDArray[np.float32],
    known: NDArray[np.bool_],
    distance: NDArray[np.float32],
    skin: NDArray[np.float32],
) -> NDArray[np.float32]:
    """Iris and pupil over the whole patch, by the mean colour at each distance from the centre."""
    bins = np.linspace(0, 1.1, 12)
    inside = known & (distance < 1.1)
    if inside.sum() < 12:
        pupil = np.clip((distance - 0.35) / 0.15, 0.15, 1)[..., None]
        return (skin.mean() * vector(*IRIS_COLOUR) * pupil).astype(np.float32)
    which = np.digitize(distance[inside], bins)
    colours = patch[inside]
    total = np.stack([np.bincount(which, colours[:, c], len(bins) + 1) for c in range(3)], 1)
    count = np.bincount(which, minlength=len(bins) + 1).astype(np.float64)
    seen = np.flatnonzero(count)
    middles = (seen - 0.5) * (bins[1] - bins[0])
    profile = total[seen] / count[seen, None]
    channels = [np.interp(distance, middles, profile[:, c]) for c in range(3)]
    return np.stack(channels, axis=-1).astype(np.float32)
