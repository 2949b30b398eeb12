"""Driving from a video or motion: its controls below the source list, and their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from ui.view_models.playback import PlaybackModel
from ui.widgets.transport import Transport

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class Driving(QObject):
    """Connects the transport with the session, for as long as the window lives."""

    def __init__(self, window: MainWindow) -> None:
        """Put the transport into the source panel."""
        super().__init__(window)
        self.model = PlaybackModel(window.controller, self)
        self.transport = Transport()
        window.source_panel.add(self.transport)
        self.transport.play.connect(self.model.toggle)
        self.transport.sought.connect(self.model.seek)
        self.model.changed.connect(self._show)
        keys = {
            "Ctrl+Space": self.model.toggle,
            "Ctrl+Left": self.model.back,
            "Ctrl+Right": self.model.forward,
        }
        for key, action in keys.items():
            QShortcut(QKeySequence(key), window).activated.connect(action)

    def _show(self) -> None:
        self.transport.show_playback(self.model.now)


def wire_driving(window: MainWindow) -> Driving:
    """Connect it."""
    return Driving(window)
