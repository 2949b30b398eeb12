"""What a person's hands do in a soak that QTest doesn't: drops, drags, and the buttons of messages."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from ui.main_window import MainWindow

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def drop_file(window: QWidget, path: Path) -> None:
    """Drop a file into the middle of a window."""
    data, middle = QMimeData(), window.rect().center()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(window, QDragEnterEvent(middle, copy, data, LEFT, NONE))
    QApplication.sendEvent(window, QDropEvent(QPointF(middle), copy, data, LEFT, NONE))


def answer(window: MainWindow, topic: str) -> None:
    """Press the button of the message of a topic.

    Raises:
        ValueError: there is none.
    """
    (banner,) = (each for each in window.banners.banners if each.message.topic == topic)
    label = banner.message.action.label if banner.message.action is not None else ""
    (button,) = (each for each in banner.findChildren(QPushButton) if each.text() == label)
    QTest.mouseClick(button, LEFT)


def hold(widget: QWidget, kind: QEvent.Type, x: float) -> None:
    """A mouse event of the left button; `QTest.mouseMove` presses none and runs the window's loop."""
    place = QPointF(x, widget.height() / 2)
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
    pressed = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
    QApplication.sendEvent(
        widget, QMouseEvent(kind, place, QPointF(widget.mapToGlobal(place)), pressed, held, NONE)
    )
