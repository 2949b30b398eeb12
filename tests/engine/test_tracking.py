from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from engine_fakes import FakeTracker, driving, engine_threads, face, tracked, until

from vcam.engine.events import SessionEvent
from vcam.engine.slot import LatestSlot
from vcam.engine.tracking import FrameTracker, Tracking
from vcam.engine.worker import stop_workers
from vcam.errors import CheckpointError
from vcam.frames import DrivingFrame, Landmarks, TrackedFrame
from vcam.landmarks.smoothing import SmoothingConfig


class Bench:
    """Starts a tracking thread between two slots."""

    def __init__(self) -> None:
        self.events: list[SessionEvent] = []
        self.frames = LatestSlot[DrivingFrame | TrackedFrame](DrivingFrame, TrackedFrame)
        self.tracked = LatestSlot(TrackedFrame)
        self.tracking: Tracking | None = None

    def start(self, tracker: Callable[[], Any]) -> Tracking:
        self.tracking = Tracking(
            tracker,
            self.frames,
            self.tracked,
            smoothing=SmoothingConfig(enabled=False),
            report=self.events.append,
        )
        self.tracking.worker.start()
        return self.tracking

    def stop(self) -> None:
        if self.tracking is not None:
            self.frames.close()
            self.tracked.close()
            stop_workers([self.tracking.worker], 2.0)


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.stop()
    assert engine_threads() == []


def test_a_driving_frame_becomes_numbers(bench: Bench) -> None:
    tracker = FakeTracker()
    tracking = bench.start(lambda: tracker)
    bench.frames.put(driving(index=4, level=7, at_s=1.5))
    result = bench.tracked.take(2)
    assert (result.index, result.captured_at_s) == (4, 1.5)
    assert result.landmarks is not None
    assert result.landmarks.points[0, 0] == 7
    assert not any(isinstance(value, np.ndarray) for value in vars(result).values())
    assert (tracking.device, tracking.device_reason) == ("CPU", "it is a fake")
    bench.stop()
    assert tracker.closed


def test_recorded_motion_passes_as_it_is() -> None:
    frame = tracked(3, face(2.0))
    assert FrameTracker(FakeTracker(), SmoothingConfig()).track(frame) is frame


def test_landmarks_are_smoothed_and_a_lost_face_starts_anew() -> None:
    rng = np.random.default_rng(0)
    template = rng.uniform(100, 200, (478, 3)).astype(np.float32)
    shown: list[Any] = []

    def find(image: Any) -> Any:
        return shown.pop(0)

    def noisy() -> Landmarks:
        points = (template + rng.normal(0, 0.5, template.shape)).astype(np.float32)
        return Landmarks(points=points, image_size=(320, 240))

    follower = FrameTracker(FakeTracker(find), SmoothingConfig())
    raw = [noisy() for _ in range(20)]
    shown.extend(raw)
    outcome = [follower.track(driving(i, at_s=i / 30)) for i in range(20)]
    assert outcome[0].landmarks is not None
    np.testing.assert_allclose(outcome[0].landmarks.points, raw[0].points, atol=1e-3)
    movement = [np.abs(b.landmarks.points - a.landmarks.points).mean() for a, b in pairwise(outcome[5:])]
    raw_movement = [np.abs(b.points - a.points).mean() for a, b in pairwise(raw[5:])]
    assert np.mean(movement) < 0.8 * np.mean(raw_movement)
    last = noisy()
    shown.extend([None, last])
    assert follower.track(driving(20, at_s=20 / 30)).landmarks is None
    again = follower.track(driving(21, at_s=21 / 30)).landmarks
    np.testing.assert_allclose(again.points, last.points, atol=1e-3)


def test_frames_that_nobody_could_draw_are_not_tracked(bench: Bench) -> None:
    tracking = bench.start(FakeTracker)
    end_s = time.monotonic() + 0.5
    index = 0
    while time.monotonic() < end_s:
        bench.frames.put(driving(index))
        index += 1
        time.sleep(0.002)
    assert 3 <= tracking.rate.count <= 20
    newest = bench.tracked.take(2).index
    assert newest > index / 2


def test_a_failing_tracker_is_made_again(bench: Bench) -> None:
    made = []

    def make() -> FakeTracker:
        broken = not made
        made.append(FakeTracker((lambda image: RuntimeError("bad network")) if broken else None))
        return made[-1]

    tracking = bench.start(make)
    bench.frames.put(driving(0))
    until(lambda: len(made) == 2)
    bench.frames.put(driving(1))
    assert bench.tracked.take(2).index == 1
    until(lambda: [event.kind for event in bench.events] == ["tracking_failed", "tracking_ready"])
    assert "bad network" in bench.events[0].message
    assert made[0].closed
    assert tracking.blocked_by is None


def test_a_tracker_that_cannot_be_made_blocks(bench: Bench) -> None:
    def make() -> FakeTracker:
        raise CheckpointError("face_mesh.onnx is missing: install vcam again")

    tracking = bench.start(make)
    until(lambda: tracking.blocked_by is not None)
    assert isinstance(tracking.blocked_by, CheckpointError)
    assert bench.events[0].message == "face_mesh.onnx is missing: install vcam again"
    assert bench.events[0].level == "error"


def test_another_driver_starts_the_tracker_anew(bench: Bench) -> None:
    tracker = FakeTracker()
    tracking = bench.start(lambda: tracker)
    bench.frames.put(driving(0))
    bench.tracked.take(2)
    tracking.forget()
    bench.frames.put(driving(1))
    bench.tracked.take(2)
    assert tracker.resets == 1
    bench.frames.put(driving(2))
    bench.tracked.take(2)
    assert tracker.resets == 1


def test_smoothing_can_be_replaced(bench: Bench) -> None:
    tracking = bench.start(FakeTracker)
    bench.frames.put(driving(0))
    bench.tracked.take(2)
    tracking.smoothing = SmoothingConfig(enabled=False, min_cutoff_hz=0.5)
    bench.frames.put(driving(1))
    assert bench.tracked.take(2).index == 1
