"""The first-run guide, as a person goes through it: photo, camera, neutral face, virtual camera, call app."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fake_engine import FakeEngine, FakeSelfView, camera, landmarks, loopback
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.view_models.advice import advice
from ui.view_models.guide import Guide, Step
from ui.view_models.neutrals import load_neutral
from ui.view_models.preferences import Preferences, load_preferences, save_preferences
from ui.view_models.session_controller import State
from ui.view_models.virtual_check import OBS_ADDRESS, CheckState, commands_in
from ui.widgets.guide.page import GuidePage
from vcam.engine.statistics import OutputStatistics
from vcam.errors import VirtualCameraError
from vcam.frames import Composite
from vcam.self_view.faults import all_faults
from vcam.self_view.view import Sight

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(open_window: Callable[[], MainWindow], engine: FakeEngine) -> MainWindow:
    """A window at its very first start."""
    save_preferences(Preferences(), engine.folder / "settings.json")
    return open_window()


@pytest.fixture
def page(window: MainWindow) -> GuidePage:
    return window.guide.page


@pytest.fixture
def guide(window: MainWindow) -> Guide:
    return window.guide.guide


def walk_to(qtbot: QtBot, page: GuidePage, step: Step) -> None:
    qtbot.mouseClick(page.rail.buttons[step], LEFT)
    assert page.panels[step].isVisible()


def look_through(qtbot: QtBot, guide: Guide, engine: FakeEngine) -> FakeSelfView:
    """The camera that was opened last."""
    qtbot.waitUntil(lambda: guide.viewing._view is not None)
    return engine.self_views[-1]


def test_it_covers_the_window_once_and_never_again(
    qtbot: QtBot,
    window: MainWindow,
    page: GuidePage,
    engine: FakeEngine,
    open_window: Callable[[], MainWindow],
) -> None:
    assert page.isVisible()
    assert page.size() == window.size()
    window.resize(1500, 900)
    assert page.size() == window.size()
    qtbot.mouseClick(page.rail.skip, LEFT)
    assert not page.isVisible()
    with qtbot.waitSignal(window.closed):
        window.close()
    assert load_preferences(engine.folder / "settings.json").guide_seen
    again = open_window()
    assert not again.guide.page.isVisible()
    again.help_menu.menu().actions()[0].trigger()
    assert again.guide.page.isVisible()


def test_every_step_by_the_keyboard(qtbot: QtBot, window: MainWindow, page: GuidePage) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    reached = set()
    for _ in range(40):
        qtbot.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert page.isAncestorOf(focused), "what the page covers must not be reached"
        reached.add(focused)
    assert {page.next, page.rail.skip, page.face.drop_zone.photo_button} <= reached
    page.next.setFocus()
    for step in list(Step)[1:]:
        qtbot.keyClick(page.next, Qt.Key.Key_Space)
        assert page.panels[step].isVisible()
    assert page.live.isVisible()
    assert not page.next.isVisible()
    qtbot.keyClick(page.back, Qt.Key.Key_Space)
    assert page.virtual.isVisible()


def test_nothing_moves_below_it(
    qtbot: QtBot, window: MainWindow, page: GuidePage, guide: Guide, engine: FakeEngine
) -> None:
    qtbot.mouseClick(page.rail.skip, LEFT)
    window.controller.start()
    qtbot.waitUntil(lambda: window.controller.state is State.LIVE)
    qtbot.waitUntil(lambda: not window.preview.shown.isNull())
    guide.begin()
    qtbot.wait(50)  # one that was being fitted
    before = window.preview.shown
    image = np.full((180, 320, 3), 200, np.uint8)
    engine.session.composite = Composite(image=image, index=7, captured_at_s=0.0)
    qtbot.wait(100)
    assert window.preview.shown == before
    qtbot.mouseClick(page.rail.skip, LEFT)
    qtbot.waitUntil(lambda: window.preview.shown.pixelColor(20, 20).red() == 200)


def test_a_shipped_avatar_a_dropped_photo_or_a_picked_one(
    qtbot: QtBot, window: MainWindow, page: GuidePage, tmp_path: Path
) -> None:
    qtbot.waitUntil(lambda: page.face.tiles["astronaut"].isChecked())
    qtbot.mouseClick(page.face.tiles["character"], LEFT)
    qtbot.waitUntil(lambda: window.controller.avatar.name == "character")
    wanted: list[list[Path]] = []
    window.files.photos.connect(wanted.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "anna.png"))])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    zone = page.face.drop_zone
    QApplication.sendEvent(zone, QDragEnterEvent(QPoint(5, 5), copy, data, LEFT, none))
    QApplication.sendEvent(zone, QDropEvent(QPointF(5, 5), copy, data, LEFT, none))
    assert wanted == [[tmp_path / "anna.png"]]
    qtbot.mouseClick(zone.photo_button, LEFT)
    dialog = window.findChildren(QFileDialog)[-1]
    dialog.filesSelected.emit([str(tmp_path / "bob.png")])
    dialog.done(QFileDialog.DialogCode.Accepted)
    assert wanted[-1] == [tmp_path / "bob.png"]
    qtbot.waitUntil(lambda: window.findChildren(QFileDialog) == [])


def test_trouble_is_told_on_the_page(
    qtbot: QtBot, window: MainWindow, page: GuidePage, tmp_path: Path
) -> None:
    window.files.take([tmp_path / "notes.txt"])
    assert "notes.txt" in page.banners.banners[0].message.sentence


def test_the_camera_is_looked_through_on_request_and_closed_on_leaving(
    qtbot: QtBot, page: GuidePage, guide: Guide, engine: FakeEngine
) -> None:
    walk_to(qtbot, page, Step.CAMERA)
    names = [page.camera.list.itemText(row) for row in range(page.camera.list.count())]
    assert names == ["Studio Cam"]
    assert engine.self_views == []
    qtbot.mouseClick(page.camera.look, LEFT)
    view = look_through(qtbot, guide, engine)
    assert view.camera == "/dev/video0"
    assert view.show_picture
    image = np.zeros((90, 160, 3), np.uint8)
    image[:, :80] = (250, 0, 0)
    view.latest = Sight(picture=image)
    qtbot.waitUntil(lambda: not page.camera.picture.shown.isNull())
    shown = page.camera.picture.shown
    assert shown.pixelColor(shown.width() - 5, 5).red() == 250, "mirrored"
    qtbot.mouseClick(page.back, LEFT)
    qtbot.waitUntil(lambda: view.closed)
    assert page.camera.picture.shown.isNull()


def test_a_camera_that_fails_says_why(
    qtbot: QtBot, page: GuidePage, guide: Guide, engine: FakeEngine
) -> None:
    walk_to(qtbot, page, Step.CAMERA)
    qtbot.mouseClick(page.camera.look, LEFT)
    view = look_through(qtbot, guide, engine)
    view.latest = Sight(failure="Studio Cam can't be opened: close other programs that use it")
    qtbot.waitUntil(lambda: "close other programs" in page.camera.note.text())
    assert not page.camera.look.isChecked()
    qtbot.waitUntil(lambda: view.closed)


def test_the_neutral_face_is_measured_and_kept_for_the_first_session(
    qtbot: QtBot, window: MainWindow, page: GuidePage, guide: Guide, engine: FakeEngine
) -> None:
    walk_to(qtbot, page, Step.NEUTRAL)
    assert engine.self_views == []
    qtbot.mouseClick(page.neutral.start, LEFT)
    view = look_through(qtbot, guide, engine)
    assert view.measuring == 1
    assert not view.show_picture
    for fault in all_faults():
        view.latest = Sight(landmarks=landmarks(), fault=fault)
        qtbot.waitUntil(lambda: page.neutral.advice.text() == advice(fault))  # noqa: B023
        assert page.neutral.ring.progress == 0
    view.latest = Sight(landmarks=landmarks(), progress=0.5)
    qtbot.waitUntil(lambda: page.neutral.ring.progress == 0.5)
    page.neutral.ring.grab()
    view.latest = Sight(landmarks=landmarks(), progress=1.0, neutral=landmarks())
    qtbot.waitUntil(lambda: view.closed)
    assert page.neutral.ring.progress == 1
    assert page.rail.buttons[Step.NEUTRAL].done
    folder = engine.folder / "neutrals"
    qtbot.waitUntil(lambda: load_neutral(folder, "camera:/dev/video0", "astronaut") is not None)
    window.controller.avatar.choose("character")
    qtbot.waitUntil(lambda: load_neutral(folder, "camera:/dev/video0", "character") is not None)
    walk_to(qtbot, page, Step.APPS)
    qtbot.mouseClick(page.live, LEFT)
    qtbot.waitUntil(lambda: window.controller.state is State.LIVE)
    assert engine.session.neutral is not None


def test_another_camera_is_measured_anew(
    qtbot: QtBot, window: MainWindow, page: GuidePage, guide: Guide, engine: FakeEngine
) -> None:
    engine.cameras.append(camera("Desk Cam", 1))
    with qtbot.waitSignal(window.devices.changed):
        window.devices.refresh()
    walk_to(qtbot, page, Step.NEUTRAL)
    qtbot.mouseClick(page.neutral.start, LEFT)
    look_through(qtbot, guide, engine).latest = Sight(progress=1.0, neutral=landmarks())
    qtbot.waitUntil(lambda: guide.done(Step.NEUTRAL))
    walk_to(qtbot, page, Step.CAMERA)
    page.camera.list.setCurrentIndex(1)
    page.camera.list.activated.emit(1)
    assert guide.camera is not None
    assert guide.camera.label == "Desk Cam"
    assert not guide.done(Step.NEUTRAL)


def test_going_on_from_the_picture_measures_at_once(
    qtbot: QtBot, page: GuidePage, guide: Guide, engine: FakeEngine
) -> None:
    walk_to(qtbot, page, Step.CAMERA)
    qtbot.mouseClick(page.camera.look, LEFT)
    view = look_through(qtbot, guide, engine)
    qtbot.mouseClick(page.next, LEFT)
    assert view.measuring == 1
    assert not view.show_picture
    assert not view.closed
    assert len(engine.self_views) == 1


@pytest.mark.parametrize("way", ["skip", "close", "hide", "live"])
def test_no_way_out_leaves_the_camera_open(
    qtbot: QtBot, window: MainWindow, page: GuidePage, guide: Guide, engine: FakeEngine, way: str
) -> None:
    walk_to(qtbot, page, Step.CAMERA)
    qtbot.mouseClick(page.camera.look, LEFT)
    view = look_through(qtbot, guide, engine)
    if way == "skip":
        qtbot.mouseClick(page.rail.skip, LEFT)
    elif way == "close":
        window.close()
    elif way == "hide":
        window.hide()
    else:
        window.controller.start()
        assert not page.camera.look.isEnabled()
    qtbot.waitUntil(lambda: view.closed)


def test_the_virtual_camera_is_really_tried(
    qtbot: QtBot, page: GuidePage, guide: Guide, engine: FakeEngine
) -> None:
    walk_to(qtbot, page, Step.VIRTUAL)
    assert "“vcam” is installed" in page.virtual.sentence.text()
    qtbot.mouseClick(page.virtual.test, LEFT)
    qtbot.waitUntil(lambda: guide.virtual.state is CheckState.WORKS)
    assert page.virtual.sentence.text() == "“vcam” works: it took 30 test pictures of 1280x720."
    engine.output_fails = VirtualCameraError(
        "/dev/video10 may not be opened: run `sudo usermod -aG video me`"
    )
    qtbot.mouseClick(page.virtual.test, LEFT)
    qtbot.waitUntil(lambda: guide.virtual.state is CheckState.FAILED)
    assert "may not be opened" in page.virtual.sentence.text()
    qtbot.mouseClick(page.virtual.fix.button, LEFT)
    assert QGuiApplication.clipboard().text() == "sudo usermod -aG video me"


def test_while_vcam_sends_its_own_pictures_are_the_test(
    qtbot: QtBot, window: MainWindow, guide: Guide, engine: FakeEngine
) -> None:
    window.controller.start()
    qtbot.waitUntil(lambda: window.controller.state is State.LIVE)
    known = engine.session.statistics
    sink = OutputStatistics(name="/dev/video10", state="open", fps=30.0, written=90, repeats=0, drops=0)
    engine.session.statistics = lambda: replace(known(), outputs=(sink,))  # type: ignore[method-assign]
    engine.output_fails = VirtualCameraError("busy: it must not be opened twice")
    with qtbot.waitSignal(window.devices.changed):
        guide.virtual.test()
    assert guide.virtual.state is CheckState.WORKS
    assert guide.virtual.sentence == "vcam is sending to “vcam” right now: 90 pictures so far."


def test_without_a_virtual_camera_the_fix_is_there_to_copy(
    qtbot: QtBot, page: GuidePage, guide: Guide, engine: FakeEngine
) -> None:
    engine.virtual_cameras.clear()
    walk_to(qtbot, page, Step.VIRTUAL)
    qtbot.mouseClick(page.virtual.test, LEFT)
    qtbot.waitUntil(lambda: guide.virtual.state is CheckState.MISSING)
    assert page.virtual.fix.isVisible()
    assert page.virtual.fix.text.text() == OBS_ADDRESS
    assert page.virtual.steps.text()
    engine.virtual_cameras.append(loopback())
    qtbot.mouseClick(page.virtual.test, LEFT)
    qtbot.waitUntil(lambda: guide.virtual.state is CheckState.WORKS)
    assert not page.virtual.fix.isVisible()


def test_a_device_that_another_program_uses_is_told(
    qtbot: QtBot, window: MainWindow, guide: Guide, engine: FakeEngine
) -> None:
    engine.virtual_cameras[:] = [loopback(free=False)]
    with qtbot.waitSignal(window.devices.changed):
        window.devices.refresh()
    assert guide.virtual.state is CheckState.BUSY
    assert "Another program" in guide.virtual.sentence


def test_the_call_apps_name_is_there_to_copy(qtbot: QtBot, page: GuidePage) -> None:
    walk_to(qtbot, page, Step.APPS)
    qtbot.mouseClick(page.apps.name.button, LEFT)
    assert QGuiApplication.clipboard().text() == "vcam"
    assert all("“vcam”" in text.text() for text, _ in page.apps._ways)


def test_commands_are_found_in_helps() -> None:
    help_text = "install it (`sudo apt install x`), load it with `sudo modprobe y`, run `vcam doctor`"
    assert commands_in(help_text) == "sudo apt install x\nsudo modprobe y"


def test_every_fault_has_its_own_words() -> None:
    assert len({advice(fault) for fault in all_faults()}) == len(all_faults())
