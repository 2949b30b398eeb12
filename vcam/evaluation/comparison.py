"""Contact sheets that show every method beside photo and driving frame, some frames of each clip."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from vcam.evaluation.measures import Protocol
from vcam.evaluation.reenactment import Sample
from vcam.evaluation.sheet import BACKGROUND, contact_sheet, titled, write_sheet
from vcam.evaluation.spread import Spread
from vcam.frames import Image

ROWS_A_CLIP = 3
PANEL_PX = 192


class ComparisonSheet:
    """Gathers samples and writes them as one PNG: a row a frame, self-reenactment first."""

    def __init__(self, path: Path, *, rows_a_clip: int = ROWS_A_CLIP, panel_px: int = PANEL_PX) -> None:
        """Gather for a file; nothing is written yet.

        Args:
            path: a .png file.
            rows_a_clip: frames of each clip and kind of reenactment.
            panel_px: side of one picture.
        """
        self.path = path
        self._rows_a_clip, self._panel_px = rows_a_clip, panel_px
        self._clips: dict[tuple[Protocol, str], Spread[list[Image]]] = {}
        self._titles: list[str] = []

    def add(self, sample: Sample) -> None:
        """Take a frame in."""
        self._titles = ["photo", "driver", *sample.drawn]
        spread = self._clips.setdefault((sample.protocol, sample.clip), Spread(self._rows_a_clip))
        spread.offer(lambda: self._row(sample))

    def write(self) -> None:
        """Write the sheet; nothing without a sample.

        Raises:
            RecordingError: the file can't be written.
        """
        if not self._clips:
            return
        order = sorted(self._clips, key=lambda clip: clip[0] == "cross")
        panels = [panel for clip in order for row in self._clips[clip].chosen() for panel in row]
        sheet = contact_sheet(panels, len(self._titles), self._panel_px)
        write_sheet(titled(sheet, self._titles, self._panel_px), self.path)

    def _row(self, sample: Sample) -> list[Image]:
        pictures = (sample.photo, sample.driver, *sample.drawn.values())
        return [_in_square(picture, self._panel_px) for picture in pictures]


def _in_square(image: Image, side: int) -> Image:
    """(side, side, 3): the whole picture, in the middle of a square."""
    height, width = image.shape[:2]
    scale = side / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    square = np.full((side, side, 3), BACKGROUND, np.uint8)
    left, top = (side - size[0]) // 2, (side - size[1]) // 2
    square[top : top + size[1], left : left + size[0]] = small
    return square
