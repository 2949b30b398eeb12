"""Keeps the window's memory small, however long it is open, and the pauses for that short."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from vcam.freed_memory import give_back_freed

if TYPE_CHECKING:
    from ui.main_window import MainWindow

EVERY_MS = 15_000


class MemoryKeeping(QObject):
    """Gives freed memory back now and then, beside the window's thread; owned by the window.

    Python's collector looks through everything that there is now and then, and all threads wait for it: 0.1 s
    with all packages loaded. So what is there when they are imported, and when the first picture is drawn, is
    left out until the window closes. Later there are sessions, whose remains it has to find.
    """

    def __init__(self, window: MainWindow) -> None:
        """Begin."""
        super().__init__(window)
        self._runner = window.runner
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._give_back)
        self._timer.start(EVERY_MS)
        self._still = window.controller.still
        self._still.drawn.connect(self._first_drawn)
        window.controller.warmed.connect(gc.freeze)
        window.closed.connect(gc.unfreeze)

    def _first_drawn(self) -> None:
        self._still.drawn.disconnect(self._first_drawn)
        gc.freeze()

    def _give_back(self) -> None:
        self._runner.run("files", give_back_freed)


def wire_memory(window: MainWindow) -> MemoryKeeping:
    """Let the window keep its memory small."""
    return MemoryKeeping(window)
