"""Contact sheets: some frames of a clip in one picture, to judge it at a glance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from vcam.errors import RecordingError
from vcam.evaluation.spread import Spread
from vcam.frames import Composite, Image
from vcam.output.provenance import png_info
from vcam.paths import write_atomically

GAP_PX = 4
BACKGROUND = 24
"""Grey level between the frames."""


def contact_sheet(images: Sequence[Image], columns: int, width_px: int = 320) -> Image:
    """(H, W, 3) uint8 RGB grid of pictures, row by row.

    Args:
        images: at least one; all are scaled to the shape of the first.
        columns: pictures a row.
        width_px: width of one picture on the sheet.
    """
    columns = min(columns, len(images))
    rows = math.ceil(len(images) / columns)
    height_px = max(1, round(width_px * images[0].shape[0] / images[0].shape[1]))
    size = (rows * (height_px + GAP_PX) + GAP_PX, columns * (width_px + GAP_PX) + GAP_PX, 3)
    sheet = np.full(size, BACKGROUND, np.uint8)
    for place, image in enumerate(images):
        top = GAP_PX + place // columns * (height_px + GAP_PX)
        left = GAP_PX + place % columns * (width_px + GAP_PX)
        shrinks = image.shape[1] > width_px
        scaled = cv2.resize(
            image, (width_px, height_px), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
        )
        sheet[top : top + height_px, left : left + width_px] = scaled
    return sheet


class ContactSheet:
    """An output that keeps frames spread evenly over a clip of any length and writes them as one PNG."""

    def __init__(self, path: Path, *, frames: int = 12, columns: int = 4, width_px: int = 320) -> None:
        """Write to `path` when the clip ends; nothing is written before.

        Args:
            path: a .png file.
            frames: pictures on the sheet; fewer when the clip is shorter.
            columns: pictures a row.
            width_px: width of one picture on the sheet.
        """
        self.path = path
        self._frames, self._columns, self._width_px = frames, columns, width_px
        self._kept: Spread[Image] = Spread(frames)

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name

    @property
    def counts_frames(self) -> bool:
        """Every composite is one frame of the clip."""
        return True

    def open(self, width: int, height: int, fps: float) -> None:
        """Begin a clip."""
        self._kept = Spread(self._frames)

    def write(self, composite: Composite) -> None:
        """Look at one frame."""
        self._kept.offer(partial(self._small, composite.image))

    def close(self) -> None:
        """Write the sheet; safe twice.

        Raises:
            RecordingError: the file can't be written.
        """
        images = self._kept.chosen()
        self._kept = Spread(self._frames)
        if images:
            write_sheet(contact_sheet(images, self._columns, self._width_px), self.path)

    def discard(self) -> None:
        """Forget the frames; safe twice; never raises."""
        self._kept = Spread(self._frames)

    def _small(self, image: Image) -> Image:
        height = max(1, round(self._width_px * image.shape[0] / image.shape[1]))
        return np.asarray(cv2.resize(image, (self._width_px, height), interpolation=cv2.INTER_AREA), np.uint8)


def write_sheet(sheet: Image, path: Path) -> None:
    """`save_sheet` with an error for people.

    Raises:
        RecordingError: the file can't be written.
    """
    try:
        save_sheet(sheet, path)
    except OSError as error:
        raise RecordingError(
            f"the sheet {path} can't be written ({error.strerror or error}): check that the "
            "folder may be written and the disk has room"
        ) from error


def save_sheet(sheet: Image, path: Path) -> None:
    """Write a sheet as PNG with the notice that its pictures are synthetic.

    Raises:
        OSError: the file can't be written.
    """
    from PIL import Image as Pillow

    with write_atomically(path) as temporary:
        Pillow.fromarray(sheet).save(temporary, format="PNG", pnginfo=png_info(), optimize=True)
