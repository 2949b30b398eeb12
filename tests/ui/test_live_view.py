"""The live view: preview beside the window's thread, states on the picture, the status line's stories."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from fake_engine import FakeEngine, picture
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.bridge import TaskRunner
from ui.main_window import MainWindow
from ui.view_models.audio_delay import audio_delay
from ui.view_models.preview_feed import Fit, PreviewFeed
from ui.view_models.session_controller import State
from ui.view_models.status import status_parts
from ui.widgets.preview import Preview
from vcam.engine.statistics import Statistics
from vcam.frames import Composite

LEFT = Qt.MouseButton.LeftButton


def go_live(qtbot: QtBot, window: MainWindow) -> None:
    window.controller.start()
    qtbot.waitUntil(lambda: window.controller.state is State.LIVE)
    qtbot.waitUntil(lambda: "fps" in window.status_line.text)


def statistics(**changes: Any) -> Statistics:
    values: dict[str, Any] = {"running": True, "device": "CPU", "device_reason": "It is fast."}
    return Statistics(**(values | changes))


class TestPreviewFeed:
    def test_each_picture_is_fitted_once(self, qtbot: QtBot, runner: TaskRunner) -> None:
        feed, seen = PreviewFeed(runner), []
        feed.ready.connect(lambda fit, shown: seen.append((fit, shown)))
        fit = Fit(image=picture(64, 36), size=(32, 18), mirror=True)
        feed.offer(fit)
        feed.offer(replace(fit, mirror=False))
        qtbot.waitUntil(lambda: len(seen) == 1)
        feed.offer(Fit(image=fit.image, size=(32, 18), mirror=True))
        qtbot.wait(50)
        assert len(seen) == 1
        assert seen[0][0] is fit
        assert seen[0][1].pixelColor(30, 9).red() == 240
        feed.offer(replace(fit, mirror=False))
        qtbot.waitUntil(lambda: len(seen) == 2)
        assert seen[1][1].pixelColor(1, 9).red() == 240


class TestStates:
    def test_every_state_is_written_on_the_preview(self, qtbot: QtBot) -> None:
        preview = Preview()
        qtbot.addWidget(preview)
        preview.resize(500, 300)
        preview.show()
        image = picture()
        preview.show_picture(image)
        plain = preview.grab().toImage()
        preview.set_live(True, False)
        assert (preview.notes.state, preview.notes.warning) == ("Live", "")
        preview.set_trouble("No face in view: the others see a still card")
        assert preview.notes.warning == "No face in view: the others see a still card"
        assert preview.accessibleDescription() == preview.notes.warning
        lost = preview.grab().toImage()
        preview.set_live(True, True)
        assert preview.notes.warning == "Paused: the others see a still card"
        paused = preview.grab().toImage()
        preview.set_live(False, False)
        assert preview.notes.state == ""
        assert preview.grab().toImage() == plain
        assert lost != paused != plain
        assert (image == picture()).all(), "the output's picture is left alone"

    def test_while_live_a_picture_is_fitted_beside_the_windows_thread(self, qtbot: QtBot) -> None:
        preview = Preview()
        qtbot.addWidget(preview)
        preview.resize(320, 180)
        preview.show()
        preview.show_picture(picture())
        preview.set_live(True, False)
        fitted = preview.shown
        preview.resize(640, 360)
        preview.set_mirror(False)
        assert preview.shown == fitted
        preview.set_live(False, False)
        preview.set_mirror(True)
        assert preview.shown.width() == round(640 * preview.devicePixelRatioF())

    def test_the_window_tells_them(self, qtbot: QtBot, window: MainWindow, engine: FakeEngine) -> None:
        go_live(qtbot, window)
        session, known = engine.session, engine.session.statistics
        session.statistics = lambda: replace(known(), face_visible=False, frames={"tracked": 9})  # type: ignore[method-assign]
        qtbot.waitUntil(lambda: "see the avatar at rest" in window.preview.notes.warning)
        window.choices.set(face_lost="card")
        qtbot.waitUntil(lambda: "see a still card" in window.preview.notes.warning)
        assert "no face in view" in window.status_line.text
        qtbot.mouseClick(window.controls.pause_button, LEFT)
        qtbot.waitUntil(lambda: "Paused" in window.preview.notes.warning)
        assert window.preview.notes.mirrored

    def test_what_the_others_see_is_shown_mirrored(
        self, qtbot: QtBot, window: MainWindow, engine: FakeEngine
    ) -> None:
        go_live(qtbot, window)
        image = np.zeros((90, 160, 3), np.uint8)
        image[:, :80] = (10, 200, 30)
        engine.session.composite = Composite(image=image, index=7, captured_at_s=0.0)

        def green(x: float) -> bool:
            shown = window.preview.shown
            return not shown.isNull() and shown.pixelColor(int(x * shown.width()), 20).green() == 200

        qtbot.waitUntil(lambda: green(0.9) and not green(0.1))
        qtbot.mouseClick(window.controls.mirror_button, LEFT)
        qtbot.waitUntil(lambda: green(0.1) and not green(0.9))
        assert not window.preview.notes.mirrored

    def test_a_late_picture_does_not_cover_the_still_one(
        self, qtbot: QtBot, window: MainWindow, engine: FakeEngine
    ) -> None:
        go_live(qtbot, window)
        window.controller.stop()
        qtbot.waitUntil(lambda: window.controller.state is State.IDLE)
        qtbot.waitUntil(lambda: not window.preview.shown.isNull())
        before = window.preview.shown
        late = QImage(4, 4, QImage.Format.Format_RGB32)
        window.live_view._feed.ready.emit(Fit(image=picture(), size=(4, 4), mirror=False), late)
        assert window.preview.shown == before


class TestStatusLine:
    def test_fallbacks_are_told(self) -> None:
        shown = statistics(drawn_by="geometry", drawing_device="CPU", drawing_reason="The warp prior draws.")
        told = "The avatar is drawn by geometry alone: the weights are missing."
        (part,) = (p for p in status_parts(State.LIVE, False, shown, told) if p.topic == "device")
        assert part.plain == "CPU geometry alone"
        assert part.dot == "warning"
        assert told in part.tip
        (part,) = (p for p in status_parts(State.LIVE, False, shown) if p.topic == "device")
        assert part.dot == ""

    def test_sleep_is_no_missing_face(self) -> None:
        assert status_parts(State.LIVE, False, statistics(asleep=True))[0].value == "Asleep"

    def test_drops_are_counted(self) -> None:
        shown = statistics(drops={"tracking": 2, "rendering": 0, "output": 5})
        (part,) = (p for p in status_parts(State.LIVE, False, shown) if p.topic == "drops")
        assert part.plain == "7 dropped"
        assert "2 before tracking, 0 before drawing, 5 before sending" in part.tip

    def test_a_press_tells_the_story_and_escape_ends_it(self, qtbot: QtBot, window: MainWindow) -> None:
        go_live(qtbot, window)
        button = window.status_line.button("device")
        assert button is not None
        qtbot.mouseClick(button, LEFT)
        details = window.live_view.details
        assert details.isVisible()
        assert "no GPU is needed" in details.text.text()
        assert not details.offset.isVisible()
        qtbot.keyClick(details, Qt.Key.Key_Escape)
        assert not details.isVisible()


class TestAudioDelay:
    def test_the_measured_delay_is_there_to_copy(
        self, qtbot: QtBot, window: MainWindow, engine: FakeEngine
    ) -> None:
        go_live(qtbot, window)
        button = window.status_line.button("delay")
        assert button is not None
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Space)
        details = window.live_view.details
        assert details.title.text() == "The picture is 24 ms late"
        assert "Sync Offset" in details.text.text()
        assert "Advanced Audio Properties" in details.text.text()
        qtbot.mouseClick(details.offset.button, LEFT)
        assert QGuiApplication.clipboard().text() == "24"
        known = engine.session.statistics
        engine.session.statistics = lambda: replace(known(), camera_to_output_p50_ms=61.6)  # type: ignore[method-assign]
        qtbot.waitUntil(lambda: details.title.text() == "The picture is 62 ms late")
        details.close()

    def test_it_opens_from_the_help_menu_and_waits_for_the_session(
        self, qtbot: QtBot, window: MainWindow
    ) -> None:
        actions = {action.text(): action for action in window.help_menu.menu().actions()}
        actions["Audio delay for OBS"].trigger()
        details = window.live_view.details
        assert details.isVisible()
        assert "Go live" in details.text.text()
        details.close()
        QApplication.processEvents()

    def test_nothing_is_made_up(self) -> None:
        assert audio_delay(None).offset_ms is None
        assert audio_delay(statistics()).offset_ms is None
        assert audio_delay(statistics(camera_to_output_p50_ms=37.6)).offset_ms == 38
