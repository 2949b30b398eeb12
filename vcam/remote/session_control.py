"""A live session under remote control, without the app: what `vcam run --osc` listens for."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from vcam.engine.settings import Settings
from vcam.errors import RemoteControlError, VcamError
from vcam.geometry.editing import Edits
from vcam.geometry.looks import load_look

if TYPE_CHECKING:
    from vcam.avatar.avatar import Avatar

log = logging.getLogger(__name__)


class ControlledSession(Protocol):
    """The part of `vcam.engine.session.Session` that is controlled."""

    def update(self, settings: Settings) -> None:
        """Follow new settings."""
        ...

    def swap_avatar(self, avatar: Avatar) -> None:
        """Show another avatar."""
        ...

    def calibrate(self) -> None:
        """Take the face now as the neutral one."""
        ...


class SessionControl:
    """Carries out commands on a session; to be called from one thread. Implements `Controlled`."""

    def __init__(
        self,
        session: ControlledSession,
        settings: Settings,
        *,
        avatar: str,
        list_avatars: Callable[[], Sequence[str]],
        open_avatar: Callable[[str], Avatar],
    ) -> None:
        """Control a session that is or will be started.

        Args:
            settings: those that the session has.
            avatar: name of the avatar that it shows.
            list_avatars: names in the order in which numbers and next count.
            open_avatar: an avatar by name, ready to be drawn; raises `VcamError`.
        """
        self._session = session
        self._settings = settings
        self._avatar = avatar
        self._list_avatars = list_avatars
        self._open_avatar = open_avatar

    def choose_avatar(self, name: str) -> None:
        """Show the avatar of this name.

        Raises:
            RemoteControlError: there is none.
        """
        # Not handed on as it is: a photo's path would make an avatar of any file.
        if name not in self._list_avatars():
            raise RemoteControlError(
                f"there is no avatar called {name!r}: `vcam avatar list` tells the names"
            )
        if name == self._avatar:
            return
        try:
            self._session.swap_avatar(self._open_avatar(name))
        except VcamError as error:
            raise RemoteControlError(f"the avatar {name!r} can't be shown: {error}") from error
        self._avatar = name

    def choose_avatar_number(self, number: int) -> None:
        """Show an avatar by its place in the list, from 1."""
        names = self._list_avatars()
        if number > len(names):
            raise RemoteControlError(f"there is no avatar number {number}: there are {len(names)}")
        self.choose_avatar(names[number - 1])

    def step_avatar(self, step: int) -> None:
        """Show the next avatar (1) or the one before (-1), around the ends."""
        names = self._list_avatars()
        at = names.index(self._avatar) if self._avatar in names else -1 if step > 0 else 0
        self.choose_avatar(names[(at + step) % len(names)])

    def set_running(self, on: bool | None) -> None:
        """Refuse: without the app, the session is the program.

        Raises:
            RemoteControlError: always.
        """
        raise RemoteControlError("starting and stopping is the app's; `vcam run` stops with Ctrl-C")

    def set_paused(self, on: bool | None) -> None:
        """Show a still card instead of the avatar."""
        self._change(paused=not self._settings.paused if on is None else on)

    def set_panic(self, on: bool | None) -> None:
        """The same as pausing: here there is nothing else to hide."""
        self.set_paused(on)

    def set_edit(self, name: str, value: float) -> None:
        """Change one edit, within its range."""
        self._change(edits=self._settings.edits.with_value(name, value))

    def reset_edits(self) -> None:
        """All edits back to their defaults."""
        self._change(edits=Edits())

    def use_look(self, path: Path) -> None:
        """Take the edits of a look.

        Raises:
            RemoteControlError: the file can't be used.
        """
        try:
            self._change(edits=load_look(path))
        except VcamError as error:
            raise RemoteControlError(str(error)) from error

    def set_reaction(self, name: str, on: bool | None) -> None:
        """Switch a reaction."""
        now = self._settings.reactions
        wanted = name not in now if on is None else on
        self._change(reactions=now | {name} if wanted else now - {name})

    def calibrate(self) -> None:
        """Take the driver's face as the neutral one."""
        self._session.calibrate()

    def _change(self, **changes: object) -> None:
        self._settings = replace(self._settings, **changes)  # type: ignore[arg-type]
        self._session.update(self._settings)
