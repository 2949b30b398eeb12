"""The line at the bottom: state, frame rate, delay, drops, devices, outputs and what the driver is doing."""

# ruff: noqa: N802 (Qt names its events)
from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.theme import colour
from ui.view_models.status import StatusPart

_PAD, _DOT = 8, 16


class StatusButton(QAbstractButton):
    """One part: a dot, the value, its label; a press asks for the longer story."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self.part = StatusPart(topic="state", value="")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_part(self, part: StatusPart) -> None:
        """Show a part."""
        if part == self.part:
            return
        wider = part.plain != self.part.plain or bool(part.dot) != bool(self.part.dot)
        self.part = part
        self.setToolTip(part.tip)
        self.setAccessibleName(part.plain)
        self.setAccessibleDescription(part.tip)
        # What has no end gives way first; the rest keeps its room.
        long = part.topic == "source"
        policy = QSizePolicy.Policy.Expanding if long else QSizePolicy.Policy.Preferred
        self.setSizePolicy(policy, QSizePolicy.Policy.Expanding)
        if wider:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for everything."""
        width = self.fontMetrics().horizontalAdvance(self.part.plain) + 2 * _PAD
        return QSize(width + (_DOT if self.part.dot else 0), 26)

    def minimumSizeHint(self) -> QSize:
        """A long story may be cut off, a figure may not."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), 90), 26) if self.part.topic in ("source", "output") else hint

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw dot, value and label."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.setPen(QPen(colour("accent")) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(colour("raised"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 5.5, -0.5, -5.5), 7, 7)
        left = float(_PAD)
        if self.part.dot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(self.part.dot))
            painter.drawEllipse(QPointF(left + 4.5, self.height() / 2), 4.5, 4.5)
            left += _DOT
        for text, tint in ((self.part.value, "text"), (self.part.label, "muted")):
            if not text:
                continue
            room = self.width() - left - _PAD
            shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(0, round(room) + 1))
            painter.setPen(colour(tint))
            box = QRectF(left, 0, room + 2, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
            left += self.fontMetrics().horizontalAdvance(f"{text} ")


class StatusLine(QFrame):
    """Shows `StatusPart`s from left to right.

    Signals:
        asked(StatusButton): the user wants to know more about a part.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setObjectName("statusLine")
        self.setFixedHeight(38)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 0, 10, 0)
        self._row.setSpacing(6)
        self._row.addStretch(1)
        self._buttons: list[StatusButton] = []

    @property
    def text(self) -> str:
        """All parts, for tests and screen readers."""
        return "  ".join(button.part.plain for button in self._buttons if not button.isHidden())

    def button(self, topic: str) -> StatusButton | None:
        """The first part about something, None while it is not shown."""
        shown = (button for button in self._buttons if not button.isHidden() and button.part.topic == topic)
        return next(shown, None)

    def show_parts(self, parts: tuple[StatusPart, ...]) -> None:
        """Show these parts."""
        while len(self._buttons) < len(parts):
            button = StatusButton()
            button.clicked.connect(self._ask)
            self._row.insertWidget(len(self._buttons), button)
            self._buttons.append(button)
        for button, part in zip(self._buttons, parts, strict=False):
            button.show_part(part)
            button.show()
        for button in self._buttons[len(parts) :]:
            button.hide()

    def _ask(self) -> None:
        self.asked.emit(self.sender())
