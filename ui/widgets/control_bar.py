"""The row below the preview: start, pause, calibrate, record, snapshot, and how the preview is shown."""

# ruff: noqa: N802 (Qt names its events)
from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QToolButton, QWidget

from ui.theme import icon
from ui.translation import key_text, marked, tr
from ui.view_models.session_controller import State

_START_TEXT = {
    State.IDLE: marked("Start"),
    State.STARTING: marked("Starting ..."),
    State.LIVE: marked("Stop"),
    State.STOPPING: marked("Stopping ..."),
}


_ROOM_FOR_WORDS_PX = 690


class ControlBar(QWidget):
    """The main actions.

    Signals:
        start_stop, calibrate, record, snapshot: pressed.
        folder: open the folder of recordings and snapshots.
        pause(bool): pressed or released.
        mirror(bool), tracking(bool): how the window shows things.
    """

    start_stop = Signal()
    pause = Signal(bool)
    calibrate = Signal()
    record = Signal()
    snapshot = Signal()
    folder = Signal()
    mirror = Signal(bool)
    tracking = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the buttons, idle."""
        super().__init__(parent)
        self._since: datetime | None = None
        self._words: dict[QPushButton, str] = {}
        self.start_button = QPushButton()
        self.start_button.setMinimumWidth(128)
        self.start_button.setMinimumHeight(42)
        _add_key(self.start_button, "Ctrl+Return")
        self.start_button.clicked.connect(self.start_stop)
        self.pause_button = self._button("pause", tr("Pause"), "F9", tr("Show a still card"))
        self.pause_button.setCheckable(True)
        self.pause_button.clicked.connect(self.pause)
        self.calibrate_button = self._button(
            "calibrate", tr("Calibrate"), "F8", tr("Tell vcam your neutral face")
        )
        self.calibrate_button.clicked.connect(self.calibrate)
        self.record_button = self._button(
            "record", tr("Record"), "F10", tr("Record the output as a video file, without sound")
        )
        self.record_button.clicked.connect(self.record)
        self.snapshot_button = self._tool("snapshot", tr("Keep the picture as a file"), "F11")
        self.snapshot_button.clicked.connect(self.snapshot)
        self.folder_button = self._tool("folder", tr("Open the folder of recordings and pictures"), "")
        self.folder_button.clicked.connect(self.folder)
        self.mirror_button = self._toggle(
            "mirror", tr("Mirror the preview. Others always see it the right way round")
        )
        self.mirror_button.clicked.connect(self.mirror)
        self.tracking_button = self._toggle("landmarks", tr("Show the tracked points"))
        self.tracking_button.clicked.connect(self.tracking)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (self.start_button, self.pause_button, self.calibrate_button, self.record_button):
            row.addWidget(button)
        row.addWidget(self.snapshot_button)
        row.addWidget(self.folder_button)
        row.addStretch(1)
        row.addWidget(self.mirror_button)
        row.addWidget(self.tracking_button)
        self._clock = QTimer(self)
        self._clock.setInterval(500)
        self._clock.timeout.connect(self._show_time)
        self.show_state(State.IDLE, paused=False)
        self.show_recording(None)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Words come and go with the room for them."""
        self._show_words()

    def minimumSizeHint(self) -> QSize:
        """Room for the buttons without their words."""
        return QSize(500, super().minimumSizeHint().height())

    def show_state(self, state: State, *, paused: bool) -> None:
        """Put the buttons into the state of the session."""
        live = state is State.LIVE
        self.start_button.setText(tr(_START_TEXT[state]))
        self.start_button.setEnabled(state in (State.IDLE, State.LIVE))
        idle = state in (State.IDLE, State.STARTING)
        self.start_button.setIcon(icon("play" if idle else "stop", "on-accent" if idle else "text"))
        _set_look(self.start_button, "kind", "primary" if idle else "")
        self.pause_button.setEnabled(state in (State.STARTING, State.LIVE))
        self.pause_button.setChecked(paused)
        self._words[self.pause_button] = tr("Resume") if paused else tr("Pause")
        self.pause_button.setIcon(icon("play" if paused else "pause", "window" if paused else "text"))
        _set_look(self.pause_button, "active", "pause" if paused else "")
        self.calibrate_button.setEnabled(live)
        self.record_button.setEnabled(live)
        self._show_words()

    def show_recording(self, since: datetime | None) -> None:
        """Show how long a recording has been running; None when none does."""
        self._since = since
        _set_look(self.record_button, "active", "record" if since else "")
        self.record_button.setIcon(icon("stop" if since else "record", "window" if since else "record"))
        self._show_time()
        if since is None:
            self._clock.stop()
        else:
            self._clock.start()

    def show_view(self, *, mirror: bool, tracking: bool) -> None:
        """Press or release the two view buttons."""
        self.mirror_button.setChecked(mirror)
        self.tracking_button.setChecked(tracking)

    def _show_time(self) -> None:
        if self._since is None:
            self._words[self.record_button] = tr("Record")
        else:
            seconds = max(0, int((datetime.now() - self._since).total_seconds()))
            self._words[self.record_button] = f"{seconds // 60:02d}:{seconds % 60:02d}"
        self._show_words()

    def _show_words(self) -> None:
        """Write on the buttons, or leave them to their icons when there is no room for words."""
        wordless = self.width() < _ROOM_FOR_WORDS_PX
        for button, word in self._words.items():
            keep = button is self.record_button and self._since is not None
            button.setText("" if wordless and not keep else word)

    def _button(self, symbol: str, text: str, key: str, tip: str) -> QPushButton:
        button = QPushButton(icon(symbol), text)
        self._words[button] = text
        button.setMinimumHeight(42)
        _add_key(button, key)
        button.setToolTip(tr("{action} ({key})").format(action=tip, key=key_text(key)))
        button.setAccessibleName(text)
        return button

    def _toggle(self, symbol: str, tip: str) -> QToolButton:
        button = self._tool(symbol, tip, "")
        button.setCheckable(True)
        return button

    def _tool(self, symbol: str, tip: str, key: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(symbol, "muted", checked="accent-bright"))
        button.setIconSize(QSize(20, 20))
        button.setFixedSize(QSize(42, 42))
        button.setToolTip(tr("{action} ({key})").format(action=tip, key=key_text(key)) if key else tip)
        button.setAccessibleName(tip)
        if key:
            _add_key(button, key)
        return button


def _add_key(button: QAbstractButton, key: str) -> None:
    """Press the button by a key. `setShortcut` would not do: every new text of a button drops it."""
    QShortcut(QKeySequence(key), button).activated.connect(button.click)


def _set_look(button: QPushButton, name: str, value: str) -> None:
    """Change a property that the style sheet looks at."""
    if button.property(name) != value:
        button.setProperty(name, value)
        button.style().unpolish(button)
        button.style().polish(button)
