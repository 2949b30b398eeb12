"""Avatars that were not chosen yet are ready before they are."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from fake_engine import FakeEngine
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.view_models import avatars_ahead
from ui.view_models.avatars_ahead import outwards
from ui.view_models.preferences import Preferences, save_preferences
from ui.view_models.session_controller import State


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(avatars_ahead, "CALM_S", 0.02)
    monkeypatch.setattr(avatars_ahead, "PAUSE_S", 0.0)


def ready(window: MainWindow) -> list[str]:
    keys = [(item.name, window.controller.avatar.renderer) for item in window.avatars.items]
    return [key[0] for key in keys if key in window.controller.avatar.ready]


def test_the_first_switch_to_another_loads_nothing(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    qtbot.waitUntil(lambda: ready(window) == ["astronaut", "character"])
    loaded = list(engine.store.loaded)
    window.controller.start()
    qtbot.waitUntil(lambda: window.controller.state is State.LIVE)
    QTest.keyClick(window, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: getattr(engine.session.avatars[-1], "name", "") == "character")
    assert engine.store.loaded == loaded == ["astronaut", "character"]


def test_nothing_is_loaded_ahead_while_another_avatar_loads(
    qtbot: QtBot, open_window: Callable[[], MainWindow], engine: FakeEngine
) -> None:
    gate = threading.Event()
    window = open_window()
    qtbot.waitUntil(lambda: len(ready(window)) == 2)
    engine.store.names |= {"one": False, "two": False}
    load = engine.store.load

    def slow(name: str, *rest: Callable[[float], None]) -> object:
        if name == "two":
            gate.wait(5)
        return load(name, *rest)

    engine.store.load = slow  # type: ignore[method-assign]
    window.controller.avatar.choose("two")
    window.avatars.refresh()
    qtbot.waitUntil(lambda: len(window.avatars.items) == 4)
    qtbot.wait(150)
    assert "one" not in engine.store.loaded
    gate.set()
    qtbot.waitUntil(lambda: len(ready(window)) == 4)


@pytest.mark.parametrize(
    ("name", "expected"), [("c", "cdbea"), ("a", "abecd"), ("e", "eadbc"), ("gone", "abcde")]
)
def test_the_neighbours_come_first(name: str, expected: str) -> None:
    assert "".join(outwards("abcde", name)) == expected


def test_those_next_to_the_avatar_in_use_are_loaded_first(
    qtbot: QtBot, open_window: Callable[[], MainWindow], engine: FakeEngine
) -> None:
    engine.store.names |= dict.fromkeys("abcde", False)
    save_preferences(Preferences(guide_seen=True, avatar="c"), engine.folder / "settings.json")
    window = open_window()
    qtbot.waitUntil(lambda: len(ready(window)) == 7)
    assert engine.store.loaded == ["c", "d", "b", "e", "a", "astronaut", "character"]


def test_nothing_is_loaded_ahead_before_the_first_live_picture(
    qtbot: QtBot, open_window: Callable[[], MainWindow], engine: FakeEngine
) -> None:
    engine.store.names |= dict.fromkeys("abcdef", False)
    started = threading.Event()
    engine.before_start = lambda: started.wait(5) and None
    window = open_window()
    window.controller.start()
    assert window.controller.state is State.STARTING
    count = len(engine.store.loaded)
    qtbot.wait(150)
    assert len(engine.store.loaded) <= count + 1, "one that was under way may end"
    started.set()
    qtbot.waitUntil(lambda: len(ready(window)) == 8)


def test_what_is_under_way_waits_while_the_user_switches(
    qtbot: QtBot, open_window: Callable[[], MainWindow], engine: FakeEngine
) -> None:
    steps, gate, load = [], threading.Event(), engine.store.load

    def slow(name: str, *rest: Callable[[float], None]) -> object:
        if name == "character":
            for on_step in rest:
                while not gate.is_set():
                    on_step(0.5)
                    steps.append(name)
                    gate.wait(0.005)
        elif name == "zoe":
            gate.wait(5)
        return load(name, *rest)

    engine.store.load = slow  # type: ignore[method-assign]
    window = open_window()
    qtbot.waitUntil(lambda: len(steps) > 2)
    engine.store.names["zoe"] = False
    window.controller.avatar.choose("zoe")
    count = len(steps)
    qtbot.wait(200)
    assert len(steps) <= count + 1, "the step that was under way may end"
    gate.set()
    qtbot.waitUntil(lambda: window.controller.avatar.name == "zoe")
    qtbot.waitUntil(lambda: "character" in ready(window))


def test_one_that_is_chosen_while_it_is_made_ready_is_kept_as_chosen(
    qtbot: QtBot, open_window: Callable[[], MainWindow], engine: FakeEngine
) -> None:
    under_way, chosen, load = threading.Event(), threading.Event(), engine.store.load

    def slow(name: str, *rest: Callable[[float], None]) -> object:
        if name == "character" and rest:
            under_way.set()
            chosen.wait(5)
            rest[0](0.5)
            raise AssertionError("it is ready and needs no further work")
        return load(name, *rest)

    engine.store.load = slow  # type: ignore[method-assign]
    window = open_window()
    qtbot.waitUntil(under_way.is_set)
    window.controller.avatar.choose("character")
    qtbot.waitUntil(lambda: window.controller.avatar.name == "character")
    shown = window.controller.avatar.avatar
    chosen.set()
    qtbot.waitUntil(lambda: not window.ahead._at_work)
    kept = window.controller.avatar.ready.use(("character", window.controller.avatar.renderer))
    assert kept is not None
    assert kept.avatar is shown


def test_it_ends_where_there_is_no_room(
    qtbot: QtBot, open_window: Callable[[], MainWindow], engine: FakeEngine
) -> None:
    engine.store.bytes = 60_000_000
    engine.store.names |= dict.fromkeys(("one", "two", "three"), False)
    window = open_window()
    qtbot.waitUntil(lambda: len(ready(window)) == 3)
    qtbot.waitUntil(lambda: len(engine.store.loaded) == 4)
    qtbot.wait(100)
    assert len(ready(window)) == 3
    assert len(engine.store.loaded) == 4


def test_one_that_cannot_be_loaded_is_left_to_who_chooses_it(
    qtbot: QtBot, open_window: Callable[[], MainWindow], engine: FakeEngine
) -> None:
    load = engine.store.load

    def broken(name: str, *rest: Callable[[float], None]) -> object:
        if name == "character":
            raise OSError("the disk is gone")
        return load(name, *rest)

    engine.store.load = broken  # type: ignore[method-assign]
    engine.store.names["zoe"] = False
    window = open_window()
    qtbot.waitUntil(lambda: ready(window) == ["zoe", "astronaut"])
    qtbot.wait(50)
    assert not window.banners.banners


def test_closing_ends_it(qtbot: QtBot, open_window: Callable[[], MainWindow], engine: FakeEngine) -> None:
    under_way, go_on = threading.Event(), threading.Event()

    def slow(name: str, on_step: Callable[[float], None] = lambda share: None) -> object:
        if name == "character":
            under_way.set()
            while not go_on.wait(0.01):
                on_step(0.5)
        raise AssertionError("it should have been ended")

    window = open_window()
    engine.store.load = slow  # type: ignore[method-assign]
    qtbot.waitUntil(under_way.is_set)
    window.close()
    qtbot.waitUntil(lambda: window._stopped, timeout=4000)
    assert window.stuck_threads == []
