"""What every step of the guide has: a title, a lead and a body; and its small building blocks."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme import icon
from ui.translation import tr


class StepPanel(QWidget):
    """One step of the guide. `column` takes the body."""

    def __init__(self, title: str, lead: str, parent: QWidget | None = None) -> None:
        """Make a panel with a heading and a sentence below it."""
        super().__init__(parent)
        self.title = title
        heading = QLabel(title)
        heading.setProperty("role", "page-title")
        text = muted(lead)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.column.addWidget(heading)
        self.column.addWidget(text)
        self.column.addSpacing(8)


class CopyLine(QFrame):
    """A text to use elsewhere, with a button that copies it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make an empty line; `name` is what a screen reader says."""
        super().__init__(parent)
        self.setObjectName("copyLine")
        self._copied = ""
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setWordWrap(True)
        self.text.setProperty("role", "code")
        self.text.setAccessibleName(name)
        self.button = QPushButton(icon("copy"), tr("Copy"))
        self.button.setIconSize(QSize(16, 16))
        self.button.setAccessibleName(tr("Copy: {name}").format(name=name))
        self.button.clicked.connect(self._copy)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(self.text, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)

    def show_text(self, text: str, copied: str = "") -> None:
        """Show what is to be copied; empty hides the line.

        Args:
            copied: what the button copies, where it is not the text itself.
        """
        if text != self.text.text():
            self.text.setText(text)
            self.button.setText(tr("Copy"))
        self._copied = copied or text
        self.setVisible(bool(text))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._copied)
        self.button.setText(tr("Copied"))


def muted(text: str = "") -> QLabel:
    """A pale text that wraps."""
    label = QLabel(text)
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    return label


def button(text: str, symbol: str = "", kind: str = "") -> QPushButton:
    """A button with an icon and a kind of the style sheet, where given."""
    made = QPushButton(text)
    made.setIconSize(QSize(18, 18))
    set_kind(made, kind, symbol)
    return made


def set_kind(made: QPushButton, kind: str, symbol: str = "") -> None:
    """Make a button look more or less important, with the icon that goes with it."""
    if symbol:
        made.setIcon(icon(symbol, "on-accent" if kind == "primary" else "text"))
    if made.property("kind") != kind:
        made.setProperty("kind", kind)
        made.style().unpolish(made)
        made.style().polish(made)
