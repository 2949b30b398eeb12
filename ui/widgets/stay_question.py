"""Asks what closing the window shall mean; blocks nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.translation import tr


class StayQuestion(QDialog):
    """The question; closed without an answer, the window stays open.

    Signals:
        answered(bool): True to keep running.
    """

    answered = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it over a window."""
        super().__init__(parent)
        self.setWindowTitle(tr("Close the window"))
        self.setMinimumWidth(420)
        title = QLabel(tr("Keep vcam running?"))
        title.setProperty("role", "title")
        text = QLabel(
            tr(
                "vcam can go on in the background, so that others keep seeing your avatar. Its icon in the "
                "tray brings the window back. The settings change this later."
            )
        )
        text.setProperty("role", "muted")
        text.setWordWrap(True)
        self.stay = QPushButton(tr("Keep running"))
        self.stay.setProperty("kind", "primary")
        self.stay.setDefault(True)
        self.stay.clicked.connect(self._stay)
        self.leave = QPushButton(tr("Quit vcam"))
        self.leave.clicked.connect(self._leave)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.stay)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 20)
        column.setSpacing(12)
        column.addWidget(title)
        column.addWidget(text)
        column.addSpacing(8)
        column.addLayout(buttons)

    def _stay(self) -> None:
        self.accept()
        self.answered.emit(True)

    def _leave(self) -> None:
        self.accept()
        self.answered.emit(False)
