"""Control while live: undo and redo, expressions, panic, and what happens while the user is away."""

# ruff: noqa: N802 (Qt names its events)
from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut

from ui.file_intake import open_folder
from ui.view_models.backdrop import Backdrop
from ui.view_models.history import History
from ui.view_models.session_controller import State
from ui.widgets.reaction_bar import REACTION_NAMES

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.view_models.preferences import Preferences

_KEYS = {Qt.Key(Qt.Key.Key_1 + place): name for place, name in enumerate(REACTION_NAMES)}


class LiveControl(QObject):
    """Connects the widgets of these features with their view models, for as long as the window lives."""

    def __init__(self, window: MainWindow) -> None:
        """Connect; `window` has its body, choices and controller."""
        super().__init__(window)
        self._window = window
        self._body = window.body
        self._controller = window.controller
        self._choices = window.choices
        self.history = History(window.choices, self)
        self._connect_history()
        self._connect_live()
        self._connect_looks()
        self._connect_backdrop()
        self._body.away_panel.changed.connect(self._choices.set_one)
        self._choices.changed.connect(self._show_choices)
        self._show_choices(self._choices.now, self._choices.now)
        self._show_history()
        self._show_live()
        window.installEventFilter(self)

    def _connect_history(self) -> None:
        history, bar = self.history, self._body.history_bar
        history.changed.connect(self._show_history)
        self._controller.recording.changed.connect(self._lock_format)
        bar.undo.connect(history.undo)
        bar.redo.connect(history.redo)
        self._body.edit_panel.held.connect(history.hold)
        for slider in (self._body.look_panel.smoothing, self._body.away_panel.idle):
            slider.held.connect(history.hold)
        self._add_key("Ctrl+Z").activated.connect(history.undo)
        for key in ("Ctrl+Shift+Z", "Ctrl+Y"):
            self._add_key(key).activated.connect(history.redo)

    def _connect_looks(self) -> None:
        looks, panel = self._window.looks, self._body.edit_panel
        looks.listed.connect(self._show_looks)
        panel.look_wanted.connect(looks.use)
        panel.folder_wanted.connect(self._open_looks)
        looks.refresh()

    def _connect_backdrop(self) -> None:
        panel, backdrop = self._body.look_panel, Backdrop(self._choices, self._window.runner, self)
        panel.picture_wanted.connect(backdrop.press)
        backdrop.wanted.connect(self._window.files.ask_background)
        backdrop.thumbnail.connect(panel.background.show_picture)
        backdrop.show()

    def _connect_live(self) -> None:
        reactions, bar = self._controller.reactions, self._body.reaction_bar
        bar.pressed.connect(reactions.press)
        bar.released.connect(reactions.release)
        bar.stay.connect(reactions.stay)
        reactions.changed.connect(self._show_live)
        self._controller.state_changed.connect(self._show_live)
        self._body.panic_button.wanted.connect(self._controller.set_panic)
        # The key begins alone: whoever hits it twice in a fright mustn't be back on air.
        self._add_key("Esc").activated.connect(self._begin_panic)
        self._add_key("Shift+Esc").activated.connect(self._end_panic)

    def _add_key(self, key: str) -> QShortcut:
        return QShortcut(QKeySequence(key), self._window)

    def _begin_panic(self) -> None:
        guide = self._window.guide.guide
        if guide.shown and self._controller.state is State.IDLE:
            guide.end()
        else:
            self._controller.set_panic(True)

    def _end_panic(self) -> None:
        self._controller.set_panic(False)

    def _show_looks(self) -> None:
        self._body.edit_panel.show_looks(tuple(self._window.looks.kept))

    def _open_looks(self) -> None:
        open_folder(self._window.looks.folder)

    def _lock_format(self) -> None:
        """A recording keeps the size that it began with."""
        self.history.lock(("framing", "size") if self._controller.recording.since is not None else ())

    def _show_history(self) -> None:
        self._body.history_bar.show_possible(undo=self.history.can_undo, redo=self.history.can_redo)

    def _show_live(self) -> None:
        controller = self._controller
        if controller.state is State.IDLE:
            controller.reactions.clear()
        self._body.reaction_bar.show_on(controller.reactions.on, live=controller.state is State.LIVE)
        self._body.panic_button.show_panic(controller.panic)

    def _show_choices(self, now: Preferences, _before: Preferences) -> None:
        self._body.away_panel.show_preferences(now)
        self._body.reaction_bar.show_stay(now.reactions_stay)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Hear the expressions' keys go down and up, which a shortcut doesn't tell, wherever the focus is."""
        kind = event.type()
        if kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            return self._hear(cast("QKeyEvent", event), kind)
        if kind == QEvent.Type.WindowDeactivate:
            self._controller.reactions.let_go()
        return False

    def _hear(self, event: QKeyEvent, kind: QEvent.Type) -> bool:
        name = _KEYS.get(Qt.Key(event.key()))
        if name is None:
            return False
        if kind == QEvent.Type.KeyRelease:
            # Ctrl may have been let go first.
            if not event.isAutoRepeat():
                self._controller.reactions.release(name)
            return False
        with_ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if not with_ctrl or self._controller.state is not State.LIVE:
            return False
        if not event.isAutoRepeat():
            self._controller.reactions.press(name)
        return True


def wire_live_control(window: MainWindow) -> LiveControl:
    """Connect these features."""
    return LiveControl(window)
