"""One card of the avatar gallery: how it is drawn and where its bin is."""

# ruff: noqa: N802 (Qt names its events)
from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme import colour, pixmap
from ui.translation import tr
from ui.view_models.gallery import NUMBERED, GalleryModel
from ui.view_models.gallery_item import GalleryItem
from vcam.avatar.names import MAX_NAME_LENGTH

THUMBNAIL = 96
CARD = QSize(THUMBNAIL + 12, THUMBNAIL + 38)
_RADIUS = 10.0
_KEPT_THUMBNAILS = 400

_Index = QModelIndex | QPersistentModelIndex


class Marks(Protocol):
    """What the list tells about the avatars beyond the model."""

    @property
    def current(self) -> str:
        """Name of the avatar in use."""

    @property
    def loading(self) -> str:
        """Name of the avatar that is being loaded, empty for none."""

    @property
    def spin(self) -> int:
        """Degrees that the spinner has turned."""


def item_of(index: _Index) -> GalleryItem | None:
    """The item of a row."""
    item = index.data(GalleryModel.ItemRole)
    return item if isinstance(item, GalleryItem) else None


def bin_place(card: QRect) -> QRect:
    """Where the bin of a card is."""
    return QRect(card.right() - 36, card.top() + 10, 26, 26)


def removable(item: GalleryItem) -> bool:
    """Whether the user may remove this one."""
    return not item.shipped


def label_place(card: QRect) -> QRect:
    """Where the name of a card is."""
    return QRect(card.left() + 4, card.top() + THUMBNAIL + 11, card.width() - 8, 22)


class CardDelegate(QStyledItemDelegate):
    """Draws one card: thumbnail, number, name, ring when chosen, bin under the mouse, spinner."""

    def __init__(self, view: QListView, marks: Marks) -> None:
        """Draw for `view`, with what `marks` says."""
        super().__init__(view)
        self._view = view
        self._marks = marks
        self._rounded: dict[int, QPixmap] = {}

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """All cards have one size."""
        return CARD

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one card."""
        item = item_of(index)
        if item is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(option.rect)
        picture = QRectF(card.left() + 6, card.top() + 6, THUMBNAIL, THUMBNAIL)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        self._draw_picture(painter, picture, item)
        current = item.name == self._marks.current
        if current or hovered:
            ring = picture.adjusted(-3, -3, 3, 3) if current else picture
            painter.setPen(
                QPen(colour("accent") if current else QColor(255, 255, 255, 70), 2.2 if current else 1.5)
            )
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ring, _RADIUS + 2, _RADIUS + 2)
        if index.row() < NUMBERED:
            self._draw_number(painter, picture, index.row() + 1, current=current)
        if item.name == self._marks.loading:
            self._draw_spinner(painter, picture)
        elif hovered and removable(item):
            self._draw_bin(painter, QRectF(bin_place(option.rect)))
        painter.setPen(colour("text" if current or hovered else "muted"))
        label = QRectF(label_place(option.rect))
        text = painter.fontMetrics().elidedText(item.label, Qt.TextElideMode.ElideRight, int(label.width()))
        painter.drawText(label, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: _Index) -> QWidget:
        """A field for the name."""
        editor = QLineEdit(parent)
        editor.setObjectName("cardName")
        editor.setMaxLength(MAX_NAME_LENGTH)
        editor.setAlignment(Qt.AlignmentFlag.AlignCenter)
        editor.setAccessibleName(tr("Name of the avatar"))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index) -> None:
        """The field lies on the name."""
        editor.setGeometry(label_place(option.rect).adjusted(-3, -2, 3, 3))

    def _draw_number(self, painter: QPainter, picture: QRectF, number: int, *, current: bool) -> None:
        """The key that switches to this avatar."""
        place = QRectF(picture.left() + 5, picture.top() + 5, 18, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent") if current else QColor(8, 9, 12, 150))
        painter.drawRoundedRect(place, 6, 6)
        font = QFont(painter.font())
        painter.save()
        font.setPixelSize(11)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(colour("on-accent" if current else "on-picture"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(number))
        painter.restore()

    def _draw_picture(self, painter: QPainter, place: QRectF, item: GalleryItem) -> None:
        if item.thumbnail is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("card"))
            painter.drawRoundedRect(place, _RADIUS, _RADIUS)
            at = place.center() - QPointF(16, 16)
            painter.drawPixmap(at, pixmap("image", "faint", 32, self._view.devicePixelRatioF()))
            return
        painter.drawPixmap(place.topLeft(), self._thumbnail(item))

    def _thumbnail(self, item: GalleryItem) -> QPixmap:
        """The thumbnail filled into a rounded square, made once per picture."""
        image, ratio = item.thumbnail, self._view.devicePixelRatioF()
        if image is None:
            return QPixmap()
        key = hash((image.cacheKey(), ratio))
        if key not in self._rounded:
            side = round(THUMBNAIL * ratio)
            filled = image.scaled(
                side,
                side,
                Qt.AspectRatioMode.KeepAspectRatioByExpanding,
                Qt.TransformationMode.SmoothTransformation,
            )
            result = QPixmap(side, side)
            result.fill(Qt.GlobalColor.transparent)
            painter = QPainter(result)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            clip = QPainterPath()
            clip.addRoundedRect(QRectF(0, 0, side, side), _RADIUS * ratio, _RADIUS * ratio)
            painter.setClipPath(clip)
            painter.drawImage(QPoint((side - filled.width()) // 2, (side - filled.height()) // 2), filled)
            painter.end()
            result.setDevicePixelRatio(ratio)
            if len(self._rounded) > _KEPT_THUMBNAILS:
                self._rounded.clear()
            self._rounded[key] = result
        return self._rounded[key]

    def _draw_spinner(self, painter: QPainter, place: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(8, 9, 12, 130))
        painter.drawRoundedRect(place, _RADIUS, _RADIUS)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        circle = QRectF(place.center() - QPointF(14, 14), QSize(28, 28))
        painter.setPen(QPen(QColor(255, 255, 255, 40), 3))
        painter.drawEllipse(circle)
        painter.setPen(QPen(colour("accent-bright"), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(circle, -self._marks.spin * 16, 90 * 16)

    def _draw_bin(self, painter: QPainter, place: QRectF) -> None:
        under = place.contains(QPointF(self._view.viewport().mapFromGlobal(self._view.cursor().pos())))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(8, 9, 12, 230 if under else 170))
        painter.drawRoundedRect(place, 8, 8)
        tint = "record" if under else "text"
        painter.drawPixmap(
            place.topLeft() + QPointF(5, 5), pixmap("trash", tint, 16, self._view.devicePixelRatioF())
        )
