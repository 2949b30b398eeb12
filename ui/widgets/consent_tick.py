"""A tick box with a sentence that may be long."""

# ruff: noqa: N802 (Qt names its events)
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QWidget


class ConsentTick(QWidget):
    """The box beside its sentence; a click on either counts.

    Signals:
        toggled(bool): ticked or not.
    """

    toggled = Signal(bool)

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        """Not ticked."""
        super().__init__(parent)
        self.box = QCheckBox()
        self.box.setAccessibleName(sentence)
        self.box.toggled.connect(self.toggled)
        label = QLabel(sentence)
        label.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 1)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the sentence."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.box.toggle()
