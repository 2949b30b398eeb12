"""Looks: the edits kept in a file of the user's, listed, and taken from one, without blocking the window."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.bridge import TaskRunner
from ui.translation import tr
from vcam.geometry.editing import Edits
from vcam.geometry.looks import SUFFIX, load_look, save_look, stored_looks

from .choices import Choices
from .messages import Message, message_from_error

_TOPIC = "look"


class Looks(QObject):
    """Loads and saves looks.

    Signals:
        message(Message): something to tell the user.
        resolved(str): the trouble of this message topic is over.
        listed: `kept` is up to date.
    """

    message = Signal(object)
    resolved = Signal(str)
    listed = Signal()

    def __init__(
        self, folder: Path, choices: Choices, runner: TaskRunner, parent: QObject | None = None
    ) -> None:
        """Change the edits of `choices`; looks that are to be at hand lie in `folder`."""
        super().__init__(parent)
        self.folder = folder
        self.kept: dict[str, Path] = {}
        """The looks in the folder, by name."""
        self._choices = choices
        self._runner = runner

    def refresh(self) -> None:
        """List the folder, in the background."""
        self._runner.run("files", self._kept_now, self._list, self._failed)

    def use(self, name: str) -> None:
        """Use the edits of a look in the folder; one that is gone is told."""
        self.load(self.kept.get(name, self.folder / f"{name}{SUFFIX}"))

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
        sentence = tr("The look is saved as {name}.").format(name=path.name)
        self.message.emit(Message(kind="info", sentence=sentence, topic=_TOPIC, lasts_s=8.0))
        self.refresh()

    def _kept_now(self) -> dict[str, Path]:
        # There already, so that the dialog to save the first look can open in it.
        self.folder.mkdir(parents=True, exist_ok=True)
        return stored_looks(self.folder)

    def _list(self, kept: dict[str, Path]) -> None:
        self.kept = kept
        self.listed.emit()

    def _failed(self, error: BaseException) -> None:
        self.message.emit(message_from_error(error, topic=_TOPIC, doing=tr("using a look")))
