"""Switching, renaming and arranging avatars as a person does, with keys and mouse."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator

import pytest
from fake_engine import FakeEngine
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.view_models.gallery import ROW_FORMAT
from ui.view_models.session_controller import State
from ui.widgets.avatar_card import label_place
from ui.widgets.avatar_list import AvatarList

Key, Alt = Qt.Key, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def full(qtbot: QtBot, open_window: Callable[[], MainWindow], engine: FakeEngine) -> Iterator[MainWindow]:
    """A window in front with ten avatars: a to h, and the shipped ones; a is in use."""
    engine.store.names = dict.fromkeys("abcdefgh", False) | engine.store.names
    window = open_window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def shown(window: MainWindow) -> list[str]:
    return [item.name for item in window.avatars.items]


def in_use(qtbot: QtBot, window: MainWindow, name: str) -> None:
    qtbot.waitUntil(lambda: window.controller.avatar.name == name)
    assert window.gallery.view.current == name


def card(window: MainWindow, name: str) -> QPoint:
    return cards(window).visualRect(window.avatars.index(window.avatars.row_of(name), 0)).center()


def cards(window: MainWindow) -> AvatarList:
    return window.gallery.view


def test_digits_switch_while_live(qtbot: QtBot, full: MainWindow, engine: FakeEngine) -> None:
    full.controller.start()
    qtbot.waitUntil(lambda: full.controller.state is State.LIVE)
    for key, name in ((Key.Key_3, "c"), (Key.Key_9, "astronaut"), (Key.Key_1, "a")):
        qtbot.keyClick(full, key)
        in_use(qtbot, full, name)
        qtbot.waitUntil(lambda name=name: engine.session.avatars[-1].name == name)
    assert "press 3" in full.avatars.data(full.avatars.index(2, 0), Qt.ItemDataRole.ToolTipRole)


def test_a_digit_without_an_avatar_changes_nothing(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Key.Key_7)
    assert window.controller.avatar.wanted == "astronaut"


def test_next_and_previous_go_round(qtbot: QtBot, full: MainWindow) -> None:
    for key, name in (
        (Key.Key_PageDown, "b"),
        (Key.Key_BracketRight, "c"),
        (Key.Key_PageUp, "b"),
        (Key.Key_BracketLeft, "a"),
        (Key.Key_PageUp, "character"),
        (Key.Key_PageDown, "a"),
    ):
        qtbot.keyClick(full, key)
        in_use(qtbot, full, name)


def test_digits_typed_into_a_field_stay_there(qtbot: QtBot, full: MainWindow) -> None:
    editor = renaming(qtbot, full, "b")
    qtbot.keyClicks(editor, "7[")
    assert editor.text() == "7["
    assert full.controller.avatar.wanted == "a"
    qtbot.keyClick(editor, Key.Key_Escape)


def renaming(qtbot: QtBot, window: MainWindow, name: str) -> QLineEdit:
    view = cards(window)
    view.setFocus()
    view.setCurrentIndex(window.avatars.index(window.avatars.row_of(name), 0))
    qtbot.keyClick(view, Key.Key_F2)
    qtbot.waitUntil(lambda: bool(view.findChildren(QLineEdit)))
    return view.findChildren(QLineEdit)[-1]


def test_f2_renames_the_avatar_in_use_without_a_break(
    qtbot: QtBot, full: MainWindow, engine: FakeEngine
) -> None:
    full.controller.start()
    qtbot.waitUntil(lambda: full.controller.state is State.LIVE)
    full.choices.set_edit("yaw", 10.0)
    editor = renaming(qtbot, full, "a")
    editor.clear()
    qtbot.keyClicks(editor, "Anna")
    qtbot.keyClick(editor, Key.Key_Return)
    in_use(qtbot, full, "Anna")
    assert shown(full)[0] == "Anna"
    assert full.choices.now.avatar == "Anna"
    assert full.choices.now.edits.yaw == 10
    assert [avatar.name for avatar in engine.session.avatars] == ["a"]


def test_a_double_click_on_the_name_renames_and_escape_leaves_it(qtbot: QtBot, full: MainWindow) -> None:
    view = cards(full)
    place = label_place(view.visualRect(full.avatars.index(1, 0))).center()
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    (editor,) = view.findChildren(QLineEdit)
    qtbot.keyClicks(editor, "x")
    qtbot.keyClick(editor, Key.Key_Escape)
    qtbot.waitUntil(lambda: not view.findChildren(QLineEdit))
    assert shown(full)[1] == "b"


def test_shipped_avatars_keep_their_names(qtbot: QtBot, window: MainWindow) -> None:
    view = cards(window)
    view.setCurrentIndex(window.avatars.index(0, 0))
    qtbot.keyClick(view, Key.Key_F2)
    assert view.findChildren(QLineEdit) == []


def test_alt_and_arrows_arrange_and_digits_follow(qtbot: QtBot, full: MainWindow, engine: FakeEngine) -> None:
    view = cards(full)
    view.setFocus()
    view.setCurrentIndex(full.avatars.index(1, 0))
    qtbot.keyClick(view, Key.Key_Left, Alt)
    assert shown(full)[:3] == ["b", "a", "c"]
    for _ in range(2):
        qtbot.keyClick(view, Key.Key_Down, Alt)
    assert shown(full)[:3] == ["a", "c", "b"]
    qtbot.waitUntil(lambda: engine.store.order[:3] == ["a", "c", "b"])
    qtbot.keyClick(full, Key.Key_2)
    in_use(qtbot, full, "c")


def drag(window: MainWindow, name: str, to: QPoint) -> None:
    data, view = QMimeData(), cards(window)
    data.setData(ROW_FORMAT, name.encode())
    move, left, none = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    viewport = view.viewport()
    for event in (
        QDragEnterEvent(to, move, data, left, none),
        QDragMoveEvent(to, move, data, left, none),
    ):
        QApplication.sendEvent(viewport, event)
        assert event.isAccepted()
    assert view._drop_row >= 0
    view.grab()
    QApplication.sendEvent(viewport, QDropEvent(QPointF(to), move, data, left, none))
    assert view._drop_row == -1


def test_cards_are_arranged_by_dragging(qtbot: QtBot, full: MainWindow, engine: FakeEngine) -> None:
    drag(full, "e", card(full, "a") - QPoint(20, 0))
    assert shown(full)[:5] == ["e", "a", "b", "c", "d"]
    drag(full, "e", card(full, "c") + QPoint(20, 0))
    assert shown(full)[:5] == ["a", "b", "c", "e", "d"]
    drag(full, "a", card(full, "a") + QPoint(20, 0))
    assert shown(full)[:2] == ["a", "b"]
    drag(full, "character", QPoint(5, -300))
    assert shown(full)[0] == "character"
    qtbot.waitUntil(lambda: engine.store.order[:2] == ["character", "a"])
    assert full.controller.avatar.name == "a"


def test_a_file_dragged_over_the_cards_is_left_to_the_window(qtbot: QtBot, full: MainWindow) -> None:
    data = QMimeData()
    data.setText("not a card")
    event = QDragMoveEvent(
        QPoint(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    cards(full).dragMoveEvent(event)
    assert not event.isAccepted()


def menu_of(window: MainWindow, name: str) -> QMenu:
    view, place = cards(window), card(window, name)
    view.contextMenuEvent(
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place))
    )
    return view.findChildren(QMenu)[-1]


def test_the_menu_of_a_card_does_it_all(qtbot: QtBot, full: MainWindow) -> None:
    def entry(name: str, text: str) -> None:
        menu = menu_of(full, name)
        next(action for action in menu.actions() if action.text() == text).trigger()
        menu.close()

    entry("c", "Use")
    in_use(qtbot, full, "c")
    entry("c", "Move earlier")
    assert shown(full)[:3] == ["a", "c", "b"]
    entry("c", "Remove")
    assert "c" not in shown(full)
    assert full.banners.banners[0].message.sentence == "c is removed."
    in_use(qtbot, full, "a")
    menu = menu_of(full, "astronaut")
    enabled = {action.text(): action.isEnabled() for action in menu.actions() if action.text()}
    assert enabled == {
        "Use": True,
        "Rename": False,
        "Move earlier": True,
        "Move later": True,
        "Remove": False,
    }
    menu.close()


def test_the_order_and_the_looks_outlive_the_window(
    qtbot: QtBot, full: MainWindow, open_window: Callable[[], MainWindow], engine: FakeEngine
) -> None:
    full.avatars.move("h", 0)
    full.avatars.rename("a", "Anna")
    in_use(qtbot, full, "Anna")
    full.choices.set_edit("smile", 1.0)
    with qtbot.waitSignal(full.closed):
        full.close()
    kept = json.loads((engine.folder / "avatar_looks" / "a.json").read_text())
    assert kept["edits"] == {"smile": 1.0}
    again = open_window()
    assert shown(again)[:2] == ["h", "Anna"]
    assert again.controller.avatar.name == "Anna"
    assert again.choices.now.edits.smile == 1


def test_going_back_to_avatars_of_late_loads_nothing(
    qtbot: QtBot, full: MainWindow, engine: FakeEngine
) -> None:
    loaded: list[str] = []
    load = engine.store.load
    engine.store.load = lambda name: loaded.append(name) or load(name)  # type: ignore[method-assign, func-returns-value]
    for name in ("b", "a", "b", "c", "a", "d", "b"):
        full.controller.avatar.choose(name)
        in_use(qtbot, full, name)
    assert loaded == ["b", "c", "d"]


def test_an_avatar_that_is_renamed_while_it_loads_is_loaded(
    qtbot: QtBot, full: MainWindow, engine: FakeEngine
) -> None:
    gate, load = threading.Event(), engine.store.load
    engine.store.load = lambda name: (gate.wait(5), load(name))[1]  # type: ignore[method-assign]
    full.controller.avatar.choose("b")
    with qtbot.waitSignal(full.avatars.renamed):
        full.avatars.rename("b", "Bea")
    gate.set()
    in_use(qtbot, full, "Bea")
    qtbot.waitUntil(lambda: full.gallery.view.loading == "")
