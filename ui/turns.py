"""Long work of the window's thread, cut into short turns of Qt's loop."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer

_TURN_S = 0.008
Steps = Iterator[bool | None]
"""Each yields when it is done; True ends the turn, so that what the step asked of Qt comes first."""


class Turns(QObject):
    """Does as many steps in a turn as fit into 8 ms, at least one; between turns the window lives on."""

    def __init__(self, parent: QObject, clock: Callable[[], float] = time.perf_counter) -> None:
        """Start with nothing to do; `clock` tells seconds."""
        super().__init__(parent)
        self._clock = clock
        self._steps: Steps = iter(())
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._turn)

    @property
    def running(self) -> bool:
        """Whether steps are left."""
        return self._timer.isActive()

    def begin(self, steps: Steps) -> None:
        """Do these, the first ones now; those that are left of others are forgotten."""
        self._steps = steps
        self._timer.start(0)
        self._turn()

    def finish(self) -> None:
        """Do all that is left, now."""
        for _ in self._steps:
            pass
        self._timer.stop()

    def _turn(self) -> None:
        end_s = self._clock() + _TURN_S
        for enough in self._steps:
            if enough or self._clock() >= end_s:
                return
        self._timer.stop()
