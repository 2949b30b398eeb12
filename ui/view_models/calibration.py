"""Calibrating by hand: a short countdown so that the user can look straight, then the face is taken."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from ui.bridge import TaskRunner
from ui.services import LiveSession, Services
from vcam.frames import Landmarks

from .neutrals import save_neutral

log = logging.getLogger(__name__)

COUNTDOWN = 3


class Calibration(QObject):
    """The countdown and what becomes of the face it takes.

    Signals:
        counting(int): seconds left to show; 0 when the countdown is over or was called off.
        taken: the engine was told to take the face.
    """

    counting = Signal(int)
    taken = Signal()

    def __init__(
        self,
        services: Services,
        runner: TaskRunner,
        session: Callable[[], LiveSession | None],
        pair: Callable[[], tuple[str, str]],
        parent: QObject | None = None,
    ) -> None:
        """Watch over the session that `session` gives; `pair` tells its source's key and avatar's name."""
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._session = session
        self._pair = pair
        self._left = 0
        self._known: Landmarks | None = None
        self._asked_for: tuple[str, str] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._count)

    @property
    def seconds_left(self) -> int:
        """0 when no countdown runs."""
        return self._left

    def begin(self) -> None:
        """Count down, then take the face; does nothing while one is running."""
        if self._left == 0 and self._session() is not None:
            self._left = COUNTDOWN
            self._timer.start()
            self.counting.emit(self._left)

    def cancel(self) -> None:
        """Call a running countdown off."""
        self._timer.stop()
        self._asked_for = None
        if self._left:
            self._left = 0
            self.counting.emit(0)

    def watch(self, neutral: Landmarks | None) -> None:
        """Take note of the engine's neutral face; the first new one after `taken` is kept on disk."""
        if self._asked_for is None:
            self._known = neutral
        elif neutral is not None and neutral is not self._known:
            (source, avatar), self._asked_for, self._known = self._asked_for, None, neutral
            keep = partial(save_neutral, self._services.neutrals_folder, source, avatar, neutral)
            self._runner.run("files", keep, failed=_not_kept)

    def _count(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._left = 0
            self._timer.stop()
            session = self._session()
            if session is not None:
                self._asked_for = self._pair()
                session.calibrate()
                self.taken.emit()
        self.counting.emit(self._left)


def _not_kept(error: BaseException) -> None:
    log.warning("the calibration can't be kept: %s", error)
