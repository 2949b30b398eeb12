"""What lies over every picture of the preview, drawn once: corners, frame and notes cost more than it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

_EDGE_PX = 4.0
_BEYOND_PX = 1.0


class PreviewLayer:
    """Four strips along the edges of the picture; its middle stays free."""

    def __init__(self) -> None:
        """Start with nothing drawn."""
        self._key: object = None
        self._strips: list[tuple[QPointF, QPixmap]] = []

    def draw(
        self,
        painter: QPainter,
        frame: QRectF,
        ratio: float,
        heights: tuple[float, float],
        key: object,
        draw_over: Callable[[QPainter], None],
    ) -> None:
        """Lay the strips over the picture; they are drawn anew when something has changed.

        Args:
            frame: where the picture lies.
            ratio: the screen's pixels a point.
            heights: of the upper and the lower strip.
            key: whatever the drawing depends on beside `frame` and `ratio`.
            draw_over: draws all of it, in the widget's coordinates.
        """
        key = (key, frame.getRect(), ratio)
        if key != self._key:
            self._key = key
            self._strips = [_strip(part, ratio, draw_over) for part in _parts(frame, *heights)]
        for place, strip in self._strips:
            painter.drawPixmap(place, strip)


def _parts(frame: QRectF, top: float, low: float) -> tuple[QRectF, ...]:
    """Above, below, left and right, one pixel beyond the frame."""
    around = frame.adjusted(-_BEYOND_PX, -_BEYOND_PX, _BEYOND_PX, _BEYOND_PX)
    top = min(top, around.height() / 2)
    low = min(low, around.height() - top)
    between = around.adjusted(0, top, 0, -low)
    return (
        QRectF(around.left(), around.top(), around.width(), top),
        QRectF(around.left(), around.bottom() - low, around.width(), low),
        QRectF(between.left(), between.top(), _EDGE_PX, between.height()),
        QRectF(between.right() - _EDGE_PX, between.top(), _EDGE_PX, between.height()),
    )


def _strip(part: QRectF, ratio: float, draw_over: Callable[[QPainter], None]) -> tuple[QPointF, QPixmap]:
    """A part of the drawing, and where it belongs."""
    # On whole pixels, or the painter would have to sample it anew for each picture.
    left, top = round(part.left() * ratio), round(part.top() * ratio)
    right, bottom = round(part.right() * ratio), round(part.bottom() * ratio)
    strip = QPixmap(max(1, right - left), max(1, bottom - top))
    strip.setDevicePixelRatio(ratio)
    strip.fill(Qt.GlobalColor.transparent)
    place = QPointF(left / ratio, top / ratio)
    painter = QPainter(strip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-place)
    draw_over(painter)
    painter.end()
    return place, strip
