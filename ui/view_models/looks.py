"""Looks: the edits kept in a file of the user's, and taken from one, without blocking the window."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.bridge import TaskRunner
from vcam.geometry.editing import Edits
from vcam.geometry.looks import load_look, save_look

from .choices import Choices
from .messages import Message, message_from_error

_TOPIC = "look"


class Looks(QObject):
    """Loads and saves looks.

    Signals:
        message(Message): something to tell the user.
        resolved(str): the trouble of this message topic is over.
    """

    message = Signal(object)
    resolved = Signal(str)

    def __init__(self, choices: Choices, runner: TaskRunner, parent: QObject | None = None) -> None:
        """Change the edits of `choices`."""
        super().__init__(parent)
        self._choices = choices
        self._runner = runner

    def load(self, path: Path) -> None:
        """Use the edits of a look in place of those there are."""
        self._runner.run("files", partial(load_look, path), self._use, self._failed)

    def save(self, path: Path) -> None:
        """Keep the edits there are."""
        work = partial(save_look, self._choices.now.edits, path)
        self._runner.run("files", work, lambda _: self._saved(path), self._failed)

    def _use(self, edits: Edits) -> None:
        self.resolved.emit(_TOPIC)
        self._choices.set(edits=edits)

    def _saved(self, path: Path) -> None:
        sentence = f"The look is saved as {path.name}."
        self.message.emit(Message(kind="info", sentence=sentence, topic=_TOPIC, lasts_s=8.0))

    def _failed(self, error: BaseException) -> None:
        self.message.emit(message_from_error(error, topic=_TOPIC, doing="using a look"))
