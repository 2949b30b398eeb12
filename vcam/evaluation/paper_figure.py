"""Figures as in a paper: captioned panels on white, what is made once beside what every row has anew."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from vcam.frames import Image

Panels = Mapping[str, Image]
"""Square (S, S, 3) uint8 RGB pictures by their captions."""

ONCE = "made once"
INK = (40, 40, 40)
GAP = 0.03
"""Space between panels, as a part of a panel's side."""
LETTER = 0.095
"""Size of the letters, as a part of a panel's side; a caption too long for its panel is set smaller."""
LINE = 1.5
"""Height of a line of captions, in letters."""


def paper_figure(once: Panels, rows: Sequence[Panels], panel_px: int, labels: Sequence[str] = ()) -> Image:
    """(H, W, 3) uint8 RGB figure.

    Args:
        once: panels on the left, one below the other, their captions running upwards beside them; there is
            one more such column whenever they outnumber the rows.
        rows: at least one; each has the same captions, which stand once above.
        panel_px: side of a panel on the figure.
        labels: one for each row, running upwards before it; none by default.
    """
    gap, line = max(2, round(GAP * panel_px)), round(LINE * LETTER * panel_px)
    pitch = panel_px + gap
    left = gap + math.ceil(len(once) / len(rows)) * (line + pitch) + (line if labels else 0)
    width, height = left + len(rows[0]) * pitch, line + len(rows) * pitch
    figure = Pillow.new("RGB", (width, height), "white")
    if once:
        figure.paste(_caption(ONCE, panel_px, line), (gap + line, 0))
    for place, (caption, panel) in enumerate(once.items()):
        column, row = divmod(place, len(rows))
        x, y = gap + column * (line + pitch), line + row * pitch
        figure.paste(_upwards(caption, panel_px, line), (x, y))
        figure.paste(_scaled(panel, panel_px), (x + line, y))
    for row, label in enumerate(labels):
        figure.paste(_upwards(label, panel_px, line), (left - line, line + row * pitch))
    for column, caption in enumerate(rows[0]):
        figure.paste(_caption(caption, panel_px, line), (left + column * pitch, 0))
        for row, panels in enumerate(rows):
            figure.paste(_scaled(panels[caption], panel_px), (left + column * pitch, line + row * pitch))
    return np.array(figure)


def _scaled(panel: Image, side: int) -> Pillow.Image:
    return Pillow.fromarray(panel).resize((side, side), Pillow.Resampling.LANCZOS)


def _upwards(text: str, width: int, height: int) -> Pillow.Image:
    return _caption(text, width, height).transpose(Pillow.Transpose.ROTATE_90)


def _caption(text: str, width: int, height: int) -> Pillow.Image:
    """A line of text in the middle of a white strip."""
    strip = Pillow.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(strip)
    letter = LETTER * width
    wide = pen.textlength(text, ImageFont.load_default(letter))
    font = ImageFont.load_default(letter * min(1.0, width / max(wide, 1.0)))
    pen.text((width / 2, height / 2), text, INK, font, anchor="mm")
    return strip
