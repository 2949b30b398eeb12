"""Undo and redo: one step a drag, one history an avatar."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from ui.bridge import TaskRunner
from ui.view_models.choices import Choices
from ui.view_models.history import FIELDS, MERGE_S, History
from ui.view_models.preferences import Preferences
from vcam.engine.settings import Settings
from vcam.geometry.editing import Edits


class Desk:
    """Choices, their history, and a clock that stands until it is moved."""

    def __init__(self, path: Path, runner: TaskRunner) -> None:
        self.choices = Choices(path, runner)
        self.now_s = 100.0
        self.history = History(self.choices, clock=lambda: self.now_s)

    def later(self) -> None:
        self.now_s += 2 * MERGE_S

    def yaw(self) -> float:
        return self.choices.now.edits.yaw


@pytest.fixture
def desk(tmp_path: Path, runner: TaskRunner) -> Desk:
    return Desk(tmp_path / "settings.json", runner)


def test_there_is_nothing_to_undo_at_first(desk: Desk) -> None:
    assert not desk.history.can_undo
    desk.history.undo()
    desk.history.redo()
    assert desk.choices.now.edits == Edits()


@pytest.mark.parametrize(
    "change",
    [
        {"edits": Edits(smile=0.5)},
        {"background": "blur"},
        {"smoothing": 0.9},
        {"mirror": False},
        {"framing": "photo"},
        {"motion": "absolute"},
        {"idle": 1.0},
        {"face_lost": "card"},
    ],
)
def test_every_choice_that_changes_the_picture_is_taken_back_and_done_again(desk: Desk, change: dict) -> None:
    before = desk.choices.now
    desk.choices.set(**change)
    after = desk.choices.now
    desk.history.undo()
    assert desk.choices.now == before
    assert not desk.history.can_undo
    desk.history.redo()
    assert desk.choices.now == after
    assert not desk.history.can_redo


def test_whatever_the_session_is_told_can_be_taken_back() -> None:
    told = {field.name for field in fields(Settings)} & {field.name for field in fields(Preferences)}
    assert told - {"sleep_unread"} <= set(FIELDS)


def test_choices_about_the_window_are_no_steps(desk: Desk) -> None:
    desk.choices.set(tracking_view=False, window="00", virtual_camera=False)
    assert not desk.history.can_undo


def test_one_drag_is_one_step_however_slow(desk: Desk) -> None:
    desk.history.hold(True)
    for yaw in (3.0, 8.0, 15.0):
        desk.choices.set_edit("yaw", yaw)
        desk.later()
    desk.history.hold(False)
    desk.later()
    desk.choices.set_edit("yaw", 20.0)
    desk.history.undo()
    assert desk.yaw() == 15
    desk.history.undo()
    assert desk.yaw() == 0
    assert not desk.history.can_undo


def test_a_drag_that_ends_where_it_began_is_no_step(desk: Desk) -> None:
    desk.history.hold(True)
    desk.choices.set_edit("yaw", 3.0)
    desk.choices.set_edit("yaw", 0.0)
    desk.history.hold(False)
    assert not desk.history.can_undo


def test_keys_pressed_in_a_row_are_one_step_and_other_things_another(desk: Desk) -> None:
    for yaw in (1.0, 2.0, 3.0):
        desk.choices.set_edit("yaw", yaw)
    desk.choices.set_edit("pitch", 5.0)
    desk.history.undo()
    assert desk.choices.now.edits == Edits(yaw=3.0)
    desk.history.undo()
    assert desk.choices.now.edits == Edits()


def test_the_jump_of_a_double_clicks_first_press_is_part_of_the_reset(desk: Desk) -> None:
    desk.choices.set_edit("yaw", 30.0)
    desk.later()
    desk.history.hold(True)
    desk.choices.set_edit("yaw", -7.0)
    desk.history.hold(False)
    desk.choices.set_edit("yaw", 0.0)
    desk.history.undo()
    assert desk.yaw() == 30


def test_a_new_step_ends_what_could_be_done_again(desk: Desk) -> None:
    desk.choices.set_edit("yaw", 30.0)
    desk.history.undo()
    desk.choices.set(background="blur")
    assert not desk.history.can_redo


def test_each_avatar_has_its_own_history(desk: Desk) -> None:
    desk.choices.set(avatar="astronaut")
    desk.choices.set_edit("yaw", 30.0)
    desk.choices.set(avatar="character", edits=Edits())
    assert not desk.history.can_undo
    desk.choices.set(avatar="astronaut", edits=Edits(yaw=30.0))
    assert desk.history.can_undo
    desk.history.undo()
    assert desk.yaw() == 0


def test_a_step_that_would_change_what_is_locked_waits(desk: Desk) -> None:
    desk.choices.set(framing="photo")
    desk.history.lock(("framing", "size"))
    assert not desk.history.can_undo
    desk.history.undo()
    assert desk.choices.now.framing == "photo"
    desk.history.lock(())
    desk.history.undo()
    assert desk.choices.now.framing == "portrait"
