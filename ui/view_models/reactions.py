"""The expression buttons: on while held, or from one press to the next."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from vcam.geometry.reactions import REACTIONS

from .choices import Choices


class Reactions(QObject):
    """Which reactions are on. Not kept: after a start there is none.

    Signals:
        changed: `on` changed.
    """

    changed = Signal()

    def __init__(self, choices: Choices, parent: QObject | None = None) -> None:
        """Begin with none; `choices` tells whether a press toggles."""
        super().__init__(parent)
        self._choices = choices
        self.on: frozenset[str] = frozenset()

    def press(self, name: str) -> None:
        """A button or key went down; an unknown name is none."""
        if name not in REACTIONS:
            return
        if not self._choices.now.reactions_stay:
            self._set(self.on | {name})
        else:
            # One face at a time: a second button replaces the first one's.
            self._set(frozenset() if name in self.on else frozenset({name}))

    def release(self, name: str) -> None:
        """A button or key went up."""
        if not self._choices.now.reactions_stay:
            self._set(self.on - {name})

    def switch(self, name: str, on: bool) -> None:
        """Switch one on or off, whatever a press means."""
        self._set(self.on | {name} if on else self.on - {name})

    def let_go(self) -> None:
        """All buttons and keys count as up: the window can't hear them any more."""
        if not self._choices.now.reactions_stay:
            self._set(frozenset())

    def clear(self) -> None:
        """Switch all off."""
        self._set(frozenset())

    def stay(self, wanted: bool) -> None:
        """Choose whether a press toggles; what is on goes off."""
        self.clear()
        self._choices.set(reactions_stay=wanted)

    def _set(self, on: frozenset[str]) -> None:
        if on != self.on:
            self.on = on
            self.changed.emit()
