"""Files that the user gives to the window: picked in a dialog that blocks nothing, or dropped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.translation import tr
from ui.view_models.messages import Message
from ui.view_models.photo_sources import holds_picture, local_files, pictures_in
from ui.view_models.sources import IMAGE_SUFFIXES, MOTION_SUFFIXES, VIDEO_SUFFIXES, sort_dropped
from vcam.geometry.looks import SUFFIX as LOOK_SUFFIX


class FileIntake(QObject):
    """Asks for files and sorts what was dropped.

    Signals:
        photos(list[PhotoSource]): to make avatars of.
        driver(Path): a video, motion or picture to drive the avatar.
        background(str): a picture to put behind it.
        look(Path): a look to take the edits from.
        look_target(Path): a file to keep the edits in.
        refused(Message): files that are none of these.
    """

    photos = Signal(object)
    driver = Signal(object)
    background = Signal(str)
    look = Signal(object)
    look_target = Signal(object)
    refused = Signal(object)

    def __init__(self, window: QWidget, looks_folder: Path) -> None:
        """Open dialogs over `window`; those for looks begin in a folder of their own."""
        super().__init__(window)
        self._window = window
        self._looks_folder = looks_folder

    def ask_photos(self) -> None:
        """Let the user pick photos."""
        dialog = self._dialog(tr("Add photos"), tr("Photos"), IMAGE_SUFFIXES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._photos_picked)
        dialog.open()

    def ask_driver(self) -> None:
        """Let the user pick a video, motion or picture to drive the avatar."""
        suffixes = VIDEO_SUFFIXES | MOTION_SUFFIXES | IMAGE_SUFFIXES
        dialog = self._dialog(tr("Open a driver"), tr("Videos, motions and pictures"), suffixes)
        dialog.fileSelected.connect(self._driver_picked)
        dialog.open()

    def ask_background(self) -> None:
        """Let the user pick a background picture."""
        dialog = self._dialog(tr("Choose a background"), tr("Pictures"), IMAGE_SUFFIXES)
        dialog.fileSelected.connect(self.background)
        dialog.open()

    def ask_look(self) -> None:
        """Let the user pick a look."""
        dialog = self._dialog(tr("Load a look"), tr("Looks"), (LOOK_SUFFIX,))
        dialog.setDirectory(str(self._looks_folder))
        dialog.fileSelected.connect(self._look_picked)
        dialog.open()

    def ask_look_target(self) -> None:
        """Let the user name a file for a look."""
        dialog = self._dialog(tr("Save the look"), tr("Looks"), (LOOK_SUFFIX,))
        dialog.setDirectory(str(self._looks_folder))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(LOOK_SUFFIX)
        dialog.fileSelected.connect(self._look_named)
        dialog.open()

    def take_data(self, data: QMimeData) -> None:
        """What was dropped or pasted: files, else a picture that has none."""
        paths = local_files(data)
        pictures = [] if paths else pictures_in(data)
        if paths:
            self.take(paths)
        elif pictures:
            self.photos.emit(pictures)

    def take(self, paths: Sequence[Path]) -> None:
        """Dropped files: pictures become avatars; the last video or motion drives, the last look is used."""
        looks = [path for path in paths if path.suffix.lower() == LOOK_SUFFIX]
        pictures, drivers, others = sort_dropped([path for path in paths if path not in looks])
        if looks:
            self.look.emit(looks[-1])
        if pictures:
            self.photos.emit(pictures)
        if drivers:
            self.driver.emit(drivers[-1])
        if others:
            names = ", ".join(path.name for path in others[:3])
            sentence = tr("vcam can't use {names}: drop photos to make avatars, or a video to drive one.")
            sentence = sentence.format(names=names)
            self.refused.emit(Message(kind="warning", sentence=sentence, topic="dropped", lasts_s=10.0))

    def _photos_picked(self, names: list[str]) -> None:
        self.photos.emit([Path(name) for name in names])

    def _driver_picked(self, name: str) -> None:
        self.driver.emit(Path(name))

    def _look_picked(self, name: str) -> None:
        self.look.emit(Path(name))

    def _look_named(self, name: str) -> None:
        self.look_target.emit(Path(name))

    def _dialog(self, title: str, kind: str, suffixes: Iterable[str]) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        patterns = " ".join(f"*{suffix}" for suffix in sorted(suffixes))
        everything = tr("All files")
        dialog.setNameFilters([f"{kind} ({patterns})", f"{everything} (*)"])
        dialog.finished.connect(dialog.deleteLater)
        return dialog


def dropped_files(event: QDropEvent) -> list[Path]:
    """Local files of a drag."""
    return local_files(event.mimeData())


def welcome(event: QDropEvent) -> bool:
    """Whether a drag holds something for the window."""
    return bool(local_files(event.mimeData())) or holds_picture(event.mimeData())


def show_in_folder(path: Path) -> None:
    """Open the folder of a file in the file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def open_folder(folder: Path) -> None:
    """Open a folder in the file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
