"""`vcam` without a command: the desktop app."""

from __future__ import annotations

import os
import sys

from vcam.cli.options import Device
from vcam.errors import BackendUnavailable
from vcam.paths import settings_file


def has_display() -> bool:
    """Whether this process can show a window; Qt's offscreen platforms count."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_window(device: Device = "auto", *, toggle: bool = False) -> int:
    """Open the app and return its exit code when it closes; where it runs already, bring its window back.

    Args:
        device: where networks draw.
        toggle: hide the window of the running app if it is to be seen.

    Raises:
        BackendUnavailable: there is no display, or Qt can't be loaded.
    """
    if not has_display():
        raise BackendUnavailable(
            "there is no display to open the app on: log in to a desktop, or use `vcam demo`, `vcam render` "
            "or `vcam run`, which need none"
        )
    try:
        from ui.running import tell_running

        if tell_running(settings_file(), "toggle" if toggle else "show"):
            return 0
        from ui.app import main
    except ImportError as error:
        raise BackendUnavailable(
            f"the app's window can't be loaded ({error}): `vcam doctor` tells what is missing"
        ) from error
    return main(sys.argv[:1], device=device)
