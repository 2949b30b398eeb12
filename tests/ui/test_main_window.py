"""The whole window on a fake engine: what a streamer does, and what must never happen."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from fake_engine import FakeEngine
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from ui import app as ui_app
from ui.main_window import CLOSE_WITHIN_S, MainWindow
from ui.view_models.session_controller import State
from vcam.engine.events import SessionEvent
from vcam.errors import CameraLost


def go_live(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.mouseClick(window.controls.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.controller.state is State.LIVE)


def close_window(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.closed):
        window.close()


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    window.dragEnterEvent(QDragEnterEvent(QPoint(5, 5), copy, data, left, none))
    assert window.gallery._drop_hint.isVisible()
    window.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
    assert not window.gallery._drop_hint.isVisible()


def while_blocked(qtbot: QtBot, window: MainWindow, arm: Callable[[Callable[[], None]], None]) -> None:
    """Check that the window's loop turns while some work hangs: only the loop itself lets the work go on."""
    gate, waited = threading.Event(), []
    arm(lambda: waited.append(gate.wait(10)))
    QTimer.singleShot(30, window, gate.set)
    qtbot.waitUntil(lambda: bool(waited))
    assert waited[0]


def test_first_start_chooses_a_camera_an_avatar_and_shows_it(qtbot: QtBot, window: MainWindow) -> None:
    assert window.controller.avatar.name == "astronaut"
    assert window.source_panel.list.currentText() == "Studio Cam"
    texts = [window.source_panel.list.itemText(row) for row in range(window.source_panel.list.count())]
    assert texts == ["Studio Cam", "Sample motion: everyday"]
    qtbot.waitUntil(lambda: not window.preview.shown.isNull())
    assert window.status_line.text == "Not running"
    assert not window.controls.calibrate_button.isEnabled()


def test_without_a_camera_the_sample_motion_is_chosen(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    engine.cameras.clear()
    with qtbot.waitSignal(window.devices.changed):
        window.source_panel.refresh.click()
    assert window.source_panel.list.currentText() == "Sample motion: everyday"
    assert "No camera" in window.source_panel._note.text()


def test_live_shows_the_output_the_points_and_the_figures(qtbot: QtBot, window: MainWindow) -> None:
    go_live(qtbot, window)
    qtbot.waitUntil(lambda: "fps" in window.status_line.text)
    assert "24 ms delay" in window.status_line.text
    assert "CPU device" in window.status_line.text
    assert not window.tracking_view.isVisible()
    qtbot.mouseClick(window.controls.tracking_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.tracking_view._landmarks is not None)
    assert window.controls.start_button.text() == "Stop"
    assert window.preview.notes.progress == 0.4
    qtbot.mouseClick(window.controls.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.controller.state is State.IDLE)
    assert window.tracking_view._landmarks is None


def test_pause_by_button_and_by_key(qtbot: QtBot, window: MainWindow, engine: FakeEngine) -> None:
    go_live(qtbot, window)
    qtbot.mouseClick(window.controls.pause_button, Qt.MouseButton.LeftButton)
    assert engine.session.settings[-1].paused
    assert window.controls.pause_button.text() == "Resume"
    assert "Paused" in window.status_line.text
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert not engine.session.settings[-1].paused


def test_panels_steer_the_session(qtbot: QtBot, window: MainWindow, engine: FakeEngine) -> None:
    go_live(qtbot, window)
    window.edit_panel.sliders["yaw"].bar.setValue(1000)
    window.look_panel.background.button("blur").click()
    window.look_panel.mode.button("absolute").click()
    settings = engine.session.settings[-1]
    assert settings.edits.yaw == 40
    assert settings.background.kind == "blur"
    assert settings.motion == "absolute"
    qtbot.mouseDClick(window.edit_panel.sliders["yaw"].bar, Qt.MouseButton.LeftButton)
    assert engine.session.settings[-1].edits.yaw == 0


def test_recording_locks_the_format_and_tells_where_it_is(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    go_live(qtbot, window)
    window.controls.record_button.click()
    assert not window.look_panel.framing.isEnabled()
    qtbot.waitUntil(lambda: any(output.path for output in engine.session.outputs))
    window.controls.record_button.click()
    saved = "The recording is saved as vcam "
    qtbot.waitUntil(lambda: any(b.message.sentence.startswith(saved) for b in window.banners.banners))
    message = window.banners.banners[0].message
    assert message.action is not None
    assert window.look_panel.framing.isEnabled()


def test_a_dropped_video_drives_and_what_is_neither_is_told(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    drop(window, tmp_path / "clip.mp4", tmp_path / "notes.txt")
    assert window.devices.chosen is not None
    assert window.devices.chosen.label == "clip.mp4"
    assert "notes.txt" in window.banners.banners[0].message.sentence


def test_removing_the_avatar_in_use_takes_another(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    engine.store.names["anna"] = False
    with qtbot.waitSignal(window.avatars.listed):
        window.avatars.refresh()
    window.controller.avatar.choose("anna")
    qtbot.waitUntil(lambda: window.controller.avatar.name == "anna")
    window.avatars.remove("anna")
    qtbot.waitUntil(lambda: window.controller.avatar.name == "astronaut")
    assert window.banners.banners[0].message.sentence == "anna is removed."


def test_engine_trouble_shows_and_goes(qtbot: QtBot, window: MainWindow, engine: FakeEngine) -> None:
    go_live(qtbot, window)
    report, lost = engine.session.plan.on_event, CameraLost("gone")
    event = SessionEvent(kind="source_lost", message="Studio Cam is gone", name="x", error=lost)
    threading.Thread(target=report, args=(event,)).start()
    qtbot.waitUntil(lambda: len(window.banners.banners) == 1)
    report(SessionEvent(kind="source_ready", message="back", name="x"))
    qtbot.waitUntil(lambda: window.banners.banners == ())


def test_without_a_virtual_camera_the_help_shows(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    assert not window.virtual_panel.help.isVisible()
    engine.virtual_cameras.clear()
    with qtbot.waitSignal(window.devices.changed):
        window.devices.refresh()
    assert window.virtual_panel.help.isVisible()
    assert "Install" in window.virtual_panel.help.text()


@pytest.mark.parametrize("what", ["listing", "arranging", "starting", "stopping"])
def test_the_window_lives_while_work_hangs(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine, tmp_path: Path, what: str
) -> None:
    def arm(hang: Callable[[], None]) -> None:
        if what == "listing":
            engine.before_listing = hang
            window.devices.refresh()
        elif what == "arranging":
            engine.store.move = lambda *_: hang()  # type: ignore[method-assign, assignment]
            window.avatars.move("character", 0)
        elif what == "starting":
            engine.before_start = hang
            window.controller.start()
        else:
            go_live(qtbot, window)
            engine.before_close = hang
            window.controller.stop()

    while_blocked(qtbot, window, arm)
    engine.before_listing = engine.before_start = engine.before_close = None


def test_choices_come_back_after_a_restart(
    qtbot: QtBot, open_window: Callable[[], MainWindow], engine: FakeEngine
) -> None:
    first = open_window()
    first.controller.avatar.choose("character")
    qtbot.waitUntil(lambda: first.controller.avatar.name == "character")
    first.edit_panel.sliders["zoom"].bar.setValue(1000)
    first.look_panel.framing.button("photo").click()
    first.edit_panel.sections[0].set_opened(True)
    close_window(qtbot, first)
    assert json.loads((engine.folder / "settings.json").read_text())["framing"] == "photo"
    second = open_window()
    assert second.controller.avatar.name == "character"
    assert second.edit_panel.sliders["zoom"].value == 2.0
    assert second.choices.now.framing == "photo"
    assert second.edit_panel.sections[0].opened


def test_closing_stops_the_session_finishes_the_recording_and_removals(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine, tmp_path: Path
) -> None:
    engine.store.names["anna"] = False
    with qtbot.waitSignal(window.avatars.listed):
        window.avatars.refresh()
    go_live(qtbot, window)
    window.controls.record_button.click()
    qtbot.waitUntil(lambda: any(output.path for output in engine.session.outputs))
    window.avatars.remove("anna")
    with qtbot.waitSignal(window.closed, timeout=2000):
        window.close()
    assert engine.session.calls[-1] == "close"
    assert len(list((tmp_path / "recordings").glob("*.mp4"))) == 1
    assert engine.store.removed == ["anna"]
    assert window.stuck_threads == []
    assert not window.isVisible()


def test_closing_ends_in_time_although_the_engine_hangs(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    go_live(qtbot, window)
    gate = threading.Event()
    engine.before_close = lambda: gate.wait(20) and None
    window._close_timer.setInterval(100)
    assert CLOSE_WITHIN_S < 2
    with qtbot.waitSignal(window.closed, timeout=2000):
        window.close()
    assert window.stuck_threads == ["ui-session"]
    gate.set()


def test_a_second_close_while_closing_changes_nothing(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    go_live(qtbot, window)
    with qtbot.waitSignal(window.closed):
        window.close()
        event = QCloseEvent()
        window.closeEvent(event)
        assert not event.isAccepted()
    assert engine.session.calls.count("close") == 1


def test_main_runs_until_the_window_closes_and_obeys_ctrl_c(
    qtbot: QtBot, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = signal.getsignal(signal.SIGINT)
    made: list[MainWindow] = []

    class Kept(MainWindow):
        def __init__(self, services: object) -> None:
            super().__init__(services)  # type: ignore[arg-type]
            made.append(self)

    monkeypatch.setattr(ui_app, "MainWindow", Kept)
    QTimer.singleShot(100, QApplication.instance(), lambda: os.kill(os.getpid(), signal.SIGINT))
    started_s = time.monotonic()
    assert ui_app.main(["vcam"], engine.services()) == 0
    assert time.monotonic() - started_s < 10
    assert signal.getsignal(signal.SIGINT) is before
    assert made[0]._stopped
    shiboken6.delete(made[0])


def test_files_are_asked_for_without_stopping_the_window(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    photo, clip, wall = tmp_path / "anna.png", tmp_path / "clip.mp4", tmp_path / "wall.png"
    for path in (photo, clip, wall):
        path.touch()
    window.files.photos.disconnect()

    def answer(path: Path) -> None:
        dialog = window.findChildren(QFileDialog)[-1]
        dialog.filesSelected.emit([str(path)])
        dialog.fileSelected.emit(str(path))
        dialog.done(QFileDialog.DialogCode.Accepted)

    with qtbot.waitSignal(window.files.photos) as photos:
        window.gallery.add_button.click()
        answer(photo)
    assert photos.args == [[photo]]
    window.source_panel.file_button.click()
    answer(clip)
    assert window.devices.chosen is not None
    assert window.devices.chosen.value == str(clip)
    window.look_panel.background.button("picture").click()
    answer(wall)
    assert window.choices.now.background == str(wall)
    qtbot.waitUntil(lambda: window.findChildren(QFileDialog) == [])
