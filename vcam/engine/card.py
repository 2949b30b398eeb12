"""The still card that is shown while the user has paused: the avatar's own photo, dimmed, and a word."""

from __future__ import annotations

import numpy as np
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from vcam.engine.compositor import blur
from vcam.engine.fonts import font_for
from vcam.frames import Image

DIM = 0.28
BLUR_SIGMA = 0.04
TEXT_HEIGHT = 0.06
"""Blur and text height as parts of the card's height."""


def draw_card(still: Image, text: str, plain: str) -> Image:
    """(H, W, 3) uint8 RGB card.

    Args:
        still: (H, W, 3) uint8 RGB, the avatar at rest.
        text: a word or two, drawn in the middle.
        plain: the same in ASCII, for systems that have no font for `text`.
    """
    height, width = still.shape[:2]
    picture = Pillow.fromarray(np.round(blur(still, BLUR_SIGMA * height) * DIM).astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    size = max(8, round(TEXT_HEIGHT * height))
    middle = (width / 2, height * 0.56)
    font = font_for(text, size)
    if font is None:
        text, font = plain, ImageFont.load_default(size)
    draw.text(middle, text, font=font, fill=(235, 235, 240), anchor="mm")
    bar, gap, tall, top = size * 0.42, size * 0.38, size * 1.5, height * 0.40
    for left in (width / 2 - gap / 2 - bar, width / 2 + gap / 2):
        draw.rounded_rectangle((left, top, left + bar, top + tall), radius=bar / 4, fill=(235, 235, 240))
    return np.array(picture, np.uint8)
