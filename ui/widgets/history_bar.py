"""Undo and redo, always in reach above the panels."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from ui.theme import icon
from ui.translation import tr


class HistoryBar(QWidget):
    """Two buttons.

    Signals:
        undo, redo: pressed.
    """

    undo = Signal()
    redo = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the buttons, with nothing to take back yet."""
        super().__init__(parent)
        title = QLabel(tr("Settings"))
        title.setProperty("role", "title")
        self.undo_button = self._button("undo", tr("Undo"), tr("Undo the last change (Ctrl+Z)"))
        self.undo_button.clicked.connect(self.undo)
        self.redo_button = self._button("redo", tr("Redo"), tr("Redo (Ctrl+Shift+Z or Ctrl+Y)"))
        self.redo_button.clicked.connect(self.redo)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 14, 16, 4)
        row.setSpacing(2)
        row.addWidget(title, 1)
        row.addWidget(self.undo_button)
        row.addWidget(self.redo_button)
        self.show_possible(undo=False, redo=False)

    def show_possible(self, *, undo: bool, redo: bool) -> None:
        """Enable what there is to do."""
        self.undo_button.setEnabled(undo)
        self.redo_button.setEnabled(redo)

    def _button(self, symbol: str, name: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(symbol, "muted", "raised"))
        button.setIconSize(QSize(20, 20))
        button.setFixedSize(QSize(34, 34))
        button.setAccessibleName(name)
        button.setToolTip(tip)
        return button
