"""A thread that runs one body of work, catches once at its top, and stops within a deadline."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence

from vcam.engine.slot import Closed
from vcam.errors import VcamError, WorkerStuckError

log = logging.getLogger(__name__)


class Backoff:
    """Growing pauses between attempts at something that keeps failing."""

    def __init__(self, first_s: float, longest_s: float) -> None:
        """Pause `first_s` first and never more than `longest_s`."""
        self._first_s = first_s
        self._longest_s = longest_s
        self._next_s = first_s

    def next_s(self) -> float:
        """The pause before the next attempt; twice as long each time."""
        pause_s = self._next_s
        self._next_s = min(2 * pause_s, self._longest_s)
        return pause_s

    def reset(self) -> None:
        """It worked: start again with the shortest pause."""
        self._next_s = self._first_s


class Worker:
    """Runs `body(stop)` in a thread until it returns, the slot it works on closes, or it fails for good.

    An exception is caught here and nowhere below: logged with its traceback, kept in `error`, and given to
    `on_failure`, which says after how many seconds the body is to run again, or None to end the thread.
    """

    def __init__(
        self,
        name: str,
        body: Callable[[threading.Event], None],
        on_failure: Callable[[Exception], float | None],
    ) -> None:
        """Prepare; `start` makes the thread run."""
        self.name = name
        self.error: Exception | None = None
        self._body = body
        self._on_failure = on_failure
        self._stop = threading.Event()
        # A daemon, so that a device driver that hangs can't keep the whole process alive.
        self._thread = threading.Thread(target=self._run, name=f"vcam-{name}", daemon=True)

    @property
    def alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def request_stop(self) -> None:
        """Ask the body to return; doesn't wait. Safe twice."""
        self._stop.set()

    def join(self, end_s: float) -> bool:
        """Wait until `time.monotonic()` reaches `end_s`; whether the thread has ended by then.

        Called from the worker's own thread (an event's callback that stops the session) it doesn't wait.
        """
        if self._thread.ident is None or self._thread is threading.current_thread():
            return True
        self._thread.join(max(0.0, end_s - time.monotonic()))
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._body(self._stop)
                return
            except Closed:
                return
            except Exception as error:
                pause_s = self._fail(error)
            if pause_s is None:
                return
            self._stop.wait(pause_s)

    def _fail(self, error: Exception) -> float | None:
        if self.error is None or str(self.error) != str(error):
            # A mended problem is no bug: its traceback interests only who debugs.
            level = logging.WARNING if isinstance(error, VcamError) else logging.ERROR
            log.log(level, "%s failed: %s", self.name, error, exc_info=level == logging.ERROR)
            log.debug("%s failed", self.name, exc_info=error)
        self.error = error
        return self._on_failure(error)


def stop_workers(workers: Sequence[Worker], timeout_s: float) -> None:
    """Ask all workers to stop, then wait for them with one deadline.

    Raises:
        WorkerStuckError: some still run at the deadline; they are daemons and die with the process.
    """
    for worker in workers:
        worker.request_stop()
    end_s = time.monotonic() + timeout_s
    stuck = [worker.name for worker in workers if not worker.join(end_s)]
    if stuck:
        raise WorkerStuckError(
            f"{' and '.join(stuck)} did not stop within {timeout_s:.1f} s: "
            "a driver or disk hangs; close vcam and start it again"
        )


def despite_ctrl_c(work: Callable[[float], None], timeout_s: float) -> None:
    """Do `work(seconds left)` whatever the user presses, then obey: half a file helps nobody.

    Raises:
        KeyboardInterrupt: Ctrl-C was pressed meanwhile; the work is done, unless time was up.
    """
    end_s = time.monotonic() + timeout_s
    interrupted = False
    while True:
        try:
            work(max(0.1, end_s - time.monotonic()))
            break
        except KeyboardInterrupt:
            if time.monotonic() > end_s:
                raise
            interrupted = True
    if interrupted:
        raise KeyboardInterrupt
