"""The user's look at his own camera, for the guide alone: opened on request, closed again, polled."""

from __future__ import annotations

import logging
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from ui.bridge import TaskRunner
from ui.services import OwnView, Services
from vcam.errors import VcamError
from vcam.self_view.view import Sight

from .messages import as_sentence, message_from_error

log = logging.getLogger(__name__)

LANE = "self view"
POLL_MS = 33


class _Host:
    """The one owner of the view; its methods run on the lane alone, `view` may be read anywhere."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.view: OwnView | None = None

    def open(self, camera: str) -> OwnView:
        self.close()
        self.view = self._services.open_self_view(camera)
        return self.view

    def close(self) -> None:
        view, self.view = self.view, None
        if view is not None:
            view.close()


class SelfViewing(QObject):
    """Watches one camera at a time.

    Signals:
        seen(Sight): a new sight.
        changed: `camera`, `picture_wanted` or `failure` changed.
    """

    seen = Signal(object)
    changed = Signal()

    def __init__(self, services: Services, runner: TaskRunner, parent: QObject | None = None) -> None:
        """Start with no camera open."""
        super().__init__(parent)
        self._runner = runner
        self._host = _Host(services)
        self._view: OwnView | None = None
        self._last: Sight | None = None
        self._measure_wanted = False
        self.camera = ""
        """Id of the camera that is open or being opened; empty for none."""
        self.picture_wanted = False
        self.failure = ""
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)

    def watch(self, camera: str, *, picture: bool) -> None:
        """Open a camera, unless it is open already.

        Args:
            camera: its id.
            picture: whether its picture is wanted, too.
        """
        self.picture_wanted = picture
        if self._view is not None:
            self._view.show_picture = picture
        if camera != self.camera:
            self._forget()
            self.camera = camera
            self._runner.run(
                LANE, partial(self._host.open, camera), partial(self._opened, camera), self._failed
            )
        self.changed.emit()

    def measure(self) -> None:
        """Look for the neutral face with the camera that is open or being opened."""
        self._measure_wanted = True
        if self._view is not None:
            self._begin_to_measure(self._view)

    def stop(self) -> None:
        """Close the camera; safe without one."""
        if self.camera:
            self._forget()
            self.camera = ""
            self.picture_wanted = self._measure_wanted = False
            self._runner.run(LANE, self._host.close, failed=_not_closed)
            self.changed.emit()

    def _forget(self) -> None:
        self._timer.stop()
        self._view = self._last = None
        self.failure = ""

    def _opened(self, camera: str, view: OwnView) -> None:
        if camera != self.camera or view is not self._host.view:
            return
        self._view = view
        view.show_picture = self.picture_wanted
        if self._measure_wanted:
            self._begin_to_measure(view)
        self._timer.start()

    def _begin_to_measure(self, view: OwnView) -> None:
        self._measure_wanted = False
        self._last = None
        view.measure()

    def _failed(self, error: BaseException) -> None:
        sentence = str(error) if isinstance(error, VcamError) else message_from_error(error).sentence
        self._fail(sentence)

    def _poll(self) -> None:
        sight = self._view.latest if self._view is not None else None
        if sight is None or sight is self._last:
            return
        self._last = sight
        if sight.failure:
            self._fail(sight.failure)
        else:
            self.seen.emit(sight)

    def _fail(self, sentence: str) -> None:
        self.stop()
        self.failure = as_sentence(sentence)
        self.changed.emit()


def _not_closed(error: BaseException) -> None:
    log.warning("the camera did not close cleanly: %s", error)
