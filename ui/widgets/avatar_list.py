"""The list of avatars: chosen by a click or a key, renamed in place, arranged by drag or keys, removed."""

# ruff: noqa: N802 (Qt names its events)
from __future__ import annotations

from PySide6.QtCore import QEvent, QLineF, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QToolTip, QWidget

from ui.theme import colour
from ui.translation import tr
from ui.view_models.gallery import ROW_FORMAT, GalleryModel
from ui.widgets.avatar_card import CardDelegate, bin_place, item_of, label_place, removable

_SPIN_MS = 60
_EARLIER, _LATER = (Qt.Key.Key_Left, Qt.Key.Key_Up), (Qt.Key.Key_Right, Qt.Key.Key_Down)


class AvatarList(QListView):
    """The thumbnails, two in a row.

    Signals:
        chosen(name): by a click, or by the keyboard.
    """

    chosen = Signal(str)

    def __init__(self, model: GalleryModel, parent: QWidget | None = None) -> None:
        """Show `model`."""
        super().__init__(parent)
        self._gallery = model
        self._current = ""
        self._drop_row = -1
        self.setModel(model)
        self.setItemDelegate(CardDelegate(self, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # After the movement, which takes them back.
        self.setDragEnabled(True)
        self.viewport().setAcceptDrops(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Avatars"))
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)
        self.loading = ""
        self.spin = 0
        self._spinner = QTimer(self)
        self._spinner.setInterval(_SPIN_MS)
        self._spinner.timeout.connect(self._turn)
        model.modelReset.connect(self._after_reset)

    @property
    def current(self) -> str:
        """Name of the avatar in use."""
        return self._current

    def set_current(self, name: str) -> None:
        """Mark an avatar as the one in use."""
        self._current = name
        row = self._gallery.row_of(name)
        if row >= 0:
            self.setCurrentIndex(self._gallery.index(row, 0))
        self.viewport().update()

    def set_loading(self, name: str) -> None:
        """Mark an avatar as being loaded; empty for none."""
        self.loading = name
        if name:
            self._spinner.start()
        else:
            self._spinner.stop()
        self.viewport().update()

    # --- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, F2 renames, Delete removes, Alt and an arrow arrange."""
        index, key = self.currentIndex(), event.key()
        item = item_of(index)
        arranging = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if item is None:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._gallery.remove(item.name)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(index)
        elif key == Qt.Key.Key_F2:
            self.rename(index)
        elif arranging and key in (*_EARLIER, *_LATER):
            self._move(item.name, index.row() + (1 if key in _LATER else -1))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the bin removes and chooses nothing."""
        name = self._bin_under(event.position().toPoint())
        if name and event.button() == Qt.MouseButton.LeftButton:
            self._gallery.remove(name)
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On a name: rename."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        if index.isValid() and label_place(self.visualRect(index)).contains(place):
            self.rename(index)
        else:
            super().mouseDoubleClickEvent(event)

    def rename(self, index: QModelIndex) -> None:
        """Let the user type another name, if the avatar is his."""
        if self._gallery.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Everything that can be done with one avatar."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        item = item_of(index)
        if item is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row, last = index.row(), self._gallery.rowCount() - 1
        name = item.name
        menu.addAction(tr("Use"), lambda: self.chosen.emit(name))
        rename = menu.addAction(tr("Rename"), lambda: self.rename(self._index_of(name)))
        rename.setShortcut(Qt.Key.Key_F2)
        rename.setEnabled(not item.shipped)
        menu.addSeparator()
        menu.addAction(tr("Move earlier"), lambda: self._move(name, row - 1)).setEnabled(row > 0)
        menu.addAction(tr("Move later"), lambda: self._move(name, row + 1)).setEnabled(row < last)
        menu.addSeparator()
        remove = menu.addAction(tr("Remove"), lambda: self._gallery.remove(name))
        remove.setShortcut(Qt.Key.Key_Delete)
        remove.setEnabled(removable(item))
        menu.popup(self.visualRect(index).center() if by_key else event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what the bin does."""
        if isinstance(event, QHelpEvent):
            name = self._bin_under(event.pos())
            if name:
                QToolTip.showText(event.globalPos(), tr("Remove {name}").format(name=name), self)
                return True
        return super().viewportEvent(event)

    # --- arranging by hand

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Take up the card that was pressed."""
        index = self.currentIndex()
        if item_of(index) is None:
            return
        card = self.visualRect(index)
        drag = QDrag(self)
        drag.setMimeData(self._gallery.mimeData([index]))
        drag.setPixmap(self.viewport().grab(card))
        drag.setHotSpot(self.viewport().mapFromGlobal(self.cursor().pos()) - card.topLeft())
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Cards alone: files are the window's."""
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where the card would go."""
        if not event.mimeData().hasFormat(ROW_FORMAT):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        self._show_drop(self._row_for(event.position().toPoint()))

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """The card went elsewhere."""
        self._show_drop(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the card there."""
        place = self._row_for(event.position().toPoint())
        self._show_drop(-1)
        if not event.mimeData().hasFormat(ROW_FORMAT):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        name = bytes(event.mimeData().data(ROW_FORMAT).data()).decode()
        self._move(name, place - (0 <= self._gallery.row_of(name) < place))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a bar where a card that is dragged would go."""
        super().paintEvent(event)
        if self._drop_row < 0 or not self._gallery.rowCount():
            return
        behind = self._drop_row == self._gallery.rowCount()
        card = self.visualRect(self._gallery.index(self._drop_row - behind, 0))
        x = card.right() if behind else card.left()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("accent"), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QLineF(x, card.top() + 10, x, card.bottom() - 28))

    # --- helpers

    def _row_for(self, place: QPoint) -> int:
        """The row that a card dropped at a place of the viewport would get."""
        rows = self._gallery.rowCount()
        for row in range(rows):
            card = self.visualRect(self._gallery.index(row, 0))
            if place.y() < card.top() or (place.y() <= card.bottom() and place.x() < card.center().x()):
                return row
        return rows

    def _show_drop(self, row: int) -> None:
        self._drop_row = row
        self.viewport().update()

    def _move(self, name: str, row: int) -> None:
        self._gallery.move(name, row)
        self.setCurrentIndex(self._index_of(name))

    def _index_of(self, name: str) -> QModelIndex:
        return self._gallery.index(self._gallery.row_of(name), 0)

    def _bin_under(self, place: QPoint) -> str:
        """Name of the avatar whose bin is at a place of the viewport, empty for none."""
        index = self.indexAt(place)
        item = item_of(index)
        if item is None or not removable(item) or not bin_place(self.visualRect(index)).contains(place):
            return ""
        return item.name

    def _choose(self, index: QModelIndex) -> None:
        item = item_of(index)
        if item is not None:
            self.chosen.emit(item.name)

    def _after_reset(self) -> None:
        if self._current:
            self.set_current(self._current)

    def _turn(self) -> None:
        self.spin = (self.spin + 24) % 360
        self.viewport().update()
