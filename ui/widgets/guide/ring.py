"""A ring that fills while the neutral face is measured, with the face's points in it."""

# ruff: noqa: N802 (Qt names its events)
from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colour, pixmap
from ui.translation import tr
from ui.widgets.tracking_view import FACE_LINES
from vcam.frames import Landmarks

_WIDTH = 8.0


class MeasureRing(QWidget):
    """Progress from 0 to 1, and what tracking sees, mirrored: points on black, never a picture."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._landmarks: Landmarks | None = None
        self._trouble = False
        self.progress = 0.0
        self.setMinimumSize(QSize(220, 220))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Progress of the measurement"))

    def show_progress(self, progress: float, landmarks: Landmarks | None, *, trouble: bool) -> None:
        """Show how far it is, and the face.

        Args:
            progress: 0 to 1; 1 draws a tick.
            landmarks: the face, None when there is none.
            trouble: something holds the measurement up.
        """
        self.progress, self._landmarks, self._trouble = progress, landmarks, trouble
        self.setAccessibleDescription(f"{round(100 * progress)} %")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw disc, face, ring and tick."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height()) - _WIDTH
        disc = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.black)
        painter.drawEllipse(disc)
        done = self.progress >= 1
        if self._landmarks is not None and not done:
            self._draw_face(painter, disc, self._landmarks)
        elif not done:
            size = round(side * 0.36)
            place = disc.center() - QPointF(size / 2, size / 2)
            painter.drawPixmap(place, pixmap("face", "on-picture-muted", size, self.devicePixelRatioF()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("warning" if self._trouble else "hover"), _WIDTH))
        painter.drawEllipse(disc)
        pen = QPen(colour("on-picture-live" if done else "accent"), _WIDTH)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        if self.progress > 0:
            painter.drawArc(disc, 90 * 16, -round(360 * 16 * min(self.progress, 1.0)))
        if done:
            self._draw_tick(painter, disc)

    def _draw_tick(self, painter: QPainter, disc: QRectF) -> None:
        middle, unit = disc.center(), disc.width() / 10
        tick = QPolygonF(
            [
                middle + QPointF(-1.7 * unit, 0.1 * unit),
                middle + QPointF(-0.5 * unit, 1.3 * unit),
                middle + QPointF(1.9 * unit, -1.3 * unit),
            ]
        )
        painter.drawPolyline(tick)

    def _draw_face(self, painter: QPainter, disc: QRectF, landmarks: Landmarks) -> None:
        """The face where it is in the camera's picture, whose height is the disc's."""
        width, height = landmarks.image_size
        scale = disc.height() / height
        places = (landmarks.points[:, :2].astype(np.float64) - (width / 2, height / 2)) * scale
        places = places * (-1, 1) + (disc.center().x(), disc.center().y())
        clip = QPainterPath()
        clip.addEllipse(disc)
        painter.save()
        painter.setClipPath(clip)
        for tint, line in FACE_LINES:
            painter.setPen(QPen(colour(tint), 1.6))
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in places[line]]))
        painter.restore()
