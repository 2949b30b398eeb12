"""The two ends of the live session, what drives it and where its picture goes, kept as the user chose."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from ui.bridge import TaskRunner
from ui.services import LiveSession
from ui.translation import tr

from .choices import Choices
from .devices import Devices
from .preferences import Preferences
from .session_host import SessionHost


class SessionEnds(QObject):
    """Follows the choices of source and virtual camera while a session is live.

    Signals:
        failed(str, str, BaseException): topic of the trouble, what was being done, and why it went wrong.
        resolved(str): the trouble of this topic is over.
    """

    failed = Signal(str, str, object)
    resolved = Signal(str)

    def __init__(
        self,
        runner: TaskRunner,
        lane: str,
        host: SessionHost,
        choices: Choices,
        devices: Devices,
        session: Callable[[], LiveSession | None],
        avatar_key: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        """Change the session of `host`, on its lane, while `session` gives one.

        Args:
            runner: whose lane `lane` is; all that changes the session goes there.
            lane: see `SessionHost`.
            host: holds the session.
            choices: the virtual camera is one of them.
            devices: the source is one of them.
            session: the session while it is live.
            avatar_key: the key of the avatar that it shows.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._runner = runner
        self._lane = lane
        self._host = host
        self._choices = choices
        self._devices = devices
        self._session = session
        self._avatar_key = avatar_key
        self.source = ""
        """Key of what drives the session, or drove the last one."""
        choices.changed.connect(self._choices_changed)
        devices.changed.connect(self._follow_source)

    def follow(self) -> None:
        """A session is live now: bring both ends to what was chosen while it started."""
        self._send()
        self._follow_source()

    def _choices_changed(self, new: Preferences, old: Preferences) -> None:
        sending = (new.virtual_camera, new.virtual_camera_name)
        if sending != (old.virtual_camera, old.virtual_camera_name):
            self._send()

    def _follow_source(self) -> None:
        choice = self._devices.chosen
        if self._session() is not None and choice is not None and choice.key != self.source:
            self.source = choice.key
            change = partial(self._host.set_source, choice, self._avatar_key())
            failed = partial(self.failed.emit, "source", tr("changing the source"))
            self._runner.run(self._lane, change, failed=failed)

    def _send(self) -> None:
        if self._session() is not None:
            send = partial(self._host.send_to, self._wanted_device())
            self._runner.run(self._lane, send, self._sent, self._not_sent)

    def _wanted_device(self) -> str | None:
        """The virtual camera to send to: the one chosen, else the first there is; None for none."""
        if not self._choices.now.virtual_camera:
            return None
        return self._devices.virtual_camera_for(self._choices.now.virtual_camera_name)

    def _sent(self, _: object) -> None:
        self.resolved.emit("virtual camera")

    def _not_sent(self, error: BaseException) -> None:
        self.failed.emit("virtual camera", tr("opening the virtual camera"), error)
