"""The outputs of a session: they come and go while it runs, and each gets every composite."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

from vcam.engine.events import Report
from vcam.engine.settings import OutputFormat
from vcam.engine.sink import OutputSink
from vcam.engine.statistics import DelayMeter
from vcam.engine.worker import despite_ctrl_c, stop_workers
from vcam.errors import ConfigError
from vcam.frames import Composite
from vcam.output.base import Output

CLOSE_S = 2.0


class Outputs:
    """Owns the sinks. All methods may be called from any thread."""

    def __init__(self, output_format: OutputFormat, *, report: Report) -> None:
        """Start without outputs.

        Args:
            output_format: of all composites to come.
            report: told when an output is lost, back, or dropped.
        """
        self.delays = DelayMeter()
        """From the capture of a frame to the sending of its composite."""
        self._format = output_format
        self._report = report
        self._lock = threading.Lock()
        self._closed = False
        self._repeat_every_s = 0.0
        self._sinks: tuple[OutputSink, ...] = ()

    @property
    def sinks(self) -> tuple[OutputSink, ...]:
        """Those that are sent to now."""
        return self._sinks

    @property
    def outputs(self) -> list[Output]:
        """What is sent to now."""
        return [sink.output for sink in self._sinks]

    def add(self, output: Output, latest: Composite | None) -> str:
        """Open an output and send to it from now on, `latest` first; its topic.

        Raises:
            VirtualCameraError, RecordingError: it can't be opened.
            ConfigError: `close` was called meanwhile.
        """
        sink = OutputSink(output, self._format, report=self._report, on_sent=self._sent)
        sink.open()
        if latest is not None:
            sink.put(latest)
        with self._lock:
            if not self._closed:
                sink.repeat_every_s = self._repeat_every_s
                self._sinks = (*self._sinks, sink)
                return sink.topic
        stop_workers([sink.worker], CLOSE_S)
        raise ConfigError("this session is stopped; start another one before adding outputs")

    def remove(self, output: Output, timeout_s: float = CLOSE_S) -> list[str]:
        """Close an output and finish its file; its topic, none when it is not among them.

        Raises:
            RecordingError: the file could not be finished.
            WorkerStuckError: it did not close in time.
        """
        with self._lock:
            removed = tuple(sink for sink in self._sinks if sink.output is output)
            self._sinks = tuple(sink for sink in self._sinks if sink.output is not output)
        despite_ctrl_c(lambda left_s: stop_workers([sink.worker for sink in removed], left_s), timeout_s)
        raise_unfinished(removed)
        return [sink.topic for sink in removed]

    def drop_failed(self) -> None:
        """Send no more to what has failed for good."""
        with self._lock:
            self._sinks = tuple(sink for sink in self._sinks if not sink.dropped)

    def close(self) -> tuple[OutputSink, ...]:
        """Take no outputs any more; those there are go to the caller, to be stopped."""
        with self._lock:
            self._closed = True
            sinks, self._sinks = self._sinks, ()
            return sinks

    def deliver(self, composite: Composite) -> None:
        """Give a composite to every output; called in the rendering thread."""
        sinks = self._sinks
        for sink in sinks:
            sink.put(composite)
        if not sinks:
            self._measure(composite)

    def repeat_every(self, seconds: float) -> None:
        """Let devices get the same composite again no sooner than this; 0 for the output's rate."""
        with self._lock:
            self._repeat_every_s = seconds
            for sink in self._sinks:
                sink.repeat_every_s = seconds

    def _sent(self, sink: OutputSink, composite: Composite) -> None:
        """An output sent a composite for the first time; called in its thread."""
        if sink is leading(self._sinks):
            self._measure(composite)

    def _measure(self, composite: Composite) -> None:
        if composite.index >= 0:
            self.delays.add(time.monotonic() - composite.captured_at_s)


def leading(sinks: Sequence[OutputSink]) -> OutputSink | None:
    """The output whose rate and delay count: the first device, else the first file."""
    devices = [sink for sink in sinks if not sink.output.counts_frames]
    return next(iter(devices or sinks), None)


def raise_unfinished(sinks: Sequence[OutputSink]) -> None:
    """Raise why a file of closed outputs could not be finished, if there is one."""
    for sink in sinks:
        if sink.unfinished is not None:
            raise sink.unfinished
