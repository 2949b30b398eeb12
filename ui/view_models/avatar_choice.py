"""The avatar in use: loaded in the background for what draws it, the newest wish wins."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.bridge import TaskRunner
from ui.services import Avatars, Services
from ui.translation import tr
from vcam.engine.ready_avatars import ReadyAvatar, ReadyAvatars
from vcam.errors import BackendUnavailable, CheckpointError

from .avatar_looks import AvatarLook, AvatarLooks
from .messages import Message, message_from_error
from .renderers import PRIOR

if TYPE_CHECKING:
    from vcam.avatar.avatar import Avatar

Wish = tuple[str, str]
"""Name of an avatar, and renderer."""


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What was wished for.

    Args:
        avatar: ready to be drawn.
        told: what to tell about how it is drawn, mostly nothing.
        key: of the avatar, see `AvatarEntry`.
        look: the edits and background kept for it, None when there are none.
    """

    avatar: Avatar
    told: str
    key: str
    look: AvatarLook | None


def key_of(name: str, avatars: Avatars) -> str:
    """The key of an avatar, see `AvatarEntry`; may wait for the disk."""
    return next((entry.key for entry in avatars.list() if entry.name == name), name)


class AvatarChoice(QObject):
    """Loads avatars by name and holds the last one that could be loaded.

    Signals:
        loading(str): an avatar is being loaded; empty when done.
        loaded: `avatar`, `name`, `key` and `look` are of the avatar that was wished for.
        renamed: `name` alone changed.
        undrawable: the renderer can't draw; a message has told why, and another renderer is wanted.
        message(Message): something to tell the user.
    """

    loading = Signal(str)
    loaded = Signal()
    renamed = Signal()
    undrawable = Signal()
    message = Signal(object)

    def __init__(
        self,
        services: Services,
        runner: TaskRunner,
        renderer: str,
        looks: AvatarLooks,
        parent: QObject | None = None,
    ) -> None:
        """Start without an avatar."""
        super().__init__(parent)
        self._looks = looks
        self._services = services
        self._runner = runner
        self._renderer = renderer
        self.avatar: Avatar | None = None
        self.name = ""
        self.key = ""
        self.look: AvatarLook | None = None
        self.wanted = ""
        self._told = ""
        self.ready = ReadyAvatars()
        """What needs no loading, by key and renderer."""

    @property
    def renderer(self) -> str:
        """What draws the avatars now, see `Preferences`."""
        return self._renderer

    @property
    def settled(self) -> bool:
        """Whether there is an avatar and none is being loaded."""
        return bool(self.name) and self.name == self.wanted

    @property
    def told(self) -> str:
        """What there is to tell about how the avatar is drawn, mostly nothing; why it is not as wished."""
        return self._told

    def choose(self, name: str) -> None:
        """Load an avatar, unless it is loaded or being loaded already."""
        if name and name != self.wanted:
            self.wanted = name
            self._load()

    def rename(self, name: str, new_name: str) -> None:
        """An avatar has got another name."""
        if self.wanted == name:
            self.wanted = new_name
            if self.name != name:  # under way, by a name that is no more
                self._load()
        if self.name == name:
            self.name = new_name
            self.renamed.emit()

    def draw_by(self, renderer: str) -> None:
        """Let another renderer draw the avatar, this one and those to come."""
        if renderer != self._renderer:
            self._renderer = renderer
            if self.wanted:
                self._load()

    def _load(self) -> None:
        name, renderer = wish = self.wanted, self._renderer
        self.loading.emit(name)

        work = partial(self._work, name, renderer)
        self._runner.run("load", work, partial(self._take, wish), partial(self._fail, wish))

    def _work(self, name: str, renderer: str) -> Loaded:
        """Load an avatar, unless it is ready; on the lane."""
        avatars = self._services.avatars
        key = key_of(name, avatars)
        ready = self.ready.use((key, renderer))
        if ready is None:
            avatar, told = self._services.draw_by(avatars.load(name), renderer)
            ready = ReadyAvatar(avatar=avatar, told=told)
            self.ready.keep((key, renderer), ready)
        return Loaded(avatar=ready.avatar, told=ready.told, key=key, look=self._looks.read(key))

    def _take(self, wish: Wish, loaded: Loaded) -> None:
        if wish == (self.wanted, self._renderer):
            self.avatar, self.key, self.look, told = loaded.avatar, loaded.key, loaded.look, loaded.told
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
