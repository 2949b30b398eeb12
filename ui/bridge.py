"""The border between threads: work goes out to lanes, results and engine events come back as Qt signals.

Nothing else in the window starts a thread or receives a call from one. Every callback that leaves this
module runs on the window's own thread.
"""

from __future__ import annotations

import itertools
import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Job:
    work: Callable[[], Any]
    done: Callable[[Any], None] | None
    failed: Callable[[BaseException], None] | None


@dataclass(frozen=True)
class _Outcome:
    value: Any = None
    error: BaseException | None = None


class _Lane:
    """One daemon thread that does its work in the order it came.

    It never holds the last reference to work or outcome: these may lead to Qt objects, which die badly
    on a thread that is not theirs. The runner keeps the work until the outcome has been delivered.
    """

    def __init__(self, name: str, deliver: Callable[[int, list[_Outcome]], None]) -> None:
        self._work: queue.SimpleQueue[tuple[int, Callable[[], Any]] | None] = queue.SimpleQueue()
        self._deliver = deliver
        self.thread = threading.Thread(target=self._run, name=f"ui-{name}", daemon=True)
        self.thread.start()

    def put(self, number: int, work: Callable[[], Any]) -> None:
        self._work.put((number, work))

    def end(self) -> None:
        """Let the thread finish once the work before this call is done."""
        self._work.put(None)

    def _run(self) -> None:
        while (item := self._work.get()) is not None:
            number, work = item
            box = [_do(work)]
            del item, work
            self._deliver(number, box)


def _do(work: Callable[[], Any]) -> _Outcome:
    try:
        return _Outcome(value=work())
    except Exception as error:  # the lane's top: logged, then handed to whoever asked for the work
        log.info("background work failed", exc_info=error)
        return _Outcome(error=error)


class TaskRunner(QObject):
    """Runs work off the window's thread, in named lanes: one thread each, in order within a lane."""

    _delivered = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without lanes: each is made when it first gets work."""
        super().__init__(parent)
        self._lanes: dict[str, _Lane] = {}
        self._jobs: dict[int, _Job] = {}
        self._numbers = itertools.count()
        self._closed = False
        self._delivered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        lane: str,
        work: Callable[[], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Do `work` in `lane`; `done(result)` or `failed(error)` then runs on the window's thread.

        Args:
            lane: work of one lane never overlaps; different lanes run side by side.
            work: called in the lane's thread; must not touch a widget.
            done: called with what `work` returned.
            failed: called with what `work` raised.
        """
        if self._closed:
            log.debug("work for lane %s came after closing and is dropped", lane)
            return
        if lane not in self._lanes:
            self._lanes[lane] = _Lane(lane, self._emit)
        number = next(self._numbers)
        self._jobs[number] = _Job(work, done, failed)
        self._lanes[lane].put(number, work)

    def close(self, timeout_s: float = 1.0) -> list[str]:
        """End all lanes and wait for them; safe twice.

        Returns:
            Names of threads that were still busy at the deadline; they are daemons.
        """
        self._closed = True
        for lane in self._lanes.values():
            lane.end()
        deadline_s = time.monotonic() + timeout_s
        for lane in self._lanes.values():
            lane.thread.join(max(0.0, deadline_s - time.monotonic()))
        stuck = [lane.thread.name for lane in self._lanes.values() if lane.thread.is_alive()]
        if stuck:
            log.warning("still busy while closing: %s", ", ".join(stuck))
        else:
            self._jobs.clear()
        return stuck

    def _emit(self, number: int, box: list[_Outcome]) -> None:
        if self._closed:
            return
        try:
            self._delivered.emit(number, box)
        except RuntimeError:  # the window went away between the check and the call
            log.debug("a result came after the window had gone")

    @Slot(int, object)
    def _deliver(self, number: int, box: list[_Outcome]) -> None:
        job, outcome = self._jobs.pop(number, None), box.pop()
        if job is None or self._closed:
            return
        if outcome.error is not None:
            if job.failed is not None:
                job.failed(outcome.error)
        elif job.done is not None:
            job.done(outcome.value)


class SessionBridge(QObject):
    """Takes events, a session's or another's, from any thread and emits them on the window's thread."""

    received = Signal(object)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Make it on the window's thread."""
        super().__init__(parent)
        self._arrived.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def on_event(self, event: object) -> None:
        """The callback for `Session(on_event=...)`; callable from any thread."""
        try:
            self._arrived.emit(event)
        except RuntimeError:  # the window went away while the engine was stopping
            log.debug("an engine event came after the window had gone: %s", event)

    @Slot(object)
    def _pass_on(self, event: object) -> None:
        self.received.emit(event)


class Cancelled(Exception):
    """The user has ended the work; whoever does it lets this pass."""


class Progress(QObject):
    """How far one piece of background work is, and the way to end it.

    Signals:
        advanced(float): the share that is done, on the window's thread.
    """

    advanced = Signal(float)
    _stepped = Signal(float)

    def __init__(self, parent: QObject | None = None) -> None:
        """Nothing is done yet."""
        super().__init__(parent)
        self._ended = threading.Event()
        self._stepped.connect(self.advanced, Qt.ConnectionType.QueuedConnection)

    def step(self, share: float) -> None:
        """Tell that a share is done; callable from any thread.

        Raises:
            Cancelled: the work is to end.
        """
        if self._ended.is_set():
            raise Cancelled
        try:
            self._stepped.emit(share)
        except RuntimeError as error:  # the window has gone
            raise Cancelled from error

    def cancel(self) -> None:
        """End the work at its next step."""
        self._ended.set()
