"""Each avatar keeps its own edits and background, in memory, on disk, and while another one comes."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from fake_engine import FakeEngine, landmarks
from pytestqt.qtbot import QtBot

from ui.bridge import TaskRunner
from ui.main_window import MainWindow
from ui.view_models.avatar_looks import AvatarLook, AvatarLooks, load_avatar_look, save_avatar_look
from ui.view_models.choices import Choices
from ui.view_models.neutrals import save_neutral
from ui.view_models.session_controller import State
from vcam.errors import PhotoRejected
from vcam.geometry.editing import Edits

LOOK = AvatarLook(edits=Edits(yaw=12, smile=0.5), background="#00ff00")


def test_a_look_comes_back_from_disk(tmp_path: Path) -> None:
    assert load_avatar_look(tmp_path, "a1") is None
    save_avatar_look(tmp_path, "a1", LOOK)
    assert load_avatar_look(tmp_path, "a1") == LOOK
    assert json.loads((tmp_path / "a1.json").read_text())["version"] == 1


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"format": "vcam avatar look", "version": 7}'])
def test_a_damaged_look_is_left_aside(tmp_path: Path, content: str) -> None:
    (tmp_path / "a1.json").write_text(content)
    assert load_avatar_look(tmp_path, "a1") is None


def test_odd_values_get_their_defaults(tmp_path: Path) -> None:
    save_avatar_look(tmp_path, "a1", LOOK)
    content = json.loads((tmp_path / "a1.json").read_text())
    content["edits"] |= {"yaw": 9999, "nose": 1, "smile": "much", "pitch": 3}
    (tmp_path / "a1.json").write_text(json.dumps({**content, "background": 5}))
    assert load_avatar_look(tmp_path, "a1") == AvatarLook(edits=Edits(pitch=3))


@pytest.fixture
def choices(tmp_path: Path, runner: TaskRunner) -> Choices:
    return Choices(tmp_path / "settings.json", runner)


def test_every_avatar_has_its_own(tmp_path: Path, runner: TaskRunner, choices: Choices) -> None:
    looks = AvatarLooks(tmp_path / "looks", choices, runner)
    looks.use("Anna", "a1", looks.read("a1"))
    choices.set(edits=Edits(yaw=10), background="blur")
    looks.use("Bea", "b2", looks.read("b2"))
    assert (choices.now.avatar, choices.now.edits, choices.now.background) == ("Bea", Edits(), "photo")
    choices.set_edit("smile", 1.0)
    looks.use("Anna", "a1", looks.read("a1"))
    assert (choices.now.edits, choices.now.background) == (Edits(yaw=10), "blur")
    looks.use("Annabel", "a1", looks.read("a1"))
    assert (choices.now.avatar, choices.now.edits) == ("Annabel", Edits(yaw=10))


def test_looks_are_written_and_read_by_the_next_run(
    qtbot: QtBot, tmp_path: Path, runner: TaskRunner, choices: Choices
) -> None:
    looks = AvatarLooks(tmp_path / "looks", choices, runner)
    looks.use("Anna", "a1", None)
    choices.set_edit("yaw", 10.0)
    looks.use("Bea", "b2", None)
    looks.save()
    qtbot.waitUntil(lambda: load_avatar_look(tmp_path / "looks", "a1") == AvatarLook(edits=Edits(yaw=10)))
    assert not (tmp_path / "looks" / "b2.json").exists()
    later = AvatarLooks(tmp_path / "looks", choices, runner)
    later.use("Anna", "a1", later.read("a1"))
    assert choices.now.edits == Edits(yaw=10)


def test_what_was_chosen_before_looks_existed_stays_with_its_avatar(
    tmp_path: Path, runner: TaskRunner, choices: Choices
) -> None:
    choices.set(avatar="Anna", edits=Edits(yaw=7))
    first = AvatarLooks(tmp_path / "looks", choices, runner)
    first.use("Anna", "a1", None)
    assert choices.now.edits == Edits(yaw=7)
    second = AvatarLooks(tmp_path / "other", choices, runner)
    second.use("Bea", "b2", None)
    assert choices.now.edits == Edits()


def choose(qtbot: QtBot, window: MainWindow, name: str) -> None:
    window.controller.avatar.choose(name)
    qtbot.waitUntil(lambda: window.controller.avatar.name == name)


def test_looks_come_back_in_the_window_and_after_a_restart(
    qtbot: QtBot, open_window: Callable[[], MainWindow]
) -> None:
    window = open_window()
    window.edit_panel.sliders["zoom"].bar.setValue(1000)
    choose(qtbot, window, "character")
    assert window.edit_panel.sliders["zoom"].value == 1.0
    window.choices.set(background="blur")
    choose(qtbot, window, "astronaut")
    assert window.edit_panel.sliders["zoom"].value == 2.0
    with qtbot.waitSignal(window.closed):
        window.close()
    again = open_window()
    assert (again.controller.avatar.name, again.choices.now.edits.zoom) == ("astronaut", 2.0)
    choose(qtbot, again, "character")
    assert (again.choices.now.background, again.choices.now.edits) == ("blur", Edits())


def test_the_shown_avatar_never_gets_the_next_ones_look(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    window.controller.start()
    qtbot.waitUntil(lambda: window.controller.state is State.LIVE)
    session, gate = engine.session, threading.Event()
    window.choices.set_edit("yaw", 20.0)
    engine.before_swap = lambda: gate.wait(5) and None
    choose(qtbot, window, "character")
    window.choices.set_edit("smile", 1.0)
    window.controller.set_paused(True)
    assert session.settings[-1].paused
    assert session.settings[-1].edits == Edits(yaw=20)
    gate.set()
    qtbot.waitUntil(lambda: session.settings[-1].edits == Edits(smile=1))
    assert session.settings[-1].paused
    assert session.avatars[-1].name == "character"


def test_of_many_wishes_while_one_is_prepared_only_the_last_is_drawn(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    window.controller.start()
    qtbot.waitUntil(lambda: window.controller.state is State.LIVE)
    session, gate = engine.session, threading.Event()
    engine.before_swap = lambda: gate.wait(5) and None
    for name in ("character", "astronaut", "character", "astronaut"):
        choose(qtbot, window, name)
    window.choices.set(background="blur")
    gate.set()
    qtbot.waitUntil(lambda: [avatar.name for avatar in session.avatars[-2:]] == ["character", "astronaut"])
    qtbot.waitUntil(lambda: session.settings[-1].background.kind == "blur")
    assert len(session.avatars) == 3


def test_an_avatar_that_cannot_be_drawn_so_comes_when_it_can(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    def refuse() -> None:
        raise PhotoRejected("the background can't be read")

    window.controller.start()
    qtbot.waitUntil(lambda: window.controller.state is State.LIVE)
    session = engine.session
    window.choices.set_edit("yaw", 20.0)
    engine.before_swap = refuse
    choose(qtbot, window, "character")
    qtbot.waitUntil(lambda: bool(window.banners.banners))
    assert window.banners.banners[0].message.sentence == "The background can't be read."
    window.controller.set_paused(True)
    assert (session.settings[-1].paused, session.settings[-1].edits) == (True, Edits(yaw=20))
    engine.before_swap = None
    window.choices.set(background="blur")
    qtbot.waitUntil(lambda: session.avatars[-1].name == "character")
    assert (session.settings[-1].background.kind, session.settings[-1].edits) == ("blur", Edits())


def test_the_neutral_face_kept_for_an_avatar_comes_with_it(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    save_neutral(engine.folder / "neutrals", "camera:/dev/video0", "character", landmarks(9.0))
    window.controller.start()
    qtbot.waitUntil(lambda: window.controller.state is State.LIVE)
    assert engine.session.neutral is None
    choose(qtbot, window, "character")
    qtbot.waitUntil(lambda: engine.session.neutral is not None)
    assert engine.session.neutral.points[0, 0] == pytest.approx(landmarks(9.0).points[0, 0])
