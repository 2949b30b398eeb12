"""The avatar gallery: thumbnails to choose from, a button and a drop target to add photos."""

# ruff: noqa: N802 (Qt names its events)
from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPoint,
    QPointF,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from ui.theme import colour, icon, pixmap
from ui.view_models.gallery import GalleryModel
from ui.widgets.avatar_card import CardDelegate, bin_place, item_of, removable

_SPIN_MS = 60


class Gallery(QWidget):
    """Heading, add button and thumbnails.

    Signals:
        chosen(name): the user picked an avatar.
        add_wanted: the user wants to pick photo files.
    """

    chosen = Signal(str)
    add_wanted = Signal()

    def __init__(self, model: GalleryModel, parent: QWidget | None = None) -> None:
        """Show `model`."""
        super().__init__(parent)
        self._model = model
        self.view = AvatarList(model)
        self.view.chosen.connect(self.chosen)
        self._drop_hint = _DropHint(self)
        self._drop_hint.hide()
        title = QLabel("Avatars")
        title.setProperty("role", "title")
        self.add_button = QPushButton(icon("plus"), "Add photo")
        self.add_button.setToolTip(
            "Make an avatar from a photo; you can drop photos anywhere in the window, too"
        )
        self.add_button.clicked.connect(self.add_wanted)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self.add_button)
        self._note = QLabel("Add a photo of a face, or drop one here.")
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        self._note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._note)
        column.addWidget(self.view, 1)
        model.modelReset.connect(self._contents_changed)
        model.listed.connect(self._contents_changed)

    def set_current(self, name: str) -> None:
        """Mark an avatar as the one in use."""
        self.view.set_current(name)

    def set_loading(self, name: str) -> None:
        """Mark an avatar as being loaded; empty for none."""
        self.view.set_loading(name)

    def show_drop_hint(self, shown: bool) -> None:
        """Cover the gallery with an invitation to drop photos."""
        self._drop_hint.setGeometry(self.rect())
        self._drop_hint.setVisible(shown)
        self._drop_hint.raise_()

    def _contents_changed(self) -> None:
        self._note.setVisible(not self._model.items)


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
        self.setModel(model)
        self.setItemDelegate(CardDelegate(self, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Avatars")
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
        self._watch_busy()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes, Enter chooses."""
        item = item_of(self.currentIndex())
        if item is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._gallery.remove(item.name)
        elif item is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the bin removes and chooses nothing."""
        name = self._bin_under(event.position().toPoint())
        if name:
            self._gallery.remove(name)
            event.accept()
            return
        super().mousePressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what the bin does."""
        if isinstance(event, QHelpEvent):
            name = self._bin_under(event.pos())
            if name:
                QToolTip.showText(event.globalPos(), f"Remove {name}", self)
                return True
        return super().viewportEvent(event)

    def _bin_under(self, place: QPoint) -> str:
        """Name of the avatar whose bin is at a place of the viewport, empty for none."""
        index = self.indexAt(place)
        item = item_of(index)
        if item is None or not removable(item) or not bin_place(self.visualRect(index)).contains(place):
            return ""
        return item.name

    def _choose(self, index: QModelIndex) -> None:
        item = item_of(index)
        if item is not None and not item.busy:
            self.chosen.emit(item.name)

    def _after_reset(self) -> None:
        if self._current:
            self.set_current(self._current)
        self._watch_busy()

    def _watch_busy(self) -> None:
        if self.loading or any(item.busy for item in self._gallery.items):
            self._spinner.start()
        else:
            self._spinner.stop()
        self.viewport().update()

    def _turn(self) -> None:
        self.spin = (self.spin + 24) % 360
        self.viewport().update()


class _DropHint(QWidget):
    """A dashed frame with an invitation."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(colour("panel", 235))
        painter.setPen(QPen(colour("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 12, 12)
        middle = QRectF(self.rect()).center()
        painter.drawPixmap(
            middle - QPointF(20, 44), pixmap("image", "accent-bright", 40, self.devicePixelRatioF())
        )
        painter.setPen(colour("text"))
        text = "Drop photos to make avatars"
        painter.drawText(QRectF(0, middle.y() + 4, self.width(), 24), Qt.AlignmentFlag.AlignCenter, text)
