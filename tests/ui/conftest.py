"""Fixtures for the window's tests: offscreen Qt, a fake engine, and no thread left behind."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import gc
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from fake_engine import FakeEngine, camera, loopback
from pytestqt.qtbot import QtBot

from ui.app import make_application
from ui.bridge import TaskRunner
from ui.main_window import MainWindow
from ui.view_models.preferences import Preferences, save_preferences

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A warning from Qt fails the test that caused it, except what the offscreen platform says of itself."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(
                pytest.mark.qt_log_ignore("This plugin does not support", "systemTrayWindowChanged")
            )


@pytest.fixture(autouse=True)
def collect_on_main_thread() -> Iterator[None]:
    """Qt objects of finished tests are garbage in cycles, which no other thread may delete."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def no_thread_left(collect_on_main_thread: None) -> Iterator[None]:
    """Every thread that a test starts has ended soon after it."""
    before = set(threading.enumerate())
    yield
    deadline_s = time.monotonic() + 5
    while left := [thread for thread in threading.enumerate() if thread not in before]:
        assert time.monotonic() < deadline_s, f"threads left behind: {left}"
        time.sleep(0.01)


@pytest.fixture(scope="session")
def qapp() -> object:
    """The application with vcam's look."""
    return make_application()


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[TaskRunner]:
    """A task runner that is closed after the test."""
    made = TaskRunner()
    yield made
    assert made.close(2.0) == []


@pytest.fixture
def engine(tmp_path: Path) -> FakeEngine:
    """A fake engine with one camera, one virtual camera that must stay hidden, and one to send to."""
    made = FakeEngine(tmp_path)
    made.cameras = [camera("Studio Cam", 0), camera("vcam", 10, virtual=True)]
    made.virtual_cameras = [loopback()]
    save_preferences(Preferences(guide_seen=True), tmp_path / "settings.json")
    return made


@pytest.fixture
def open_window(qtbot: QtBot, engine: FakeEngine) -> Iterator[Callable[[], MainWindow]]:
    """Opens windows on the fake engine, with avatars and devices listed and the first avatar loaded."""
    opened: list[MainWindow] = []

    def open_one() -> MainWindow:
        window = MainWindow(engine.services())
        opened.append(window)
        window.show()
        qtbot.waitUntil(lambda: window.controller.avatar.name != "" and window.devices.listed)
        return window

    yield open_one
    # Not left to qtbot, which deletes its widgets before they have had time to stop.
    for window in opened:
        window.close()
        qtbot.waitUntil(lambda: window._stopped, timeout=4000)  # noqa: B023 (called before the next turn)
        shiboken6.delete(window)


@pytest.fixture
def window(open_window: Callable[[], MainWindow]) -> MainWindow:
    """One such window."""
    return open_window()
