"""Writes composites as numbered PNG files: lossless, one picture a frame."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from pathlib import Path

import cv2

from vcam.errors import RecordingError
from vcam.frames import Composite
from vcam.output.provenance import png_chunks

_FRAME_NAME = re.compile(r"\d{6,}\.png")
_HEADER_BYTES = 33
"""A PNG's signature and its IHDR chunk; text chunks may follow at once."""


class FrameFolder:
    """A folder of 000000.png, 000001.png, ... that appears whole in `close`.

    An existing folder is replaced only when it is empty or holds nothing but frames that this class wrote.
    """

    counts_frames = True

    def __init__(self, path: Path) -> None:
        """Write to the folder `path`."""
        self.path = Path(path)
        self._working: Path | None = None
        self._frames = 0

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.path.name

    @property
    def frames(self) -> int:
        """Pictures written so far."""
        return self._frames

    def open(self, width: int, height: int, fps: float) -> None:
        """Make the working folder beside the final one.

        Raises:
            RecordingError: the place can't be written, or holds something else.
        """
        if self._working is not None:
            raise RecordingError(f"{self.name} is being written already; close it first")
        self._refuse_foreign_content()
        working = self.path.with_name(f".{self.path.name}.{secrets.token_hex(4)}.part")
        try:
            working.mkdir(parents=True)
        except OSError as error:
            raise self._failure("can't be made", error) from error
        self._working = working
        self._frames = 0

    def write(self, composite: Composite) -> None:
        """Write the next picture.

        Raises:
            RecordingError: not open, or the disk refuses; the folder is discarded.
        """
        if self._working is None:
            raise RecordingError(f"{self.name} is not open; open it before writing")
        try:
            (self._working / f"{self._frames:06d}.png").write_bytes(_png(composite))
        except OSError as error:
            self.discard()
            raise self._failure("can't be written", error) from error
        self._frames += 1

    def close(self) -> None:
        """Give the folder its name; safe twice. Without a single picture nothing is left.

        Raises:
            RecordingError: it can't take its place; nothing of it is left.
        """
        if self._working is None:
            return
        if self._frames == 0:
            self.discard()
            return
        try:
            self._refuse_foreign_content()
            if self.path.exists():
                shutil.rmtree(self.path)
            os.replace(self._working, self.path)
        except OSError as error:
            self.discard()
            raise self._failure("can't be finished", error) from error
        except RecordingError:
            self.discard()
            raise
        self._working = None

    def discard(self) -> None:
        """Drop the pictures, leaving whatever was there before; safe twice; never raises."""
        if self._working is not None:
            shutil.rmtree(self._working, ignore_errors=True)
            self._working = None

    def _refuse_foreign_content(self) -> None:
        """Raise unless the final folder is missing, empty or all ours."""
        try:
            if not self.path.exists():
                return
            if not self.path.is_dir():
                raise RecordingError(f"{self.path} is a file, expected a folder: choose another name")
            for entry in self.path.iterdir():
                if not _is_own_frame(entry):
                    raise RecordingError(
                        f"the folder {self.path} holds other files ({entry.name}): "
                        "choose a new or an empty folder"
                    )
        except OSError as error:
            raise self._failure("can't be read", error) from error

    def _failure(self, what: str, error: OSError) -> RecordingError:
        return RecordingError(
            f"the folder {self.path} {what} ({error.strerror or error}): check that its place may be "
            "written and the disk has room, or choose another"
        )


def _png(composite: Composite) -> bytes:
    """The picture as PNG, telling that it is synthetic."""
    done, encoded = cv2.imencode(
        ".png", cv2.cvtColor(composite.image, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_PNG_COMPRESSION, 1]
    )
    if not done:
        raise OSError("the picture could not be encoded")
    data = encoded.tobytes()
    return data[:_HEADER_BYTES] + _CHUNKS + data[_HEADER_BYTES:]


_CHUNKS = png_chunks()
_NOTICE_CHUNK = _CHUNKS[: _CHUNKS.index(b"iTXt") - 4]
"""What tells a frame of ours; the rest differs between versions."""


def _is_own_frame(path: Path) -> bool:
    if not _FRAME_NAME.fullmatch(path.name) or not path.is_file():
        return False
    with path.open("rb") as file:
        file.seek(_HEADER_BYTES)
        return file.read(len(_NOTICE_CHUNK)) == _NOTICE_CHUNK
