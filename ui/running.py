"""One window at a time: a second start brings the first one's window back instead of opening another.

That is also how a key that the desktop knows everywhere shows and hides the window: it starts
`vcam --toggle`.
"""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import Literal, get_args

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)

Wish = Literal["show", "toggle"]
WISHES: tuple[Wish, ...] = get_args(Wish)

_ANSWER = b"yes\n"
_PATIENCE_MS = 1500


def server_name(settings_file: Path) -> str:
    """Where the window that uses these settings is reached; one with other settings is another program."""
    return f"vcam-{hashlib.sha256(str(settings_file).encode()).hexdigest()[:16]}"


def tell_running(settings_file: Path, wish: Wish) -> bool:
    """Tell the running window a wish; False when none runs, or it doesn't answer. Waits 1.5 s at most."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(settings_file))
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    socket.write(f"{wish}\n".encode())
    answered = socket.waitForReadyRead(_PATIENCE_MS) and socket.readAll().data() == _ANSWER
    socket.abort()
    return answered


class RunningWindow(QObject):
    """Hears what later starts of the program want.

    Signals:
        wanted(str): one of `WISHES`.
    """

    wanted = Signal(str)

    def __init__(self, settings_file: Path, parent: QObject | None = None) -> None:
        """Listen; where that is impossible, later starts open windows of their own."""
        super().__init__(parent)
        name = server_name(settings_file)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)
        if not self._server.listen(name):
            # Left behind by a window that crashed: one that lives would have answered this start.
            QLocalServer.removeServer(name)
            if not self._server.listen(name):
                log.warning("later starts can't be heard: %s", self._server.errorString())

    def close(self) -> None:
        """Listen no more; safe twice."""
        self._server.close()

    def _connected(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is not None:
            socket.readyRead.connect(self._hear)
            socket.disconnected.connect(socket.deleteLater)

    def _hear(self) -> None:
        socket = self.sender()
        if not isinstance(socket, QLocalSocket) or not socket.canReadLine():
            return
        word = bytes(socket.readLine(16).data()).decode("ascii", "replace").strip()
        if word in WISHES:
            socket.write(_ANSWER)
            socket.flush()
            self.wanted.emit(word)
