"""The visible badge in a composite's lower left corner: that it shows a synthetic avatar."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from vcam.engine.fonts import font_for
from vcam.engine.settings import BADGE_WORDS
from vcam.frames import Composite, Image

TEXT_HEIGHT = 0.032
SMALLEST_TEXT_PX = 9
MARGIN = 0.03
"""Text height and distance from the edges, as parts of the composite's shorter side."""
_OVERSAMPLING = 4
"""Pillow draws outlines without anti-aliasing, so the badge is drawn larger and shrunk."""
_PLATE, _RIM, _INK = (10, 11, 16, 232), (255, 255, 255, 90), (255, 255, 255, 255)
"""White on a dark plate with a pale rim stands out from dark, bright and busy pictures alike."""


def with_badge(composite: Composite, words: str = BADGE_WORDS) -> Composite:
    """The composite with the badge; one that is too small to hold it is given back as it is.

    Args:
        composite: not changed.
        words: what the badge says; English where the system has no font for them.
    """
    height, width = composite.image.shape[:2]
    badge = make_badge(min(width, height), words)
    margin = round(MARGIN * min(width, height))
    tall, wide = badge.shape[:2]
    if wide + 2 * margin > width or tall + 2 * margin > height:
        return composite
    image = composite.image.copy()
    _lay(badge, image[height - margin - tall : height - margin, margin : margin + wide])
    return replace(composite, image=image)


@lru_cache(maxsize=4)
def make_badge(side_px: int, words: str = BADGE_WORDS) -> NDArray[np.uint8]:
    """(h, w, 4) uint8 RGBA, premultiplied, for a composite whose shorter side has `side_px` pixels."""
    size = max(SMALLEST_TEXT_PX, round(TEXT_HEIGHT * side_px))
    big = size * _OVERSAMPLING
    font = font_for(words, big)
    if font is None:
        words, font = BADGE_WORDS, ImageFont.load_default(big)
    wide, tall = round(font.getlength(words)) + 2 * big + big, round(1.9 * big)
    wide, tall = (side - side % _OVERSAMPLING for side in (wide, tall))
    picture = Pillow.new("RGBA", (wide, tall))
    draw = ImageDraw.Draw(picture)
    line = max(1, big // 16)
    draw.rounded_rectangle(
        (0, 0, wide - 1, tall - 1), radius=tall // 2, fill=_PLATE, outline=_RIM, width=line
    )
    _draw_mask(draw, big, tall / 2)
    draw.text((1.95 * big, tall / 2), words, font=font, fill=_INK, anchor="lm")
    # Premultiplied before it is shrunk, or the plate's edge would take on the colour of nothing.
    layer = np.array(picture, np.float32)
    layer[..., :3] *= layer[..., 3:] / 255
    shrunk = cv2.resize(layer, (wide // _OVERSAMPLING, tall // _OVERSAMPLING), interpolation=cv2.INTER_AREA)
    badge = np.round(shrunk).astype(np.uint8)
    badge.setflags(write=False)
    return badge


def _draw_mask(draw: ImageDraw.ImageDraw, size: int, middle: float) -> None:
    """A small face before the words."""
    centre, radius, line = 1.2 * size, 0.42 * size, max(1, size // 11)
    box = (centre - radius, middle - radius, centre + radius, middle + radius)
    draw.ellipse(box, outline=_INK, width=line)
    for side in (-1, 1):
        x, y, dot = centre + side * 0.36 * radius, middle - 0.15 * radius, 0.15 * radius
        draw.ellipse((x - dot, y - dot, x + dot, y + dot), fill=_INK)
    mouth = (centre - 0.5 * radius, middle - 0.35 * radius, centre + 0.5 * radius, middle + 0.58 * radius)
    draw.arc(mouth, 30, 150, fill=_INK, width=line)


def _lay(badge: NDArray[np.uint8], place: Image) -> None:
    """Blend a premultiplied layer over a part of a picture, in place."""
    clear = cv2.cvtColor(cv2.bitwise_not(cv2.extractChannel(badge, 3)), cv2.COLOR_GRAY2RGB)
    behind = cv2.multiply(place, clear, scale=1 / 255)
    place[:] = cv2.add(behind, cv2.cvtColor(badge, cv2.COLOR_RGBA2RGB))
