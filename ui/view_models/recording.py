"""The record button: from the press to the finished file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.bridge import TaskRunner
from ui.services import Services
from ui.translation import tr

from .messages import message_from_error
from .session_host import SessionHost


class Recording(QObject):
    """Starts and finishes recordings of the live session.

    Signals:
        changed: `since` changed.
        saved(Path): a file is finished.
        message(Message): something to tell the user.
    """

    changed = Signal()
    saved = Signal(object)
    message = Signal(object)

    def __init__(
        self,
        services: Services,
        runner: TaskRunner,
        host: SessionHost,
        lane: str,
        parent: QObject | None = None,
    ) -> None:
        """Record what `host` shows; `lane` is the lane that the host's methods run on."""
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._host = host
        self._lane = lane
        self.since: datetime | None = None

    def toggle(self) -> None:
        """Start a recording, or finish the one that is running."""
        if self.since is None:
            self._set(datetime.now())
            self._runner.run(self._lane, self._begin, failed=self._failed)
        else:
            self._set(None)
            self._runner.run(self._lane, self._host.stop_recording, self.session_ended, self._failed)

    def session_ended(self, path: Path | None) -> None:
        """The recording is over; `path` is its file, None when there is none."""
        self._set(None)
        if path is not None:
            self.saved.emit(path)

    def dropped(self, output_name: str) -> None:
        """The engine dropped an output by itself: take note if it was the recorder."""

        def forget() -> bool:
            return self._host.forget_recording(output_name)

        self._runner.run(self._lane, forget, lambda was_recorder: self._set(None) if was_recorder else None)

    def _begin(self) -> None:
        self._host.start_recording(new_file(self._services.recordings_folder(), ".mp4"))

    def _failed(self, error: BaseException) -> None:
        self._set(None)
        self.message.emit(message_from_error(error, topic="recording", doing=tr("recording")))

    def _set(self, since: datetime | None) -> None:
        if since != self.since:
            self.since = since
            self.changed.emit()


def new_file(folder: Path, suffix: str, now: Callable[[], datetime] = datetime.now) -> Path:
    """A path in `folder` for a recording or picture, named by the time, that is not taken."""
    stem = now().strftime("vcam %Y-%m-%d %H.%M.%S")
    path, number = folder / f"{stem}{suffix}", 2
    while path.exists():
        path, number = folder / f"{stem} ({number}){suffix}", number + 1
    return path
