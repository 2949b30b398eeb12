"""The picture before the start: the avatar as it will look, drawn in the background, newest wish first."""

from __future__ import annotations

import logging
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from ui.bridge import TaskRunner
from ui.services import Services
from vcam.frames import Image

from .preferences import Preferences

log = logging.getLogger(__name__)

PAUSE_MS = 10


class StillPicture(QObject):
    """Draws one composite of an avatar at rest; wishes that come while one is drawn are merged.

    Signals:
        drawn(image): (H, W, 3) uint8 RGB, or None when there is nothing to show.
    """

    drawn = Signal(object)

    def __init__(self, services: Services, runner: TaskRunner, parent: QObject | None = None) -> None:
        """Draw with these services."""
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._wish: tuple[Any, Preferences] | None = None
        self._drawing = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._next)

    @property
    def awaited(self) -> bool:
        """Whether a picture that was asked for is yet to come."""
        return self._drawing or self._wish is not None

    def draw(self, avatar: Any, preferences: Preferences) -> None:
        """Ask for the picture of an avatar with these choices."""
        self._wish = (avatar, preferences)
        if not self._drawing:
            self._timer.start()

    def _next(self) -> None:
        if self._wish is None or self._drawing:
            return
        (avatar, preferences), self._wish = self._wish, None
        self._drawing = True

        def work() -> Image:
            return self._services.draw_still(
                avatar, preferences.output_format(), preferences.settings()
            ).image

        self._runner.run("still", work, self._done, self._failed)

    def _done(self, image: Image) -> None:
        self._drawing = False
        self.drawn.emit(image)
        self._next()

    def _failed(self, error: BaseException) -> None:
        self._drawing = False
        log.warning("the still picture could not be drawn: %s", error)
        self.drawn.emit(None)
        self._next()
