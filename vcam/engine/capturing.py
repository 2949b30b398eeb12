"""The capture thread: opens the driving source, reads it, and changes to another one on request."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from vcam.capture.base import DrivingSource
from vcam.capture.playback import Playback, Steerable
from vcam.engine.events import Report, SessionEvent, sentence
from vcam.engine.slot import LatestSlot
from vcam.engine.statistics import RateMeter
from vcam.engine.worker import Backoff, Worker
from vcam.errors import CameraLost
from vcam.frames import DrivingFrame, TrackedFrame

log = logging.getLogger(__name__)

_READ_S = 0.25
OpenSource = Callable[[], DrivingSource]


@dataclass(frozen=True, kw_only=True)
class _Rest:
    """While nothing is to be captured: from when on (monotonic) a camera is closed, and what to tell then."""

    status: str
    from_s: float


class Capturing:
    """Owns the driving source. A source that fails is opened again until it works or another is set."""

    def __init__(
        self, source: OpenSource, frames: LatestSlot[DrivingFrame | TrackedFrame], *, report: Report
    ) -> None:
        """Prepare to put frames of `source` into `frames`."""
        self.rate = RateMeter()
        self.source_name = ""
        self.status = "Opening the source ..."
        self.ended = threading.Event()
        """Set when the source came to its end; cleared when another is set."""
        self.blocked_by: Exception | None = None
        """Why this source has never worked yet, None otherwise."""
        self._open_source = source
        self._frames = frames
        self._report = report
        self._lock = threading.Lock()
        self._source: DrivingSource | None = None
        self._changed = threading.Event()
        self._stopping = False
        self._rest: _Rest | None = None
        self._resting = False
        self._backoff = Backoff(0.5, 4.0)
        self._delivered = False
        self._trouble = ""
        self.worker = Worker("capture", self._run, self._failed)

    def set_source(self, source: OpenSource) -> None:
        """Change to another source; the present one is closed. Returns at once."""
        with self._lock:
            self._open_source = source
            self._changed.set()
            self.ended.clear()
            self._delivered = False
            self.blocked_by = None

    def suspend(self, status: str, after_s: float = 0.0) -> None:
        """Hand on nothing more, and rest; returns at once.

        Args:
            status: what to tell while the camera is closed.
            after_s: so long a camera is kept open before it is closed, for whoever goes on soon. A motion
                keeps its place.
        """
        with self._lock:
            from_s = time.monotonic() + after_s
            if self._rest is not None:
                from_s = min(from_s, self._rest.from_s)
            self._rest = _Rest(status=status, from_s=from_s)

    def resume(self) -> None:
        """Go on; a camera that was closed is opened again. Returns at once."""
        with self._lock:
            self._rest = None
            if self._resting:
                self._changed.set()

    @property
    def playback(self) -> Playback | None:
        """Where a video or motion stands; None for any other source."""
        source = self._source
        return source.playback if isinstance(source, Steerable) else None

    def set_playing(self, playing: bool) -> None:
        """Play a video or motion, or hold its present frame; any other source is left alone."""
        source = self._source
        if isinstance(source, Steerable):
            source.set_playing(playing)

    def seek(self, position_s: float) -> None:
        """Wind a video or motion; any other source is left alone."""
        source = self._source
        if isinstance(source, Steerable):
            source.seek(position_s)

    def request_stop(self) -> None:
        """End the thread, waking a read that waits. A camera that hangs may hold this up for a second."""
        self.worker.request_stop()
        with self._lock:
            self._stopping = True
            self._changed.set()
            present = self._source
        if present is not None:
            present.close()

    def _run(self, stop: threading.Event) -> None:
        while not stop.is_set():
            with self._lock:
                if self._stopping:
                    return
                self._changed.clear()
                open_source, rest = self._open_source, self._rest_now()
                self._resting = rest is not None
            if rest is not None:
                self.status = rest.status
                self._changed.wait()
                continue
            source = open_source()
            with self._lock:
                self._source = source
                if self._stopping:
                    self._changed.set()
            try:
                self.source_name = source.name
                ended = self._play(source)
            finally:
                with self._lock:
                    self._source = None
                source.close()
            if ended:
                self._end(source)
                self._changed.wait()

    def _play(self, source: DrivingSource) -> bool:
        """Hand on frames until another source is wanted, or the camera is to rest; True when it ended."""
        while not self._changed.is_set():
            if self._rest is not None and isinstance(source, Steerable):
                self.status = f"{source.name} waits."
                self._changed.wait(_READ_S)
                continue
            if self._rest_now() is not None:
                return False
            try:
                frame = source.read(_READ_S)
            except TimeoutError:
                self.status = source.status
                continue
            except CameraLost as error:
                # The camera goes on looking for itself; only its reader has to be patient.
                self.status = source.status
                self._tell_trouble(error)
                continue
            if self._changed.is_set():
                return False
            if frame is None:
                return True
            self.status = source.status
            self._worked(source)
            if self._rest is None:
                self._frames.put(frame)
                self.rate.tick()
        return False

    def _rest_now(self) -> _Rest | None:
        """The rest that a camera is closed for by now."""
        rest = self._rest
        return rest if rest is not None and time.monotonic() >= rest.from_s else None

    def _worked(self, source: DrivingSource) -> None:
        if self._delivered and not self._trouble:
            return
        self._delivered = True
        self._trouble = ""
        self.blocked_by = None
        self._backoff.reset()
        self._report(SessionEvent(kind="source_ready", message=f"{source.name} delivers.", name=source.name))

    def _end(self, source: DrivingSource) -> None:
        self.status = f"{source.name} has ended."
        self.ended.set()
        self._report(SessionEvent(kind="source_ended", message=self.status, name=source.name))

    def _failed(self, error: Exception) -> float | None:
        if self._changed.is_set():
            return 0.0
        message = sentence(error, "reading the source")
        self.status = message
        if not self._delivered:
            self.blocked_by = error
        self._tell_trouble(error)
        self._changed.wait(self._backoff.next_s())
        return 0.0

    def _tell_trouble(self, error: Exception) -> None:
        message = sentence(error, "reading the source")
        if message != self._trouble:
            self._trouble = message
            self._report(
                SessionEvent(kind="source_lost", message=message, name=self.source_name, error=error)
            )
