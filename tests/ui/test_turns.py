"""Tests of work in turns."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.turns import Turns


def counting(done: list[int]) -> Iterator[None]:
    for number in range(5):
        done.append(number)
        yield


def slow(parent: QObject) -> Turns:
    """Each look at its clock is later than a turn may last."""
    seconds = itertools.count()
    return Turns(parent, clock=lambda: float(next(seconds)))


def test_what_fits_into_a_turn_is_done_in_it(qapp: QApplication) -> None:
    parent, done = QObject(), []
    turns = Turns(parent, clock=lambda: 0.0)
    turns.begin(counting(done))
    assert done == [0, 1, 2, 3, 4]
    assert not turns.running


def test_the_rest_comes_in_later_turns(qapp: QApplication, qtbot: QtBot) -> None:
    parent, done = QObject(), []
    turns = slow(parent)
    turns.begin(counting(done))
    assert done == [0]
    assert turns.running
    qtbot.waitUntil(lambda: not turns.running)
    assert done == [0, 1, 2, 3, 4]


def test_a_step_may_end_its_turn(qapp: QApplication, qtbot: QtBot) -> None:
    parent, done = QObject(), []

    def steps() -> Iterator[bool | None]:
        for number in range(4):
            done.append(number)
            yield number == 1

    turns = Turns(parent, clock=lambda: 0.0)
    turns.begin(steps())
    assert done == [0, 1]
    qtbot.waitUntil(lambda: not turns.running)
    assert done == [0, 1, 2, 3]


def test_other_work_replaces_what_is_left(qapp: QApplication, qtbot: QtBot) -> None:
    parent, first, second = QObject(), [], []
    turns = slow(parent)
    turns.begin(counting(first))
    turns.begin(counting(second))
    qtbot.waitUntil(lambda: not turns.running)
    assert (first, second) == ([0], [0, 1, 2, 3, 4])


def test_who_cannot_wait_has_it_done(qapp: QApplication) -> None:
    parent, done = QObject(), []
    turns = slow(parent)
    turns.begin(counting(done))
    turns.finish()
    assert done == [0, 1, 2, 3, 4]
    assert not turns.running
