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
    with all packages loaded. So what is there when they are loaded, which stays as long as the window
    does, is left out until then.
    """

    def __init__(self, window: MainWindow) -> None:
        """Begin."""
        super().__init__(window)
        self._runner = window.runner
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._give_back)
        self._timer.start(EVERY_MS)
        window.controller.warmed.connect(gc.freeze)
        window.closed.connect(gc.unfreeze)

    def _give_back(self) -> None:
        self._runner.run("files", give_back_freed)


def wire_memory(window: MainWindow) -> MemoryKeeping:
    """Let the window keep its memory small."""
    return MemoryKeeping(window)
