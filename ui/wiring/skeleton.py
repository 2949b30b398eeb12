"""A word to the user where the anchored skeleton was chosen and the analytic one has to stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.services import Services
from ui.view_models.messages import Message
from ui.view_models.preferences import Preferences

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from vcam.engine.skeleton_kind import SkeletonKind

TOPIC = "skeleton"


class SkeletonWiring(QObject):
    """Tries the chosen skeleton in the background; owned by the window."""

    def __init__(self, window: MainWindow, services: Services) -> None:
        """Connect, and try what is chosen now."""
        super().__init__(window)
        self._window, self._services = window, services
        self._chosen: SkeletonKind | None = None
        window.choices.changed.connect(self._choices_changed)
        self._choices_changed(window.choices.now, window.choices.now)

    def _choices_changed(self, new: Preferences, _old: Preferences) -> None:
        if new.skeleton_kind == self._chosen:
            return
        self._chosen = kind = new.skeleton_kind
        self._window.runner.run("load", lambda: self._services.skeleton_trouble(kind), self._tell)

    def _tell(self, told: str) -> None:
        self._window.banners.close_topic(TOPIC)
        if told and self._chosen == "anchored":
            self._window.banners.show_message(Message(kind="warning", sentence=told, topic=TOPIC))


def wire_skeleton(window: MainWindow, services: Services) -> SkeletonWiring:
    """Let the window tell what became of the chosen skeleton."""
    return SkeletonWiring(window, services)
