"""An on/off switch."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.theme import colour


class Switch(QAbstractButton):
    """A checkable button drawn as a switch."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make a switch; `name` is what a screen reader says."""
        super().__init__(parent)
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """The drawing's size."""
        return QSize(42, 26)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the track and the knob."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(2, 3, 38, 20)
        if self.hasFocus():
            painter.setBrush(colour("accent", 80))
            painter.drawRoundedRect(track.adjusted(-2, -2, 2, 2), 12, 12)
        on = self.isChecked()
        painter.setBrush(colour(("accent" if on else "hover") if self.isEnabled() else "raised"))
        painter.drawRoundedRect(track, 10, 10)
        painter.setBrush(colour("knob" if self.isEnabled() else "faint"))
        painter.drawEllipse(QPointF(30 if on else 12, 13), 7, 7)
