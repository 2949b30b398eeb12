"""One output on a thread of its own: a constant rate, the last composite repeated, a lost device reopened."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from vcam.engine.cadence import Cadence
from vcam.engine.events import Report, SessionEvent, output_topic, sentence
from vcam.engine.settings import OutputFormat
from vcam.engine.slot import LatestSlot
from vcam.engine.statistics import OutputStatistics, RateMeter
from vcam.engine.worker import Backoff, Worker
from vcam.errors import VcamError, VirtualCameraError
from vcam.frames import Composite
from vcam.output.base import Output

log = logging.getLogger(__name__)

_MADE_UP_S = 1.0
"""Longest pause that a file is filled up for; after a longer one (a laptop that slept) its time goes on."""


class OutputSink:
    """Feeds one output. A slow or hanging one delays neither the session nor its other outputs."""

    def __init__(
        self,
        output: Output,
        output_format: OutputFormat,
        *,
        report: Report,
        on_sent: Callable[[OutputSink, Composite], None],
    ) -> None:
        """Prepare; nothing is opened yet.

        Args:
            output: used by this sink alone from now on.
            output_format: of all composites to come.
            report: told when the output is lost, back, or dropped.
            on_sent: told of each composite when it is sent for the first time.
        """
        self.output = output
        self.repeat_every_s = 0.0
        """Least time between two sendings of one composite, for devices; files keep their rate."""
        self.error: Exception | None = None
        """Why it was dropped."""
        self.unfinished: Exception | None = None
        """Why the file could not be finished while closing."""
        self._format = output_format
        self._report = report
        self._on_sent = on_sent
        self._slot = LatestSlot(Composite)
        self._hurry = threading.Event()
        self._last: Composite | None = None
        # Kept while it lives: a virtual camera may come back as another device.
        self._name = output.name
        self._state = "closed"
        self._closing = False
        self._rate = RateMeter()
        self._repeats = 0
        self._sent_at_s = -float("inf")
        self._backoff = Backoff(0.5, 4.0)
        self._last_loss = ""
        self.worker = Worker(f"output {output.name}", self._run, self._failed)

    def open(self) -> None:
        """Open the output and start sending.

        Raises:
            VirtualCameraError, RecordingError: it can't be opened; nothing was started.
        """
        self._open_output()
        self._name = self.output.name
        self.worker.start()

    def put(self, composite: Composite) -> None:
        """Offer the newest composite; never blocks. A dropped output takes nothing."""
        if self._state != "failed":
            self._slot.put(composite)
            # A file has one picture a tick, whatever happens.
            if composite.asked and not self.output.counts_frames:
                self._hurry.set()

    @property
    def topic(self) -> str:
        """Topic of its events."""
        return output_topic(self._name)

    @property
    def dropped(self) -> bool:
        """Whether it failed for good."""
        return self._state == "failed"

    def statistics(self) -> OutputStatistics:
        """How it is doing."""
        return OutputStatistics(
            name=self.output.name,
            state=self._state,
            fps=self._rate.rate(),
            written=self._rate.count,
            repeats=self._repeats,
            drops=self._slot.drops,
        )

    def _open_output(self) -> None:
        self.output.open(self._format.width, self._format.height, self._format.fps)
        self._state = "open"

    def _run(self, stop: threading.Event) -> None:
        if self._state == "lost":
            self._open_output()
            self._last_loss = ""
            message = f"{self.output.name} is back."
            self._report(SessionEvent(kind="output_ready", message=message, name=self._name))
        cadence = Cadence(self._format.fps)
        while True:
            ticks = cadence.wait(stop, self._hurry)
            if stop.is_set():
                break
            self._send(cadence, ticks, stop)
        self._closing = True
        self.output.close()
        self._state = "closed"

    def _send(self, cadence: Cadence, ticks: int, stop: threading.Event) -> None:
        """Write the newest composite, or the last one again; between ticks the newest alone."""
        fresh = self._slot.poll()
        if ticks:
            cadence.follow(fresh[1] if fresh else None)
        if fresh:
            self._last = fresh[0]
        if self._last is None or not (fresh or (ticks and self._repeats_now())):
            return
        self._sent_at_s = time.monotonic()
        longest = int(_MADE_UP_S * self._format.fps) if self.output.counts_frames else 1
        count = max(1, min(ticks, longest))
        for written in range(count):
            # A file that falls behind must not keep the whole session from stopping.
            if written and stop.is_set():
                break
            self.output.write(self._last)
            self._rate.tick()
            self._repeats += written > 0 or fresh is None
        self._backoff.reset()
        if fresh:
            self._on_sent(self, fresh[0])

    def _repeats_now(self) -> bool:
        """Whether the last composite is to be sent again."""
        return self.output.counts_frames or time.monotonic() - self._sent_at_s >= self.repeat_every_s

    def _failed(self, error: Exception) -> float | None:
        """A virtual camera may come back; anything else drops this output alone."""
        message = sentence(error, f"writing to {self.output.name}")
        name = self._name
        self.output.discard()
        if self._closing:
            self._state = "closed"
            self.unfinished = error if isinstance(error, VcamError) else VcamError(message)
            return None
        if isinstance(error, VirtualCameraError):
            self._state = "lost"
            if message != self._last_loss:
                self._last_loss = message
                self._report(SessionEvent(kind="output_lost", message=message, name=name, error=error))
            return self._backoff.next_s()
        self._state = "failed"
        self.error = error if isinstance(error, VcamError) else VcamError(message)
        self._report(SessionEvent(kind="output_failed", message=message, name=name, error=error))
        return None
