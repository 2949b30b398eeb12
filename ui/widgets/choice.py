"""Choosing one of a few: a drop-down that leaves the wheel alone, and a row of segments."""

# ruff: noqa: N802 (Qt names its events)
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPaintEvent, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

_ARROW_PX = 46
"""Room for the arrow and the margins."""
_SEGMENT_MARGINS_PX = 22


class DropDown(QComboBox):
    """A drop-down of (value, label) pairs.

    Signals:
        chosen(value): the user took an entry.
        opening: the list is about to show.
    """

    chosen = Signal(object)
    opening = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make an empty list; `name` is what a screen reader says."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.activated.connect(self._choose)

    def set_entries(
        self, entries: Sequence[tuple[Any, str]], current: Any, disabled: Sequence[Any] = ()
    ) -> None:
        """Replace the list and show `current`; the first entry when it is not there."""
        shown = [(self.itemData(row), self.itemText(row)) for row in range(self.count())]
        if shown != list(entries):
            self.clear()
            for value, label in entries:
                self.addItem(label, value)
            model = self.model()
            if isinstance(model, QStandardItemModel):
                for row, (value, _) in enumerate(entries):
                    model.item(row).setEnabled(value not in disabled)
        values = [value for value, _ in entries]
        self.setCurrentIndex(values.index(current) if current in values else 0 if values else -1)

    def _choose(self, row: int) -> None:
        self.chosen.emit(self.itemData(row))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel around: scrolling past must not change a choice."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the entry in use, shortened in the middle when it does not fit."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room, middle = self.width() - _ARROW_PX, Qt.TextElideMode.ElideMiddle
        option.currentText = self.fontMetrics().elidedText(self.currentText(), middle, room)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def showPopup(self) -> None:
        """Tell that the list opens, then open it."""
        self.opening.emit()
        super().showPopup()


class Segments(QFrame):
    """A row of buttons of which one is down.

    Signals:
        chosen(value): the user pressed one.
    """

    chosen = Signal(object)

    def __init__(self, entries: Sequence[tuple[Any, str, str]], parent: QWidget | None = None) -> None:
        """Make a row of (value, label, tool tip)."""
        super().__init__(parent)
        self.setObjectName("segments")
        self._buttons: dict[Any, QPushButton] = {}
        group = QButtonGroup(self)
        group.setExclusive(True)
        group.idClicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        for value, label, tip in entries:
            button = QPushButton(label)
            button.setCheckable(True)
            button.setToolTip(tip)
            button.setMinimumWidth(_width_when_chosen(button))
            group.addButton(button, len(self._buttons))
            row.addWidget(button, 1)
            self._buttons[value] = button

    def _choose(self, number: int) -> None:
        self.chosen.emit(list(self._buttons)[number])

    def set_value(self, value: Any) -> None:
        """Press the button of a value without reporting it."""
        if value in self._buttons:
            self._buttons[value].setChecked(True)

    def button(self, value: Any) -> QPushButton:
        """The button of a value."""
        return self._buttons[value]


def _width_when_chosen(button: QPushButton) -> int:
    """Pixels that its text needs in the bolder letters of the chosen one."""
    font = button.font()
    font.setWeight(QFont.Weight.DemiBold)
    return QFontMetrics(font).horizontalAdvance(button.text()) + _SEGMENT_MARGINS_PX
