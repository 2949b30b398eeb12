"""A row of buttons, each for an expression that lies on top of the driver's own."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from ui.theme import icon
from ui.translation import key_text, marked, tr

REACTION_NAMES = {
    "smile": marked("Smile"),
    "laugh": marked("Laugh"),
    "surprise": marked("Surprise"),
    "wink": marked("Wink"),
    "kiss": marked("Kiss"),
    "frown": marked("Frown"),
}
"""What the reactions are called, in the order of their keys, Ctrl+1 and so on."""


class ReactionBar(QWidget):
    """The buttons, and whether they stay down.

    Signals:
        pressed(name), released(name): a button went down or up.
        stay(bool): a press is to last until the next one.
    """

    pressed = Signal(str)
    released = Signal(str)
    stay = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the buttons, all up."""
        super().__init__(parent)
        self.buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        group.setExclusive(False)
        group.idPressed.connect(self._press)
        group.idReleased.connect(self._release)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3)
        for number, (name, title) in enumerate(REACTION_NAMES.items(), 1):
            button = _round_button(f"face-{name}", tr(title))
            button.setToolTip(tr("{action} ({key})").format(action=tr(title), key=key_text(f"Ctrl+{number}")))
            group.addButton(button, number)
            row.addWidget(button)
            self.buttons[name] = button
        self.stay_button = _round_button("stay", tr("Expressions stay until the next press"))
        self.stay_button.setToolTip(
            tr("Expressions stay until the next press; otherwise they last as long as you hold the button")
        )
        self.stay_button.setCheckable(True)
        self.stay_button.clicked.connect(self.stay)
        row.addWidget(self.stay_button)

    def show_on(self, on: Collection[str], *, live: bool) -> None:
        """Mark the buttons whose expression is on; only a live avatar has expressions."""
        for name, button in self.buttons.items():
            button.setEnabled(live)
            if button.property("on") != (name in on):
                button.setProperty("on", name in on)
                button.setIcon(icon(f"face-{name}", "on-accent" if name in on else "muted"))
                button.style().unpolish(button)
                button.style().polish(button)

    def _press(self, number: int) -> None:
        self.pressed.emit(list(self.buttons)[number - 1])

    def _release(self, number: int) -> None:
        self.released.emit(list(self.buttons)[number - 1])

    def show_stay(self, stay: bool) -> None:
        """Press or release the button that makes expressions stay."""
        self.stay_button.setChecked(stay)


def _round_button(symbol: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("kind", "reaction")
    button.setIcon(icon(symbol, "muted", checked="accent-bright"))
    button.setIconSize(QSize(22, 22))
    button.setFixedSize(QSize(38, 38))
    button.setAccessibleName(name)
    return button
