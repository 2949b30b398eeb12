"""What the pages of the settings have in common: a title, rows, and texts to read and copy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

LABEL_PX = 210


class Page(QWidget):
    """A page: `rows` go below its title."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Make a page called `title`, which is translated already."""
        super().__init__(parent)
        self.title = title
        heading = QLabel(title)
        heading.setProperty("role", "page-title")
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(28, 24, 28, 24)
        self.rows.setSpacing(14)
        self.rows.addWidget(heading)

    def add_row(self, name: str, control: QWidget, *, stretch: bool = False) -> None:
        """Add a control with its name at the left.

        Args:
            stretch: the control takes all the room that there is.
        """
        label = QLabel(name)
        label.setMinimumWidth(LABEL_PX)
        label.setBuddy(control)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(label)
        row.addWidget(control, 1 if stretch else 0)
        if not stretch:
            row.addStretch(1)
        self.rows.addLayout(row)

    def add_note(self, text: str = "") -> QLabel:
        """Add a sentence or two in a pale colour."""
        note = QLabel(text)
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        self.rows.addWidget(note)
        return note


class ReadOnlyText(QPlainTextEdit):
    """A long text to read, select and copy, in letters of one width."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Start empty; `name` is what a screen reader says."""
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAccessibleName(name)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(12)
        self.setFont(font)
        # The tab key goes on to the next control.
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def show_text(self, text: str) -> None:
        """Show another text, keeping the place where the reader is."""
        if text != self.toPlainText():
            bar = self.verticalScrollBar()
            place = bar.value()
            self.setPlainText(text)
            bar.setValue(place)
