"""Control while live, as a person does it: with mouse and keys; and what the engine then gets."""

from __future__ import annotations

from datetime import datetime

import pytest
from fake_engine import FakeEngine
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.view_models.session_controller import State
from ui.widgets.reaction_bar import REACTION_NAMES
from ui.widgets.slider import BarSlider
from vcam.engine.settings import Settings
from vcam.geometry.editing import Edits
from vcam.geometry.reactions import REACTIONS

LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def live(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """A window that is live and has the keyboard."""
    qtbot.mouseClick(window.controls.start_button, LEFT)
    qtbot.waitUntil(lambda: window.controller.state is State.LIVE)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def settings(engine: FakeEngine) -> Settings:
    return engine.session.settings[-1]


def drag(bar: BarSlider, start: float, *way: float) -> None:
    """Drag with the mouse; places as parts of the bar's width."""
    at = [QPoint(round(place * bar.width()), bar.height() // 2) for place in (start, *way)]
    QTest.mousePress(bar, LEFT, Qt.KeyboardModifier.NoModifier, at[0])
    for place in at[1:]:
        QTest.mouseMove(bar, place)
    QTest.mouseRelease(bar, LEFT, Qt.KeyboardModifier.NoModifier, at[-1])


class TestUndo:
    def test_a_drag_is_taken_back_in_one_step_and_done_again(
        self, qtbot: QtBot, live: MainWindow, engine: FakeEngine
    ) -> None:
        live.edit_panel.sections[0].set_opened(True)
        bar = live.edit_panel.sliders["yaw"].bar
        drag(bar, 0.5, 0.6, 0.7, 0.8, 0.9)
        assert settings(engine).edits.yaw > 25
        moved = settings(engine).edits
        qtbot.keyClick(live, Qt.Key.Key_Z, CTRL)
        assert settings(engine).edits == Edits()
        assert live.edit_panel.sliders["yaw"].value == 0
        qtbot.keyClick(live, Qt.Key.Key_Z, CTRL | SHIFT)
        assert settings(engine).edits == moved
        qtbot.keyClick(live, Qt.Key.Key_Z, CTRL)
        qtbot.keyClick(live, Qt.Key.Key_Y, CTRL)
        assert settings(engine).edits == moved

    def test_buttons_tell_what_there_is_to_do(self, qtbot: QtBot, live: MainWindow) -> None:
        bar = live.body.history_bar
        assert not bar.undo_button.isEnabled()
        live.look_panel.background.button("green").click()
        live.controls.mirror_button.click()
        assert bar.undo_button.isEnabled()
        qtbot.mouseClick(bar.undo_button, LEFT)
        assert live.choices.now.mirror
        assert live.choices.now.background == "#00ff00"
        qtbot.mouseClick(bar.undo_button, LEFT)
        assert live.choices.now.background == "photo"
        assert live.look_panel.background.button("photo").isChecked()
        assert not bar.undo_button.isEnabled()
        qtbot.mouseClick(bar.redo_button, LEFT)
        assert live.look_panel.background.button("green").isChecked()

    def test_a_group_is_reset_in_one_step(self, live: MainWindow, engine: FakeEngine) -> None:
        live.choices.set(edits=Edits(yaw=10, pitch=5, zoom=1.5))
        (reset,) = live.edit_panel.sections[0].findChildren(QToolButton)
        reset.click()
        assert settings(engine).edits == Edits(zoom=1.5)
        live.live_control.history.undo()
        assert settings(engine).edits == Edits(yaw=10, pitch=5, zoom=1.5)

    def test_a_double_click_resets_and_is_one_step(self, qtbot: QtBot, live: MainWindow) -> None:
        live.edit_panel.sections[0].set_opened(True)
        bar = live.edit_panel.sliders["yaw"].bar
        live.choices.set(edits=Edits(yaw=30))
        qtbot.wait(520)  # a step of its own
        place = QPoint(20, bar.height() // 2)
        QTest.mouseClick(bar, LEFT, Qt.KeyboardModifier.NoModifier, place)
        QTest.mouseDClick(bar, LEFT, Qt.KeyboardModifier.NoModifier, place)
        assert live.choices.now.edits.yaw == 0
        live.live_control.history.undo()
        assert live.choices.now.edits.yaw == 30


class TestReactions:
    def test_there_is_a_button_for_every_reaction(self, window: MainWindow) -> None:
        assert set(REACTION_NAMES) == set(REACTIONS)
        assert set(window.body.reaction_bar.buttons) == set(REACTIONS)

    def test_a_button_lasts_as_long_as_it_is_held(
        self, qtbot: QtBot, live: MainWindow, engine: FakeEngine
    ) -> None:
        button = live.body.reaction_bar.buttons["surprise"]
        qtbot.mousePress(button, LEFT)
        assert settings(engine).reactions == {"surprise"}
        assert button.property("on")
        qtbot.mouseRelease(button, LEFT)
        assert settings(engine).reactions == frozenset()
        assert not button.property("on")

    def test_a_button_that_stays_lasts_until_the_next_press(
        self, qtbot: QtBot, live: MainWindow, engine: FakeEngine
    ) -> None:
        bar = live.body.reaction_bar
        qtbot.mouseClick(bar.stay_button, LEFT)
        assert live.choices.now.reactions_stay
        qtbot.mouseClick(bar.buttons["wink"], LEFT)
        assert settings(engine).reactions == {"wink"}
        qtbot.mouseClick(bar.buttons["wink"], LEFT)
        assert settings(engine).reactions == frozenset()

    def test_keys_hold_even_when_ctrl_is_let_go_first(
        self, qtbot: QtBot, live: MainWindow, engine: FakeEngine
    ) -> None:
        qtbot.keyPress(live, Qt.Key.Key_1, CTRL)
        assert settings(engine).reactions == {"smile"}
        qtbot.keyRelease(live, Qt.Key.Key_1)
        assert settings(engine).reactions == frozenset()

    def test_keys_work_wherever_the_focus_is(
        self, qtbot: QtBot, live: MainWindow, engine: FakeEngine
    ) -> None:
        for widget in (live.edit_panel.sliders["zoom"].bar, live.controls.start_button, live.gallery):
            focused: QWidget = widget
            qtbot.keyPress(focused, Qt.Key.Key_4, CTRL)
            assert settings(engine).reactions == {"wink"}
            qtbot.keyRelease(focused, Qt.Key.Key_4, CTRL)
            assert settings(engine).reactions == frozenset()

    def test_a_window_that_loses_the_keyboard_lets_go(
        self, qtbot: QtBot, live: MainWindow, engine: FakeEngine
    ) -> None:
        qtbot.keyPress(live, Qt.Key.Key_5, CTRL)
        other = QWidget()
        qtbot.addWidget(other)
        other.show()
        other.activateWindow()
        qtbot.waitUntil(lambda: settings(engine).reactions == frozenset())

    def test_reactions_are_no_steps_and_no_part_of_the_look(self, qtbot: QtBot, live: MainWindow) -> None:
        qtbot.mouseClick(live.body.reaction_bar.buttons["kiss"], LEFT)
        assert not live.live_control.history.can_undo
        assert live.choices.now.edits == Edits()

    def test_only_a_live_avatar_has_expressions(
        self, qtbot: QtBot, live: MainWindow, engine: FakeEngine
    ) -> None:
        bar = live.body.reaction_bar
        qtbot.mouseClick(bar.stay_button, LEFT)
        qtbot.mouseClick(bar.buttons["wink"], LEFT)
        live.controls.start_button.click()
        qtbot.waitUntil(lambda: live.controller.state is State.IDLE)
        assert live.controller.reactions.on == frozenset()
        assert not bar.buttons["wink"].isEnabled()
        qtbot.keyClick(live, Qt.Key.Key_1, CTRL)
        assert live.controller.reactions.on == frozenset()


class TestPanic:
    def test_the_key_shows_the_card_and_only_shift_or_the_button_ends_it(
        self, qtbot: QtBot, live: MainWindow, engine: FakeEngine
    ) -> None:
        button = live.body.panic_button
        qtbot.keyClick(live, Qt.Key.Key_Escape)
        assert settings(engine).paused
        assert button.isChecked()
        qtbot.keyClick(live, Qt.Key.Key_Escape)
        assert settings(engine).paused
        qtbot.keyClick(live, Qt.Key.Key_Escape, SHIFT)
        assert not settings(engine).paused
        qtbot.mouseClick(button, LEFT)
        assert settings(engine).paused
        assert button.text() == "Back on air"
        assert "Paused" in live.status_line.text
        qtbot.mouseClick(button, LEFT)
        assert not settings(engine).paused
        assert button.text() == "Panic"

    def test_ending_a_panic_leaves_a_pause_in_force(
        self, qtbot: QtBot, live: MainWindow, engine: FakeEngine
    ) -> None:
        qtbot.mouseClick(live.controls.pause_button, LEFT)
        qtbot.mouseClick(live.body.panic_button, LEFT)
        qtbot.mouseClick(live.body.panic_button, LEFT)
        assert settings(engine).paused

    def test_it_works_before_the_start(self, qtbot: QtBot, window: MainWindow, engine: FakeEngine) -> None:
        assert window.body.panic_button.isEnabled()
        qtbot.mouseClick(window.body.panic_button, LEFT)
        qtbot.mouseClick(window.controls.start_button, LEFT)
        qtbot.waitUntil(lambda: window.controller.state is State.LIVE)
        assert engine.session.plan.settings.paused
        assert settings(engine).paused

    def test_escape_leaves_the_guide_without_a_panic_before_the_start(
        self, qtbot: QtBot, window: MainWindow
    ) -> None:
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.guide.guide.begin()
        qtbot.keyClick(window, Qt.Key.Key_Escape)
        assert not window.guide.guide.shown
        assert not window.controller.panic
        qtbot.keyClick(window, Qt.Key.Key_Escape)
        assert window.controller.panic


class TestAway:
    def test_what_happens_when_the_face_is_lost_reaches_the_engine(
        self, live: MainWindow, engine: FakeEngine
    ) -> None:
        live.body.away_panel.face_lost.button("card").click()
        assert settings(engine).face_lost == "card"
        live.body.away_panel.idle.bar.setValue(1000)
        live.body.away_panel.always.click()
        assert (settings(engine).idle, settings(engine).idle_always) == (1.0, True)
        live.body.away_panel.idle.bar.setValue(0)
        assert not live.body.away_panel.always.isEnabled()

    def test_a_start_with_the_card(self, qtbot: QtBot, window: MainWindow, engine: FakeEngine) -> None:
        window.body.away_panel.start_paused.click()
        qtbot.mouseClick(window.controls.start_button, LEFT)
        qtbot.waitUntil(lambda: window.controller.state is State.LIVE)
        assert engine.session.plan.settings.paused
        assert window.controls.pause_button.isChecked()
        qtbot.mouseClick(window.controls.pause_button, LEFT)
        assert not settings(engine).paused


def test_every_new_control_says_its_name_and_is_reached_by_tab(window: MainWindow) -> None:
    body = window.body
    tiles = [
        body.look_panel.background.button(kind) for kind in ("photo", "blur", "picture", "green", "colour")
    ]
    bar = body.reaction_bar
    away = body.away_panel
    controls = [*tiles, *bar.buttons.values(), bar.stay_button, body.panic_button]
    controls += [body.history_bar.undo_button, body.history_bar.redo_button, away.always, away.start_paused]
    for control in controls:
        assert control.accessibleName(), control
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control.accessibleName()


def test_the_controls_have_room_in_the_smallest_window(live: MainWindow) -> None:
    live.controls.show_recording(datetime.now())
    live.body.panic_button.show_panic(True)
    live.resize(live.minimumSize())
    for row in (live.controls, live.body.panic_button.parentWidget()):
        assert row.width() >= row.layout().minimumSize().width()
