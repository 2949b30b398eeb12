"""The avatar in use: loaded in the background, the newest wish wins."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.bridge import TaskRunner
from ui.services import Avatars

from .messages import message_from_error

if TYPE_CHECKING:
    from vcam.avatar.avatar import Avatar


class AvatarChoice(QObject):
    """Loads avatars by name and holds the last one that could be loaded.

    Signals:
        loading(str): an avatar is being loaded; empty when done.
        loaded: `avatar` and `name` changed.
        message(Message): something to tell the user.
    """

    loading = Signal(str)
    loaded = Signal()
    message = Signal(object)

    def __init__(self, store: Avatars, runner: TaskRunner, parent: QObject | None = None) -> None:
        """Start without an avatar."""
        super().__init__(parent)
        self._store = store
        self._runner = runner
        self.avatar: Avatar | None = None
        self.name = ""
        self.wanted = ""

    def choose(self, name: str) -> None:
        """Load an avatar, unless it is loaded or being loaded already."""
        if not name or name == self.wanted:
            return
        self.wanted = name
        self.loading.emit(name)
        load = partial(self._store.load, name)
        self._runner.run("load", load, partial(self._take, name), partial(self._fail, name))

    def _take(self, name: str, avatar: Avatar) -> None:
        if name == self.wanted:
            self.avatar, self.name = avatar, name
            self.loading.emit("")
            self.loaded.emit()

    def _fail(self, name: str, error: BaseException) -> None:
        if name == self.wanted:
            self.wanted = self.name
            self.loading.emit("")
        self.message.emit(message_from_error(error, topic=f"avatar {name}", doing=f"loading {name}"))
