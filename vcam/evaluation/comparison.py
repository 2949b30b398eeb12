"""Contact sheets: every method beside photo and driving frame, for some frames of each clip and its worst."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from vcam.evaluation.measures import Protocol
from vcam.evaluation.paper_figure import Panels, paper_figure
from vcam.evaluation.reenactment import Sample
from vcam.evaluation.sheet import write_sheet
from vcam.evaluation.spread import Spread
from vcam.frames import Image

ROWS_A_CLIP = 3
PANEL_PX = 192


@dataclass(frozen=True, eq=False, kw_only=True)
class Row:
    """A frame on the sheet.

    Args:
        index: its place in the clip.
        panels: photo, driving frame, and what each method drew.
    """

    index: int
    panels: Panels


class ClipRows:
    """Chooses the rows of one clip: some spread evenly over it, and the one that was drawn worst."""

    def __init__(self, count: int) -> None:
        """Start without any; `count` in all, the worst among them."""
        # Every other one of these is shown: a clip's first frame is nearly the photo.
        self._spread: Spread[Row] = Spread(2 * count - 1)
        self._worst: Row | None = None
        self._most = -math.inf

    def offer(self, fault: float, make: Callable[[], Row]) -> None:
        """The next frame and how bad it is; NaN if unknown."""
        self._spread.offer(make)
        if fault > self._most:
            self._worst, self._most = make(), fault

    def chosen(self) -> dict[str, Panels]:
        """Panels by what the frame is called, in the clip's order."""
        spread = self._spread.chosen()
        rows = {row.index: row for row in spread[1::2] or spread}
        worst = self._worst
        if worst is not None:
            rows[worst.index] = worst
        return {
            f"frame {index}{', worst' if rows[index] is worst else ''}": rows[index].panels
            for index in sorted(rows)
        }


class ComparisonSheet:
    """Gathers samples and writes them as one PNG: a row a frame, self-reenactment first.

    People have numbers, in the order in which they drive.
    """

    def __init__(self, path: Path, *, rows_a_clip: int = ROWS_A_CLIP, panel_px: int = PANEL_PX) -> None:
        """Gather for a file; nothing is written yet.

        Args:
            path: a .png file.
            rows_a_clip: frames of each clip and kind of reenactment, at least 2.
            panel_px: side of one picture.
        """
        self.path = path
        self._rows_a_clip, self._panel_px = rows_a_clip, panel_px
        self._clips: dict[tuple[Protocol, str], ClipRows] = {}
        self._people: dict[tuple[Protocol, str], tuple[str, str]] = {}
        """Whose photo it is, and who drives."""

    def add(self, sample: Sample) -> None:
        """Take a frame in."""
        key = (sample.protocol, sample.clip)
        self._people[key] = (sample.person, sample.driving)
        rows = self._clips.setdefault(key, ClipRows(self._rows_a_clip))
        rows.offer(sample.fault, lambda: self._row(sample))

    def write(self) -> None:
        """Write the sheet; nothing without a sample.

        Raises:
            RecordingError: the file can't be written.
        """
        if not self._clips:
            return
        labels, rows = [], []
        persons, drivers = zip(*self._people.values(), strict=True)
        numbers = {who: place + 1 for place, who in enumerate(dict.fromkeys(drivers + persons))}
        for key in sorted(self._clips, key=lambda key: key[0] == "cross"):
            person, driving = (numbers[who] for who in self._people[key])
            title = f"person {person}" + (f" by {driving}" if driving != person else "")
            for name, panels in self._clips[key].chosen().items():
                labels.append(f"{title}, {name}")
                rows.append(panels)
        write_sheet(paper_figure({}, rows, self._panel_px, labels), self.path)

    def _row(self, sample: Sample) -> Row:
        pictures = {"photo": sample.photo, "driver": sample.driver, **sample.drawn}
        return Row(
            index=sample.index,
            panels={title: _in_square(picture, self._panel_px) for title, picture in pictures.items()},
        )


def _in_square(image: Image, side: int) -> Image:
    """(side, side, 3): the whole picture, in the middle of a square."""
    height, width = image.shape[:2]
    scale = side / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    square = np.full((side, side, 3), 255, np.uint8)
    left, top = (side - size[0]) // 2, (side - size[1]) // 2
    square[top : top + size[1], left : left + size[0]] = small
    return square
