"""The longer story of a part of the status line, in a sheet above it; for the delay, what to set in OBS."""

# ruff: noqa: N802 (Qt names its events)
from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui.translation import tr
from ui.view_models.audio_delay import AudioDelay
from ui.widgets.guide.panel import CopyLine, muted

_WIDTH_PX = 380
_GAP_PX = 6


class StatusDetails(QFrame):
    """Closes with Escape, or a click beside it."""

    def __init__(self, parent: QWidget) -> None:
        """Make it over `parent`, hidden."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setFixedWidth(_WIDTH_PX)
        self.topic = ""
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.text = muted()
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.offset = CopyLine(tr("Sync offset in milliseconds"))
        self.note = muted()
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        for part in (self.title, self.text, self.offset, self.note):
            column.addWidget(part)

    def show_text(self, topic: str, title: str, text: str) -> None:
        """Tell a story."""
        self.topic = topic
        self._fill(title, text, None, "")

    def show_delay(self, delay: AudioDelay) -> None:
        """Tell how to delay the sound."""
        self.topic = "delay"
        self._fill(delay.headline, delay.steps, delay.offset_ms, delay.note)

    def open_above(self, anchor: QWidget) -> None:
        """Show the sheet above a widget, within its window."""
        window = anchor.window()
        corner = anchor.mapToGlobal(QPoint(0, 0))
        edge = window.mapToGlobal(QPoint(window.width() - self.width() - _GAP_PX, 0)).x()
        self.move(min(corner.x(), edge), corner.y() - self.height() - _GAP_PX)
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _fill(self, title: str, text: str, offset_ms: int | None, note: str) -> None:
        self.setAccessibleName(title)
        self.title.setText(title)
        self.text.setText(text)
        shown = "" if offset_ms is None else tr("{ms} ms").format(ms=offset_ms)
        self.offset.show_text(shown, str(offset_ms))
        self.note.setText(note)
        self.note.setVisible(bool(note))
        # By hand: Qt guesses the height of texts that wrap.
        self.setFixedHeight(self._column.totalHeightForWidth(_WIDTH_PX))
