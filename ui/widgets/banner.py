"""Messages above the preview: one sentence each, details on demand, nothing that blocks."""

# ruff: noqa: N802 (Qt names its events)
from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.theme import colour, icon, pixmap
from ui.translation import tr
from ui.view_models.messages import Message

_TINTS = {"error": "record", "warning": "warning", "info": "accent"}
_CARDS = {
    "error": ("error-card", "error-line"),
    "warning": ("warning-card", "warning-line"),
    "info": ("card", "line"),
}
_RADIUS = 10.0
_MOST = 3


class Banner(QFrame):
    """One message.

    Signals:
        closed(Banner): by the user, by its action, or because its time is over.
    """

    closed = Signal(object)

    def __init__(self, message: Message, parent: QWidget | None = None) -> None:
        """Show `message`."""
        super().__init__(parent)
        self.message = message
        self.setObjectName("banner")
        self.setAccessibleName(message.sentence)
        self._details: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(15, 7, 7, 7)
        column.setSpacing(6)
        column.addLayout(self._headline())
        if message.details:
            column.addWidget(self._make_details(message.details))
        if message.lasts_s:
            # `QTimer.singleShot` would outlive a message that is closed before its time.
            timer = QTimer(self)
            timer.setSingleShot(True)
            timer.timeout.connect(self._expire)
            timer.start(int(message.lasts_s * 1000))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card."""
        card, line = _CARDS[self.message.kind]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour(line))
        painter.setBrush(colour(card))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)

    def set_details_shown(self, shown: bool) -> None:
        """Unfold or fold the details."""
        if self._details is not None:
            self._details.setVisible(shown)
            self._fold_button.setText(tr("Hide details") if shown else tr("Details"))

    def _headline(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        symbol = QLabel()
        symbol.setPixmap(pixmap(self.message.kind, _TINTS[self.message.kind], 20, self.devicePixelRatioF()))
        sentence = QLabel(self.message.sentence)
        sentence.setWordWrap(True)
        sentence.setTextFormat(Qt.TextFormat.PlainText)
        sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(symbol)
        row.addWidget(sentence, 1)
        if self.message.details:
            self._fold_button = _link(tr("Details"))
            self._fold_button.clicked.connect(self._toggle_details)
            row.addWidget(self._fold_button)
        if self.message.action is not None:
            act = _link(self.message.action.label)
            act.clicked.connect(self._act)
            row.addWidget(act)
        close = QToolButton()
        close.setIcon(icon("close", "muted"))
        close.setIconSize(QSize(16, 16))
        close.setToolTip(tr("Close"))
        close.setAccessibleName(tr("Close the message"))
        close.clicked.connect(self._close)
        row.addWidget(close)
        return row

    def _make_details(self, text: str) -> QWidget:
        self.details_text = QPlainTextEdit(text)
        self.details_text.setReadOnly(True)
        self.details_text.setAccessibleName(tr("Details"))
        self.details_text.setTabChangesFocus(True)
        self.details_text.setFixedHeight(130)
        self.details_text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._copy_button = _link(tr("Copy the details"))
        self._copy_button.clicked.connect(self._copy)
        self._details = QWidget()
        column = QVBoxLayout(self._details)
        column.setContentsMargins(0, 0, 8, 4)
        column.setSpacing(4)
        column.addWidget(self.details_text)
        column.addWidget(self._copy_button, 0, Qt.AlignmentFlag.AlignRight)
        self._details.hide()
        return self._details

    def _toggle_details(self) -> None:
        self.set_details_shown(self._details is not None and self._details.isHidden())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.message.sentence}\n\n{self.message.details}")

    def _act(self) -> None:
        if self.message.action is not None:
            self.message.action.run()
        self.closed.emit(self)

    def _close(self) -> None:
        self.closed.emit(self)

    def _expire(self) -> None:
        # Someone who is reading the details is not to lose them.
        if self._details is None or self._details.isHidden():
            self.closed.emit(self)


class BannerArea(QWidget):
    """The messages that are open, newest on top, at most three."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without messages, taking no room."""
        super().__init__(parent)
        self._banners: list[Banner] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.hide()

    @property
    def banners(self) -> tuple[Banner, ...]:
        """What is open, newest first."""
        return tuple(self._banners)

    def show_message(self, message: Message) -> None:
        """Open a message; an older one of the same topic goes."""
        if message.topic:
            self.close_topic(message.topic)
        banner = Banner(message)
        banner.closed.connect(self._close)
        self._banners.insert(0, banner)
        self._column.insertWidget(0, banner)
        for old in self._banners[_MOST:]:
            self._close(old)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(banner, QAccessible.Event.Alert))

    def close_topic(self, topic: str) -> None:
        """The trouble of this topic is over."""
        for banner in [banner for banner in self._banners if banner.message.topic == topic]:
            self._close(banner)

    def _close(self, banner: Banner) -> None:
        if banner in self._banners:
            self._banners.remove(banner)
            self._column.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
            self.setVisible(bool(self._banners))


def _link(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("kind", "link")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button
