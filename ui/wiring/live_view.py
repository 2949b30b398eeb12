"""The live view: what the others see, how it is doing, and the longer story on request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from ui.translation import tr
from ui.view_models.advice import advice
from ui.view_models.audio_delay import audio_delay
from ui.view_models.preview_feed import Fit, PreviewFeed
from ui.view_models.session_controller import State
from ui.view_models.status import no_face_sentence, status_parts
from ui.widgets.status_details import StatusDetails
from ui.widgets.status_line import StatusButton

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.services import LiveSession


class LiveView(QObject):
    """Shows the session in preview, tracking view and status line; owned by the window."""

    def __init__(self, window: MainWindow) -> None:
        """Connect; nothing is shown before `show_frame` and `show_status` are called."""
        super().__init__(window)
        self._window = window
        self.details = StatusDetails(window)
        self._statistics: Any | None = None
        self._feed = PreviewFeed(window.runner, self)
        self._feed.ready.connect(self._show_fitted)
        window.status_line.asked.connect(self._tell)
        window.help_menu.add(tr("Audio delay for OBS"), self.tell_delay)

    def show_frame(self, session: LiveSession) -> None:
        """Show the newest composite, and the newest landmarks if they are wanted."""
        window = self._window
        composite = session.latest_composite()
        if composite is not None:
            self._feed.offer(window.preview.fit_of(composite))
        if window.choices.now.tracking_view:
            window.tracking_view.show_tracked(session.latest_tracked())

    def show_status(self) -> None:
        """Show how the session is doing at this moment."""
        window = self._window
        controller, preview = window.controller, window.preview
        self._statistics = statistics = controller.statistics()
        told, face_lost = controller.avatar.told, window.choices.now.face_lost
        parts = status_parts(controller.state, controller.hidden, statistics, told, face_lost)
        window.status_line.show_parts(parts)
        preview.set_trouble("" if _face_in_view(statistics) else no_face_sentence(face_lost))
        calibration = self._calibration()
        if calibration is None:
            preview.set_calibration(None, "")
        else:
            note = tr("Calibrating. {advice}").format(advice=advice(calibration.problem))
            preview.set_calibration(calibration.progress, note)
        if self.details.isVisible():
            self._fill(self.details.topic)

    def tell_delay(self) -> None:
        """Open the audio delay helper."""
        line = self._window.status_line
        self._fill("delay")
        self.details.open_above(line.button("delay") or line)

    def _tell(self, button: StatusButton) -> None:
        self._fill(button.part.topic)
        self.details.open_above(button)

    def _fill(self, topic: str) -> None:
        if topic == "delay":
            self.details.show_delay(audio_delay(self._statistics))
            return
        button = self._window.status_line.button(topic)
        if button is not None:
            part = button.part
            title = tr("The driver") if topic == "source" else part.plain
            self.details.show_text(topic, title, part.tip)

    def _show_fitted(self, fit: Fit, picture: QImage) -> None:
        # The session may have ended, and the still picture have come, while this one was made ready.
        if self._window.controller.state is State.LIVE:
            self._window.preview.show_fitted(fit, picture)

    def _calibration(self) -> Any | None:
        """The calibration's state while there is somebody before a camera to follow its advice."""
        statistics, chosen = self._statistics, self._window.devices.chosen
        if statistics is None or statistics.calibration is None or self._window.controller.hidden:
            return None
        if chosen is None or chosen.kind != "camera" or not statistics.face_visible:
            return None
        return statistics.calibration if statistics.calibration.progress < 1 else None


def _face_in_view(statistics: Any | None) -> bool:
    """False only when the tracker has looked and found no face."""
    return statistics is None or statistics.face_visible or not statistics.frames.get("tracked")


def wire_live_view(window: MainWindow) -> LiveView:
    """Give the window its live view."""
    return LiveView(window)
