"""What a soak watches in the window's process: the window's thread, troubles, memory, and what is left."""

from __future__ import annotations

import gc
import logging
import os
import sys
import threading
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import shiboken6
from PySide6.QtCore import QMessageLogContext, QObject, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget
from soak_limits import TURN_MS

REPOSITORY = Path(__file__).resolve().parents[2]
_BEAT_MS = 5
_LOOK_AFTER_S = 0.025
_WORST_KEPT = 6
# What the offscreen platform says of itself.
_OWN_TO_OFFSCREEN = ("This plugin does not support", "systemTrayWindowChanged")


@dataclass(frozen=True, kw_only=True)
class Block:
    """A time in which the window's thread did not come back to its loop.

    Args:
        ms: how long.
        cpu_ms: the processor time that the thread took of it; the rest it waited, for its turn or a lock.
        others_ms: the processor time that the process's other threads took.
        doing: what the person was doing.
        at: where the thread was when it was looked at, innermost first; empty if nobody looked in time.
    """

    ms: float
    cpu_ms: float
    others_ms: float
    doing: str
    at: str


class Watchdog:
    """Times the window's loop by a timer, and looks from a thread what keeps it; made on its thread."""

    def __init__(self) -> None:
        """Begin to watch."""
        self.blocks: list[Block] = []
        self.beats = self.over = 0
        self.doing = ""
        self._window_thread = threading.get_ident()
        self.forget_past()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(_BEAT_MS)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, name="watchdog", daemon=True)
        self._thread.start()

    def start_anew(self) -> None:
        """Forget what was seen so far."""
        self.blocks, self.beats, self.over = [], 0, 0
        self.forget_past()

    def close(self) -> None:
        """End timer and thread."""
        shiboken6.delete(self._timer)
        self._ended.set()
        self._thread.join()

    def forget_past(self) -> None:
        """Count what has just kept the thread as nothing of the window's."""
        self._seen = ""
        self._beat_s, self._cpu_s, self._all_s = time.monotonic(), time.thread_time(), time.process_time()

    def _beat(self) -> None:
        away_ms = 1000 * (time.monotonic() - self._beat_s) - _BEAT_MS
        cpu_ms = 1000 * (time.thread_time() - self._cpu_s)
        self.beats += 1
        self.over += away_ms > TURN_MS
        if away_ms > TURN_MS / 2:
            others_ms = 1000 * (time.process_time() - self._all_s) - cpu_ms
            self.blocks.append(
                Block(ms=away_ms, cpu_ms=cpu_ms, others_ms=others_ms, doing=self.doing, at=self._seen)
            )
            self.blocks = _worst(self.blocks)
        self.forget_past()

    def _look(self) -> None:
        while not self._ended.wait(_LOOK_AFTER_S / 2):
            if time.monotonic() - self._beat_s > _LOOK_AFTER_S and not self._seen:
                self._seen = _told(_calls(self._window_thread))


def _worst(blocks: list[Block]) -> list[Block]:
    """The longest ones, then others with the most work: those are the window's own fault on any computer."""
    longest = sorted(blocks, key=lambda block: -block.ms)[:_WORST_KEPT]
    others = [block for block in blocks if block not in longest]
    return longest + sorted(others, key=lambda block: -block.cpu_ms)[:_WORST_KEPT]


def _calls(thread: int) -> list[tuple[str, int, str]]:
    """Where a thread is, innermost first. It mustn't keep a frame: a painter in it would not be ended."""
    frame, calls = sys._current_frames().get(thread), []
    while frame is not None:
        calls.append((frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name))
        frame = frame.f_back
    return calls


def _told(calls: list[tuple[str, int, str]]) -> str:
    own = [call for call in calls if Path(call[0]).is_relative_to(REPOSITORY)]
    return " < ".join(f"{Path(file).name}:{line} {name}" for file, line, name in own[:4])


class Troubles(logging.Handler):
    """Collects everything that must not happen: exceptions anywhere, Qt's warnings, errors in the log."""

    def __init__(self) -> None:
        """Begin to collect."""
        super().__init__(logging.ERROR)
        self.found: list[str] = []
        logging.getLogger().addHandler(self)
        sys.excepthook = self._take_exception
        sys.unraisablehook = lambda hook: self.add(f"unraisable: {hook.exc_value!r} in {hook.object!r}")
        threading.excepthook = lambda hook: self.add(f"in {hook.thread}: {hook.exc_value!r}")
        qInstallMessageHandler(self._take_message)

    def add(self, what: str) -> None:
        """Remember one."""
        self.found.append(what)

    def emit(self, record: logging.LogRecord) -> None:
        """An error in the log."""
        self.add(f"logged: {self.format(record)}")

    def _take_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self.add("".join(traceback.format_exception(kind, error, trace)))
        sys.__excepthook__(kind, error, trace)

    def _take_message(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        harmless = kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)
        if not harmless and not any(own in text for own in _OWN_TO_OFFSCREEN):
            self.add(f"Qt: {text}")


def memory_mb() -> float:
    """What this process occupies of the memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def population(window: QWidget) -> dict[str, int]:
    """How many objects of which kind a window owns, and how many threads there are."""
    kinds: dict[str, int] = {"threads": threading.active_count()}
    for each in window.findChildren(QObject):
        kinds[type(each).__name__] = kinds.get(type(each).__name__, 0) + 1
    return kinds


def alive() -> dict[str, set[Any]]:
    """Threads by name; widgets and timers by kind and address, after the garbage has gone."""
    gc.collect()
    timers = [each for each in gc.get_objects() if isinstance(each, QTimer) and shiboken6.isValid(each)]
    return {
        "threads": {thread.name for thread in threading.enumerate()},
        "widgets": {f"{type(widget).__name__} {id(widget):x}" for widget in QApplication.allWidgets()},
        "timers": {f"every {timer.interval()} ms, {id(timer):x}, of {timer.parent()}" for timer in timers},
    }
