"""Start, stop, live changes, recordings, and what becomes of trouble."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fake_engine import FakeEngine, landmarks, loopback
from pytestqt.qtbot import QtBot

from ui.bridge import TaskRunner
from ui.view_models.choices import Choices
from ui.view_models.devices import Devices
from ui.view_models.messages import Message
from ui.view_models.neutrals import load_neutral, save_neutral
from ui.view_models.session_controller import SessionController, State
from ui.view_models.sources import SourceChoice
from vcam.engine.events import SessionEvent
from vcam.errors import CameraLost, RecordingError, VirtualCameraError

MOTION = SourceChoice(kind="motion", value="everyday", label="Sample motion")


@dataclass
class Desk:
    """The view models on a fake engine."""

    qtbot: QtBot
    engine: FakeEngine
    choices: Choices
    devices: Devices
    controller: SessionController
    messages: list[Message]
    resolved: list[str]

    def wait(self, state: State) -> None:
        self.qtbot.waitUntil(lambda: self.controller.state is state)

    def go_live(self) -> None:
        self.controller.start()
        self.wait(State.LIVE)

    def sentences(self) -> list[str]:
        return [message.sentence for message in self.messages]


@pytest.fixture
def desk(qtbot: QtBot, runner: TaskRunner, engine: FakeEngine) -> Iterator[Desk]:
    services = engine.services()
    choices = Choices(services.settings_file, runner)
    devices = Devices(services, runner, choices)
    controller = SessionController(services, runner, choices, devices)
    made = Desk(qtbot, engine, choices, devices, controller, [], [])
    controller.message.connect(made.messages.append)
    controller.recording.message.connect(lambda _: None)
    devices.message.connect(made.messages.append)
    controller.resolved.connect(made.resolved.append)
    with qtbot.waitSignal(devices.changed):
        devices.refresh()
    with qtbot.waitSignal(controller.avatar_changed):
        controller.avatar.choose("astronaut")
    yield made
    with qtbot.waitSignal(controller.finished):
        controller.shutdown()


def test_start_and_stop(desk: Desk) -> None:
    desk.go_live()
    session = desk.engine.session
    assert session.plan.source.key == "camera:/dev/video0"
    assert session.plan.avatar.name == "astronaut"
    assert desk.controller.statistics() is not None
    desk.controller.stop()
    desk.wait(State.IDLE)
    assert session.calls == ["start", "close"]
    assert desk.controller.session is None
    assert desk.controller.statistics() is None


def test_starting_without_avatar_or_source_says_so(
    qtbot: QtBot, runner: TaskRunner, engine: FakeEngine
) -> None:
    services = engine.services()
    choices = Choices(services.settings_file, runner)
    devices = Devices(services, runner, choices)
    controller, sentences = SessionController(services, runner, choices, devices), []
    controller.message.connect(lambda message: sentences.append(message.sentence))
    controller.start()
    assert "avatar" in sentences[-1]
    with qtbot.waitSignal(controller.avatar_changed):
        controller.avatar.choose("astronaut")
    controller.start()
    assert "moves the avatar" in sentences[-1]
    assert engine.sessions == []


def test_a_start_that_fails_is_told_and_can_be_repeated(desk: Desk) -> None:
    def fail() -> None:
        raise CameraLost("the camera does not answer; plug it in again")

    desk.engine.before_start = fail
    desk.controller.start()
    desk.wait(State.STARTING)
    desk.wait(State.IDLE)
    assert desk.sentences() == ["The camera does not answer; plug it in again."]
    assert desk.engine.session.calls == ["close"]
    desk.engine.before_start = None
    desk.go_live()
    assert "start" in desk.resolved


def test_stopping_while_starting_stops(desk: Desk) -> None:
    gate = threading.Event()
    desk.engine.before_start = lambda: gate.wait(5) and None
    desk.controller.start()
    assert desk.controller.state is State.STARTING
    desk.controller.stop()
    gate.set()
    desk.wait(State.IDLE)
    assert desk.engine.session.calls == ["start", "close"]


def test_pause_reaches_the_engine_at_once_and_ends_with_the_session(desk: Desk) -> None:
    desk.controller.set_paused(True)
    assert not desk.controller.paused
    desk.go_live()
    desk.controller.set_paused(True)
    assert desk.engine.session.settings[-1].paused
    desk.controller.set_paused(False)
    assert not desk.engine.session.settings[-1].paused
    desk.controller.set_paused(True)
    desk.controller.stop()
    desk.wait(State.IDLE)
    assert not desk.controller.paused


def test_panic_holds_from_any_state_through_a_start_until_it_is_ended(desk: Desk) -> None:
    desk.controller.set_panic(True)
    desk.go_live()
    session = desk.engine.session
    assert session.plan.settings.paused
    desk.controller.set_paused(True)
    desk.controller.set_paused(False)
    assert session.settings[-1].paused
    desk.controller.set_panic(False)
    assert not session.settings[-1].paused


def test_nothing_is_sent_before_a_panic_during_the_start_is_known(desk: Desk) -> None:
    gate = threading.Event()
    desk.engine.before_start = lambda: gate.wait(5) and None
    desk.controller.start()
    desk.controller.set_panic(True)
    gate.set()
    desk.wait(State.LIVE)
    session = desk.engine.session
    desk.qtbot.waitUntil(lambda: bool(session.outputs))
    assert session.paused_at_first_output


def test_a_start_with_the_card_when_that_is_chosen(desk: Desk) -> None:
    desk.choices.set(start_paused=True)
    desk.go_live()
    assert desk.controller.paused
    assert desk.engine.session.plan.settings.paused
    desk.controller.set_paused(False)
    assert not desk.engine.session.settings[-1].paused


def test_reactions_reach_the_engine_and_are_not_kept(desk: Desk) -> None:
    desk.go_live()
    desk.controller.reactions.press("wink")
    assert desk.engine.session.settings[-1].reactions == {"wink"}
    assert desk.choices.now.settings().reactions == frozenset()
    desk.controller.reactions.release("wink")
    assert desk.engine.session.settings[-1].reactions == frozenset()


def test_live_changes_reach_the_engine(desk: Desk) -> None:
    desk.go_live()
    desk.choices.set_edit("yaw", 12.0)
    desk.choices.set(motion="absolute", background="#00ff00", smoothing=0.0)
    settings = desk.engine.session.settings[-1]
    assert settings.edits.yaw == 12.0
    assert settings.motion == "absolute"
    assert settings.background.colour == (0, 255, 0)
    assert not settings.smoothing.enabled
    assert len(desk.engine.sessions) == 1


def test_another_framing_makes_a_new_session(desk: Desk) -> None:
    desk.go_live()
    desk.choices.set(framing="photo")
    desk.qtbot.waitUntil(lambda: len(desk.engine.sessions) == 2 and desk.controller.state is State.LIVE)
    assert desk.engine.sessions[0].calls == ["start", "close"]
    assert desk.engine.session.plan.output_format.framing == "photo"


def test_changes_during_the_start_are_not_lost(desk: Desk) -> None:
    gate = threading.Event()
    desk.engine.before_start = lambda: gate.wait(5) and None
    desk.controller.start()
    desk.choices.set(motion="absolute")
    desk.devices.choose(MOTION)
    with desk.qtbot.waitSignal(desk.controller.avatar_changed):
        desk.controller.avatar.choose("character")
    gate.set()
    desk.wait(State.LIVE)
    session = desk.engine.session
    desk.qtbot.waitUntil(
        lambda: session.sources[-1] == MOTION.key and session.avatars[-1].name == "character"
    )
    assert session.settings[-1].motion == "absolute"


def test_source_and_avatar_change_while_live(desk: Desk) -> None:
    desk.go_live()
    desk.devices.choose(MOTION)
    desk.controller.avatar.choose("character")
    session = desk.engine.session
    desk.qtbot.waitUntil(
        lambda: session.sources[-1] == MOTION.key and session.avatars[-1].name == "character"
    )
    assert desk.choices.now.source == MOTION.key
    assert desk.choices.now.avatar == "character"


def test_an_avatar_that_can_not_be_loaded_keeps_the_old_one(desk: Desk) -> None:
    desk.controller.avatar.choose("nobody")
    desk.qtbot.waitUntil(lambda: bool(desk.messages))
    assert desk.sentences() == ["There is no avatar called nobody."]
    assert desk.controller.avatar.name == "astronaut"
    assert desk.controller.avatar.wanted == "astronaut"


def test_the_renderer_changes_while_live(desk: Desk) -> None:
    desk.go_live()
    session = desk.engine.session
    desk.choices.set(renderer="bilayer:official")
    desk.qtbot.waitUntil(lambda: getattr(session.avatars[-1], "networks", "") == "official")
    desk.controller.avatar.choose("character")
    desk.qtbot.waitUntil(lambda: session.avatars[-1].name == "character")
    assert session.avatars[-1].networks == "official"
    desk.choices.set(renderer="prior")
    desk.qtbot.waitUntil(lambda: not hasattr(session.avatars[-1], "networks"))
    assert desk.messages == []


def test_networks_that_are_not_there_are_told_and_geometry_goes_on(desk: Desk) -> None:
    desk.go_live()
    desk.choices.set(renderer="bilayer:lost")
    desk.qtbot.waitUntil(lambda: desk.choices.now.renderer == "prior")
    assert desk.sentences() == ["There are no networks: download some."]
    with desk.qtbot.waitSignal(desk.controller.avatar_changed):
        desk.controller.avatar.choose("character")
    assert desk.controller.avatar.avatar is not None
    assert not hasattr(desk.controller.avatar.avatar, "networks")


def test_where_the_avatar_is_drawn_is_told_once_when_it_is_unexpected(desk: Desk) -> None:
    desk.engine.drawing_note = "GeForce draws wrongly, so the CPU draws."
    for renderer in ("bilayer:official", "prior"):
        with desk.qtbot.waitSignal(desk.controller.avatar_changed):
            desk.choices.set(renderer=renderer)
    assert desk.sentences() == ["GeForce draws wrongly, so the CPU draws."]
    assert desk.messages[0].kind == "warning"


def test_the_still_picture_follows_the_choices(desk: Desk) -> None:
    desk.choices.set_edit("yaw", 20.0)
    desk.qtbot.waitUntil(lambda: any(settings.edits.yaw == 20.0 for _, _, settings in desk.engine.stills))
    for value in range(40):
        desk.choices.set_edit("yaw", float(value))
    desk.qtbot.waitUntil(lambda: desk.engine.stills[-1][2].edits.yaw == 39.0)
    assert len(desk.engine.stills) < 30


def test_the_virtual_camera_follows_its_switch(desk: Desk) -> None:
    desk.engine.virtual_cameras.append(loopback(11))
    with desk.qtbot.waitSignal(desk.devices.changed):
        desk.devices.refresh()
    desk.go_live()
    session = desk.engine.session
    desk.qtbot.waitUntil(lambda: [output.name for output in session.outputs] == ["/dev/video10"])
    desk.choices.set(virtual_camera_name="/dev/video11")
    desk.qtbot.waitUntil(lambda: [output.name for output in session.outputs] == ["/dev/video11"])
    desk.choices.set(virtual_camera=False)
    desk.qtbot.waitUntil(lambda: session.outputs == [])


def test_a_virtual_camera_that_fails_leaves_the_session_live(desk: Desk) -> None:
    desk.engine.output_fails = VirtualCameraError("the virtual camera is in use; close the other program")
    desk.go_live()
    desk.qtbot.waitUntil(lambda: bool(desk.messages))
    assert desk.sentences() == ["The virtual camera is in use; close the other program."]
    assert desk.controller.state is State.LIVE
    desk.engine.output_fails = None
    desk.choices.set(virtual_camera=False)
    desk.choices.set(virtual_camera=True)
    desk.qtbot.waitUntil(lambda: len(desk.engine.session.outputs) == 1)
    desk.qtbot.waitUntil(lambda: "virtual camera" in desk.resolved)


def test_a_busy_virtual_camera_is_passed_over(desk: Desk) -> None:
    desk.engine.virtual_cameras[:] = [loopback(10, free=False), loopback(11)]
    with desk.qtbot.waitSignal(desk.devices.changed):
        desk.devices.refresh()
    assert desk.devices.virtual_camera_for("") == "/dev/video11"
    assert desk.devices.virtual_camera_for("/dev/video10") == "/dev/video10"
    assert desk.devices.virtual_camera_for("/dev/video99") == "/dev/video11"


def test_recording_from_press_to_file(desk: Desk) -> None:
    desk.go_live()
    saved: list[Path] = []
    desk.controller.recording.saved.connect(saved.append)
    desk.controller.recording.toggle()
    assert desk.controller.recording.since is not None
    desk.qtbot.waitUntil(lambda: any(output.path for output in desk.engine.session.outputs))
    desk.controller.recording.toggle()
    desk.qtbot.waitUntil(lambda: len(saved) == 1)
    assert saved[0].read_bytes() == b"video"
    assert desk.controller.recording.since is None


def test_stopping_finishes_the_recording(desk: Desk) -> None:
    desk.go_live()
    desk.controller.recording.toggle()
    with desk.qtbot.waitSignal(desk.controller.recording.saved) as saved:
        desk.controller.stop()
    assert saved.args[0].exists()
    desk.wait(State.IDLE)


def test_a_recording_that_can_not_start_is_told(desk: Desk) -> None:
    desk.choices.set(virtual_camera=False)
    desk.go_live()
    desk.engine.output_fails = RecordingError("the disk is full: free some space")
    desk.controller.recording.toggle()
    desk.qtbot.waitUntil(lambda: bool(desk.messages))
    assert desk.sentences() == ["The disk is full: free some space."]
    assert desk.controller.recording.since is None


def test_a_recorder_that_the_engine_drops_ends_the_recording(desk: Desk) -> None:
    desk.go_live()
    desk.controller.recording.toggle()
    desk.qtbot.waitUntil(lambda: any(output.path for output in desk.engine.session.outputs))
    name = next(output.name for output in desk.engine.session.outputs if output.path)
    error = RecordingError("the disk is full")
    event = SessionEvent(kind="output_failed", message="the disk is full", name=name, error=error)
    threading.Thread(target=desk.engine.session.plan.on_event, args=(event,)).start()
    desk.qtbot.waitUntil(lambda: desk.controller.recording.since is None)
    assert desk.messages[-1].topic == f"output {name}"


def test_engine_events_become_messages_and_are_taken_back(desk: Desk) -> None:
    desk.go_live()
    report = desk.engine.session.plan.on_event
    lost = CameraLost("Studio Cam is gone")
    report(
        SessionEvent(
            kind="source_lost", message="Studio Cam is gone, looking for it", name="Studio", error=lost
        )
    )
    desk.qtbot.waitUntil(lambda: bool(desk.messages))
    message = desk.messages[-1]
    assert (message.kind, message.topic) == ("warning", "source")
    assert message.sentence == "Studio Cam is gone, looking for it."
    assert "CameraLost" in message.details
    report(SessionEvent(kind="source_ready", message="Studio Cam delivers.", name="Studio"))
    desk.qtbot.waitUntil(lambda: "source" in desk.resolved)


def test_calibrating_counts_down_takes_the_face_and_keeps_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.go_live()
    calibration, counted = desk.controller.calibration, []
    calibration.counting.connect(counted.append)
    calibration._timer.setInterval(5)
    calibration.begin()
    calibration.begin()
    desk.qtbot.waitUntil(lambda: "calibrate" in desk.engine.session.calls)
    assert counted == [3, 2, 1, 0]
    desk.controller.statistics()
    folder = desk.engine.folder / "neutrals"
    kept = lambda: load_neutral(folder, "camera:/dev/video0", "astronaut")  # noqa: E731
    desk.qtbot.waitUntil(lambda: kept() is not None)
    assert (kept().points == landmarks().points).all()
    desk.controller.stop()
    desk.wait(State.IDLE)
    desk.go_live()
    assert desk.engine.session.neutral is not None
    desk.devices.choose(MOTION)
    desk.qtbot.waitUntil(lambda: desk.engine.session.sources[-1] == MOTION.key)
    assert desk.engine.session.neutral is None


def test_a_face_found_by_the_engine_itself_is_not_kept(desk: Desk) -> None:
    desk.go_live()
    desk.engine.session.neutral = landmarks()
    desk.controller.statistics()
    desk.controller.statistics()
    desk.controller.stop()
    desk.wait(State.IDLE)
    assert not (desk.engine.folder / "neutrals").exists()


def test_a_damaged_calibration_is_left_aside(tmp_path: Path) -> None:
    save_neutral(tmp_path, "camera:x", "anna", landmarks())
    next(tmp_path.iterdir()).write_bytes(b"not a calibration")
    assert load_neutral(tmp_path, "camera:x", "anna") is None
    assert load_neutral(tmp_path, "camera:y", "anna") is None


def test_a_new_listing_does_not_change_the_source_of_a_live_session(desk: Desk) -> None:
    desk.go_live()
    desk.engine.cameras.clear()
    with desk.qtbot.waitSignal(desk.devices.changed):
        desk.devices.refresh()
    assert desk.devices.chosen is not None
    assert (desk.devices.chosen.value, desk.devices.chosen.available) == ("/dev/video0", False)
    assert desk.engine.session.sources == ["camera:/dev/video0"]
    desk.controller.stop()
    desk.wait(State.IDLE)
    with desk.qtbot.waitSignal(desk.devices.changed):
        desk.devices.refresh()
    assert desk.devices.chosen.kind == "motion"


def test_listing_that_fails_is_told(desk: Desk) -> None:
    def fail() -> None:
        raise OSError("no")

    desk.engine.before_listing = fail
    with desk.qtbot.waitSignal(desk.devices.changed):
        desk.devices.refresh()
    assert "looking for cameras" in desk.sentences()[-1]
