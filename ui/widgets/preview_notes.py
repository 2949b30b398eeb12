"""What is written on the preview: dark notes that read well on any picture, in either look."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from ui.theme import colour, pixmap
from ui.translation import tr

RADIUS = 14.0
_HEIGHT = 28.0
TOP_PX, LOW_PX = 48.0, 120.0
"""Heights at the picture's upper and lower edge within which all notes lie, but the countdown."""
_DARK = QColor(8, 9, 12)


@dataclass(frozen=True, kw_only=True)
class Notes:
    """What to write.

    Args:
        mirrored: the picture is the other way round than the others see it.
        state: one word or two, at the top; empty for none.
        tint: palette colour of the dot before it and of the frame around the picture.
        warning: a sentence in large letters in the middle, empty for none.
        hint: what to do next, in the lower middle; empty for none.
        countdown: seconds until the neutral face is taken; 0 for none.
        progress: of the search for it, 0 to 1; None for none.
        advice: what helps that search.
    """

    mirrored: bool = False
    state: str = ""
    tint: str = "on-picture-live"
    warning: str = ""
    hint: str = ""
    countdown: int = 0
    progress: float | None = None
    advice: str = ""


def draw_notes(painter: QPainter, frame: QRectF, notes: Notes, ratio: float, *, empty: bool) -> None:
    """Draw the notes on a picture.

    Args:
        frame: where the picture lies.
        ratio: the screen's pixels a point.
        empty: there is no picture.
    """
    if notes.mirrored and not empty:
        text = tr("Mirrored for you only")
        pill(painter, frame.bottomLeft() + QPointF(12, -12), text, ratio, symbol="mirror")
    if notes.state:
        pill(painter, frame.topLeft() + QPointF(12, 12 + _HEIGHT), notes.state, ratio, dot=notes.tint)
    low = QPointF(frame.center().x(), frame.bottom() - 52)
    if notes.countdown:
        _draw_countdown(painter, frame, notes.countdown)
    elif notes.warning:
        pill(painter, low, notes.warning, ratio, symbol="warning", tint=notes.tint, large=True)
    elif notes.progress is not None:
        _draw_progress(painter, pill(painter, low, notes.advice, ratio, middle=True), notes.progress)
    elif notes.hint:
        place = QPointF(low.x(), frame.center().y() + 62) if empty else low
        pill(painter, place, notes.hint, ratio, middle=True)


def pill(
    painter: QPainter,
    anchor: QPointF,
    text: str,
    ratio: float,
    *,
    symbol: str = "",
    dot: str = "",
    tint: str = "on-picture-muted",
    middle: bool = False,
    large: bool = False,
) -> QRectF:
    """A dark note whose lower edge's left end, or middle, is `anchor`; returns where it lies.

    Args:
        ratio: the screen's pixels a point.
        symbol: an icon before the text, in `tint`; or
        dot: palette colour of a dot before it.
        middle: `anchor` is the middle; always so when `large`.
        large: bigger letters.
    """
    painter.setFont(font(15 if large else 12, bold=large))
    height = _HEIGHT + 12 if large else _HEIGHT
    side = 20 if large else 16
    extra = side + 8 if symbol else 16 if dot else 0
    width = painter.fontMetrics().horizontalAdvance(text) + 26 + extra
    left = anchor.x() - (width / 2 if middle or large else 0)
    box = QRectF(left, anchor.y() - height, width, height)
    painter.setPen(QPen(QColor(255, 255, 255, 36), 1))
    painter.setBrush(_shade(200))
    painter.drawRoundedRect(box, height / 2, height / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    if symbol:
        place = QPointF(box.left() + 12, box.center().y() - side / 2)
        painter.drawPixmap(place, pixmap(symbol, tint, side, ratio))
    elif dot:
        painter.setBrush(colour(dot))
        painter.drawEllipse(QPointF(box.left() + 17, box.center().y()), 4.5, 4.5)
    painter.setPen(colour("on-picture"))
    painter.drawText(box.adjusted(13 + extra, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
    return box


def font(size_px: int, *, bold: bool = False) -> QFont:
    """The application's font in another size."""
    made = QFont()
    made.setPixelSize(size_px)
    made.setBold(bold)
    return made


def _draw_countdown(painter: QPainter, frame: QRectF, seconds: int) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_shade(150))
    painter.drawRoundedRect(frame, RADIUS, RADIUS)
    painter.setPen(colour("on-picture"))
    painter.setFont(font(72, bold=True))
    painter.drawText(frame.adjusted(0, 0, 0, -50), Qt.AlignmentFlag.AlignCenter, str(seconds))
    painter.setFont(font(16))
    text = tr("Look straight into the camera, mouth closed, face relaxed")
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(frame.adjusted(24, 90, -24, 0), flags, text)


def _draw_progress(painter: QPainter, below: QRectF, progress: float) -> None:
    bar = QRectF(below.left() + 14, below.bottom() + 6, below.width() - 28, 3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_shade(160))
    painter.drawRoundedRect(bar, 1.5, 1.5)
    painter.setBrush(colour("accent"))
    bar.setWidth(bar.width() * float(np.clip(progress, 0.0, 1.0)))
    painter.drawRoundedRect(bar, 1.5, 1.5)


def _shade(alpha: int) -> QColor:
    dark = QColor(_DARK)
    dark.setAlpha(alpha)
    return dark
