"""The avatar gallery: thumbnails to choose from, a button and a drop target to add photos."""

# ruff: noqa: N802 (Qt names its events)
from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme import colour, icon, pixmap
from ui.translation import tr
from ui.view_models.gallery import GalleryModel
from ui.widgets.avatar_list import AvatarList


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
        title = QLabel(tr("Avatars"))
        title.setProperty("role", "title")
        self.add_button = QPushButton(icon("plus"), tr("Add photo"))
        self.add_button.setToolTip(
            tr("Make an avatar from a photo; you can also drop or paste photos anywhere in the window")
        )
        self.add_button.clicked.connect(self.add_wanted)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self.add_button)
        self._note = QLabel(tr("Add a photo of a face, or drop one here."))
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
        text = tr("Drop photos to make avatars")
        painter.drawText(QRectF(0, middle.y() + 4, self.width(), 24), Qt.AlignmentFlag.AlignCenter, text)
