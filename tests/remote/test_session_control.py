"""Tests of a session under remote control."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from vcam.engine.settings import Settings
from vcam.errors import AvatarFileError, RemoteControlError
from vcam.geometry.editing import Edits
from vcam.geometry.looks import save_look
from vcam.remote.commands import addresses, parse_command
from vcam.remote.session_control import SessionControl


class RememberingSession:
    def __init__(self) -> None:
        self.settings: list[Settings] = []
        self.shown: list[str] = []
        self.calibrations = 0

    def update(self, settings: Settings) -> None:
        self.settings.append(settings)

    def swap_avatar(self, avatar: Any) -> None:
        self.shown.append(avatar.name)

    def calibrate(self) -> None:
        self.calibrations += 1


@pytest.fixture
def session() -> RememberingSession:
    return RememberingSession()


@pytest.fixture
def control(session: RememberingSession) -> SessionControl:
    def open_avatar(name: str) -> Any:
        if name == "broken":
            raise AvatarFileError("its texture is damaged")
        return SimpleNamespace(name=name)

    return SessionControl(
        session,
        Settings(),
        avatar="anna",
        list_avatars=lambda: ["anna", "ben", "broken"],
        open_avatar=open_avatar,
    )


def test_avatars_by_name_number_and_step(control: SessionControl, session: RememberingSession) -> None:
    control.choose_avatar("ben")
    control.choose_avatar("ben")
    control.choose_avatar_number(1)
    control.step_avatar(1)
    control.step_avatar(-1)
    assert session.shown == ["ben", "anna", "ben", "anna"]


def test_steps_go_around_the_ends(session: RememberingSession) -> None:
    control = SessionControl(
        session,
        Settings(),
        avatar="/photos/of_mine.jpg",
        list_avatars=lambda: ["anna", "ben"],
        open_avatar=lambda name: SimpleNamespace(name=name),  # type: ignore[arg-type,return-value]
    )
    for step in (1, 1, 1, -1):
        control.step_avatar(step)
    assert session.shown == ["anna", "ben", "anna", "ben"]


@pytest.mark.parametrize("name", ["nobody", "/etc/passwd", "broken"])
def test_an_avatar_that_cannot_be_shown_changes_nothing(
    control: SessionControl, session: RememberingSession, name: str
) -> None:
    with pytest.raises(RemoteControlError, match=name):
        control.choose_avatar(name)
    with pytest.raises(RemoteControlError, match="there are 3"):
        control.choose_avatar_number(4)
    assert session.shown == []
    control.step_avatar(1)
    assert session.shown == ["ben"]


def test_settings_add_up(control: SessionControl, session: RememberingSession) -> None:
    control.set_edit("yaw", 10)
    control.set_edit("smile", 0.5)
    control.set_paused(None)
    control.set_reaction("wink", True)
    control.set_reaction("smile", None)
    control.set_reaction("wink", None)
    last = session.settings[-1]
    assert last.edits == Edits(yaw=10, smile=0.5)
    assert last.paused
    assert last.reactions == {"smile"}
    control.set_panic(False)
    control.reset_edits()
    assert session.settings[-1] == Settings(reactions=frozenset({"smile"}))


def test_looks_replace_the_edits(
    control: SessionControl, session: RememberingSession, tmp_path: Path
) -> None:
    save_look(Edits(zoom=1.5), tmp_path / "near.json")
    control.set_edit("yaw", 10)
    control.use_look(tmp_path / "near.json")
    assert session.settings[-1].edits == Edits(zoom=1.5)
    with pytest.raises(RemoteControlError, match="can't be read"):
        control.use_look(tmp_path / "missing.json")


def test_every_address_is_carried_out_or_refused(control: SessionControl) -> None:
    for address in addresses():
        for arguments in ([], [1.0], ["anna"]):
            # Any other error fails the test.
            with suppress(RemoteControlError):
                command = parse_command(address, arguments)
                if command is not None:
                    command.carry_out(control)
