"""The snapshot button: the picture that the others see now, as a PNG file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.bridge import TaskRunner
from ui.services import Services
from ui.translation import tr
from vcam.frames import Image

from .messages import message_from_error
from .recording import new_file


class Snapshot(QObject):
    """Writes pictures into the recordings' folder, in the background.

    Signals:
        saved(Path): a picture is written.
        message(Message): something to tell the user.
    """

    saved = Signal(object)
    message = Signal(object)

    def __init__(self, services: Services, runner: TaskRunner, parent: QObject | None = None) -> None:
        """Write with these."""
        super().__init__(parent)
        self._services = services
        self._runner = runner

    def take(self, image: Image | None) -> None:
        """Keep (H, W, 3) uint8 RGB, as the others see it, not mirrored; nothing to keep does nothing."""
        if image is None:
            return

        def write() -> Path:
            from vcam.output.picture import write_picture

            path = new_file(self._services.recordings_folder(), ".png")
            write_picture(image, path)
            return path

        self._runner.run("snapshot", write, self.saved.emit, self._failed)

    def _failed(self, error: BaseException) -> None:
        self.message.emit(message_from_error(error, topic="snapshot", doing=tr("keeping the picture")))
