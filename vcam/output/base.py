"""What every output offers."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from vcam.frames import Composite

SYNTHETIC_NOTICE = "Synthetic picture: an avatar animated by vcam from one photo, not a camera recording."
"""Written into every file, so that who finds one later can tell what it is; see `provenance`."""


@runtime_checkable
class KnowsReaders(Protocol):
    """An output that can tell whether anybody takes what is sent. Any other is taken for read."""

    def has_readers(self) -> bool | None:
        """Whether another program takes pictures now, None when it can't be told; from any thread, fast."""


class Output(Protocol):
    """Takes composites of one size at one rate. Used by one thread at a time."""

    @property
    def name(self) -> str:
        """What the user calls it: device or file name."""

    @property
    def counts_frames(self) -> bool:
        """True when its time is the number of pictures (a file), so that late ones must be made up for."""

    def open(self, width: int, height: int, fps: float) -> None:
        """Get ready for composites of this size and rate.

        Raises:
            VirtualCameraError: the device is missing, busy or can't take the format.
            RecordingError: the file or folder can't be written.
        """

    def write(self, composite: Composite) -> None:
        """Take one composite; the next is expected 1 / fps later.

        Raises:
            VirtualCameraError: the device went away; closing and opening again may bring it back.
            RecordingError: writing failed; only `discard` makes sense from here on.
        """

    def close(self) -> None:
        """Finish the file or free the device; safe twice.

        Raises:
            RecordingError: the file can't be finished; nothing of it is left.
        """

    def discard(self) -> None:
        """Close without keeping anything that was written; safe twice and after `close`; never raises."""
