"""The window gives freed memory back while it is open."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.wiring import memory


def test_freed_memory_is_given_back_beside_the_windows_thread(
    qtbot: QtBot, open_window: Callable[[], MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []
    monkeypatch.setattr(memory, "EVERY_MS", 10)
    monkeypatch.setattr(memory, "give_back_freed", lambda: threads.append(threading.current_thread()))
    open_window()
    qtbot.waitUntil(lambda: len(threads) > 2)
    assert threading.main_thread() not in threads


def test_what_stays_with_the_window_is_left_out_of_collections_while_it_is_open(
    qtbot: QtBot, open_window: Callable[[], MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen: list[int] = []
    freeze = gc.freeze
    monkeypatch.setattr(gc, "freeze", lambda: (freeze(), frozen.append(gc.get_freeze_count())))
    window = open_window()
    qtbot.waitUntil(lambda: len(frozen) == 2)
    assert frozen[0] > 0
    window.choices.set(background="blur")
    with qtbot.waitSignal(window.controller.still.drawn):
        pass
    assert len(frozen) == 2
    window.close()
    qtbot.waitUntil(lambda: window._stopped)
    assert gc.get_freeze_count() == 0
