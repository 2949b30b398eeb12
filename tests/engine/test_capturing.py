from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from engine_fakes import ScriptedSource, camera, driving, engine_threads, until

from vcam.engine.capturing import Capturing
from vcam.engine.events import SessionEvent
from vcam.engine.slot import LatestSlot
from vcam.engine.worker import stop_workers
from vcam.errors import CameraLost, CameraNotFound, CaptureError
from vcam.frames import DrivingFrame, TrackedFrame


class Bench:
    """Starts a capture thread and keeps what it reports and puts."""

    def __init__(self) -> None:
        self.events: list[SessionEvent] = []
        self.slot = LatestSlot[DrivingFrame | TrackedFrame](DrivingFrame, TrackedFrame)
        self.capturing: Capturing | None = None

    def start(self, source: Callable[[], Any]) -> Capturing:
        self.capturing = Capturing(source, self.slot, report=self.events.append)
        self.capturing.worker.start()
        return self.capturing

    @property
    def kinds(self) -> list[str]:
        return [event.kind for event in self.events]

    def stop(self) -> None:
        if self.capturing is not None:
            self.capturing.request_stop()
            self.slot.close()
            stop_workers([self.capturing.worker], 2.0)


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.stop()
    assert engine_threads() == []


def test_frames_arrive_and_the_end_is_told(bench: Bench) -> None:
    source = ScriptedSource([driving(0), driving(1)])
    capturing = bench.start(lambda: source)
    until(capturing.ended.is_set)
    until(lambda: bench.kinds == ["source_ready", "source_ended"])
    assert bench.slot.take(0).index == 1
    assert capturing.rate.count == 2
    assert capturing.status == "script has ended."
    assert source.closed.is_set()


def test_a_lost_camera_is_told_once_and_read_on(bench: Bench) -> None:
    source = ScriptedSource([driving(0), CameraLost("it was unplugged"), None, None, driving(1), None])
    capturing = bench.start(lambda: source)
    until(lambda: capturing.rate.count == 2)
    assert bench.kinds == ["source_ready", "source_lost", "source_ready"]
    assert bench.events[1].message == "it was unplugged"
    assert not source.closed.is_set()


def test_a_missing_camera_is_tried_again(bench: Bench) -> None:
    attempts = []

    def open_source() -> ScriptedSource:
        attempts.append(1)
        if len(attempts) < 3:
            raise CameraNotFound("no camera is named x")
        return camera()

    capturing = bench.start(open_source)
    until(lambda: capturing.blocked_by is not None)
    assert isinstance(capturing.blocked_by, CameraNotFound)
    assert capturing.status == "no camera is named x"
    until(lambda: capturing.rate.count > 0)
    assert capturing.blocked_by is None
    assert bench.kinds == ["source_lost", "source_ready"]


def test_a_source_that_breaks_is_opened_again(bench: Bench) -> None:
    opened = []

    def open_source() -> ScriptedSource:
        source = ScriptedSource([driving(0), CaptureError("driver trouble")]) if not opened else camera()
        opened.append(source)
        return source

    capturing = bench.start(open_source)
    until(lambda: capturing.rate.count > 3)
    assert bench.kinds == ["source_ready", "source_lost", "source_ready"]
    assert capturing.blocked_by is None
    assert opened[0].closed.is_set()


def test_changing_the_source_wakes_a_waiting_read(bench: Bench) -> None:
    silent = ScriptedSource(iter([None] * 1000))
    capturing = bench.start(lambda: silent)
    until(lambda: capturing.source_name == "script")
    capturing.set_source(lambda: camera(level=9))
    until(lambda: capturing.source_name == "camera" and capturing.rate.count > 0)
    assert silent.closed.is_set()
    assert bench.slot.take(1).image[0, 0, 0] == 9  # type: ignore[union-attr]


def test_a_source_can_follow_one_that_ended_or_failed(bench: Bench) -> None:
    capturing = bench.start(lambda: ScriptedSource([driving(0)]))
    until(capturing.ended.is_set)

    def broken() -> ScriptedSource:
        raise CaptureError("there is no file a.mp4")

    capturing.set_source(broken)
    until(lambda: capturing.blocked_by is not None)
    assert not capturing.ended.is_set()
    capturing.set_source(camera)
    until(lambda: capturing.rate.count > 3)
    assert capturing.blocked_by is None


def test_stops_while_reading_while_ended_and_while_failing(bench: Bench) -> None:
    def broken() -> ScriptedSource:
        raise CaptureError("no")

    for source in (lambda: ScriptedSource(iter([None] * 1000)), lambda: ScriptedSource([]), broken):
        other = Bench()
        capturing = other.start(source)
        until(lambda c=capturing: c.worker.alive)
        other.stop()
        assert engine_threads() == []
