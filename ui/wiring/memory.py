"""Keeps the window's memory small, however long it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from vcam.freed_memory import give_back_freed

if TYPE_CHECKING:
    from ui.main_window import MainWindow

EVERY_MS = 15_000


class MemoryKeeping(QObject):
    """Gives freed memory back now and then, beside the window's thread; owned by the window."""

    def __init__(self, window: MainWindow) -> None:
        """Begin."""
        super().__init__(window)
        self._runner = window.runner
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._give_back)
        self._timer.start(EVERY_MS)

    def _give_back(self) -> None:
        self._runner.run("files", give_back_freed)


def wire_memory(window: MainWindow) -> MemoryKeeping:
    """Let the window keep its memory small."""
    return MemoryKeeping(window)
