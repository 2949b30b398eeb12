"""Keeping the picture: recordings and snapshots, what is told of them, and their folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.file_intake import open_folder, show_in_folder
from ui.services import Services
from ui.translation import tr
from ui.view_models.messages import Action, Message, message_from_error
from ui.view_models.snapshot import Snapshot
from vcam.frames import Image

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class Keeping(QObject):
    """Connects the buttons with what they keep, for as long as the window lives."""

    def __init__(self, window: MainWindow, services: Services) -> None:
        """Connect; `window` has its controls and its controller."""
        super().__init__(window)
        self._window = window
        self._services = services
        self._controller = window.controller
        self._still: Image | None = None
        self._told_of_sound = False
        self.snapshot = Snapshot(services, window.runner, self)
        self.snapshot.saved.connect(self._snapshot_saved)
        self.snapshot.message.connect(window.banners.show_message)
        self._controller.still.drawn.connect(self._take_still)
        self._controller.recording.changed.connect(self._recording_changed)
        self._controller.recording.saved.connect(self._recording_saved)
        window.controls.snapshot.connect(self._take)
        window.controls.folder.connect(self._open_folder)

    def _take_still(self, image: Image | None) -> None:
        self._still = image

    def _take(self) -> None:
        """Keep what goes out, or would: never what the preview makes of it."""
        session = self._controller.session
        composite = session.latest_composite() if session is not None else None
        self.snapshot.take(composite.image if composite is not None else self._still)

    def _open_folder(self) -> None:
        """Open the folder, which is made first if nothing was put there yet."""
        folder = self._services.recordings_folder()

        def make() -> Path:
            folder.mkdir(parents=True, exist_ok=True)
            return folder

        self._window.runner.run("snapshot", make, open_folder, self._no_folder)

    def _no_folder(self, error: BaseException) -> None:
        self._tell(message_from_error(error, topic="snapshot", doing=tr("opening the folder")))

    def _recording_changed(self) -> None:
        if self._controller.recording.since is not None and not self._told_of_sound:
            self._told_of_sound = True
            sentence = tr(
                "Recordings have no sound. To record your voice too, record in OBS: add vcam's camera and "
                "your microphone there."
            )
            self._tell(Message(kind="info", sentence=sentence, topic="recording", lasts_s=12.0))

    def _recording_saved(self, path: Path) -> None:
        self._tell_saved(tr("The recording is saved as {name}.").format(name=path.name), path, "recording")

    def _snapshot_saved(self, path: Path) -> None:
        self._tell_saved(tr("The picture is saved as {name}.").format(name=path.name), path, "snapshot")

    def _tell_saved(self, sentence: str, path: Path, topic: str) -> None:
        show = Action(label=tr("Show in folder"), run=lambda: show_in_folder(path))
        self._tell(Message(kind="info", sentence=sentence, action=show, topic=topic, lasts_s=20.0))

    def _tell(self, message: Message) -> None:
        self._window.banners.show_message(message)


def wire_keeping(window: MainWindow, services: Services) -> Keeping:
    """Connect it."""
    return Keeping(window, services)
