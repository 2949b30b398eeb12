"""The red button that takes the user's avatar off the air at once."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.theme import icon
from ui.translation import tr

_LEAST_WIDTH_PX = 132


class PanicButton(QPushButton):
    """Works in every state of the session.

    Signals:
        wanted(bool): show the still card, or end that.
    """

    wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it, up."""
        super().__init__(parent)
        self.setCheckable(True)
        self.setProperty("kind", "danger")
        self.setIconSize(QSize(20, 20))
        self.setMinimumHeight(42)
        self.clicked.connect(self.wanted)
        self.show_panic(False)

    def show_panic(self, panic: bool) -> None:
        """Say what a press would do now."""
        self.setChecked(panic)
        self.setText(tr("Back on air") if panic else tr("Panic"))
        self.setMinimumWidth(max(_LEAST_WIDTH_PX, self.sizeHint().width()))
        self.setIcon(icon("play" if panic else "panic", "record" if panic else "window"))
        self.setAccessibleName(tr("End panic") if panic else tr("Panic"))
        self.setToolTip(
            tr("Others see a still card. Press to show the avatar again (Shift+Esc)")
            if panic
            else tr("Show others a still card at once, whatever is going on (Esc)")
        )
