"""Tests of `--osc PORT`."""

from __future__ import annotations

import queue
from types import SimpleNamespace
from typing import Any

import pytest
from pythonosc.udp_client import SimpleUDPClient

from vcam.cli.main import main
from vcam.cli.remote import remote_control
from vcam.engine.settings import Settings
from vcam.errors import RemoteControlError
from vcam.remote.server import LOOPBACK, OscServer


class RememberingSession:
    def __init__(self) -> None:
        self.told: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def update(self, settings: Settings) -> None:
        self.told.put(settings)

    def swap_avatar(self, avatar: Any) -> None:
        self.told.put(avatar.name)


def free_port() -> int:
    with OscServer(0, print) as server:
        return server.port


def test_a_session_is_controlled_while_it_runs() -> None:
    session, port = RememberingSession(), free_port()
    with remote_control(port, session, Settings(), "astronaut", lambda name: SimpleNamespace(name=name)):  # type: ignore[arg-type,return-value]
        client = SimpleUDPClient(LOOPBACK, port)
        client.send_message("/vcam/edit/yaw", 10)
        assert session.told.get(timeout=10).edits.yaw == 10
        client.send_message("/vcam/avatar/next", [])
        assert session.told.get(timeout=10) == "character"
    OscServer(port, print).close()


def test_without_a_port_nothing_listens() -> None:
    with remote_control(None, RememberingSession(), Settings(), "astronaut", print):  # type: ignore[arg-type]
        pass


def test_a_port_in_use_is_one_sentence() -> None:
    session = RememberingSession()
    with (
        OscServer(0, print) as other,
        pytest.raises(RemoteControlError, match="choose another port"),
        remote_control(other.port, session, Settings(), "astronaut", print),  # type: ignore[arg-type]
    ):
        pass


def test_ports_for_the_system_alone_are_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("run", "--avatar", "astronaut", "--osc", "80")) == 2
    assert "--osc" in capsys.readouterr().err
