"""A paused session looks at nobody, costs next to nothing, and is back without anything from before."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from engine_fakes import (
    SMALL,
    FakeStage,
    FakeTracker,
    MemoryOutput,
    ScriptedSource,
    camera,
    engine_threads,
    until,
)

from vcam.capture.motion import MotionTrack
from vcam.capture.motion_source import MotionSource
from vcam.engine import resting
from vcam.engine.session import Session
from vcam.engine.settings import Settings
from vcam.frames import LANDMARK_COUNT

PAUSED, SHOWN = Settings(paused=True), Settings()


class Desk:
    """A session with a camera that may be opened again, and an output."""

    def __init__(self, **changes: Any) -> None:
        self.cameras: list[ScriptedSource] = []
        self.looks = 0
        self.output = MemoryOutput()
        arguments: dict[str, Any] = {
            "source": self._open,
            "tracker": lambda: FakeTracker(self._look),
            "avatar": 50,
            "output_format": SMALL,
            "outputs": [self.output],
            "stage_factory": FakeStage,
        }
        self.session = Session(**{**arguments, **changes})

    def _open(self) -> ScriptedSource:
        self.cameras.append(camera())
        return self.cameras[-1]

    def _look(self, image: Any) -> None:
        self.looks += 1

    def live(self) -> None:
        """Wait for the driver's motion to arrive at the output."""
        count = len(self.output.written)
        until(lambda: any(made.index >= 0 for made in self.output.written[count:]))


@pytest.fixture(autouse=True)
def _no_thread_stays() -> Iterator[None]:
    yield
    until(lambda: engine_threads() == [])


def test_a_pause_looks_at_nobody_and_closes_the_camera(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resting, "CAMERA_STAYS_S", 0.3)
    desk = Desk()
    with desk.session as session:
        desk.live()
        session.update(PAUSED)
        time.sleep(0.1)
        looks = desk.looks
        until(lambda: desk.cameras[0].closed.is_set())
        assert desk.looks == looks
        assert session.latest_tracked() is None
        assert session.statistics().source_status == "Paused: the camera is closed."
        session.update(SHOWN)
        until(lambda: desk.looks > looks)
        assert len(desk.cameras) == 2


def test_a_short_pause_leaves_the_camera_open() -> None:
    desk = Desk()
    with desk.session as session:
        desk.live()
        session.update(PAUSED)
        time.sleep(0.2)
        looks = desk.looks
        session.update(SHOWN)
        until(lambda: desk.looks > looks + 3)
    assert len(desk.cameras) == 1


def test_a_session_that_starts_paused_opens_no_camera() -> None:
    desk = Desk(settings=PAUSED)
    with desk.session as session:
        until(lambda: desk.output.written)
        time.sleep(0.2)
        assert desk.cameras == []
        session.update(SHOWN)
        desk.live()
    assert len(desk.cameras) == 1


def test_the_card_is_drawn_once_and_sent_now_and_then() -> None:
    file = MemoryOutput("file", counts_frames=True)
    desk = Desk(outputs=[])
    with desk.session as session:
        session.add_output(desk.output)
        session.add_output(file)
        desk.live()
        session.update(PAUSED)
        until(lambda: desk.output.written[-1].index == -1)
        time.sleep(0.1)
        drawn, sent, filed = session.statistics().frames["rendered"], desk.output.writes, file.writes
        time.sleep(1.0)
        assert session.statistics().frames["rendered"] == drawn
        assert 2 <= desk.output.writes - sent <= 8
        # A recording is as long as what it shows.
        assert file.writes - filed > 50


def test_nothing_from_before_a_pause_is_shown_after_it() -> None:
    desk = Desk()
    with desk.session as session:
        desk.live()
        session.update(PAUSED)
        time.sleep(0.2)
        count, resumed_at_s = len(desk.output.written), time.monotonic()
        session.update(SHOWN)
        until(lambda: any(made.index >= 0 for made in desk.output.written[count:]))
    moved = [made for made in desk.output.written[count:] if made.index >= 0]
    # A frame that the camera was about to hand over when the pause ended may still count.
    assert min(made.captured_at_s for made in moved) > resumed_at_s - 0.1


def test_asleep_and_paused_it_wakes_paused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resting, "CAMERA_STAYS_S", 60.0)
    desk = Desk()
    with desk.session as session:
        desk.live()
        session.update(PAUSED)
        session._resting.sleep(True)
        until(lambda: desk.cameras[0].closed.is_set())
        session._resting.sleep(False)
        time.sleep(0.2)
        assert len(desk.cameras) == 1
        session.update(SHOWN)
        desk.live()
    assert len(desk.cameras) == 2


def test_a_motion_keeps_its_place() -> None:
    points = np.zeros((400, LANDMARK_COUNT, 3), np.float32)
    track = MotionTrack(points=points, fps=100.0, image_size=(64, 48))
    desk = Desk(source=lambda: MotionSource(track, loop=True, realtime=True))
    with desk.session as session:
        desk.live()
        session.update(PAUSED)
        time.sleep(0.1)
        before = session.playback()
        time.sleep(0.5)
        assert session.playback() == before
        session.update(SHOWN)
        desk.live()
    assert before is not None
