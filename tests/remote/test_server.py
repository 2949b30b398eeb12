"""Tests of the server with real packets."""

from __future__ import annotations

import logging
import queue
import socket
import threading
from collections.abc import Iterator

import pytest
from pythonosc.osc_bundle_builder import IMMEDIATELY, OscBundleBuilder
from pythonosc.osc_message_builder import OscMessageBuilder
from pythonosc.udp_client import SimpleUDPClient

from vcam.errors import RemoteControlError
from vcam.remote.commands import Command
from vcam.remote.server import LOOPBACK, OscServer


@pytest.fixture
def received() -> queue.SimpleQueue[Command]:
    return queue.SimpleQueue()


@pytest.fixture
def server(received: queue.SimpleQueue[Command]) -> Iterator[OscServer]:
    with OscServer(0, received.put) as opened:
        yield opened


def test_messages_arrive_in_order(server: OscServer, received: queue.SimpleQueue[Command]) -> None:
    client = SimpleUDPClient(LOOPBACK, server.port)
    client.send_message("/vcam/avatar", "astronaut")
    client.send_message("/vcam/edit/yaw", 12)
    assert received.get(timeout=10) == Command("choose_avatar", ("astronaut",))
    assert received.get(timeout=10) == Command("set_edit", ("yaw", 12.0))


def test_a_bundle_is_several_messages(server: OscServer, received: queue.SimpleQueue[Command]) -> None:
    bundle = OscBundleBuilder(IMMEDIATELY)
    for address in ("/vcam/start", "/vcam/avatar/next"):
        bundle.add_content(OscMessageBuilder(address).build())
    SimpleUDPClient(LOOPBACK, server.port).send(bundle.build())
    assert {received.get(timeout=10).method for _ in range(2)} == {"set_running", "step_avatar"}


def test_nonsense_is_logged_and_the_next_message_counts(
    server: OscServer, received: queue.SimpleQueue[Command], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as raw:
        for packet in (
            b"",
            b"hello",
            b"/vcam/edit/yaw\0,f\0\0\1",
            b"#bundle\0\0\0",
            b"/\xff\xfe\0,s\0\0",
            bytes(9000),
        ):
            raw.sendto(packet, (LOOPBACK, server.port))
    client = SimpleUDPClient(LOOPBACK, server.port)
    client.send_message("/vcam/dance", 1)
    client.send_message("/vcam/edit/yaw", 1e6)
    client.send_message("/vcam/pause", 1)
    assert received.get(timeout=10) == Command("set_paused", (True,))
    assert received.empty()
    assert "/vcam/dance" in caplog.text
    assert "/vcam/edit/yaw got 1e+06" in caplog.text
    assert not [record for record in caplog.records if record.exc_info]


def test_a_command_that_fails_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    done = threading.Event()

    def take(command: Command) -> None:
        if command.method == "calibrate":
            raise ZeroDivisionError
        done.set()

    with OscServer(0, take) as server:
        client = SimpleUDPClient(LOOPBACK, server.port)
        client.send_message("/vcam/calibrate", [])
        client.send_message("/vcam/start", [])
        assert done.wait(10)
    assert "ZeroDivisionError" in caplog.text


def test_only_this_computer_is_heard(server: OscServer) -> None:
    assert server._socket.getsockname()[0] == LOOPBACK


def test_a_port_in_use_is_told(server: OscServer) -> None:
    with pytest.raises(RemoteControlError, match=f"port {server.port} .* choose another port"):
        OscServer(server.port, print)
    with pytest.raises(RemoteControlError, match="choose another port"):
        OscServer(99999, print)


def test_closing_frees_port_and_thread(received: queue.SimpleQueue[Command]) -> None:
    before = threading.active_count()
    server = OscServer(0, received.put)
    server.close()
    server.close()
    assert threading.active_count() == before
    OscServer(server.port, received.put).close()
