"""The tray icon and its menu."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from ui.theme import RESOURCES
from ui.translation import tr


class Tray(QObject):
    """The icon in the system's tray.

    Signals:
        toggle_window: show the window, or hide it.
        start_stop: go live, or stop.
        pause(bool), panic(bool): the still card.
        avatar(str): switch to this avatar.
        quit: end the program.
    """

    toggle_window = Signal()
    start_stop = Signal()
    pause = Signal(bool)
    panic = Signal(bool)
    avatar = Signal(str)
    quit = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Make the menu; `show` puts the icon up."""
        super().__init__(parent)
        self._menu = QMenu()
        self.window_action = self._add(tr("Hide vcam"))
        self.window_action.triggered.connect(self.toggle_window)
        self._menu.addSeparator()
        self.start_action = self._add(tr("Start"))
        self.start_action.triggered.connect(self.start_stop)
        self.pause_action = self._add(tr("Pause"), checkable=True)
        self.pause_action.triggered.connect(self.pause)
        self.panic_action = self._add(tr("Panic: show the card"), checkable=True)
        self.panic_action.triggered.connect(self.panic)
        self.avatars = self._menu.addMenu(tr("Avatar"))
        self._menu.addSeparator()
        self.quit_action = self._add(tr("Quit vcam"))
        self.quit_action.triggered.connect(self.quit)
        self._icon = QSystemTrayIcon(QIcon(str(RESOURCES / "icons" / "app.svg")), self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activated)

    def show(self) -> None:
        """Put the icon up."""
        self._icon.show()

    def close(self) -> None:
        """Take the icon down, and the menu with it."""
        self._icon.hide()
        self._menu.deleteLater()

    def show_window(self, visible: bool) -> None:
        """Tell what the first entry would do."""
        self.window_action.setText(tr("Hide vcam") if visible else tr("Show vcam"))

    def show_state(self, *, live: bool, ready: bool, paused: bool, panic: bool, tip: str) -> None:
        """Show how the session is doing.

        Args:
            live: it runs, or is about to.
            ready: it can be started or stopped now.
            paused, panic: why the still card is shown, if it is.
            tip: one line below the mouse.
        """
        self.start_action.setText(tr("Stop") if live else tr("Start"))
        self.start_action.setEnabled(ready)
        self.pause_action.setEnabled(live)
        self.pause_action.setChecked(paused)
        self.panic_action.setChecked(panic)
        self._icon.setToolTip(tip)

    def show_avatars(self, names: Sequence[str], current: str) -> None:
        """Offer these avatars."""
        self.avatars.clear()
        for name in names:
            # An ampersand would underline the letter behind it.
            action = self.avatars.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name == current)
            action.triggered.connect(partial(self.avatar.emit, name))
        self.avatars.setEnabled(bool(names))

    def _add(self, text: str, *, checkable: bool = False) -> QAction:
        action = self._menu.addAction(text)
        action.setCheckable(checkable)
        return action

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        # On macOS a click opens the menu by itself.
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self.toggle_window.emit()
