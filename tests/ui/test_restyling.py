"""Tests of giving widgets other colours turn by turn."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.restyling import Restyling


@pytest.fixture
def box(qtbot: QtBot) -> QWidget:
    """A window with three labels, the last of them folded away."""
    made = QWidget(objectName="box")
    column = QVBoxLayout(made)
    for name in ("a", "b", "hidden"):
        column.addWidget(QLabel(name, objectName=name))
    column.itemAt(2).widget().hide()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def begun(qapp: QApplication, box: QWidget) -> Iterator[Callable[[bool], tuple[Restyling, list[str]]]]:
    """Begins a restyling, slow or not, and returns it with the names of what is restyled."""
    made: list[Restyling] = []

    def begin(slow: bool) -> tuple[Restyling, list[str]]:
        done: list[str] = []

        def restyle(widget: QWidget) -> None:
            if widget is box or box.isAncestorOf(widget):
                done.append(widget.objectName())

        # Slow: each widget takes more than a turn may last.
        seconds = itertools.count() if slow else itertools.repeat(0)
        restyling = Restyling(qapp, restyle, clock=lambda: float(next(seconds)))
        made.append(restyling)
        restyling.begin()
        return restyling, done

    yield begin
    for restyling in made:
        restyling.deleteLater()


Begin = Callable[[bool], tuple[Restyling, list[str]]]


def test_what_is_on_the_screen_is_done_at_once_if_that_is_quick(
    begun: Begin, box: QWidget, qtbot: QtBot
) -> None:
    restyling, done = begun(False)
    assert done == ["box", "a", "b"]
    assert box.updatesEnabled()
    qtbot.waitUntil(lambda: not restyling.running)
    assert done == ["box", "a", "b", "hidden"]


def test_a_long_work_is_cut_into_turns(begun: Begin, qtbot: QtBot) -> None:
    restyling, done = begun(True)
    assert len(done) <= 1
    assert restyling.running
    turns = [len(done)]
    while restyling.running:
        QApplication.processEvents()
        turns.append(len(done))
    assert done == ["box", "a", "b", "hidden"]
    assert max(after - before for before, after in itertools.pairwise(turns)) <= 2


def test_the_screen_stands_still_until_all_of_it_is_restyled(
    begun: Begin, box: QWidget, qtbot: QtBot
) -> None:
    restyling, done = begun(True)
    at_shown: list[tuple[list[str], bool]] = []
    restyling.shown.connect(lambda: at_shown.append((list(done), box.updatesEnabled())))
    assert not box.updatesEnabled()
    qtbot.waitUntil(lambda: not restyling.running)
    assert at_shown == [(["box", "a", "b"], False)]
    assert box.updatesEnabled()


def test_one_that_begins_again_does_all_of_it_and_ends(begun: Begin, box: QWidget, qtbot: QtBot) -> None:
    restyling, done = begun(True)
    qtbot.waitUntil(lambda: "a" in done)
    del done[:]
    restyling.begin()
    qtbot.waitUntil(lambda: not restyling.running)
    assert done == ["box", "a", "b", "hidden"]
    assert box.updatesEnabled()


def test_what_goes_away_meanwhile_is_left_out(begun: Begin, box: QWidget, qtbot: QtBot) -> None:
    restyling, done = begun(True)
    shiboken6.delete(box.findChild(QLabel, "b"))
    qtbot.waitUntil(lambda: not restyling.running)
    assert done == ["box", "a", "hidden"]


def test_a_window_that_is_closed_meanwhile_is_drawn_when_it_comes_back(
    begun: Begin, box: QWidget, qtbot: QtBot
) -> None:
    restyling, _ = begun(True)
    box.hide()
    restyling.begin()
    qtbot.waitUntil(lambda: not restyling.running)
    assert box.updatesEnabled()
