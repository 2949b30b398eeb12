"""A photo with a frame that the user drags: what is inside is kept."""

# ruff: noqa: N802 (Qt names its events)
from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colour
from ui.translation import tr
from ui.view_models.crop_box import EDGES, INSIDE, Grip, dragged, grip_at, place_of
from vcam.avatar.crop import WHOLE
from vcam.avatar.photo import Box

_REACH_PX = 14.0
_HANDLE_PX = 16.0
_MARGIN_PX = 10
_KEY_STEP = 0.01
_SHAPES = {
    (-1, -1): Qt.CursorShape.SizeFDiagCursor,
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
    (-1, 1): Qt.CursorShape.SizeBDiagCursor,
    (-1, 0): Qt.CursorShape.SizeHorCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
    (0, -1): Qt.CursorShape.SizeVerCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
    (0, 0): Qt.CursorShape.SizeAllCursor,
}


class CropView(QWidget):
    """The photo and the frame.

    Signals:
        changed(Box): the user has moved the frame.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._image = QImage()
        self._box: Box = WHOLE
        self._held: tuple[Grip, QPointF, Box] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("The photo and the frame around what is kept"))
        self.setAccessibleDescription(tr("Arrow keys move the frame, with Shift its lower right corner."))

    @property
    def box(self) -> Box:
        """What is inside the frame."""
        return self._box

    def show_photo(self, image: QImage, box: Box) -> None:
        """Show another photo; a null one shows none."""
        self._image, self._box, self._held = image, box, None
        self.update()

    def set_box(self, box: Box) -> None:
        """Put the frame elsewhere."""
        self._box = box
        self.update()

    def sizeHint(self) -> QSize:
        """Room to see a face in."""
        return QSize(520, 440)

    def picture_place(self) -> QRectF:
        """Where the photo is drawn."""
        room = QRectF(self.rect()).adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)
        size = self._image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(room.center())
        return place

    # --- by hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a corner, an edge, or the whole frame."""
        grip = self._grip_under(event.position())
        if grip is not None and event.button() == Qt.MouseButton.LeftButton and self.isEnabled():
            self._held = (grip, event.position(), self._box)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held; else show what could be."""
        if self._held is None:
            grip = self._grip_under(event.position())
            shape = Qt.CursorShape.ArrowCursor if grip is None else _SHAPES[grip.x, grip.y]
            self.setCursor(shape)
            return
        grip, began, box = self._held
        place, by = self.picture_place(), event.position() - began
        self._take(dragged(box, grip, by.x() / place.width(), by.y() / place.height()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._held = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the frame, with Shift its lower right corner."""
        steps = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or self._image.isNull():
            super().keyPressEvent(event)
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        grip = Grip(x=1, y=1) if shift else INSIDE
        self._take(dragged(self._box, grip, _KEY_STEP * step[0], _KEY_STEP * step[1]))

    def _take(self, box: Box) -> None:
        if box != self._box:
            self.set_box(box)
            self.changed.emit(box)

    def _grip_under(self, at: QPointF) -> Grip | None:
        place = self.picture_place()
        if self._image.isNull() or place.isEmpty():
            return None
        x, y = (at.x() - place.left()) / place.width(), (at.y() - place.top()) / place.height()
        return grip_at(self._box, x, y, (_REACH_PX / place.width(), _REACH_PX / place.height()))

    # --- drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the photo, darker outside the frame, and the frame with its handles."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(colour("accent"), 1.5) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(colour("stage"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)
        if self._image.isNull():
            return
        place = self.picture_place()
        painter.drawImage(place, self._image)
        left, top, right, bottom = self._box
        frame = QRectF(
            QPointF(place.left() + left * place.width(), place.top() + top * place.height()),
            QPointF(place.left() + right * place.width(), place.top() + bottom * place.height()),
        )
        outside = QPainterPath()
        outside.addRect(place)
        outside.addRect(frame)
        painter.fillPath(outside, QColor(8, 9, 12, 165))
        self._draw_frame(painter, frame, place)

    def _draw_frame(self, painter: QPainter, frame: QRectF, place: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._held is not None:
            painter.setPen(QPen(QColor(255, 255, 255, 90), 1))
            for third in (1 / 3, 2 / 3):
                x, y = frame.left() + third * frame.width(), frame.top() + third * frame.height()
                painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))
                painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
        painter.setPen(QPen(QColor(255, 255, 255, 210), 1.2))
        painter.drawRect(frame)
        for shade, width in ((QColor(8, 9, 12, 150), 7.0), (QColor(255, 255, 255), 4.0)):
            painter.setPen(QPen(shade, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            for grip in EDGES:
                self._draw_handle(painter, grip, place)

    def _draw_handle(self, painter: QPainter, grip: Grip, place: QRectF) -> None:
        """An angle at a corner, a dash on an edge."""
        x, y = place_of(grip, self._box)
        at = QPointF(place.left() + x * place.width(), place.top() + y * place.height())
        across = QPointF(_HANDLE_PX if grip.x == 0 else -grip.x * _HANDLE_PX, 0)
        along = QPointF(0, _HANDLE_PX if grip.y == 0 else -grip.y * _HANDLE_PX)
        if grip.x and grip.y:
            painter.drawPolyline([at + across, at, at + along])
        else:
            half = (across if grip.x == 0 else along) / 2
            painter.drawLine(at - half, at + half)
