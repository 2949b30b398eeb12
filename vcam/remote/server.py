"""Listens for Open Sound Control on this computer alone: UDP packets in, checked commands out."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from vcam.errors import BackendUnavailable, RemoteControlError
from vcam.remote.commands import Command, parse_command

log = logging.getLogger(__name__)

LOOPBACK = "127.0.0.1"
DEFAULT_PORT = 9010
LOWEST_PORT, HIGHEST_PORT = 1024, 65535
_LARGEST_PACKET_BYTES = 65536
_CLOSE_S = 2.0


class OscServer:
    """Receives commands on a thread of its own until it is closed; the rest it logs and ignores."""

    def __init__(self, port: int, on_command: Callable[[Command], None]) -> None:
        """Begin to listen on the loopback address, which no other computer reaches.

        Args:
            port: UDP port; 0 takes a free one.
            on_command: called on the server's thread; what it raises is logged.

        Raises:
            BackendUnavailable: python-osc is not installed.
            RemoteControlError: the port is in use or may not be used.
        """
        try:
            import pythonosc.osc_packet  # noqa: F401 (told here, not on the thread)
        except ImportError as error:
            raise BackendUnavailable(
                f"remote control needs python-osc, which can't be loaded ({error}): pip install python-osc"
            ) from error
        self._on_command = on_command
        self._closed = False
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            self._socket.bind((LOOPBACK, port))
        except (OSError, OverflowError) as error:
            self._socket.close()
            reason = getattr(error, "strerror", None) or error
            raise RemoteControlError(
                f"remote control can't listen on port {port} ({reason}): choose another port"
            ) from error
        self.port: int = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._listen, name="remote-control", daemon=True)
        self._thread.start()
        log.info("remote control listens on %s:%d", LOOPBACK, self.port)

    def close(self) -> None:
        """Stop listening; safe twice."""
        if self._closed:
            return
        self._closed = True
        # A packet to itself: closing a socket does not wake everywhere whoever waits for it.
        with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as waker:
            waker.sendto(b"", (LOOPBACK, self.port))
        if threading.current_thread() is not self._thread:
            self._thread.join(_CLOSE_S)
        self._socket.close()

    def __enter__(self) -> Self:
        """Listen until the block ends."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop listening."""
        self.close()

    def _listen(self) -> None:
        while not self._closed:
            try:
                packet, _ = self._socket.recvfrom(_LARGEST_PACKET_BYTES)
            except ConnectionError:
                # Windows tells here that a receiver of an earlier packet has gone.
                continue
            except OSError as error:
                if not self._closed:
                    log.error("remote control has stopped listening: %s", error)
                return
            if not self._closed:
                self._take(packet)

    def _take(self, packet: bytes) -> None:
        try:
            for address, arguments in _messages(packet):
                command = parse_command(address, arguments)
                if command is not None:
                    self._on_command(command)
        except RemoteControlError as error:
            log.warning("remote control: %s", error)
        except Exception:
            log.exception("remote control failed at a packet of %d bytes", len(packet))


def _messages(packet: bytes) -> Iterator[tuple[str, list[Any]]]:
    """Addresses and arguments in a packet; a bundle's time is not waited for.

    Raises:
        RemoteControlError: it is no OSC packet.
    """
    from pythonosc.osc_packet import OscPacket, ParseError

    try:
        messages = [timed.message for timed in OscPacket(packet).messages]
    except (ParseError, ValueError, IndexError, RecursionError) as error:
        raise RemoteControlError(f"a packet of {len(packet)} bytes is no OSC message ({error})") from error
    for message in messages:
        yield message.address, list(message.params)
