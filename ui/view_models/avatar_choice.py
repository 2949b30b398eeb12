"""The avatar in use: loaded in the background for what draws it, the newest wish wins."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.bridge import TaskRunner
from ui.services import Services
from ui.translation import tr
from vcam.errors import BackendUnavailable, CheckpointError

from .messages import Message, message_from_error
from .renderers import PRIOR

if TYPE_CHECKING:
    from vcam.avatar.avatar import Avatar

Wish = tuple[str, str]
"""Name of an avatar, and renderer."""
Loaded = tuple["Avatar", str]
"""What was wished for, and what to tell about how it is drawn."""


class AvatarChoice(QObject):
    """Loads avatars by name and holds the last one that could be loaded.

    Signals:
        loading(str): an avatar is being loaded; empty when done.
        loaded: `avatar` and `name` changed.
        undrawable: the renderer can't draw; a message has told why, and another renderer is wanted.
        message(Message): something to tell the user.
    """

    loading = Signal(str)
    loaded = Signal()
    undrawable = Signal()
    message = Signal(object)

    def __init__(
        self, services: Services, runner: TaskRunner, renderer: str, parent: QObject | None = None
    ) -> None:
        """Start without an avatar."""
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._renderer = renderer
        self.avatar: Avatar | None = None
        self.name = ""
        self.wanted = ""
        self._told = ""

    def choose(self, name: str) -> None:
        """Load an avatar, unless it is loaded or being loaded already."""
        if name and name != self.wanted:
            self.wanted = name
            self._load()

    def draw_by(self, renderer: str) -> None:
        """Let another renderer draw the avatar, this one and those to come."""
        if renderer != self._renderer:
            self._renderer = renderer
            if self.wanted:
                self._load()

    def _load(self) -> None:
        name, renderer = wish = self.wanted, self._renderer
        self.loading.emit(name)

        def load() -> Loaded:
            return self._services.draw_by(self._services.avatars.load(name), renderer)

        self._runner.run("load", load, partial(self._take, wish), partial(self._fail, wish))

    def _take(self, wish: Wish, loaded: Loaded) -> None:
        if wish == (self.wanted, self._renderer):
            self.avatar, told = loaded
            self.name = wish[0]
            if told and told != self._told:
                self.message.emit(Message(kind="warning", sentence=told, topic="drawing"))
            self._told = told
            self.loading.emit("")
            self.loaded.emit()

    def _fail(self, wish: Wish, error: BaseException) -> None:
        name, renderer = wish
        self.message.emit(
            message_from_error(error, topic=f"avatar {name}", doing=tr("loading {name}").format(name=name))
        )
        if wish != (self.wanted, self._renderer):
            return
        if renderer != PRIOR and isinstance(error, CheckpointError | BackendUnavailable):
            self.undrawable.emit()
            return
        self.wanted = self.name
        self.loading.emit("")
