"""Finds texts in a window that are cut off, and controls that can't be reached or have no name."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QScrollBar,
    QTextEdit,
    QWidget,
)

MAY_BE_CUT = "mayBeCut"
"""A widget's property: it shows something of the user's, however long, and shortens it itself."""
_ROUNDING_PX = 1
_COMBO_ARROW_PX = 46


def cut_off(root: QWidget) -> list[str]:
    """What is written in `root`, visible, and not wholly to be seen; a line for each."""
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        if widget.isVisibleTo(root) and not widget.property(MAY_BE_CUT):
            text, needed = _needed(widget)
            if text and needed:
                found.append(f"{type(widget).__name__} {text!r}: {needed}")
    return found


def _needed(widget: QWidget) -> tuple[str, str]:
    """The widget's text, and what it lacks, empty if nothing."""
    if isinstance(widget, QLabel):
        text = widget.text()
        return text, (_label_lacks(widget) or _hidden_part(widget)) if text else ""
    if isinstance(widget, QAbstractButton):
        text = widget.text()
        return text, (_width_lacks(widget) or _hidden_part(widget)) if text else ""
    if isinstance(widget, QComboBox):
        text = widget.currentText()
        room, middle = widget.width() - _COMBO_ARROW_PX, Qt.TextElideMode.ElideMiddle
        shown = widget.fontMetrics().elidedText(text, middle, room)
        return text, f"shown as {shown!r}" if shown != text else ""
    if isinstance(widget, QListView) and widget.objectName() == "pages":
        texts = [widget.model().index(row, 0).data() for row in range(widget.model().rowCount())]
        room = widget.viewport().width() - 20
        long = [text for text in texts if widget.fontMetrics().horizontalAdvance(text) > room]
        return ", ".join(long), "longer than the list is wide" if long else ""
    return "", ""


def _label_lacks(label: QLabel) -> str:
    hint = label.sizeHint()
    if label.wordWrap():
        height = label.heightForWidth(label.width())
        return f"{height - label.height()} px too low" if height > label.height() + _ROUNDING_PX else ""
    if hint.height() > label.height() + _ROUNDING_PX:
        return f"{hint.height() - label.height()} px too low"
    return _width_lacks(label)


def _width_lacks(widget: QWidget) -> str:
    lacks = widget.sizeHint().width() - widget.width()
    return f"{lacks} px too narrow" if lacks > _ROUNDING_PX else ""


def _hidden_part(widget: QWidget) -> str:
    """What an ancestor hides of the widget; what scrolling shows is not hidden."""
    rect = QRect(QPoint(0, 0), widget.size())
    inner, outer = widget, widget.parentWidget()
    while outer is not None and not inner.isWindow():
        rect.translate(inner.pos())
        if isinstance(outer.parentWidget(), QAbstractScrollArea):
            # A viewport: what is above or below can be scrolled to.
            rect.setTop(max(rect.top(), 0))
            rect.setBottom(min(rect.bottom(), outer.height() - 1))
            if rect.top() > rect.bottom():
                return ""
        if not outer.rect().adjusted(-1, -1, 1, 1).contains(rect):
            return f"reaches out of its {type(outer).__name__}"
        inner, outer = outer, outer.parentWidget()
    return ""


def controls(root: QWidget) -> list[QWidget]:
    """Everything that is worked with in `root`."""
    kinds = (QAbstractButton, QComboBox, QAbstractSlider, QAbstractSpinBox, QLineEdit, QListView, QTextEdit)
    return [
        widget
        for widget in root.findChildren(QWidget)
        if isinstance(widget, kinds) and not isinstance(widget, QScrollBar) and not _is_part(widget)
    ]


def _is_part(widget: QWidget) -> bool:
    """Whether it is the inside of another control."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox | QAbstractSpinBox):
            return True
        parent = parent.parentWidget()
    return widget.objectName().startswith("qt_")


def without_name(root: QWidget) -> list[str]:
    """Controls that a screen reader could not name."""
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in controls(root)
        if not (widget.accessibleName() or (isinstance(widget, QPushButton) and widget.text()))
    ]


def unreachable(root: QWidget) -> list[str]:
    """Controls that the Tab key does not stop at."""
    return [
        f"{type(widget).__name__} {widget.accessibleName()!r}"
        for widget in controls(root)
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
