"""The guide's first step: a photo of one's own, picked or dropped, or a shipped avatar."""

# ruff: noqa: N802 (Qt names its events)
from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QIcon,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.file_intake import welcome
from ui.theme import colour, pixmap
from ui.translation import tr
from ui.view_models.gallery import GalleryModel
from ui.view_models.gallery_item import GalleryItem
from ui.widgets.guide.panel import StepPanel, button, muted

_TILE_PX = 104
_COLUMNS = 3


class FacePanel(StepPanel):
    """Who to be.

    Signals:
        chosen(name): a stored avatar.
        photo_wanted: the user wants to pick a photo file.
        dropped(QMimeData): files or a picture were dropped.
    """

    chosen = Signal(str)
    photo_wanted = Signal()
    dropped = Signal(object)

    def __init__(self, avatars: GalleryModel) -> None:
        """Show the avatars of `avatars`, following its changes."""
        super().__init__(
            tr("Who do you want to be?"),
            tr("One photo of a face is all it takes. It stays on this computer."),
        )
        self._avatars = avatars
        self._current = ""
        self._group = QButtonGroup(self)
        self.tiles: dict[str, QToolButton] = {}
        self.drop_zone = DropZone()
        self.drop_zone.photo_button.clicked.connect(self.photo_wanted)
        self.drop_zone.dropped.connect(self.dropped)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._grid.setColumnStretch(_COLUMNS, 1)
        inside = QWidget()
        inside.setObjectName("guideBody")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(QLabel(tr("Or take one of these")))
        right.addWidget(scroll, 1)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.drop_zone, 5)
        row.addLayout(right, 6)
        self.column.addLayout(row, 1)
        avatars.modelReset.connect(self._fill)
        avatars.listed.connect(self._fill)
        self._fill()

    def set_current(self, name: str) -> None:
        """Mark the avatar in use."""
        self._current = name
        if name in self.tiles:
            self.tiles[name].setChecked(True)

    def _fill(self) -> None:
        items = self._avatars.items
        for tile in self.tiles.values():
            self._group.removeButton(tile)
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self.tiles = {item.name: self._tile(item) for item in items}
        for place, tile in enumerate(self.tiles.values()):
            self._grid.addWidget(tile, place // _COLUMNS, place % _COLUMNS)
        self.set_current(self._current)

    def _tile(self, item: GalleryItem) -> QToolButton:
        tile = QToolButton()
        tile.setCheckable(True)
        tile.setProperty("role", "tile")
        tile.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        tile.setIconSize(QSize(_TILE_PX, _TILE_PX))
        picture = (
            QPixmap.fromImage(item.thumbnail) if item.thumbnail is not None else pixmap("image", "faint", 64)
        )
        tile.setIcon(QIcon(picture))
        tile.setText(tile.fontMetrics().elidedText(item.label, Qt.TextElideMode.ElideRight, _TILE_PX))
        tile.setToolTip(item.label)
        tile.setAccessibleName(tr("Be {name}").format(name=item.label))
        tile.setProperty("avatar", item.name)
        tile.clicked.connect(self._choose)
        self._group.addButton(tile)
        return tile

    def _choose(self) -> None:
        tile = self.sender()
        if tile is not None:
            self.chosen.emit(tile.property("avatar"))


class DropZone(QWidget):
    """A dashed frame that takes photos, with a button for those who rather pick.

    Signals:
        dropped(QMimeData): files or a picture, to be taken at once.
    """

    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self._over = False
        self.setAcceptDrops(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Drop a photo here"))
        self.photo_button = button(tr("Choose a photo ..."), "image", "primary")
        hint = QLabel(tr("Drop a photo here"))
        hint.setProperty("role", "title")
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        tips = muted(tr("Facing the camera, in even light, mouth closed. A drawing or a statue works, too."))
        tips.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 84, 20, 20)
        column.setSpacing(10)
        column.addStretch(1)
        column.addWidget(hint)
        column.addWidget(tips)
        column.addSpacing(6)
        column.addWidget(self.photo_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files and pictures."""
        if welcome(event):
            event.acceptProposedAction()
            self._set_over(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Pass them on."""
        self._set_over(False)
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame and a picture's sign."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("accent" if self._over else "faint"), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(colour("accent", 28) if self._over else colour("card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)
        side = 48
        middle = QPointF(self.width() / 2 - side / 2, self.height() / 2 - 104)
        painter.drawPixmap(middle, pixmap("image", "accent", side, self.devicePixelRatioF()))

    def _set_over(self, over: bool) -> None:
        self._over = over
        self.update()
