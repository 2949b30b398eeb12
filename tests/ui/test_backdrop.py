"""The background picture: remembered, shown small, and used again by one press."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from fake_engine import FakeEngine
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ui.bridge import TaskRunner
from ui.main_window import MainWindow
from ui.view_models.backdrop import THUMBNAIL, Backdrop, background_kind
from ui.view_models.choices import Choices


@pytest.fixture
def wall(tmp_path: Path) -> Path:
    """A wide green picture."""
    path = tmp_path / "wall.png"
    cv2.imwrite(str(path), np.full((200, 800, 3), (30, 160, 60), np.uint8))
    return path


@pytest.fixture
def choices(tmp_path: Path, runner: TaskRunner) -> Choices:
    return Choices(tmp_path / "settings.json", runner)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("photo", "photo"),
        ("blur", "blur"),
        ("#00FF00", "green"),
        ("#00fe00", "colour"),
        ("/a/b.png", "picture"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert background_kind(text) == kind


def test_the_picture_used_last_is_used_again_without_asking(
    qtbot: QtBot, runner: TaskRunner, choices: Choices, wall: Path
) -> None:
    backdrop, asked, small = Backdrop(choices, runner), [], []
    backdrop.wanted.connect(lambda: asked.append(1))
    backdrop.thumbnail.connect(small.append)
    backdrop.press()
    assert asked == [1]
    choices.set(background=str(wall))
    qtbot.waitUntil(lambda: bool(small))
    assert small[0].height() == THUMBNAIL.height()
    choices.set(background="blur")
    backdrop.press()
    assert choices.now.background == str(wall)
    assert asked == [1]
    backdrop.press()
    assert asked == [1, 1]


def test_a_picture_that_is_gone_is_asked_for_anew(
    qtbot: QtBot, runner: TaskRunner, choices: Choices, wall: Path
) -> None:
    backdrop = Backdrop(choices, runner)
    choices.set(background=str(wall))
    choices.set(background="photo")
    wall.unlink()
    with qtbot.waitSignal(backdrop.wanted):
        backdrop.press()


def test_what_is_no_picture_has_no_thumbnail(
    qtbot: QtBot, runner: TaskRunner, choices: Choices, tmp_path: Path
) -> None:
    backdrop = Backdrop(choices, runner)
    (tmp_path / "note.png").write_text("no picture")
    with qtbot.waitSignal(backdrop.thumbnail) as given:
        choices.set(background=str(tmp_path / "note.png"))
    assert given.args[0].isNull()


def test_by_mouse_in_the_window(qtbot: QtBot, window: MainWindow, engine: FakeEngine, wall: Path) -> None:
    panel = window.look_panel
    tile = panel.background.button("picture")
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(wall))
    dialog.close()
    assert window.choices.now.background == str(wall)
    qtbot.waitUntil(lambda: not tile.picture.isNull())
    shown = tile.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    assert shown.pixelColor(8, 20).green() > 150
    qtbot.mouseClick(panel.background.button("blur"), Qt.MouseButton.LeftButton)
    assert panel.background.button("blur").isChecked()
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert window.choices.now.background == str(wall)
    assert tile.isChecked()
