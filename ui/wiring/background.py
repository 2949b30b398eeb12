"""Running without a window to be seen: tray, closing, starting minimised, and sleeping while nobody looks."""

# ruff: noqa: N802 (Qt names its events)
from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

from ui.translation import tr
from ui.view_models.session_controller import State
from ui.view_models.staying import Staying
from ui.widgets.stay_question import StayQuestion
from ui.widgets.tray import Tray

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_SEEN = (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.WindowStateChange)


class Background(QObject):
    """Connects the tray with the window, and tells the session who looks, for as long as the window lives.

    Signals:
        leaving: the program is about to end.
    """

    leaving = Signal()

    def __init__(self, window: MainWindow) -> None:
        """Put up the tray icon, where the system has a tray."""
        super().__init__(window)
        self._window = window
        self._controller = window.controller
        self.tray = Tray(self) if QSystemTrayIcon.isSystemTrayAvailable() else None
        self.staying = Staying(window.choices, tray=self.tray is not None)
        self.question: StayQuestion | None = None
        window.installEventFilter(self)
        app = QCoreApplication.instance()
        if isinstance(app, QGuiApplication):
            app.commitDataRequest.connect(self._log_out)
        if self.tray is not None:
            self._connect(self.tray)
            self.tray.show()

    def open(self) -> None:
        """Show the window for the first time, unless the user wants it out of the way."""
        if not self._window.choices.now.start_minimised:
            self._window.show()
        elif self.tray is None:
            self._window.showMinimized()
        self._look()

    def show(self) -> None:
        """Bring the window to the front."""
        if self._window.isMinimized():
            self._window.showNormal()
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def obey(self, wish: str) -> None:
        """Do what a later start of the program wants: one of `ui.running.WISHES`."""
        if wish == "toggle":
            self.toggle()
        else:
            self.show()

    def toggle(self) -> None:
        """Hide the window when it is seen, else show it."""
        if self._seen and self.tray is not None:
            self._window.hide()
        elif self._seen:
            self._window.showMinimized()
        else:
            self.show()

    def quit(self) -> None:
        """End the program, whatever closing the window means."""
        self.staying.quitting = True
        self._window.close()

    def keeps(self) -> bool:
        """The window is being closed: whether that doesn't end the program, or has to be asked first."""
        deed = self.staying.on_close()
        if deed == "hide":
            self._window.remember_geometry()
            self._window.hide()
        elif deed == "ask":
            self._ask()
        else:
            self.leaving.emit()
        return deed != "quit"

    def _ask(self) -> None:
        if self.question is None:
            self.question = StayQuestion(self._window)
            self.question.answered.connect(self._answered)
            self.question.finished.connect(self._asked)
            self.question.open()

    def close(self) -> None:
        """The program ends: take the icon down."""
        if self.tray is not None:
            self.tray.close()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow whether the window can be seen."""
        if event.type() in _SEEN:
            self._look()
        return False

    @property
    def _seen(self) -> bool:
        return self._window.isVisible() and not self._window.isMinimized()

    def _look(self) -> None:
        self._controller.set_watched(self._seen)
        self._window.show_frames(self._seen)
        if self.tray is not None:
            self.tray.show_window(self._seen)

    def _log_out(self, _manager: object) -> None:
        """The desktop closes all windows: no time for questions, nothing to stay for."""
        self.staying.quitting = True

    def _connect(self, tray: Tray) -> None:
        tray.toggle_window.connect(self.toggle)
        tray.start_stop.connect(self._controller.toggle)
        tray.pause.connect(self._controller.set_paused)
        tray.panic.connect(self._controller.set_panic)
        tray.avatar.connect(self._controller.avatar.choose)
        tray.quit.connect(self.quit)
        self._controller.state_changed.connect(self._show_state)
        self._controller.resolved.connect(self._resolved)
        self._controller.avatar_changed.connect(self._show_avatars)
        for change in (self._window.avatars.modelReset, self._window.avatars.listed):
            change.connect(self._show_avatars)
        self._show_state()

    def _show_state(self) -> None:
        controller = self._controller
        if self.tray is not None:
            self.tray.show_state(
                live=controller.state in (State.STARTING, State.LIVE),
                ready=controller.state in (State.IDLE, State.LIVE),
                paused=controller.paused,
                panic=controller.panic,
                tip=self._tip(),
            )

    def _tip(self) -> str:
        controller, session = self._controller, self._controller.session
        if session is None:
            return tr("vcam: not running")
        if controller.hidden:
            return tr("vcam: others see the still card")
        return tr("vcam: asleep until somebody watches") if session.statistics().asleep else tr("vcam: live")

    def _resolved(self, topic: str) -> None:
        if topic == "session":  # it fell asleep or woke
            self._show_state()

    def _show_avatars(self) -> None:
        if self.tray is not None:
            names = [item.name for item in self._window.avatars.items]
            self.tray.show_avatars(names, self._controller.avatar.name)

    def _answered(self, stay: bool) -> None:
        self.staying.answer(stay=stay)
        # Asked again now, it is decided.
        self._window.close()

    def _asked(self) -> None:
        if self.question is not None:
            self.question.deleteLater()
            self.question = None


def wire_background(window: MainWindow) -> Background:
    """Connect it."""
    return Background(window)
