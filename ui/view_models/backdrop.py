"""The picture behind the avatar: the one used last stays at hand, with a small copy to choose it by."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader

from ui.bridge import TaskRunner

from .choices import Choices
from .preferences import Preferences

GREEN = "#00ff00"
THUMBNAIL = QSize(240, 150)
"""The small copy fills this."""


def background_kind(text: str) -> str:
    """`photo`, `blur`, `green`, `colour` or `picture`: what a background's text stands for."""
    if text in ("photo", "blur"):
        return text
    if text.lower() == GREEN:
        return "green"
    return "colour" if text.startswith("#") else "picture"


class Backdrop(QObject):
    """Follows the background among the choices.

    Signals:
        wanted: the user is to pick a picture.
        thumbnail(QImage): of the picture at hand, null where it can't be read.
    """

    wanted = Signal()
    thumbnail = Signal(object)

    def __init__(self, choices: Choices, runner: TaskRunner, parent: QObject | None = None) -> None:
        """Follow `choices`; `show` gives the first thumbnail."""
        super().__init__(parent)
        self._choices = choices
        self._runner = runner
        choices.changed.connect(self._follow)

    def press(self) -> None:
        """Use the picture at hand; where it is used already, or there is none, ask for one."""
        now = self._choices.now
        if background_kind(now.background) != "picture" and Path(now.last_picture).is_file():
            self._choices.set(background=now.last_picture)
        else:
            self.wanted.emit()

    def show(self) -> None:
        """Give the thumbnail of the picture at hand, in a moment."""
        path = self._choices.now.last_picture
        if path:
            self._runner.run("files", partial(_small_copy, path), self._copied)

    def _copied(self, copy: QImage) -> None:
        # A method keeps this object alive until the copy has come; the signal's own `emit` does not.
        self.thumbnail.emit(copy)

    def _follow(self, new: Preferences, old: Preferences) -> None:
        if background_kind(new.background) == "picture" and new.background != new.last_picture:
            self._choices.set(last_picture=new.background)
        elif new.last_picture != old.last_picture:
            self.show()


def _small_copy(path: str) -> QImage:
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(THUMBNAIL, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    return reader.read()
