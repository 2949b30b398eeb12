"""Opens the window and runs it until it is closed."""

from __future__ import annotations

import logging
import signal
from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ui.main_window import MainWindow
from ui.real_services import real_services
from ui.running import RunningWindow
from ui.services import Services
from ui.theme import forget_pictures, theme_of
from ui.translation import install_language
from ui.view_models.preferences import load_preferences
from vcam.engine.device import Device
from vcam.freed_memory import share_arenas

log = logging.getLogger(__name__)

_SIGNAL_POLL_MS = 200


def main(argv: Sequence[str] | None = None, services: Services | None = None, device: Device = "auto") -> int:
    """Run the desktop app.

    Args:
        argv: program name and Qt's own options.
        services: what to work with instead of the real engine.
        device: where the real engine's networks draw.

    Returns:
        Exit code: 0 after a normal end.
    """
    app = make_application(argv)
    services = services or real_services(device)
    # Python sees a signal only when it runs: Qt's loop must let it, now and then.
    listener = QTimer()
    listener.timeout.connect(lambda: None)
    listener.start(_SIGNAL_POLL_MS)
    try:
        code, again = _run_window(app, services)
        while again:
            code, again = _run_window(app, services)
    finally:
        forget_pictures()
    return code


def _run_window(app: QApplication, services: Services) -> tuple[int, bool]:
    """A window from its opening to its end: Qt's exit code, and whether another one is to follow."""
    choices = load_preferences(services.settings_file)
    theme_of(app).choose(choices.appearance)
    install_language(app, choices.language)
    window = MainWindow(services)
    window.closed.connect(app.quit)
    previous = signal.signal(signal.SIGINT, lambda *_: window.background.quit())
    door = RunningWindow(services.settings_file, app)
    door.wanted.connect(window.background.obey)
    window.background.leaving.connect(door.close)
    window.background.open()
    try:
        code = app.exec()
    finally:
        signal.signal(signal.SIGINT, previous)
        door.close()
        door.deleteLater()
    if window.stuck_threads:
        log.warning("leaving with busy threads: %s", ", ".join(window.stuck_threads))
    return code, window.reopening


def make_application(argv: Sequence[str] | None = None) -> QApplication:
    """The themed application; the one that there is, if there is one."""
    share_arenas()
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(list(argv or ["vcam"]))
    app.setApplicationName("vcam")
    app.setApplicationDisplayName("vcam")
    app.setDesktopFileName("vcam")
    app.setQuitOnLastWindowClosed(False)
    theme_of(app)
    return app
