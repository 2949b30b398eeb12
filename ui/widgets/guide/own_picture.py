"""The user's own camera, as a mirror shows it: drawn in the guide and nowhere else."""

# ruff: noqa: N802 (Qt names its events)
from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.pictures import fitted
from ui.theme import colour, pixmap
from ui.translation import tr
from vcam.frames import Image

_RADIUS = 12.0


class OwnPicture(QWidget):
    """Shows (H, W, 3) uint8 RGB fitted and mirrored; nothing of it is kept once it is taken away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._source: Image | None = None
        self._picture = QImage()
        self._text = ""
        self.setMinimumSize(QSize(240, 135))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Your own camera"))

    @property
    def shown(self) -> QImage:
        """The picture as drawn; null when there is none."""
        return self._picture

    def show_picture(self, image: Image | None) -> None:
        """Show a picture; None shows the empty stage."""
        if image is not self._source:
            self._source = image
            self._picture = QImage() if image is None else fitted(image, self._size_of(image), True)
            self.update()

    def set_text(self, text: str) -> None:
        """What the empty stage says."""
        if text != self._text:
            self._text = text
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture in the middle of the stage."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("stage"))
        painter.drawRoundedRect(frame, _RADIUS, _RADIUS)
        if self._picture.isNull():
            side = 44
            place = frame.center() - QPointF(side / 2, side / 2 + 22)
            painter.drawPixmap(place, pixmap("camera", "faint", side, self.devicePixelRatioF()))
            painter.setPen(colour("muted"))
            room = QRectF(24, frame.center().y() + 12, frame.width() - 48, 60)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(room, flags, self._text)
            return
        ratio = self.devicePixelRatioF()
        room = QRectF(0, 0, self._picture.width() / ratio, self._picture.height() / ratio)
        room.moveCenter(frame.center())
        clip = QPainterPath()
        clip.addRoundedRect(room, _RADIUS, _RADIUS)
        painter.setClipPath(clip)
        painter.drawImage(room, self._picture)

    def _size_of(self, image: Image) -> tuple[int, int]:
        height, width = image.shape[:2]
        scale = min(self.width() / width, self.height() / height) * self.devicePixelRatioF()
        return max(1, round(width * scale)), max(1, round(height * scale))
