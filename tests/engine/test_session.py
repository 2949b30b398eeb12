from __future__ import annotations

import _thread
import threading
import time
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from engine_fakes import (
    SMALL,
    FakeStage,
    FakeTracker,
    MemoryOutput,
    ScriptedSource,
    camera,
    driving,
    engine_threads,
    until,
)

from vcam.engine.events import SessionEvent
from vcam.engine.session import Session
from vcam.engine.settings import Settings
from vcam.errors import (
    CameraNotFound,
    CheckpointError,
    ConfigError,
    RecordingError,
    VirtualCameraError,
    WorkerStuckError,
)
from vcam.landmarks.smoothing import SmoothingConfig


def make(**changes: Any) -> Session:
    arguments: dict[str, Any] = {
        "source": camera,
        "tracker": FakeTracker,
        "avatar": 50,
        "settings": Settings(smoothing=SmoothingConfig(enabled=False)),
        "output_format": SMALL,
        "stage_factory": FakeStage,
    }
    return Session(**{**arguments, **changes})


@pytest.fixture(autouse=True)
def _no_thread_stays() -> Iterator[None]:
    yield
    until(lambda: engine_threads() == [])


def test_from_source_to_output() -> None:
    output = MemoryOutput()
    with make(outputs=[output]) as session:
        until(lambda: session.statistics().frames["rendered"] > 100)
        statistics = session.statistics()
        assert session.latest_composite() is not None
        assert session.latest_tracked() is not None
    assert {int(written.image[0, 0, 0]) for written in output.written} == {50}
    indices = [written.index for written in output.written if written.index >= 0]
    assert indices == sorted(indices)
    assert output.log == ["open 32x16 at 100", "close"]
    assert statistics.running
    assert statistics.face_visible
    assert statistics.device == "CPU"
    assert statistics.source_name == "camera"
    assert statistics.last_error is None
    for rate in (statistics.fps_in, statistics.fps_tracked, statistics.fps_rendered, statistics.fps_out):
        assert 20 < rate < 130
    assert statistics.camera_to_output_p50_ms is not None
    assert 0 < statistics.camera_to_output_p50_ms <= statistics.camera_to_output_p95_ms < 1000
    assert set(statistics.drops) == {"tracking", "rendering", "output"}
    assert not session.statistics().running


def test_a_session_runs_once() -> None:
    session = make()
    session.start()
    session.stop()
    session.stop()
    session.close()
    with pytest.raises(ConfigError, match="this session is stopped; make a new one"):
        session.start()
    with pytest.raises(ConfigError, match="start it before adding outputs"):
        session.add_output(MemoryOutput())


def test_a_session_that_never_started_can_be_closed() -> None:
    session = make()
    session.close()
    assert not session.statistics().running


def test_an_output_that_cannot_open_stops_the_start() -> None:
    def missing(_: int) -> None:
        raise VirtualCameraError("there is no virtual camera")

    first, second = MemoryOutput(), MemoryOutput(open_trouble=missing)
    session = make(outputs=[first, second])
    with pytest.raises(VirtualCameraError, match="there is no virtual camera"):
        session.start()
    assert first.log == ["open 32x16 at 100", "close"]
    assert first.written == []


def test_a_stage_that_cannot_be_made_stops_the_start() -> None:
    def broken(*_: Any) -> Any:
        raise ConfigError("no such background")

    with pytest.raises(ConfigError, match="no such background"):
        make(stage_factory=broken).start()


def test_a_missing_camera_shows_the_avatar_and_is_raised_to_who_waits() -> None:
    def none_there() -> Any:
        raise CameraNotFound("no camera is named x")

    events: list[SessionEvent] = []
    with make(source=none_there, on_event=events.append) as session:
        with pytest.raises(CameraNotFound, match="no camera is named x"):
            session.wait(5)
        until(lambda: session.latest_composite() is not None)
        assert session.statistics().last_error == "no camera is named x"
        session.set_source(camera)
        until(lambda: session.statistics().frames["tracked"] > 0)
        until(lambda: session.statistics().last_error is None)
        assert session.wait(0.05) is False
    assert [event.kind for event in events] == ["source_lost", "source_ready"]


def test_missing_weights_are_raised_to_who_waits() -> None:
    def none_there() -> Any:
        raise CheckpointError("face_mesh.onnx is missing")

    with make(tracker=none_there) as session, pytest.raises(CheckpointError):
        session.wait(5)


def test_waiting_ends_with_the_source_or_the_session() -> None:
    with make(source=lambda: camera(count=5)) as session:
        assert session.wait(5, until_source_ends=True)
        assert session.wait(0.01) is False
        timer = threading.Timer(0.05, session.stop)
        timer.start()
        assert session.wait(5)
        timer.join()


def test_outputs_come_and_go_while_it_runs() -> None:
    first, second = MemoryOutput("first"), MemoryOutput("second")
    with make(outputs=[first]) as session:
        session.add_output(second)
        until(lambda: second.written)
        session.remove_output(second)
        assert second.log[-1] == "close"
        session.remove_output(second)
        count = len(second.written)
        until(lambda: len(first.written) > 20)
        assert len(second.written) == count
        assert [output.name for output in session.statistics().outputs] == ["first"]


def test_a_trouble_goes_with_its_output() -> None:
    def gone(opens: int) -> None:
        if opens > 1:
            raise VirtualCameraError("it is gone")

    def once(count: int) -> None:
        if count == 3:
            raise VirtualCameraError("it is gone")

    device = MemoryOutput("device", trouble=once, open_trouble=gone)
    with make(outputs=[device]) as session:
        until(lambda: session.statistics().last_error == "it is gone")
        assert session.statistics().outputs[0].state == "lost"
        session.remove_output(device)
        assert session.statistics().last_error is None


def test_the_delay_is_that_of_the_device_not_of_the_file() -> None:
    def slow(count: int) -> None:
        time.sleep(0.2)

    file, device = MemoryOutput("file", trouble=slow, counts_frames=True), MemoryOutput("device")
    with make(outputs=[file, device]) as session:
        until(lambda: session.statistics().frames["rendered"] > 60)
        statistics = session.statistics()
    assert statistics.fps_out > 20
    assert statistics.camera_to_output_p50_ms is not None
    assert statistics.camera_to_output_p50_ms < 150


def test_a_recording_that_fails_leaves_the_virtual_camera_alone() -> None:
    def full(count: int) -> None:
        if count == 5:
            raise RecordingError("the disk is full")

    events: list[SessionEvent] = []
    device, file = MemoryOutput("device"), MemoryOutput("file", trouble=full)
    with make(outputs=[device, file], on_event=events.append) as session:
        until(lambda: "output_failed" in [event.kind for event in events])
        count = len(device.written)
        until(lambda: len(device.written) > count + 10)
        assert session.wait(0.01) is False
        assert session.statistics().last_error == "the disk is full"
        assert [output.name for output in session.statistics().outputs] == ["device"]
    assert [event.name for event in events if event.level == "error"] == ["file"]
    assert file.log == ["open 32x16 at 100", "discard"]


def test_the_last_output_dropped_is_raised_to_who_waits() -> None:
    def full(count: int) -> None:
        raise RecordingError("the disk is full")

    with (
        make(outputs=[MemoryOutput(trouble=full)]) as session,
        pytest.raises(RecordingError, match="the disk is full"),
    ):
        session.wait(5)


def test_a_file_that_cannot_be_finished_is_raised_after_everything_stopped() -> None:
    other = MemoryOutput()
    outputs = [MemoryOutput(close_trouble=RecordingError("the disk is full")), other]
    session = make(outputs=outputs)
    session.start()
    with pytest.raises(RecordingError, match="the disk is full"):
        session.stop()
    assert other.log[-1] == "close"
    session.stop()


def test_a_listener_that_fails_does_not_stop_the_picture() -> None:
    def fail(event: SessionEvent) -> None:
        raise ValueError("listener")

    output = MemoryOutput()
    with make(outputs=[output], on_event=fail) as session:
        until(lambda: session.statistics().frames["tracked"] > 0)
        until(lambda: output.written)


def test_a_listener_may_stop_the_session() -> None:
    done = threading.Event()

    def stop(event: SessionEvent) -> None:
        session.stop()
        done.set()

    session = make(on_event=stop)
    session.start()
    assert done.wait(5)
    assert session.wait(1)


def test_a_thread_that_hangs_is_named_at_the_deadline() -> None:
    release = threading.Event()

    def hang(image: Any) -> None:
        release.wait(20)

    output = MemoryOutput()
    session = make(tracker=lambda: FakeTracker(hang), outputs=[output])
    session.start()
    until(lambda: session.statistics().frames["captured"] > 3)
    started_s = time.monotonic()
    with pytest.raises(WorkerStuckError, match=r"tracking did not stop within 0\.3 s"):
        session.stop(timeout_s=0.3)
    assert time.monotonic() - started_s < 2
    assert output.log[-1] == "close"
    release.set()


def test_ctrl_c_while_stopping_still_finishes_the_files() -> None:
    class SlowToClose(MemoryOutput):
        def close(self) -> None:
            time.sleep(0.4)
            super().close()

    output = SlowToClose()
    session = make(outputs=[output])
    session.start()
    until(lambda: output.written)
    timer = threading.Timer(0.1, _thread.interrupt_main)
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        session.stop()
    timer.join()
    assert output.log[-1] == "close"
    assert engine_threads() == []


def test_ctrl_c_while_starting_frees_what_was_opened() -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    first = MemoryOutput()
    with pytest.raises(KeyboardInterrupt):
        make(outputs=[first, MemoryOutput(open_trouble=interrupted)]).start()
    assert first.log[-1] == "close"


def test_ctrl_c_while_waiting_stops_everything() -> None:
    output = MemoryOutput()
    timer = threading.Timer(0.2, _thread.interrupt_main)
    timer.start()
    with pytest.raises(KeyboardInterrupt), make(outputs=[output]) as session:
        session.wait()
    timer.join()
    assert output.log[-1] == "close"


def test_a_stuck_output_delays_nobody_else() -> None:
    release = threading.Event()

    def hang(count: int) -> None:
        release.wait(20)

    good = MemoryOutput()
    session = make(outputs=[MemoryOutput("stuck", trouble=hang), good])
    session.start()
    until(lambda: len(good.written) > 20)
    with pytest.raises(WorkerStuckError, match="output stuck"):
        session.stop(timeout_s=0.2)
    assert good.log[-1] == "close"
    release.set()


def test_no_queue_grows() -> None:
    """Far more frames come than can be used; what is kept stays the same."""

    def flood() -> Iterator[Any]:
        index = 0
        while True:
            yield driving(index)
            index += 1

    with make(source=lambda: ScriptedSource(flood()), outputs=[MemoryOutput(keep=0)]) as session:
        until(lambda: session.statistics().frames["captured"] > 4000, 20)
        tracemalloc.start()
        try:
            before = tracemalloc.get_traced_memory()[0]
            captured = session.statistics().frames["captured"]
            until(lambda: session.statistics().frames["captured"] > captured + 4000, 20)
            grown = tracemalloc.get_traced_memory()[0] - before
        finally:
            tracemalloc.stop()
        assert session.statistics().drops["tracking"] > 0
    # One grey frame is 9 kB; a queue of the frames that came would have grown by 37 MB.
    assert grown < 2e6
