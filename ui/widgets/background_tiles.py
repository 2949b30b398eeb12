"""What is behind the avatar, to be chosen by its picture."""

# ruff: noqa: N802 (Qt names its events)
from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QRadialGradient,
)
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QSizePolicy, QWidget

from ui.theme import colour, pixmap
from ui.translation import tr
from ui.view_models.backdrop import GREEN

_COLUMNS = 3
_PICTURE_PX, _LABEL_PX, _GAP_PX = 50, 18, 5
_SKY, _HILL, _FAR_HILL, _FIGURE = QColor("#7fa6d6"), QColor("#4d7a5c"), QColor("#6f9a86"), QColor("#242834")


class BackgroundTile(QAbstractButton):
    """A small drawing of a background with somebody in front of it, above its name."""

    def __init__(self, kind: str, label: str, tip: str, parent: QWidget | None = None) -> None:
        """Make a tile.

        Args:
            kind: see `BackgroundTiles`.
            label: its name for people.
            tip: a sentence more.
            parent: around it.
        """
        super().__init__(parent)
        self._kind = kind
        self.colour = QColor(GREEN)
        """What a tile of one colour shows."""
        self.picture = QPixmap()
        """What the tile of a picture shows; an icon while it is null."""
        self.setText(label)
        self.setCheckable(True)
        self.setToolTip(tip)
        self.setAccessibleName(label)
        self.setAccessibleDescription(tip)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Picture and name."""
        words = self.fontMetrics().horizontalAdvance(self.text()) + 4
        return QSize(max(76, words), _PICTURE_PX + _GAP_PX + _LABEL_PX)

    def minimumSizeHint(self) -> QSize:
        """Room for the drawing; a long name is shortened."""
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the background, the figure, the frame and the name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture = QRectF(2, 2, self.width() - 4, _PICTURE_PX - 2)
        shape = QPainterPath()
        shape.addRoundedRect(picture, 7, 7)
        painter.setClipPath(shape)
        self._paint_background(painter, picture)
        self._paint_figure(painter, picture)
        painter.setClipping(False)
        self._paint_frame(painter, picture)
        painter.setPen(colour("text" if self.isChecked() or self.underMouse() else "muted"))
        place = QRectF(0, _PICTURE_PX + _GAP_PX - 2, self.width(), _LABEL_PX)
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_background(self, painter: QPainter, place: QRectF) -> None:
        if self._kind in ("green", "colour"):
            painter.fillRect(place, QColor(GREEN) if self._kind == "green" else self.colour)
        elif self._kind == "picture" and not self.picture.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            filling = Qt.AspectRatioMode.KeepAspectRatioByExpanding
            whole = QRectF(QPointF(), QSizeF(self.picture.size()).scaled(place.size(), filling))
            whole.moveCenter(place.center())
            painter.drawPixmap(whole, self.picture, QRectF(self.picture.rect()))
        elif self._kind == "picture":
            painter.fillRect(place, colour("raised"))
            symbol = pixmap("image", "muted", 18, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(place.left() + 6, place.top() + 6), symbol)
        else:
            _paint_landscape(painter, place, soft=self._kind == "blur")

    def _paint_figure(self, painter: QPainter, place: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        empty = self._kind == "picture" and self.picture.isNull()
        painter.setBrush(colour("faint") if empty else _FIGURE)
        middle, bottom = place.center().x(), place.bottom()
        painter.drawEllipse(QPointF(middle, bottom - 23), 8.5, 10)
        painter.drawRoundedRect(QRectF(middle - 18, bottom - 11, 36, 24), 11, 11)

    def _paint_frame(self, painter: QPainter, place: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isChecked() or self.hasFocus():
            painter.setPen(QPen(colour("accent" if self.isChecked() else "accent-bright"), 2.5))
        else:
            painter.setPen(QPen(colour("faint" if self.underMouse() else "line"), 1.2))
        painter.drawRoundedRect(place, 7, 7)
        if self.isChecked() and self.hasFocus():
            painter.setPen(QPen(colour("text"), 1))
            painter.drawRoundedRect(place.adjusted(3, 3, -3, -3), 5, 5)


class BackgroundTiles(QWidget):
    """One tile for each kind of background: `photo`, `blur`, `picture`, `green` and `colour`.

    Signals:
        chosen(kind): the user pressed one.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the tiles."""
        super().__init__(parent)
        self._tiles = {
            "photo": BackgroundTile("photo", tr("Photo"), tr("The photo's own background")),
            "blur": BackgroundTile("blur", tr("Blur"), tr("The photo's background, blurred")),
            "picture": BackgroundTile("picture", tr("Image"), tr("A picture of yours")),
            "green": BackgroundTile(
                "green", tr("Green"), tr("A green screen, to be cut out in OBS and the like")
            ),
            "colour": BackgroundTile("colour", tr("Colour"), tr("One colour of your choice")),
        }
        group = QButtonGroup(self)
        group.setExclusive(True)
        group.idClicked.connect(self._choose)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for number, tile in enumerate(self._tiles.values()):
            group.addButton(tile, number)
            grid.addWidget(tile, number // _COLUMNS, number % _COLUMNS)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)

    def set_value(self, kind: str, colour: str) -> None:
        """Press the tile of a kind without reporting it; `colour` is what the tile of one colour shows."""
        self._tiles[kind].setChecked(True)
        self._tiles["colour"].colour = QColor(colour)
        self._tiles["colour"].update()

    def show_picture(self, image: QImage) -> None:
        """Show the picture at hand on its tile; an icon when it is null."""
        self._tiles["picture"].picture = QPixmap.fromImage(image)
        self._tiles["picture"].update()

    def button(self, kind: str) -> BackgroundTile:
        """The tile of a kind."""
        return self._tiles[kind]

    def _choose(self, number: int) -> None:
        self.chosen.emit(list(self._tiles)[number])


def _paint_landscape(painter: QPainter, place: QRectF, *, soft: bool) -> None:
    """Hills below a sky; softly, as if out of focus."""
    sky = QLinearGradient(place.topLeft(), place.bottomLeft())
    sky.setColorAt(0, _SKY)
    sky.setColorAt(1, _SKY.lighter(130))
    painter.fillRect(place, sky)
    painter.setPen(Qt.PenStyle.NoPen)
    low, wide = place.bottom(), place.width()
    for tint, x, reach in ((_FAR_HILL, 0.78, 0.42), (_HILL, 0.18, 0.55)):
        middle, size = QPointF(place.left() + x * wide, low + 8), QPointF(reach * wide, 30)
        if soft:
            glow = QRadialGradient(middle, size.x() * 1.2)
            glow.setColorAt(0, tint)
            glow.setColorAt(1, QColor(tint.red(), tint.green(), tint.blue(), 0))
            painter.setBrush(glow)
            painter.drawEllipse(middle, size.x() * 1.25, size.y() * 1.5)
        else:
            painter.setBrush(tint)
            painter.drawEllipse(middle, size.x(), size.y())
