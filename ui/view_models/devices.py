"""What is plugged in: cameras, shipped motions and virtual cameras, listed in the background."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.bridge import TaskRunner
from ui.services import Services
from ui.translation import tr

from .choices import Choices
from .messages import message_from_error
from .sources import SourceChoice, file_choice, preferred, source_choices

log = logging.getLogger(__name__)

LANE = "devices"


@dataclass(frozen=True)
class _Found:
    cameras: Sequence[Any]
    motions: Sequence[str]
    virtual_cameras: Sequence[Any]
    help_text: str


class Devices(QObject):
    """The lists behind the source and the virtual-camera choice.

    Signals:
        changed: the lists or the chosen source changed.
        busy(bool): a listing is under way.
        message(Message): something to tell the user.
    """

    changed = Signal()
    busy = Signal(bool)
    message = Signal(object)

    def __init__(
        self, services: Services, runner: TaskRunner, choices: Choices, parent: QObject | None = None
    ) -> None:
        """Start with empty lists; `refresh` fills them."""
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._choices = choices
        self._listing = False
        self.listed = False
        self.in_use = False
        """The chosen source drives a live session: a new listing must not change it."""
        self.sources: list[SourceChoice] = []
        self.chosen: SourceChoice | None = None
        self.virtual_cameras: tuple[Any, ...] = ()
        self.help_text = ""

    def refresh(self) -> None:
        """List everything again, in the background; a second call while one runs does nothing."""
        if self._listing:
            return
        self._listing = True
        self.busy.emit(True)
        self._runner.run(LANE, self._find, self._take, self._failed)

    def choose(self, choice: SourceChoice) -> None:
        """Drive the avatar with this from now on."""
        if choice.key not in {known.key for known in self.sources}:
            self.sources = [known for known in self.sources if known.kind != "file"] + [choice]
        self.chosen = choice
        self._choices.set(source=choice.key, source_name=choice.name)
        self.changed.emit()

    def choose_file(self, path: Path) -> None:
        """Drive the avatar with a video, image or motion file."""
        self.choose(file_choice(path))

    def virtual_camera_for(self, wanted: str) -> str | None:
        """The device to send to: the wanted one if it is there, else the first that is free; None for none.

        Args:
            wanted: a device as the preferences keep it, empty for no preference.
        """
        known = [camera.device for camera in self.virtual_cameras]
        free = [camera.device for camera in self.virtual_cameras if camera.free]
        return wanted if wanted in known else next(iter(free or known), None)

    def _find(self) -> _Found:
        cameras = self._services.list_cameras()
        virtual_cameras = self._services.list_virtual_cameras()
        help_text = "" if virtual_cameras else self._services.virtual_camera_help()
        return _Found(cameras, self._services.list_motions(), virtual_cameras, help_text)

    def _take(self, found: _Found) -> None:
        remembered, name = self._choices.now.source, self._choices.now.source_name
        if self.in_use and self.chosen is not None:
            remembered, name = self.chosen.key, self.chosen.name
        self.sources = source_choices(found.cameras, found.motions, remembered, name)
        self.virtual_cameras = tuple(found.virtual_cameras)
        self.help_text = found.help_text
        # A choice that the user never made follows what is plugged in; one that was made stays.
        self.chosen = preferred(self.sources, remembered, name)
        self._finish()

    def _failed(self, error: BaseException) -> None:
        self.message.emit(message_from_error(error, topic="devices", doing=tr("looking for cameras")))
        self._finish()

    def _finish(self) -> None:
        self._listing = False
        self.listed = True
        self.busy.emit(False)
        self.changed.emit()
