"""The building blocks, one by one."""

from __future__ import annotations

import gc
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from fake_engine import FakeStore, landmarks, loopback, picture
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ui import theme
from ui.bridge import TaskRunner
from ui.pictures import fitted
from ui.view_models.gallery import GalleryModel
from ui.view_models.messages import Action, Message, message_from_error
from ui.view_models.preferences import Preferences
from ui.view_models.session_controller import State
from ui.view_models.status import status_parts
from ui.widgets.avatar_card import bin_place
from ui.widgets.banner import BannerArea
from ui.widgets.choice import DropDown, Segments
from ui.widgets.control_bar import ControlBar
from ui.widgets.edit_panel import EditPanel
from ui.widgets.gallery import Gallery
from ui.widgets.look_panel import LookPanel
from ui.widgets.picture_stage import PictureStage
from ui.widgets.preview import Preview
from ui.widgets.section import Section
from ui.widgets.slider import EditSlider
from ui.widgets.status_line import StatusLine
from ui.widgets.tracking_view import TrackingView
from ui.widgets.virtual_camera_panel import VirtualCameraPanel, help_html
from vcam.engine.statistics import OutputStatistics, Statistics
from vcam.errors import PhotoRejected
from vcam.frames import Composite, TrackedFrame
from vcam.geometry.editing import EDIT_RANGES, Edits, value_text

OWN_RENDERERS = ["Geometry and networks", "Geometry alone"]


def shown(qtbot: QtBot, widget: QWidget, width: int = 320, height: int = 240) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    return widget


def colour_at(image: QImage, x: float, y: float) -> tuple[int, int, int]:
    colour = QColor(image.pixel(round(x * (image.width() - 1)), round(y * (image.height() - 1))))
    return colour.red(), colour.green(), colour.blue()


def wheel_over(widget: QWidget) -> QWheelEvent:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        widget.mapToGlobal(middle),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event


class TestPreview:
    def test_mirrors_for_the_user_alone(self, qtbot: QtBot) -> None:
        preview = shown(qtbot, Preview())
        image = picture()
        preview.show_picture(image)
        assert colour_at(preview.shown, 0.9, 0.5) == (240, 30, 60)
        assert colour_at(preview.shown, 0.1, 0.5) == (90, 90, 90)
        preview.set_mirror(False)
        assert colour_at(preview.shown, 0.1, 0.5) == (240, 30, 60)
        assert (image == picture()).all()

    def test_a_card_with_words_is_readable(self, qtbot: QtBot) -> None:
        preview = shown(qtbot, Preview())
        preview.set_live(True, True)
        fit = preview.fit_of(Composite(image=picture(), index=-1, captured_at_s=0.0))
        preview.show_fitted(fit, fit.picture())
        assert colour_at(preview.shown, 0.1, 0.5) == (240, 30, 60)
        preview.set_live(True, False)
        fit = preview.fit_of(Composite(image=picture(), index=3, captured_at_s=0.0))
        preview.show_fitted(fit, fit.picture())
        assert colour_at(preview.shown, 0.1, 0.5) == (90, 90, 90)

    def test_the_shown_picture_owns_its_memory(self) -> None:
        image = picture(64, 36)
        first = fitted(image, (64, 36), False)
        image[:] = 0
        np.zeros(64 * 36 * 40, np.uint8)
        assert colour_at(first, 0.1, 0.5) == (240, 30, 60)

    @pytest.mark.parametrize("width", [64, 65])
    def test_mirroring_is_exact(self, width: int) -> None:
        image = np.random.default_rng(1).integers(0, 256, (20, width, 3), np.uint8)
        shown = fitted(image, (width, 20), True)
        pixels = np.frombuffer(shown.constBits(), np.uint8).reshape(20, width, 4)
        assert (pixels[..., 2::-1] == image[:, ::-1]).all()

    def test_fits_any_shape_and_draws_every_note(self, qtbot: QtBot) -> None:
        preview = shown(qtbot, Preview(), 500, 300)
        for width, height in ((320, 180), (180, 320), (64, 64)):
            preview.show_picture(picture(width, height))
            frame = preview.frame_rect()
            assert frame.width() / frame.height() == pytest.approx(width / height, rel=0.02)
            assert preview.rect().toRectF().adjusted(-1, -1, 1, 1).contains(frame)
        preview.set_live(True, True)
        preview.set_hint("Starting ...")
        preview.grab()
        preview.set_calibration(0.4, "Look straight")
        preview.grab()
        preview.set_countdown(2)
        preview.grab()
        preview.show_picture(None)
        assert preview.shown.isNull()
        preview.grab()

    def test_the_controls_stay_below_the_picture(self, qtbot: QtBot) -> None:
        preview, controls = Preview(), ControlBar()
        stage = shown(qtbot, PictureStage(preview, controls), 800, 700)
        assert preview.geometry().bottom() < controls.geometry().top()
        assert preview.height() == 450
        preview.show_picture(picture(100, 100))
        assert preview.height() > 450
        assert controls.geometry().bottom() < stage.height()


class TestTrackingView:
    def test_draws_landmarks_on_black_and_nothing_without(self, qtbot: QtBot) -> None:
        view = shown(qtbot, TrackingView(), 240, 180)
        view.show_tracked(TrackedFrame(landmarks=landmarks(), index=0, captured_at_s=0.0))
        image = view.grab().toImage()
        assert colour_at(image, 0.1, 0.1) == (0, 0, 0)
        lit = sum(max(colour_at(image, x / 60, y / 60)) > 60 for x in range(61) for y in range(61))
        assert lit > 60
        view.show_tracked(TrackedFrame(landmarks=None, index=1, captured_at_s=0.1))
        dark = view.grab().toImage()
        assert max(colour_at(dark, 0.5, 0.25)) < 20

    def test_a_head_that_moves_right_moves_left_in_the_mirror(self, qtbot: QtBot) -> None:
        view = shown(qtbot, TrackingView(), 240, 180)
        view.show_tracked(TrackedFrame(landmarks=landmarks(), index=0, captured_at_s=0.0))
        before = view._places(landmarks().points)[1, 0]
        view.show_tracked(TrackedFrame(landmarks=landmarks(20), index=1, captured_at_s=0.1))
        assert view._places(landmarks(20).points)[1, 0] < before


class TestSliders:
    def test_double_click_goes_back_to_the_default(self, qtbot: QtBot) -> None:
        slider = shown(qtbot, EditSlider("yaw", EDIT_RANGES["yaw"]))
        seen: list[float] = []
        slider.changed.connect(lambda _name, value: seen.append(value))
        slider.bar.setValue(900)
        assert slider.value == pytest.approx(32, abs=0.1)
        qtbot.mouseDClick(slider.bar, Qt.MouseButton.LeftButton)
        assert slider.value == 0
        assert seen[-1] == 0

    def test_a_press_on_the_bar_jumps_there(self, qtbot: QtBot) -> None:
        slider = shown(qtbot, EditSlider("zoom", EDIT_RANGES["zoom"]))
        qtbot.mousePress(slider.bar, Qt.MouseButton.LeftButton, pos=QPoint(slider.bar.width() - 10, 10))
        qtbot.mouseRelease(slider.bar, Qt.MouseButton.LeftButton)
        assert slider.value == EDIT_RANGES["zoom"].high

    def test_showing_a_value_reports_nothing(self, qtbot: QtBot) -> None:
        slider = shown(qtbot, EditSlider("mouth", EDIT_RANGES["mouth"]))
        seen: list[float] = []
        slider.changed.connect(lambda _name, value: seen.append(value))
        slider.set_value(1.5)
        assert slider.value == pytest.approx(1.5, abs=2e-3)
        assert seen == []

    def test_the_wheel_changes_nothing(self, qtbot: QtBot) -> None:
        slider = shown(qtbot, EditSlider("roll", EDIT_RANGES["roll"]))
        assert not wheel_over(slider.bar).isAccepted()
        assert slider.value == 0
        slider.grab()

    @pytest.mark.parametrize(
        ("name", "value", "text"),
        [
            ("yaw", -12.4, "-12°"),
            ("yaw", 0.2, "0°"),
            ("x", 0.25, "+25 %"),
            ("x", 0, "0 %"),
            ("zoom", 1.5, "150 %"),
        ],
    )
    def test_values_are_readable(self, name: str, value: float, text: str) -> None:
        assert value_text(EDIT_RANGES[name], value) == text


class TestEditPanel:
    def test_there_is_a_slider_for_every_edit(self, qtbot: QtBot) -> None:
        panel = shown(qtbot, EditPanel())
        assert set(panel.sliders) == set(EDIT_RANGES)

    def test_each_group_of_the_table_is_a_section(self, qtbot: QtBot) -> None:
        panel = shown(qtbot, EditPanel())
        titles = [section.title for section in panel.sections]
        assert titles == ["Pose", "Position", "Face shape", "Expression", "Strength"]

    def test_a_slider_tells_what_it_does_and_how_far(self, qtbot: QtBot) -> None:
        panel = shown(qtbot, EditPanel())
        for name, slider in panel.sliders.items():
            assert EDIT_RANGES[name].help in slider.toolTip()
        assert "From -30 % to +100 %. Double-click to reset" in panel.sliders["blink_left"].toolTip()

    def test_buttons_for_looks_report_and_know_whether_there_is_something_to_keep(self, qtbot: QtBot) -> None:
        panel, seen = shown(qtbot, EditPanel()), []
        panel.load_wanted.connect(lambda: seen.append("load"))
        panel.save_wanted.connect(lambda: seen.append("save"))
        panel.reset_wanted.connect(
            lambda names: seen.append("reset" if len(names) == len(EDIT_RANGES) else "")
        )
        panel.save_button.click()
        panel.reset_all.click()
        panel.looks_menu.actions()[0].trigger()
        assert seen == ["load"]
        panel.show_edits(Edits(smile=0.5))
        panel.save_button.click()
        panel.reset_all.click()
        assert seen == ["load", "save", "reset"]

    def test_reports_and_resets_a_group(self, qtbot: QtBot) -> None:
        panel, seen = shown(qtbot, EditPanel()), []
        panel.edited.connect(lambda name, value: seen.append((name, value)))
        panel.reset_wanted.connect(seen.append)
        panel.show_edits(Edits(yaw=20, zoom=1.5))
        assert seen == []
        panel._resets["Pose"].click()
        assert seen == [("yaw", "pitch", "roll")]


class TestSection:
    def test_folds(self, qtbot: QtBot) -> None:
        section, seen = Section("Pose"), []
        child = QWidget()
        section.add(child)
        shown(qtbot, section)
        section.toggled.connect(seen.append)
        section.set_opened(False)
        assert not child.isVisible()
        section._header.click()
        assert child.isVisible()
        assert seen == [False, True]


class TestBanner:
    def test_details_unfold_and_copy(self, qtbot: QtBot) -> None:
        area = shown(qtbot, BannerArea())
        try:
            raise PhotoRejected("no face in a.png: choose another photo")
        except PhotoRejected as error:
            area.show_message(message_from_error(error))
        banner = area.banners[0]
        assert banner.message.sentence == "No face in a.png: choose another photo."
        assert banner._details.isHidden()
        banner._fold_button.click()
        assert not banner._details.isHidden()
        assert "PhotoRejected" in banner.details_text.toPlainText()
        banner._copy_button.click()
        assert "PhotoRejected" in QGuiApplication.clipboard().text()
        assert QApplication.activeModalWidget() is None

    def test_unexpected_errors_are_named_so(self) -> None:
        message = message_from_error(ZeroDivisionError("division by zero"), doing="starting")
        assert message.sentence == "Something unexpected went wrong while starting (ZeroDivisionError)."
        assert message.kind == "error"

    def test_a_topic_is_replaced_and_closed(self, qtbot: QtBot) -> None:
        area = shown(qtbot, BannerArea())
        for text in ("one", "two"):
            area.show_message(Message(kind="warning", sentence=text, topic="source"))
        area.show_message(Message(kind="info", sentence="other"))
        assert [banner.message.sentence for banner in area.banners] == ["other", "two"]
        area.close_topic("source")
        assert [banner.message.sentence for banner in area.banners] == ["other"]

    def test_at_most_three_are_open_and_none_takes_no_room(self, qtbot: QtBot) -> None:
        area = shown(qtbot, BannerArea())
        for number in range(5):
            area.show_message(Message(kind="info", sentence=str(number)))
        assert [banner.message.sentence for banner in area.banners] == ["4", "3", "2"]
        for banner in area.banners:
            banner.closed.emit(banner)
        assert not area.isVisible()

    def test_acts_and_expires(self, qtbot: QtBot) -> None:
        area, done = shown(qtbot, BannerArea()), []
        area.show_message(
            Message(kind="info", sentence="Removed", action=Action(label="Undo", run=lambda: done.append(1)))
        )
        area.banners[0]._act()
        assert done == [1]
        assert area.banners == ()
        area.show_message(Message(kind="info", sentence="Soon gone", lasts_s=0.02))
        qtbot.waitUntil(lambda: area.banners == ())

    def test_leaves_no_timer_when_it_is_closed_before_its_time(self, qtbot: QtBot) -> None:
        area = shown(qtbot, BannerArea())
        area.show_message(Message(kind="info", sentence="Not for long", topic="short", lasts_s=17.5))
        area.close_topic("short")
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        timers = [each for each in gc.get_objects() if isinstance(each, QTimer) and isValid(each)]
        assert [timer for timer in timers if timer.interval() == 17500] == []


class TestChoices:
    def test_a_drop_down_reports_the_value(self, qtbot: QtBot) -> None:
        box, seen = shown(qtbot, DropDown("Sources")), []
        box.chosen.connect(seen.append)
        box.set_entries([("a", "First"), ("b", "A label that is far too long for it"), ("c", "Third")], "b")
        assert box.currentData() == "b"
        assert seen == []
        box.activated.emit(2)
        assert seen == ["c"]
        assert not wheel_over(box).isAccepted()
        box.grab()
        box.set_entries([], "")
        assert box.currentIndex() == -1

    def test_entries_can_be_disabled(self, qtbot: QtBot) -> None:
        box = shown(qtbot, DropDown("Sources"))
        box.set_entries([("a", "A"), ("b", "B")], "a", disabled=["b"])
        assert not box.model().item(1).isEnabled()

    def test_segments(self, qtbot: QtBot) -> None:
        row, seen = shown(qtbot, Segments((("a", "A", ""), ("b", "B", "")))), []
        row.chosen.connect(seen.append)
        row.set_value("b")
        assert seen == []
        row.button("a").click()
        assert seen == ["a"]


class TestLookPanel:
    def test_reports_what_the_user_changes(self, qtbot: QtBot) -> None:
        panel, seen = shown(qtbot, LookPanel(), 320, 600), []
        panel.show_preferences(Preferences())
        panel.changed.connect(lambda field, value: seen.append((field, value)))
        panel.framing.button("photo").click()
        panel.background.button("blur").click()
        panel.background.button("green").click()
        panel.background.button("colour").click()
        panel.mode.button("absolute").click()
        panel.smoothing.bar.setValue(0)
        panel.size_list.activated.emit(1)
        assert seen == [
            ("framing", "photo"),
            ("background", "blur"),
            ("background", "#00ff00"),
            ("background", "#0047ff"),
            ("motion", "absolute"),
            ("smoothing", 0.0),
            ("size", (1920, 1080)),
        ]

    def test_offers_what_can_draw(self, qtbot: QtBot) -> None:
        panel, seen = shown(qtbot, LookPanel(), 320, 600), []
        panel.show_preferences(Preferences(renderer="bilayer:gone"))
        panel.changed.connect(lambda field, value: seen.append((field, value)))
        assert panel.renderer_list.currentText() == "Bi-layer networks: gone"
        panel.show_checkpoints(["mine", "official"])
        texts = [panel.renderer_list.itemText(row) for row in range(panel.renderer_list.count())]
        assert texts == [*OWN_RENDERERS, *(f"Bi-layer networks: {n}" for n in ("mine", "official", "gone"))]
        assert panel.renderer_list.currentText() == texts[-1]
        panel.renderer_list.activated.emit(1)
        panel.renderer_list.activated.emit(2)
        assert seen == [("renderer", "prior"), ("renderer", "bilayer:mine")]

    def test_networks_are_offered_although_there_are_none(self, qtbot: QtBot) -> None:
        panel = shown(qtbot, LookPanel(), 320, 600)
        panel.show_checkpoints([])
        texts = [panel.renderer_list.itemText(row) for row in range(panel.renderer_list.count())]
        assert texts == [*OWN_RENDERERS, "Bi-layer networks"]

    def test_swatches_show_for_a_colour(self, qtbot: QtBot) -> None:
        panel, seen = shown(qtbot, LookPanel(), 320, 600), []
        panel.changed.connect(lambda field, value: seen.append((field, value)))
        panel.show_preferences(Preferences(background="#0047ff"))
        assert panel._swatches.isVisible()
        assert panel._swatch_buttons["#0047ff"].isChecked()
        panel._swatch_buttons["#ffffff"].click()
        assert seen == [("background", "#ffffff")]
        panel.show_preferences(Preferences(background="#123456"))
        assert not any(swatch.isChecked() for swatch in panel._swatch_buttons.values())

    def test_choosing_a_picture_asks_for_it_first(self, qtbot: QtBot) -> None:
        panel = shown(qtbot, LookPanel(), 320, 600)
        panel.show_preferences(Preferences(background="blur"))
        with qtbot.waitSignal(panel.picture_wanted):
            panel.background.button("picture").click()
        assert panel.background.button("blur").isChecked()


class TestVirtualCameraPanel:
    def test_help_shows_when_there_is_none(self, qtbot: QtBot) -> None:
        panel = shown(qtbot, VirtualCameraPanel(), 320, 300)
        panel.show_devices((), current="", on=True, listed=True, help_text="run `modprobe x` & test")
        assert panel.help.isVisible()
        assert "modprobe x" in panel.help.text()
        assert "`" not in panel.help.text()
        assert not panel.switch.isEnabled()
        with qtbot.waitSignal(panel.refresh_wanted):
            panel.again.click()

    def test_says_what_to_pick_in_the_call_app(self, qtbot: QtBot) -> None:
        panel = shown(qtbot, VirtualCameraPanel(), 320, 300)
        devices = (loopback(10, free=False), loopback(11))
        panel.show_devices(devices, current="/dev/video11", on=True, listed=True, help_text="")
        assert not panel.help.isVisible()
        assert panel.switch.isChecked()
        assert "\u201cvcam\u201d" in panel.note.text()
        assert panel.list.itemText(0) == "vcam (/dev/video10), in use"
        with qtbot.waitSignal(panel.switched) as switched:
            qtbot.mouseClick(panel.switch, Qt.MouseButton.LeftButton)
        assert switched.args == [False]

    def test_help_is_escaped(self) -> None:
        assert help_html("a < b & `c`").startswith("a &lt; b &amp; <span")


class TestControlBar:
    @pytest.mark.parametrize(
        ("state", "text", "start", "live"),
        [
            (State.IDLE, "Start", True, False),
            (State.STARTING, "Starting ...", False, False),
            (State.LIVE, "Stop", True, True),
            (State.STOPPING, "Stopping ...", False, False),
        ],
    )
    def test_buttons_follow_the_state(
        self, qtbot: QtBot, state: State, text: str, start: bool, live: bool
    ) -> None:
        bar = shown(qtbot, ControlBar(), 800, 60)
        bar.show_state(state, paused=False)
        assert bar.start_button.text() == text
        assert bar.start_button.isEnabled() == start
        assert bar.calibrate_button.isEnabled() == live
        assert bar.record_button.isEnabled() == live

    def test_words_give_way_when_there_is_no_room(self, qtbot: QtBot) -> None:
        bar = shown(qtbot, ControlBar(), 450, 60)
        assert bar.calibrate_button.text() == ""
        assert bar.start_button.text() == "Start"
        bar.resize(800, 60)
        assert bar.calibrate_button.text() == "Calibrate"

    def test_pause_and_recording_are_plain_to_see(self, qtbot: QtBot) -> None:
        bar = shown(qtbot, ControlBar(), 800, 60)
        bar.show_state(State.LIVE, paused=True)
        assert bar.pause_button.text() == "Resume"
        bar.show_recording(datetime.now())
        assert bar.record_button.text() == "00:00"
        bar.show_recording(None)
        assert bar.record_button.text() == "Record"


class TestStatus:
    def statistics(self, **changes: object) -> Statistics:
        values: dict[str, object] = {
            "running": True,
            "fps_rendered": 29.8,
            "camera_to_output_p50_ms": 31.4,
            "camera_to_output_p95_ms": 44.0,
            "device": "CPU",
            "device_reason": "Face Mesh runs on the CPU",
            "face_visible": True,
            "drops": {"tracking": 2},
            "source_status": "Cam <1> delivers",
        }
        return Statistics(**(values | changes))  # type: ignore[arg-type]

    def test_tells_rate_delay_device_and_source(self, qtbot: QtBot) -> None:
        line = shown(qtbot, StatusLine())
        line.show_parts(status_parts(State.LIVE, False, self.statistics()))
        assert line.text == "Live  30 fps  31 ms delay  2 dropped  CPU device  Cam <1> delivers"
        tips = " ".join(part.tip for part in status_parts(State.LIVE, False, self.statistics()))
        assert "2 before tracking" in tips
        assert "at most 44 ms" in tips
        line.show_parts(status_parts(State.IDLE, False, None))
        assert line.text == "Not running"

    def test_tells_both_devices_where_they_differ(self) -> None:
        drawn = {"drawing_device": "GeForce", "drawing_reason": "PyTorch found it."}
        (part,) = (
            p for p in status_parts(State.LIVE, False, self.statistics(**drawn)) if p.topic == "device"
        )
        assert part.value == "CPU + GeForce"
        assert part.tip == "Tracked on CPU: Face Mesh runs on the CPU\nDrawn on GeForce: PyTorch found it."

    def test_says_when_there_is_no_face_or_a_pause(self) -> None:
        assert status_parts(State.LIVE, False, self.statistics(face_visible=False))[0].dot == "warning"
        assert status_parts(State.LIVE, True, self.statistics())[0].value == "Paused"
        assert status_parts(State.STARTING, False, None)[0].value == "Starting ..."

    def test_lists_outputs_with_their_state(self) -> None:
        output = OutputStatistics(name="/dev/video10", state="lost", fps=0, written=9, repeats=1, drops=0)
        parts = status_parts(State.LIVE, False, self.statistics(outputs=(output,), fps_out=25.0))
        assert [part.value for part in parts if part.label == "reconnecting"] == ["/dev/video10"]
        assert parts[1].value == "25"


class TestGallery:
    @pytest.fixture
    def gallery(self, qtbot: QtBot, runner: TaskRunner) -> Gallery:
        store = FakeStore()
        store.names["anna"] = False
        model = GalleryModel(store, runner)
        widget = Gallery(model)
        shown(qtbot, widget, 260, 500)
        with qtbot.waitSignal(model.listed):
            model.refresh()
        return widget

    def test_a_click_chooses(self, qtbot: QtBot, gallery: Gallery) -> None:
        place = gallery.view.visualRect(gallery.view.model().index(1, 0)).center()
        with qtbot.waitSignal(gallery.chosen) as chosen:
            qtbot.mouseClick(gallery.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert chosen.args == ["astronaut"]

    def test_a_click_on_the_bin_removes(self, qtbot: QtBot, gallery: Gallery) -> None:
        place = bin_place(gallery.view.visualRect(gallery.view.model().index(0, 0))).center()
        qtbot.mouseClick(gallery.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert [item.name for item in gallery.view.model().items] == ["astronaut", "character"]

    def test_keys_choose_and_remove(self, qtbot: QtBot, gallery: Gallery) -> None:
        gallery.set_current("anna")
        with qtbot.waitSignal(gallery.chosen):
            qtbot.keyClick(gallery.view, Qt.Key.Key_Return)
        qtbot.keyClick(gallery.view, Qt.Key.Key_Delete)
        assert gallery.view.model().row_of("anna") == -1

    def test_draws_every_state(self, qtbot: QtBot, gallery: Gallery) -> None:
        gallery.set_current("astronaut")
        gallery.set_loading("character")
        gallery.show_drop_hint(True)
        gallery.grab()
        gallery.show_drop_hint(False)
        gallery.set_loading("")
        gallery.grab()


def test_the_style_sheet_knows_all_its_colours() -> None:
    assert "@" not in theme.style_sheet()


@pytest.mark.parametrize(
    "path", sorted((theme.RESOURCES / "icons").glob("*.svg")), ids=lambda path: path.stem
)
def test_every_icon_draws_something(qapp: object, path: Path) -> None:
    image = theme.pixmap(path.stem, "text", 24).toImage()
    assert any(QColor.fromRgba(image.pixel(x, y)).alpha() > 0 for x in range(24) for y in range(24))
