"""The small view of what tracking sees: landmarks on black, never the camera's picture."""

# ruff: noqa: N802 (Qt names its events)
from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colour
from ui.translation import tr
from vcam.frames import Landmarks, Points, TrackedFrame
from vcam.geometry import face_model as model

_FACE_SHARE = 0.7
_FOLLOW = 0.06
_RADIUS = 10.0
_INSET = 3.0
"""A rectangle so far inside lies within the round corners, and clipping by it costs nothing."""


def _ring(there: NDArray[np.int64], back: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([there, back[::-1], there[:1]])


FACE_LINES: tuple[tuple[str, NDArray[np.int64]], ...] = (
    ("on-picture-muted", np.append(model.FACE_OVAL, model.FACE_OVAL[0])),
    ("on-picture-muted", np.array([168, 6, 197, 195, 5, 4, 1])),
    ("on-picture-muted", model.RIGHT_BROW[:5]),
    ("on-picture-muted", model.LEFT_BROW[:5]),
    ("on-picture-live", _ring(model.RIGHT_UPPER_LID, model.RIGHT_LOWER_LID)),
    ("on-picture-live", _ring(model.LEFT_UPPER_LID, model.LEFT_LOWER_LID)),
    ("on-picture-record", _ring(model.LIPS[:11], model.LIPS[11:20])),
    ("on-picture-record", _ring(model.UPPER_LIP_INNER, model.LOWER_LIP_INNER)),
)
"""Palette colour and point numbers of the lines through the features."""


@cache
def _shades(rgb: int) -> list[int]:
    """A colour from transparent to opaque."""
    return [alpha << 24 | rgb & 0xFFFFFF for alpha in range(256)]


class TrackingView(QWidget):
    """Draws the landmarks as the mirror would show them; says so when there is no face."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a face."""
        super().__init__(parent)
        self._landmarks: Landmarks | None = None
        self._live = False
        self._centre = np.zeros(2)
        self._span = 0.0
        self.setMinimumSize(QSize(160, 150))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Tracked face"))
        self.setToolTip(tr("The points that tracking finds. Your camera picture is neither shown nor sent."))

    def sizeHint(self) -> QSize:
        """A small picture."""
        return QSize(232, 172)

    def show_tracked(self, tracked: TrackedFrame | None) -> None:
        """Show the newest tracked frame; None when nothing runs."""
        landmarks = tracked.landmarks if tracked is not None else None
        live = tracked is not None
        if landmarks is not self._landmarks or live != self._live:
            self._landmarks, self._live = landmarks, live
            if landmarks is not None:
                self._follow(landmarks.points)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the points and the lines through the features."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.black)
        painter.drawRoundedRect(frame, _RADIUS, _RADIUS)
        if self._landmarks is None:
            painter.setPen(colour("on-picture-muted"))
            text = tr("No face in view") if self._live else tr("Shows your face's points when live")
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)
            return
        painter.setClipRect(frame.adjusted(_INSET, _INSET, -_INSET, -_INSET))
        places = self._places(self._landmarks.points)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(frame, self._dots(places[: model.FACE_POINTS]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for tint, line in FACE_LINES:
            painter.setPen(QPen(colour(tint), 1.3))
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in places[line]]))
        painter.setPen(QPen(colour("on-picture"), 1.2))
        for iris in (model.RIGHT_IRIS, model.LEFT_IRIS):
            radius = float(np.linalg.norm(places[iris[1:]] - places[iris[0]], axis=1).mean())
            painter.drawEllipse(QPointF(*places[iris[0]]), radius, radius)

    def _dots(self, places: NDArray[np.float64]) -> QImage:
        """Soft dots on a transparent picture; hundreds of them one by one would take the painter 2 ms."""
        width, height = self.width(), self.height()
        corner = np.floor(places - 0.5).astype(np.int64)
        share = places - 0.5 - corner
        # Each dot lies on four pixels.
        x, y = np.array([0, 1, 0, 1]), np.array([0, 0, 1, 1])
        weights = np.abs(1 - x - share[:, :1]) * np.abs(1 - y - share[:, 1:])
        columns, rows = corner[:, :1] + x, corner[:, 1:] + y
        inside = (columns >= 0) & (columns < width) & (rows >= 0) & (rows < height)
        spots = rows[inside] * width + columns[inside]
        cover = np.bincount(spots, weights[inside], minlength=width * height)
        dots = QImage(width, height, QImage.Format.Format_Indexed8)
        dots.setColorTable(_shades(colour("accent").rgb()))
        pixels = np.frombuffer(dots.bits(), np.uint8).reshape(height, dots.bytesPerLine())
        pixels[:, :width] = (255 * np.minimum(cover, 1.0)).reshape(height, width)
        return dots

    def _follow(self, points: Points) -> None:
        """Let the view drift after the face, so that it stays in sight and still visibly moves."""
        face = points[: model.FACE_POINTS, :2]
        centre, span = face.mean(0), float(np.ptp(face[:, 1]))
        far = np.abs(centre - self._centre).max() > self._span or not 0.5 < span / max(self._span, 1e-6) < 2
        share = 1.0 if far else _FOLLOW
        self._centre = self._centre + share * (centre - self._centre)
        self._span += share * (span - self._span)

    def _places(self, points: Points) -> NDArray[np.float64]:
        """(478, 2) widget coordinates, mirrored."""
        scale = _FACE_SHARE * self.height() / max(self._span, 1e-6)
        places = (points[:, :2].astype(np.float64) - self._centre) * scale
        places[:, 0] = self.width() / 2 - places[:, 0]
        places[:, 1] += self.height() / 2
        return np.asarray(places, np.float64)
