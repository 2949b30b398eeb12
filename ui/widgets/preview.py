"""The large picture: what call apps get, mirrored for the user's eye alone."""

# ruff: noqa: N802 (Qt names its events)
from __future__ import annotations

import cv2
import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colour, pixmap
from vcam.frames import Composite, Image

_RADIUS = 14.0
_MIRROR_NOTE = "Mirrored for you only"


class Preview(QWidget):
    """Shows composites, fitted into the widget with round corners, and notes on top of them.

    Signals:
        aspect_changed: the picture has another shape.
    """

    aspect_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._source: Image | None = None
        self._picture = QImage()
        self._aspect = 16 / 9
        self._mirror = True
        self._readable = False
        self._live = False
        self._paused = False
        self._hint = ""
        self._countdown = 0
        self._progress: float | None = None
        self._note = ""
        self.setMinimumSize(QSize(320, 180))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Preview of the output")

    # --- what to show

    @property
    def aspect(self) -> float:
        """Width over height of what is shown."""
        return self._aspect

    @property
    def shown(self) -> QImage:
        """The picture as drawn, in screen pixels, mirrored if mirroring is on."""
        return self._picture

    def show_composite(self, composite: Composite) -> None:
        """Show a composite; the same one again costs nothing."""
        card = self._paused and composite.index < 0
        self.show_picture(composite.image, readable=card)

    def show_picture(self, image: Image | None, *, readable: bool = False) -> None:
        """Show (H, W, 3) uint8 RGB; None shows the empty stage.

        Args:
            readable: it is a card with words on it, which is never mirrored.
        """
        if image is not self._source or readable != self._readable:
            self._source, self._readable = image, readable
            if image is not None:
                self._set_aspect(image.shape[1] / image.shape[0])
            self._refit()

    def set_aspect(self, width: int, height: int) -> None:
        """Give the empty stage the output's shape."""
        if self._source is None:
            self._set_aspect(width / height)
            self.update()

    def set_mirror(self, mirror: bool) -> None:
        """Show the picture as a mirror does, or as others see it."""
        if mirror != self._mirror:
            self._mirror = mirror
            self._refit()

    def set_live(self, live: bool, paused: bool) -> None:
        """Say whether the picture is going out."""
        self._live, self._paused = live, paused
        self.update()

    def set_hint(self, text: str) -> None:
        """One line in the lower middle, for example what to do next; empty for none."""
        if text != self._hint:
            self._hint = text
            self.update()

    def set_countdown(self, seconds: int) -> None:
        """Show the calibration countdown; 0 hides it."""
        self._countdown = seconds
        self.update()

    def set_calibration(self, progress: float | None, note: str) -> None:
        """Show how far the search for the neutral face is, 0 to 1; None hides it."""
        if (progress, note) != (self._progress, self._note):
            self._progress, self._note = progress, note
            self.update()

    # --- drawing

    def frame_rect(self) -> QRectF:
        """Where the picture lies in the widget."""
        width = min(float(self.width()), self.height() * self._aspect)
        height = width / self._aspect
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Fit the picture anew."""
        self._refit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw picture, corners and notes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = self.frame_rect()
        if self._picture.isNull():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("stage"))
            painter.drawRoundedRect(frame, _RADIUS, _RADIUS)
            side = 72
            painter.setOpacity(0.5)
            place = frame.center() - QPointF(side / 2, side / 2 + 16)
            painter.drawPixmap(place, pixmap("landmarks", "faint", side, self.devicePixelRatioF()))
            painter.setOpacity(1.0)
        else:
            painter.drawImage(frame, self._picture)
            self._round_corners(painter, frame)
        self._draw_outline(painter, frame)
        self._draw_notes(painter, frame)

    def _set_aspect(self, aspect: float) -> None:
        if abs(aspect - self._aspect) > 1e-6:
            self._aspect = aspect
            self.aspect_changed.emit()

    def _refit(self) -> None:
        """Scale and mirror once per picture, not once per paint, into memory of our own."""
        if self._source is None:
            self._picture = QImage()
        else:
            ratio, frame = self.devicePixelRatioF(), self.frame_rect()
            size = max(1, round(frame.width() * ratio)), max(1, round(frame.height() * ratio))
            self._picture = fitted(self._source, size, self._mirror and not self._readable)
        self.update()

    def _round_corners(self, painter: QPainter, frame: QRectF) -> None:
        # Painting the corners over is far cheaper than clipping the picture.
        corners = QPainterPath()
        corners.addRect(frame.adjusted(-1, -1, 1, 1))
        inner = QPainterPath()
        inner.addRoundedRect(frame, _RADIUS, _RADIUS)
        painter.fillPath(corners.subtracted(inner), colour("window"))

    def _draw_outline(self, painter: QPainter, frame: QRectF) -> None:
        tint = QColor(255, 255, 255, 18)
        if self._live:
            tint = colour("warning" if self._paused else "live", 150)
        painter.setPen(QPen(tint, 1.5 if self._live else 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame.adjusted(0.75, 0.75, -0.75, -0.75), _RADIUS, _RADIUS)

    def _draw_notes(self, painter: QPainter, frame: QRectF) -> None:
        if self._mirror and not self._picture.isNull():
            corner = frame.bottomLeft() + QPointF(12, -12)
            self._draw_pill(painter, corner, _MIRROR_NOTE, "mirror", Qt.AlignmentFlag.AlignLeft)
        if self._live:
            text, tint = ("Paused", "warning") if self._paused else ("Live", "live")
            self._draw_pill(
                painter, frame.topLeft() + QPointF(12, 40), text, "", Qt.AlignmentFlag.AlignLeft, tint
            )
        if self._countdown:
            self._draw_countdown(painter, frame)
        elif self._progress is not None:
            self._draw_progress(painter, frame)
        elif self._hint:
            middle = QPointF(frame.center().x(), frame.bottom() - 52)
            if self._picture.isNull():
                middle.setY(frame.center().y() + 62)
            self._draw_pill(painter, middle, self._hint, "", Qt.AlignmentFlag.AlignHCenter)

    def _draw_pill(
        self,
        painter: QPainter,
        anchor: QPointF,
        text: str,
        symbol: str,
        align: Qt.AlignmentFlag,
        dot: str = "",
    ) -> QRectF:
        """A dark note whose lower edge's left end or middle is `anchor`; returns where it lies."""
        painter.setFont(_font(12))
        extra = 22 if symbol else 16 if dot else 0
        width = painter.fontMetrics().horizontalAdvance(text) + 24 + extra
        left = anchor.x() - (width / 2 if align == Qt.AlignmentFlag.AlignHCenter else 0)
        box = QRectF(left, anchor.y() - 28, width, 28)
        painter.setPen(QPen(QColor(255, 255, 255, 36), 1))
        painter.setBrush(QColor(8, 9, 12, 200))
        painter.drawRoundedRect(box, 14, 14)
        painter.setPen(Qt.PenStyle.NoPen)
        if symbol:
            place = box.topLeft() + QPointF(10, 6)
            painter.drawPixmap(place, pixmap(symbol, "muted", 16, self.devicePixelRatioF()))
        if dot:
            painter.setBrush(colour(dot))
            painter.drawEllipse(box.topLeft() + QPointF(17, 14), 4.5, 4.5)
        painter.setPen(colour("text"))
        painter.drawText(box.adjusted(12 + extra, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, text)
        return box

    def _draw_countdown(self, painter: QPainter, frame: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(8, 9, 12, 150))
        painter.drawRoundedRect(frame, _RADIUS, _RADIUS)
        painter.setPen(colour("text"))
        painter.setFont(_font(72, bold=True))
        painter.drawText(frame.adjusted(0, 0, 0, -50), Qt.AlignmentFlag.AlignCenter, str(self._countdown))
        painter.setFont(_font(16))
        text = "Look straight into the camera, mouth closed, face relaxed"
        painter.drawText(frame.adjusted(0, 90, 0, 0), Qt.AlignmentFlag.AlignCenter, text)

    def _draw_progress(self, painter: QPainter, frame: QRectF) -> None:
        middle = QPointF(frame.center().x(), frame.bottom() - 52)
        box = self._draw_pill(painter, middle, self._note, "", Qt.AlignmentFlag.AlignHCenter)
        bar = QRectF(box.left() + 14, box.bottom() + 6, box.width() - 28, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(8, 9, 12, 160))
        painter.drawRoundedRect(bar, 1.5, 1.5)
        painter.setBrush(colour("accent"))
        bar.setWidth(bar.width() * float(np.clip(self._progress or 0.0, 0.0, 1.0)))
        painter.drawRoundedRect(bar, 1.5, 1.5)


def fitted(image: Image, size: tuple[int, int], mirror: bool) -> QImage:
    """An own copy of (H, W, 3) RGB, scaled to (width, height) pixels and mirrored if asked."""
    # Averaging costs four times as much and shows only where most of the pixels are dropped.
    much_smaller = size[0] < image.shape[1] / 2
    scaled = cv2.resize(image, size, interpolation=cv2.INTER_AREA if much_smaller else cv2.INTER_LINEAR)
    # Written into the QImage's own memory: one over an array would borrow the array's.
    result = QImage(*size, QImage.Format.Format_RGB32)
    pixels = np.frombuffer(result.bits(), np.uint8).reshape(size[1], size[0], 4)
    cv2.cvtColor(scaled, cv2.COLOR_RGB2BGRA, dst=pixels)
    if mirror:
        cv2.flip(pixels, 1, dst=pixels)
    return result


def _font(size_px: int, *, bold: bool = False) -> QFont:
    font = QFont()
    font.setPixelSize(size_px)
    font.setBold(bold)
    return font
