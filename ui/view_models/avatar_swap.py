"""Brings another avatar into the live session together with all that is its own, in one step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.bridge import TaskRunner
from vcam.engine.settings import Settings

from .neutrals import load_neutral
from .session_host import SessionHost

if TYPE_CHECKING:
    from vcam.avatar.avatar import Avatar


class AvatarSwap:
    """While the next avatar is prepared, the one that is shown keeps its own edits and background."""

    def __init__(
        self, runner: TaskRunner, lane: str, host: SessionHost, neutrals: Path, settled: Callable[[], None]
    ) -> None:
        """Change the session of `host`; `settled` is called when the newest avatar is shown."""
        self._runner = runner
        self._lane = lane
        self._host = host
        self._neutrals = neutrals
        self._settled = settled
        self._under_way = 0
        self._asked = 0
        self._held: dict[str, Any] = {}
        self.failed = False
        """Whether the avatar that is shown is not the newest one, because that could not be drawn."""

    def hold(self, settings: Settings) -> None:
        """The avatar that is shown keeps its part of these settings until the next one is there."""
        if not self._held:
            self._held = _own(settings)

    def release(self) -> None:
        """The avatar that is shown is the newest one."""
        if not self._under_way:
            self._held = {}
            self.failed = False

    def settings(self, wanted: Settings) -> Settings:
        """The part of the wanted settings that may reach the avatar that is shown."""
        return replace(wanted, **self._held)

    def begin(
        self,
        avatar: Avatar,
        settings: Settings,
        pair: tuple[str, str],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Show `avatar` with `settings` and the neutral face kept for it, unless a newer wish comes first.

        Args:
            avatar: to show.
            settings: its first ones.
            pair: keys of source and avatar, under which neutral faces are kept.
            failed: called with what went wrong; then the old avatar stays, with what it had.
        """
        self._under_way += 1
        self._asked += 1
        number = self._asked

        def work() -> bool:
            # Whoever leafs through the avatars, a key held down, waits for the last one alone.
            if number != self._asked:
                return False
            self._host.swap_avatar(avatar, settings, load_neutral(self._neutrals, *pair))
            return True

        def not_done(error: BaseException) -> None:
            self._under_way -= 1
            self.failed = True
            failed(error)

        self._runner.run(self._lane, work, lambda shown: self._done(settings, shown), not_done)

    def _done(self, settings: Settings, shown: bool) -> None:
        self._under_way -= 1
        if shown:
            self.failed = False
        if not self._under_way:
            self._held = {}
            self._settled()
        elif shown:
            self._held = _own(settings)


def _own(settings: Settings) -> dict[str, Any]:
    """What belongs to an avatar rather than to the session."""
    return {"edits": settings.edits, "background": settings.background}
