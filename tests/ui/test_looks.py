"""Looks in the window: loaded into the running session, saved, refused with a message."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ui.bridge import TaskRunner
from ui.main_window import MainWindow
from ui.view_models.choices import Choices
from ui.view_models.looks import Looks
from ui.view_models.messages import Message
from ui.view_models.session_controller import State
from vcam.geometry.editing import Edits
from vcam.geometry.looks import load_look, save_look

HAPPY = Edits(smile=0.5, eye_size=0.1, zoom=1.2)


@pytest.fixture
def choices(tmp_path: Path, runner: TaskRunner) -> Choices:
    return Choices(tmp_path / "settings.json", runner)


@pytest.fixture
def looks(choices: Choices, runner: TaskRunner, tmp_path: Path) -> Looks:
    return Looks(tmp_path / "looks", choices, runner)


def test_a_look_replaces_the_edits(qtbot: QtBot, looks: Looks, choices: Choices, tmp_path: Path) -> None:
    save_look(HAPPY, tmp_path / "happy.json")
    choices.set(edits=Edits(yaw=10))
    looks.load(tmp_path / "happy.json")
    qtbot.waitUntil(lambda: choices.now.edits == HAPPY)


def test_the_edits_are_saved(qtbot: QtBot, looks: Looks, choices: Choices, tmp_path: Path) -> None:
    choices.set(edits=HAPPY)
    told: list[Message] = []
    looks.message.connect(told.append)
    looks.save(tmp_path / "mine.json")
    qtbot.waitUntil(lambda: bool(told))
    assert (told[0].kind, told[0].sentence) == ("info", "The look is saved as mine.json.")
    assert load_look(tmp_path / "mine.json") == HAPPY


def test_a_bad_look_is_told_and_changes_nothing(
    qtbot: QtBot, looks: Looks, choices: Choices, tmp_path: Path
) -> None:
    (tmp_path / "bad.json").write_text("{}")
    choices.set(edits=HAPPY)
    told: list[Message] = []
    looks.message.connect(told.append)
    looks.load(tmp_path / "bad.json")
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].kind == "error"
    assert "is no look" in told[0].sentence
    assert choices.now.edits == HAPPY


def test_looks_in_the_folder_are_listed_and_used_by_name(
    qtbot: QtBot, looks: Looks, choices: Choices
) -> None:
    save_look(HAPPY, looks.folder / "happy.json")
    save_look(Edits(yaw=3), looks.folder / "Askew.json")
    (looks.folder / "notes.txt").write_text("no look")
    with qtbot.waitSignal(looks.listed):
        looks.refresh()
    assert list(looks.kept) == ["Askew", "happy"]
    looks.use("happy")
    qtbot.waitUntil(lambda: choices.now.edits == HAPPY)


def test_a_look_that_is_gone_is_told(qtbot: QtBot, looks: Looks) -> None:
    told: list[Message] = []
    looks.message.connect(told.append)
    looks.use("gone")
    qtbot.waitUntil(lambda: bool(told))
    assert "can't be read" in told[0].sentence


def entry(window: MainWindow, text: str) -> QAction:
    (found,) = (action for action in window.edit_panel.looks_menu.actions() if action.text() == text)
    return found


def use_dialog(window: MainWindow, path: Path, mode: QFileDialog.AcceptMode) -> None:
    dialog = window.findChild(QFileDialog)
    assert dialog.acceptMode() == mode
    dialog.fileSelected.emit(str(path))
    dialog.close()


def test_looks_are_loaded_and_saved_by_dialogs_while_live(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    qtbot.mouseClick(window.controls.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.controller.state is State.LIVE)
    save_look(HAPPY, tmp_path / "happy.json")
    entry(window, "Open a look ...").trigger()
    use_dialog(window, tmp_path / "happy.json", QFileDialog.AcceptMode.AcceptOpen)
    session = window.controller.session
    qtbot.waitUntil(lambda: session.settings[-1].edits == HAPPY)
    assert window.edit_panel.sliders["smile"].value == pytest.approx(0.5, abs=2e-3)
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is None)
    window.edit_panel.save_button.click()
    assert window.findChild(QFileDialog).directory().path() == str(window.looks.folder)
    use_dialog(window, window.looks.folder / "again.json", QFileDialog.AcceptMode.AcceptSave)
    qtbot.waitUntil(lambda: "again" in window.looks.kept)
    assert load_look(window.looks.folder / "again.json") == HAPPY
    window.edit_panel.reset_all.click()
    assert session.settings[-1].edits == Edits()
    entry(window, "again").trigger()
    qtbot.waitUntil(lambda: session.settings[-1].edits == HAPPY)
    assert window.controller.state is State.LIVE


def test_a_dropped_look_is_used(qtbot: QtBot, open_window: Callable[[], MainWindow], tmp_path: Path) -> None:
    window = open_window()
    save_look(HAPPY, tmp_path / "happy.json")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "happy.json"))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    window.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, Qt.KeyboardModifier.NoModifier))
    qtbot.waitUntil(lambda: window.choices.now.edits == HAPPY)
    assert not window.banners.banners
