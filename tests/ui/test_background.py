"""Running in the background: tray, closing, starting minimised, and when the session may sleep."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fake_engine import FakeEngine
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.view_models.session_controller import State
from ui.widgets.tray import Tray
from vcam.engine.events import SessionEvent

OpenWindow = Callable[[], MainWindow]


@pytest.fixture
def with_tray(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))


@pytest.fixture
def tray_window(with_tray: None, open_window: OpenWindow) -> MainWindow:
    """A window with a tray icon; it ends for good after the test, whatever closing means."""
    window = open_window()
    window.background.staying.quitting = False
    return window


@pytest.fixture(autouse=True)
def quits_in_the_end(open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch) -> object:
    opened: list[MainWindow] = []
    made = MainWindow.__init__

    def remember(self: MainWindow, *arguments: object) -> None:
        made(self, *arguments)
        opened.append(self)

    monkeypatch.setattr(MainWindow, "__init__", remember)
    yield
    for window in opened:
        window.background.staying.quitting = True


def tray_of(window: MainWindow) -> Tray:
    assert window.background.tray is not None
    return window.background.tray


def go_live(qtbot: QtBot, window: MainWindow) -> None:
    window.controls.start_button.click()
    qtbot.waitUntil(lambda: window.controller.state is State.LIVE)


def test_without_a_tray_closing_ends_the_program(qtbot: QtBot, window: MainWindow) -> None:
    assert window.background.tray is None
    with qtbot.waitSignal(window.closed):
        window.close()


def test_the_first_close_asks_and_the_answer_is_kept(
    qtbot: QtBot, tray_window: MainWindow, engine: FakeEngine
) -> None:
    window = tray_window
    go_live(qtbot, window)
    window.close()
    question = window.background.question
    assert question is not None
    assert window.isVisible()
    qtbot.mouseClick(question.stay, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert window.controller.state is State.LIVE
    assert engine.session.running
    assert window.choices.now.when_closed == "stay"
    tray_of(window).window_action.trigger()
    assert window.isVisible()
    window.close()
    assert not window.isVisible()
    assert window.background.question is None


def test_an_answer_may_be_to_quit(qtbot: QtBot, tray_window: MainWindow) -> None:
    tray_window.close()
    question = tray_window.background.question
    assert question is not None
    with qtbot.waitSignal(tray_window.closed):
        qtbot.mouseClick(question.leave, Qt.MouseButton.LeftButton)
    assert tray_window.choices.now.when_closed == "quit"


def test_a_question_without_an_answer_leaves_the_window_open(qtbot: QtBot, tray_window: MainWindow) -> None:
    tray_window.close()
    question = tray_window.background.question
    assert question is not None
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert tray_window.isVisible()
    assert tray_window.choices.now.when_closed == "ask"
    tray_window.close()
    assert tray_window.background.question is not None


def test_the_menu_steers_the_session(qtbot: QtBot, tray_window: MainWindow, engine: FakeEngine) -> None:
    window, tray = tray_window, tray_of(tray_window)
    tray.start_action.trigger()
    qtbot.waitUntil(lambda: window.controller.state is State.LIVE)
    assert tray.start_action.text() == "Stop"
    tray.pause_action.trigger()
    assert engine.session.settings[-1].paused
    tray.pause_action.trigger()
    assert not engine.session.settings[-1].paused
    tray.panic_action.trigger()
    assert window.controller.panic
    assert window.body.panic_button.isVisible()
    tray.panic_action.trigger()
    names = [action.text() for action in tray.avatars.actions()]
    assert names == ["astronaut", "character"]
    assert [action.isChecked() for action in tray.avatars.actions()] == [True, False]
    tray.avatars.actions()[1].trigger()
    qtbot.waitUntil(lambda: window.controller.avatar.name == "character")
    assert [action.isChecked() for action in tray.avatars.actions()] == [False, True]
    with qtbot.waitSignal(window.closed):
        tray.quit_action.trigger()


def test_a_click_on_the_icon_hides_and_shows(tray_window: MainWindow) -> None:
    tray = tray_of(tray_window)
    tray._activated(QSystemTrayIcon.ActivationReason.Trigger)
    assert not tray_window.isVisible()
    assert tray.window_action.text() == "Show vcam"
    tray._activated(QSystemTrayIcon.ActivationReason.Trigger)
    assert tray_window.isVisible()
    assert tray.window_action.text() == "Hide vcam"


def test_starting_minimised_stays_in_the_tray(with_tray: None, open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    window.hide()
    window.choices.set(start_minimised=True)
    window.background.open()
    assert not window.isVisible()
    window.background.toggle()
    assert window.isVisible()


def test_starting_minimised_without_a_tray_is_in_the_task_bar(window: MainWindow) -> None:
    window.hide()
    window.choices.set(start_minimised=True)
    window.background.open()
    assert window.isMinimized()
    window.background.toggle()
    assert not window.isMinimized()
    window.background.toggle()
    assert window.isMinimized()


def test_a_session_sleeps_only_while_nobody_sees_the_window(
    qtbot: QtBot, tray_window: MainWindow, engine: FakeEngine
) -> None:
    go_live(qtbot, tray_window)
    assert not engine.session.settings[-1].sleep_unread
    tray_window.background.toggle()
    assert engine.session.settings[-1].sleep_unread
    tray_window.background.toggle()
    assert not engine.session.settings[-1].sleep_unread
    tray_window.showMinimized()
    assert engine.session.settings[-1].sleep_unread
    tray_window.choices.set(sleep_unread=False)
    assert not engine.session.settings[-1].sleep_unread


def test_a_hidden_window_draws_nothing(qtbot: QtBot, tray_window: MainWindow) -> None:
    go_live(qtbot, tray_window)
    assert tray_window._frame_timer.isActive()
    tray_window.background.toggle()
    assert not tray_window._frame_timer.isActive()
    tray_window.background.toggle()
    assert tray_window._frame_timer.isActive()


def test_choices_are_back_after_a_restart(qtbot: QtBot, open_window: OpenWindow) -> None:
    first = open_window()
    first.resize(1200, 700)
    first.choices.set(badge=True, start_minimised=True, when_closed="stay", sleep_unread=False)
    first.controller.avatar.choose("character")
    qtbot.waitUntil(lambda: first.controller.avatar.name == "character")
    with qtbot.waitSignal(first.closed):
        first.background.quit()
    second = open_window()
    now = second.choices.now
    assert (now.badge, now.start_minimised, now.when_closed, now.sleep_unread) == (True, True, "stay", False)
    qtbot.waitUntil(lambda: second.controller.avatar.name == "character")
    # As wide as the test screen lets it be.
    assert second.height() == 700


def test_the_settings_page_changes_what_happens(
    qtbot: QtBot, tray_window: MainWindow, engine: FakeEngine
) -> None:
    window = tray_window
    go_live(qtbot, window)
    window.settings.show_settings()
    dialog = window.settings.dialog
    dialog.open_page(dialog.background)
    page = dialog.background
    assert page.no_tray.isHidden()
    qtbot.mouseClick(page.badge, Qt.MouseButton.LeftButton)
    assert engine.session.settings[-1].badge
    assert window.choices.now.badge
    qtbot.mouseClick(page.when_closed.button("stay"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.start_minimised, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.sleep_unread, Qt.MouseButton.LeftButton)
    now = window.choices.now
    assert (now.when_closed, now.start_minimised, now.sleep_unread) == ("stay", True, False)
    dialog.close()


def test_without_a_tray_the_page_says_so(window: MainWindow) -> None:
    window.settings.show_settings()
    page = window.settings.dialog.background
    assert not page.when_closed.isEnabled()
    assert not page.no_tray.isHidden()
    window.settings.dialog.close()


def test_the_tray_tells_how_the_session_is_doing(
    qtbot: QtBot, tray_window: MainWindow, engine: FakeEngine
) -> None:
    window, icon = tray_window, tray_of(tray_window)._icon
    assert icon.toolTip() == "vcam: not running"
    go_live(qtbot, window)
    assert icon.toolTip() == "vcam: live"
    window.controller.set_panic(True)
    assert "still card" in icon.toolTip()
    window.controller.set_panic(False)
    engine.session.asleep = True
    engine.session.plan.on_event(SessionEvent(kind="session_asleep", message="Nobody watches."))
    qtbot.waitUntil(lambda: "asleep" in icon.toolTip())


def test_logging_out_is_not_held_up_by_a_question(qtbot: QtBot, tray_window: MainWindow) -> None:
    tray_window.background._log_out(None)
    with qtbot.waitSignal(tray_window.closed):
        tray_window.close()
    assert tray_window.background.question is None
