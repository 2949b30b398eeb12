"""The guide's left side: what vcam is, the steps with a tick on those that are done, and the way out."""

# ruff: noqa: N802 (Qt names its events)
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import RESOURCES, colour, pixmap
from ui.translation import tr
from ui.widgets.guide.panel import button


class StepButton(QAbstractButton):
    """A step's number or tick, and its name."""

    def __init__(self, number: int, name: str, parent: QWidget | None = None) -> None:
        """Make the button of step `number`, counted from 1."""
        super().__init__(parent)
        self._number = number
        self.done = False
        self.setText(name)
        self.setCheckable(True)
        self.setMinimumHeight(44)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_done(self, done: bool) -> None:
        """Draw a tick in place of the number."""
        self.done = done
        name = tr("{step}, done") if done else tr("{step}, to do")
        self.setAccessibleName(name.format(step=self.text()))
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the number and the name."""
        return QSize(52 + self.fontMetrics().horizontalAdvance(self.text()) + 12, 44)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw circle, number or tick, and name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        current = self.isChecked()
        if current or self.underMouse() or self.hasFocus():
            painter.setPen(QPen(colour("accent")) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(colour("raised" if current else "card"))
            painter.drawRoundedRect(box, 9, 9)
        disc = QRectF(10, box.center().y() - 12, 24, 24)
        painter.setPen(QPen(colour("live" if self.done else "accent" if current else "faint"), 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc)
        if self.done:
            place = disc.center() - QPointF(7, 7)
            painter.drawPixmap(place, pixmap("tick", "live", 14, self.devicePixelRatioF()))
        else:
            painter.setPen(colour("text" if current else "muted"))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if current else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(colour("text" if current else "muted"))
        room = QRectF(46, 0, self.width() - 52, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())


class Rail(QWidget):
    """All steps.

    Signals:
        chosen(int): the user wants to see this step, counted from 0.
        skipped: the user wants out.
    """

    chosen = Signal(int)
    skipped = Signal()

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        """Make a button for each of `names`."""
        super().__init__(parent)
        self.setObjectName("guideRail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark = QLabel()
        mark.setPixmap(QIcon(str(RESOURCES / "icons" / "app.svg")).pixmap(30, 30))
        title = QLabel(tr("Set up vcam"))
        title.setProperty("role", "title")
        brand = QHBoxLayout()
        brand.setSpacing(10)
        brand.addWidget(mark)
        brand.addWidget(title, 1)
        self._group = QButtonGroup(self)
        self.buttons = [StepButton(number, name) for number, name in enumerate(names, 1)]
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 24, 16, 18)
        column.setSpacing(4)
        column.addLayout(brand)
        column.addSpacing(18)
        for number, step in enumerate(self.buttons):
            self._group.addButton(step, number)
            column.addWidget(step)
        self._group.idClicked.connect(self.chosen)
        column.addStretch(1)
        self.skip = button(tr("Skip the guide"), "", "quiet")
        self.skip.setToolTip(tr("The question mark beside vcam's name brings it back"))
        self.skip.clicked.connect(self.skipped)
        column.addWidget(self.skip, 0, Qt.AlignmentFlag.AlignLeft)

    def show_steps(self, current: int, done: Sequence[bool]) -> None:
        """Mark where the user is and what is done."""
        self.buttons[current].setChecked(True)
        for step, finished in zip(self.buttons, done, strict=True):
            step.set_done(finished)
