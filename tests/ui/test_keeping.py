"""Snapshots and recordings: what is kept, where, and what is told about it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from fake_engine import FakeEngine, picture
from PIL import Image as Pillow
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui import file_intake
from ui.main_window import MainWindow
from ui.view_models.recording import new_file
from ui.view_models.session_controller import State
from vcam.frames import Composite
from vcam.output.provenance import DIGITAL_SOURCE_TYPE, PNG_KEYWORD


def go_live(qtbot: QtBot, window: MainWindow) -> None:
    window.controls.start_button.click()
    qtbot.waitUntil(lambda: window.controller.state is State.LIVE)


def sentences(window: MainWindow) -> list[str]:
    return [banner.message.sentence for banner in window.banners.banners]


def wait_for_picture(qtbot: QtBot, engine: FakeEngine) -> Path:
    folder = engine.folder / "recordings"
    qtbot.waitUntil(lambda: any(folder.glob("vcam*.png")))
    return next(folder.glob("vcam*.png"))


def test_a_snapshot_is_what_the_others_see_and_says_that_it_is_synthetic(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    go_live(qtbot, window)
    shown = np.flip(picture(), axis=0).copy()
    shown[:10] = 7
    engine.session.composite = Composite(image=shown, index=3, captured_at_s=0.0)
    qtbot.mouseClick(window.controls.snapshot_button, Qt.MouseButton.LeftButton)
    path = wait_for_picture(qtbot, engine)
    with Pillow.open(path) as written:
        np.testing.assert_array_equal(np.asarray(written), shown)
        assert DIGITAL_SOURCE_TYPE in written.text[PNG_KEYWORD]
    qtbot.waitUntil(lambda: any(path.name in sentence for sentence in sentences(window)))


def test_its_key_keeps_the_still_before_the_start(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    qtbot.waitUntil(lambda: window.preview.shown.width() > 0)
    qtbot.keyClick(window, Qt.Key.Key_F11)
    with Pillow.open(wait_for_picture(qtbot, engine)) as written:
        np.testing.assert_array_equal(np.asarray(written), picture())


def test_the_message_and_the_button_open_the_folder(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        file_intake.QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()), raising=True
    )
    folder = engine.folder / "recordings"
    assert not folder.exists()
    qtbot.mouseClick(window.controls.folder_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: opened == [str(folder)])
    assert folder.is_dir()
    qtbot.waitUntil(lambda: window.preview.shown.width() > 0)
    qtbot.keyClick(window, Qt.Key.Key_F11)
    wait_for_picture(qtbot, engine)
    qtbot.waitUntil(lambda: bool(window.banners.banners))
    action = window.banners.banners[-1].message.action
    assert action is not None
    action.run()
    assert opened == [str(folder), str(folder)]


def test_a_picture_that_cannot_be_written_is_told(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    (engine.folder / "recordings").write_text("in the way")
    qtbot.waitUntil(lambda: window.preview.shown.width() > 0)
    qtbot.keyClick(window, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: any("can't be written" in sentence for sentence in sentences(window)))


def test_a_recording_tells_once_that_it_has_no_sound(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    go_live(qtbot, window)
    qtbot.mouseClick(window.controls.record_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("no sound" in sentence for sentence in sentences(window)))
    # Some time, or a second press could come before the recorder is open.
    qtbot.waitUntil(lambda: bool(engine.session.outputs))
    qtbot.mouseClick(window.controls.record_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("is saved as" in sentence for sentence in sentences(window)))
    qtbot.mouseClick(window.controls.record_button, Qt.MouseButton.LeftButton)
    qtbot.wait(50)
    assert not any("no sound" in sentence for sentence in sentences(window))
    assert "without sound" in window.controls.record_button.toolTip()


def test_two_pictures_of_one_second_have_two_names(tmp_path: Path) -> None:
    at = datetime(2026, 3, 4, 15, 6, 7)
    first = new_file(tmp_path, ".png", lambda: at)
    first.touch()
    second = new_file(tmp_path, ".png", lambda: at)
    assert first.name == "vcam 2026-03-04 15.06.07.png"
    assert second.name == "vcam 2026-03-04 15.06.07 (2).png"
