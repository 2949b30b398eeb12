"""Opening the driver that a command was given, with an end for those that have none."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

from vcam.capture.base import ClosesOnExit
from vcam.errors import CameraLost

if TYPE_CHECKING:
    from vcam.capture.base import DrivingSource, SourceFrame
    from vcam.frames import Landmarks


class LimitedSource(ClosesOnExit):
    """A driving source that ends after some seconds, or when it is asked to."""

    def __init__(self, source: DrivingSource, seconds: float | None = None) -> None:
        """Read from another source.

        Args:
            source: the source itself; closed with this one.
            seconds: how long it lasts by its frames' times; None for as long as it goes.
        """
        self._source = source
        self._seconds = seconds
        self._first_at_s: float | None = None
        self._ended = threading.Event()

    @property
    def name(self) -> str:
        """The source's name."""
        return self._source.name

    @property
    def fps(self) -> float:
        """The source's rate."""
        return self._source.fps

    @property
    def live(self) -> bool:
        """Whether the world paces it."""
        return self._source.live

    @property
    def status(self) -> str:
        """The source's status."""
        return self._source.status

    @property
    def frame_count(self) -> int | None:
        """How many frames will come, as far as it is known."""
        count = self._source.frame_count
        if self._seconds is None or self.live:
            return count
        limit = max(1, round(self._seconds * self.fps))
        return limit if count is None else min(count, limit)

    @property
    def neutral(self) -> Landmarks | None:
        """The driver's neutral face, as far as it is known."""
        from vcam.capture.motion_source import MotionSource

        return self._source.neutral if isinstance(self._source, MotionSource) else None

    def read(self, timeout_s: float = 1.0) -> SourceFrame | None:
        """Give the next frame; None after the end.

        Raises:
            TimeoutError: nothing came in time; a lost camera may come back, so that counts as this.
            CaptureError: the source can't be read.
        """
        if self._ended.is_set():
            return None
        try:
            frame = self._source.read(timeout_s)
        except CameraLost as error:
            raise TimeoutError(str(error)) from error
        if frame is None or self._seconds is None:
            return frame
        if self._first_at_s is None:
            self._first_at_s = frame.captured_at_s
        # Half a frame of tolerance, so that rounded times don't give one frame more.
        return frame if frame.captured_at_s - self._first_at_s < self._seconds - 0.5 / self.fps else None

    def end(self) -> None:
        """Give no more frames."""
        self._ended.set()

    def close(self) -> None:
        """Close the source."""
        self._source.close()


@contextmanager
def open_driver(spec: str, seconds: float | None = None) -> Iterator[LimitedSource]:
    """Open a driver; while it is a live one, the first Ctrl-C ends it instead of breaking off the work.

    Args:
        spec: what the user wrote.
        seconds: end it after so long.

    Raises:
        CaptureError: there is no such driver or it can't be read.
    """
    from vcam.capture.factory import open_source

    with LimitedSource(open_source(spec), seconds) as source:
        if source.live and threading.current_thread() is threading.main_thread():
            with _first_interrupt_ends(source):
                yield source
        else:
            yield source


@contextmanager
def _first_interrupt_ends(source: LimitedSource) -> Iterator[None]:
    """Turn the first SIGINT into the source's end; a second one interrupts as usual."""
    before = signal.getsignal(signal.SIGINT)

    def end(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, before)
        source.end()

    signal.signal(signal.SIGINT, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
