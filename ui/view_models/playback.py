"""Playing, pausing and winding the video or motion that drives the avatar."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from vcam.capture.playback import Playback

from .session_controller import SessionController

POLL_MS = 100
STEP_S = 5.0


class PlaybackModel(QObject):
    """Where the driving source stands, and the user's wishes about it.

    Signals:
        changed: `now` changed.
    """

    changed = Signal()

    def __init__(self, controller: SessionController, parent: QObject | None = None) -> None:
        """Follow the controller's session."""
        super().__init__(parent)
        self._controller = controller
        self.now: Playback | None = None
        """None while nothing is live, or something without a length drives."""
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self.refresh)
        controller.state_changed.connect(self._follow)

    def refresh(self) -> None:
        """Ask the session where it stands."""
        session = self._controller.session
        now = session.playback() if session is not None else None
        if now != self.now:
            self.now = now
            self.changed.emit()

    def toggle(self) -> None:
        """Pause what plays, play what is paused."""
        session = self._controller.session
        if session is not None and self.now is not None:
            session.set_playing(not self.now.playing)
            self.refresh()

    def seek(self, share: float) -> None:
        """Wind to a part of the length, from 0 to 1."""
        if self.now is not None:
            self._seek(share * self.now.duration_s)

    def back(self) -> None:
        """Wind back by five seconds."""
        self._step(-STEP_S)

    def forward(self) -> None:
        """Wind on by five seconds."""
        self._step(STEP_S)

    def _step(self, seconds: float) -> None:
        if self.now is not None:
            self._seek(self.now.position_s + seconds)

    def _seek(self, position_s: float) -> None:
        session = self._controller.session
        if session is not None:
            session.seek(position_s)
            self.refresh()

    def _follow(self) -> None:
        if self._controller.session is not None:
            self._timer.start()
        else:
            self._timer.stop()
        self.refresh()


def clock_text(seconds: float) -> str:
    """`1:05`, or `1:02:03` from an hour on."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
