"""Lets a session sleep while nobody takes its pictures, where the system tells who does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

from vcam.engine.worker import Worker
from vcam.output.base import KnowsReaders, Output

SLEEP_AFTER_S = 4.0
"""Call apps close and open the camera again while they settle."""
ASK_EVERY_S = 0.25


class Attendance:
    """A thread that asks the outputs for readers, and says when the last went and the first came."""

    def __init__(
        self,
        outputs: Callable[[], Sequence[Output]],
        on_change: Callable[[bool], None],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Prepare.

        Args:
            outputs: what is sent to now.
            on_change: told True when the session is to sleep and False when it is to wake; in this thread.
            clock: seconds, monotonic.
        """
        self.asleep = False
        self._outputs = outputs
        self._on_change = on_change
        self._clock = clock
        self._may_sleep = False
        self._deserted_at_s: float | None = None
        self._nudged = threading.Event()
        self.worker = Worker("attendance", self._run, lambda _error: ASK_EVERY_S)

    def allow(self, may_sleep: bool) -> None:
        """Whether sleeping is wanted at all; forbidding it wakes at once. From any thread."""
        if may_sleep != self._may_sleep:
            self._may_sleep = may_sleep
            self._nudged.set()

    def request_stop(self) -> None:
        """End the thread."""
        self.worker.request_stop()
        self._nudged.set()

    def ask(self) -> None:
        """Look once, and tell what changed."""
        deserted = self._may_sleep and _deserted(self._outputs())
        if not deserted:
            self._deserted_at_s = None
        elif self._deserted_at_s is None:
            self._deserted_at_s = self._clock()
        asleep = self._deserted_at_s is not None and self._clock() - self._deserted_at_s >= SLEEP_AFTER_S
        if asleep != self.asleep:
            self.asleep = asleep
            self._on_change(asleep)

    def _run(self, stop: threading.Event) -> None:
        while not stop.is_set():
            self._nudged.wait(ASK_EVERY_S if self._may_sleep else None)
            self._nudged.clear()
            if not stop.is_set():
                self.ask()


def _deserted(outputs: Sequence[Output]) -> bool:
    """Whether there are outputs, and all of them know that nobody reads them."""
    return bool(outputs) and all(
        isinstance(output, KnowsReaders) and output.has_readers() is False for output in outputs
    )
