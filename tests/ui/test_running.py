"""A second start finds the first one's window."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.running import RunningWindow, server_name, tell_running

TELL = "import sys; from pathlib import Path; from ui.running import tell_running; "
TELL += "print(tell_running(Path(sys.argv[1]), sys.argv[2]))"


def tell_from_elsewhere(qtbot: QtBot, settings: Path, wish: str) -> str:
    """What another process hears when it tells a wish."""
    said: list[str] = []

    def ask() -> None:
        command = [sys.executable, "-c", TELL, str(settings), wish]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        said.append(done.stdout.strip() + done.stderr.strip())

    thread = threading.Thread(target=ask)
    thread.start()
    qtbot.waitUntil(lambda: bool(said), timeout=60000)
    thread.join()
    return said[0]


@pytest.fixture
def door(qtbot: QtBot, tmp_path: Path) -> RunningWindow:
    made = RunningWindow(tmp_path / "settings.json")
    yield made
    made.close()


def test_without_a_window_nobody_answers(tmp_path: Path, qtbot: QtBot) -> None:
    assert not tell_running(tmp_path / "settings.json", "show")


def test_a_wish_of_another_process_arrives(qtbot: QtBot, tmp_path: Path, door: RunningWindow) -> None:
    wishes: list[str] = []
    door.wanted.connect(wishes.append)
    assert tell_from_elsewhere(qtbot, tmp_path / "settings.json", "toggle") == "True"
    assert wishes == ["toggle"]
    assert tell_from_elsewhere(qtbot, tmp_path / "other.json", "show") == "False"
    assert tell_from_elsewhere(qtbot, tmp_path / "settings.json", "explode") == "False"
    assert wishes == ["toggle"]


def test_what_a_crashed_window_left_behind_is_no_obstacle(qtbot: QtBot, tmp_path: Path) -> None:
    settings = tmp_path / "settings.json"
    (Path(tempfile.gettempdir()) / server_name(settings)).touch()
    assert not tell_running(settings, "show")
    door = RunningWindow(settings)
    wishes: list[str] = []
    door.wanted.connect(wishes.append)
    assert tell_from_elsewhere(qtbot, settings, "show") == "True"
    assert wishes == ["show"]
    door.close()


def test_the_window_comes_and_goes(open_window: Callable[[], MainWindow]) -> None:
    window = open_window()
    window.background.obey("toggle")
    assert window.isMinimized()
    window.background.obey("show")
    assert not window.isMinimized()
    window.background.obey("show")
    assert window.isVisible()
