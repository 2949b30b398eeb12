"""Driving from a video or motion: play, pause and wind with the mouse and with keys."""

from __future__ import annotations

import pytest
from fake_engine import FakeEngine, FakeSession
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.view_models.playback import clock_text
from ui.view_models.session_controller import State
from vcam.capture.playback import Playback


@pytest.fixture
def session(qtbot: QtBot, window: MainWindow, engine: FakeEngine) -> FakeSession:
    """A live session whose source is a video of a minute that stands at 20 s."""
    window.controls.start_button.click()
    qtbot.waitUntil(lambda: window.controller.state is State.LIVE)
    engine.session.where = Playback(position_s=20.0, duration_s=60.0, playing=True)
    qtbot.waitUntil(lambda: window.driving.transport.isVisible())
    return engine.session


def where(session: FakeSession) -> Playback:
    assert session.where is not None
    return session.where


def test_a_camera_has_no_transport(qtbot: QtBot, window: MainWindow, engine: FakeEngine) -> None:
    window.controls.start_button.click()
    qtbot.waitUntil(lambda: window.controller.state is State.LIVE)
    qtbot.wait(250)
    assert not window.driving.transport.isVisible()


def test_it_shows_where_the_video_stands(qtbot: QtBot, window: MainWindow, session: FakeSession) -> None:
    transport = window.driving.transport
    assert transport.time.text() == "0:20 / 1:00"
    assert transport.slider.value() == pytest.approx(333, abs=1)
    session.where = Playback(position_s=45.0, duration_s=60.0, playing=True)
    qtbot.waitUntil(lambda: transport.time.text() == "0:45 / 1:00")
    assert session.where.position_s == 45.0


def test_the_button_pauses_and_plays(qtbot: QtBot, window: MainWindow, session: FakeSession) -> None:
    button = window.driving.transport.button
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not where(session).playing
    assert button.accessibleName() == "Play the video or motion"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert where(session).playing
    assert session.running


def test_a_drag_winds(qtbot: QtBot, window: MainWindow, session: FakeSession) -> None:
    slider = window.driving.transport.slider
    middle = slider.height() // 2
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 2, middle))
    assert where(session).position_s == pytest.approx(30, abs=1)
    QTest.mouseMove(slider, QPoint(slider.width() - 1, middle))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() - 1, middle))
    qtbot.mouseDClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 2, middle))
    assert where(session).position_s == 0.0


@pytest.mark.parametrize(("key", "position_s"), [(Qt.Key.Key_Right, 25.0), (Qt.Key.Key_Left, 15.0)])
def test_keys_wind(
    qtbot: QtBot, window: MainWindow, session: FakeSession, key: Qt.Key, position_s: float
) -> None:
    qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert where(session).position_s == position_s
    qtbot.keyClick(window, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert not where(session).playing


def test_arrow_keys_move_the_slider(qtbot: QtBot, window: MainWindow, session: FakeSession) -> None:
    slider = window.driving.transport.slider
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert where(session).position_s == pytest.approx(20.6, abs=0.1)


def test_it_goes_when_the_session_ends(qtbot: QtBot, window: MainWindow, session: FakeSession) -> None:
    window.controls.start_button.click()
    qtbot.waitUntil(lambda: window.controller.state is State.IDLE)
    assert not window.driving.transport.isVisible()
    assert window.driving.model.now is None


def test_times_read_like_a_players() -> None:
    assert [clock_text(s) for s in (0, 9.9, 65, 3599, 3723)] == ["0:00", "0:09", "1:05", "59:59", "1:02:03"]
