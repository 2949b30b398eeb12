"""What comes into sight from beyond a photo's edges: hair that they cut ends soon, the body goes on.

A head that moves away from an edge which cuts its hair uncovers what the photo doesn't show. The layer's
border drawn on without end would be a pillar over the head; here the hair is closed by a low dome, and
beside the head it ends after a little, while below the chin the border does go on.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.avatar.avatar import Avatar
from vcam.engine.view import Texture
from vcam.geometry.face_model import CHIN

MARGIN = 0.4
"""How much is added at the top and on both sides, in face heights."""
DOME = 0.16
"""Greatest height of the hair above the photo's upper edge, in face heights."""
STEEPNESS = 0.4
"""The same as a part of the width that is cut."""
SIDE_HAIR = 0.08
"""How far hair goes on beside the photo, in face heights."""
BODY_FROM, BODY_TO = -0.1, 0.25
"""Heights below the chin between which what goes on changes from hair to body, in face heights."""
SOFTNESS = 0.04
"""Width over which hair ends, in face heights."""
SEEN = 64
"""Alpha from which something counts as cut by an edge."""


def beyond_edges(texture: Texture, avatar: Avatar) -> Texture:
    """A photo-sized texture, larger by what may come into sight beyond its upper and side edges.

    Args:
        texture: of an avatar's layer, premultiplied RGBA.
        avatar: whose.
    """
    unit = avatar.face_height_px * texture.factor
    margin = round(MARGIN * unit)
    larger = cv2.copyMakeBorder(texture.pixels, margin, 0, margin, margin, cv2.BORDER_REPLICATE)
    pixels = np.asarray(larger, np.uint8)
    beyond = np.arange(margin, 0, -1, dtype=np.float32) - np.float32(0.5)
    dome = np.pad(_dome(texture.pixels[0, :, 3] >= SEEN, unit), margin, mode="edge")
    _end(pixels[:margin], dome[None] - beyond[:, None], unit)
    chin = (avatar.points[CHIN, 1] + 0.5) * texture.factor + margin
    below = (np.arange(len(pixels), dtype=np.float32) - chin) / np.float32(unit)
    body = np.clip((below - BODY_FROM) / (BODY_TO - BODY_FROM), 0, 1)
    left = SIDE_HAIR * unit + 2 * margin * body[:, None] ** 2 - beyond[None]
    _end(pixels[:, :margin], left, unit)
    _end(pixels[:, -margin:], left[:, ::-1], unit)
    return Texture(pixels=pixels, factor=texture.factor, margin=margin)


def _dome(cut: NDArray[np.bool_], unit: float) -> NDArray[np.float32]:
    """(W,) how far hair rises above each place of the upper edge, in texture pixels."""
    rise = np.zeros(len(cut), np.float32)
    bounds = np.flatnonzero(np.diff(np.concatenate([[0], cut.astype(np.int8), [0]])))
    for first, last in bounds.reshape(-1, 2):
        half = (last - first) / 2
        across = (np.arange(first, last) + 0.5 - first - half) / half
        rise[first:last] = min(DOME * unit, STEEPNESS * half * 2) * np.sqrt(1 - across**2)
    return rise


def _end(pixels: NDArray[np.uint8], left: NDArray[np.float32], unit: float) -> None:
    """Keep (h, w, 4) pixels where something is `left` (texture pixels) to the end, drop them beyond."""
    kept = np.clip(left / np.float32(SOFTNESS * unit) + np.float32(0.5), 0, 1)
    pixels[:] = np.round(pixels * kept[..., None])
