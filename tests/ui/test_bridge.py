"""Lanes keep order, results arrive on the window's thread, nothing arrives after closing."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from ui.bridge import SessionBridge, TaskRunner


def test_results_arrive_in_order_on_the_window_thread(qtbot: QtBot, runner: TaskRunner) -> None:
    seen: list[tuple[int, bool]] = []
    for number in range(20):
        runner.run("a", lambda n=number: n, lambda n: seen.append((n, _on_main_thread())))
    qtbot.waitUntil(lambda: len(seen) == 20)
    assert seen == [(number, True) for number in range(20)]


def test_lanes_do_not_wait_for_each_other(qtbot: QtBot, runner: TaskRunner) -> None:
    gate, seen = threading.Event(), []
    runner.run("slow", lambda: gate.wait(5), lambda _: seen.append("slow"))
    runner.run("quick", lambda: None, lambda _: seen.append("quick"))
    qtbot.waitUntil(lambda: seen == ["quick"])
    gate.set()
    qtbot.waitUntil(lambda: seen == ["quick", "slow"])


def test_a_failure_reaches_the_caller_and_the_lane_goes_on(qtbot: QtBot, runner: TaskRunner) -> None:
    seen: list[str] = []

    def fail() -> None:
        raise ValueError("no")

    runner.run("a", fail, failed=lambda error: seen.append(f"{error} {_on_main_thread()}"))
    runner.run("a", lambda: "next", seen.append)
    qtbot.waitUntil(lambda: seen == ["no True", "next"])


def test_nothing_is_delivered_after_closing(qtbot: QtBot) -> None:
    runner, seen = TaskRunner(), []
    runner.run("a", lambda: 1, seen.append)
    assert runner.close(2.0) == []
    runner.run("a", lambda: 2, seen.append)
    qtbot.wait(30)
    assert seen == []
    assert runner.close() == []


def test_closing_names_the_threads_that_are_stuck(qtbot: QtBot) -> None:
    runner, gate = TaskRunner(), threading.Event()
    runner.run("a", lambda: gate.wait(5))
    assert runner.close(0.05) == ["ui-a"]
    gate.set()


def test_engine_events_cross_to_the_window_thread(qtbot: QtBot) -> None:
    bridge, seen = SessionBridge(), []
    bridge.received.connect(lambda event: seen.append((event, _on_main_thread())))
    thread = threading.Thread(target=bridge.on_event, args=("hello",))
    thread.start()
    thread.join()
    assert seen == []
    qtbot.waitUntil(lambda: seen == [("hello", True)])


def _on_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()
