"""Remote control in the window: listens while the user wants it, and does what is asked as if by hand."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.bridge import SessionBridge, TaskRunner
from ui.translation import tr
from vcam.errors import RemoteControlError
from vcam.remote.commands import Command
from vcam.remote.server import LOOPBACK, OscServer

from .choices import Choices
from .gallery import GalleryModel
from .looks import Looks
from .messages import as_sentence
from .preferences import Preferences
from .session_controller import SessionController, State

if TYPE_CHECKING:
    from collections.abc import Sequence

log = logging.getLogger(__name__)

LANE = "remote"


class WindowControl:
    """Carries out commands with the window's view models, on the window's thread. Implements `Controlled`."""

    def __init__(
        self, controller: SessionController, choices: Choices, avatars: GalleryModel, looks: Looks
    ) -> None:
        """Steer these."""
        self._controller = controller
        self._choices = choices
        self._avatars = avatars
        self._looks = looks

    def choose_avatar(self, name: str) -> None:
        """Show the avatar of this name.

        Raises:
            RemoteControlError: there is none.
        """
        if name not in self._names():
            raise RemoteControlError(f"there is no avatar called {name!r}")
        self._controller.avatar.choose(name)

    def choose_avatar_number(self, number: int) -> None:
        """Show an avatar by its place in the gallery, from 1.

        Raises:
            RemoteControlError: there are fewer.
        """
        names = self._names()
        if number > len(names):
            raise RemoteControlError(f"there is no avatar number {number}: there are {len(names)}")
        self._controller.avatar.choose(names[number - 1])

    def step_avatar(self, step: int) -> None:
        """Show the next avatar (1) or the one before (-1), around the ends."""
        names, wanted = self._names(), self._controller.avatar.wanted
        if names:
            at = names.index(wanted) if wanted in names else -1
            self._controller.avatar.choose(names[(at + step) % len(names)])

    def set_running(self, on: bool | None) -> None:
        """Go live or stop."""
        controller = self._controller
        idle = controller.state in (State.IDLE, State.STOPPING)
        if on is None or on == idle:
            controller.toggle()

    def set_paused(self, on: bool | None) -> None:
        """Show a still card instead of the avatar."""
        self._controller.set_paused(not self._controller.paused if on is None else on)

    def set_panic(self, on: bool | None) -> None:
        """Show a still card at once, from any state."""
        self._controller.set_panic(not self._controller.panic if on is None else on)

    def set_edit(self, name: str, value: float) -> None:
        """Change one edit, within its range."""
        self._choices.set_edit(name, value)

    def reset_edits(self) -> None:
        """All edits back to their defaults."""
        self._choices.reset_edits()

    def use_look(self, path: Path) -> None:
        """Take the edits of a look."""
        self._looks.load(path)

    def set_reaction(self, name: str, on: bool | None) -> None:
        """Switch a reaction."""
        reactions = self._controller.reactions
        reactions.switch(name, name not in reactions.on if on is None else on)

    def calibrate(self) -> None:
        """Take the driver's face as the neutral one."""
        self._controller.calibration.begin()

    def _names(self) -> Sequence[str]:
        return [item.name for item in self._avatars.items]


class RemoteControl(QObject):
    """Listens as the choices say.

    Signals:
        changed: `port` or `trouble` changed.
    """

    changed = Signal()

    def __init__(
        self, choices: Choices, runner: TaskRunner, control: WindowControl, parent: QObject | None = None
    ) -> None:
        """Listen if the choices say so, and follow them."""
        super().__init__(parent)
        self._runner = runner
        self._control = control
        self._server: OscServer | None = None
        self._closed = False
        self._bridge = SessionBridge(self)
        self._bridge.received.connect(self._carry_out)
        self.port: int | None = None
        self.trouble = ""
        choices.changed.connect(self._choices_changed)
        if choices.now.remote_control:
            self._listen(choices.now)

    @property
    def sentence(self) -> str:
        """What it is doing, for the user."""
        if self.trouble:
            return self.trouble
        if self.port is None:
            return tr("Off. Nothing is listening.")
        return tr("Listening on {address}, port {port}.").format(address=LOOPBACK, port=self.port)

    def close(self) -> None:
        """Stop listening, at once; safe twice."""
        self._closed = True
        self._stop()

    def _choices_changed(self, new: Preferences, old: Preferences) -> None:
        if (new.remote_control, new.remote_port) != (old.remote_control, old.remote_port):
            self._listen(new)

    def _listen(self, choices: Preferences) -> None:
        port = choices.remote_port if choices.remote_control else None
        self._runner.run(LANE, partial(self._open, port), self._opened, self._failed)

    def _open(self, port: int | None) -> int | None:
        """On the lane: end what listens, and listen on another port."""
        self._stop()
        if port is not None and not self._closed:
            self._server = OscServer(port, self._bridge.on_event)
        return port

    def _stop(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.close()

    def _opened(self, port: int | None) -> None:
        self.port, self.trouble = port, ""
        self.changed.emit()

    def _failed(self, error: BaseException) -> None:
        self.port, self.trouble = None, as_sentence(str(error))
        self.changed.emit()

    def _carry_out(self, command: Command) -> None:
        if self._closed:
            return
        try:
            command.carry_out(self._control)
        except RemoteControlError as error:
            log.warning("remote control: %s", error)
