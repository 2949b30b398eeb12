"""A session whose driver is paused and wound runs on, and shows the frame that was wanted."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from engine_fakes import SMALL, FakeStage, FakeTracker, MemoryOutput, camera, until

from vcam.capture.motion import MotionTrack
from vcam.capture.motion_source import MotionSource
from vcam.engine.session import Session

ROWS, FPS = 400, 100.0


def motion() -> MotionSource:
    points = np.stack([np.full((478, 3), row, np.float32) for row in range(ROWS)])
    return MotionSource(MotionTrack(points=points, fps=FPS, image_size=(64, 48)), loop=True, realtime=True)


@pytest.fixture
def output() -> MemoryOutput:
    return MemoryOutput()


@pytest.fixture
def session(output: MemoryOutput) -> Iterator[Session]:
    made = Session(
        source=motion,
        tracker=FakeTracker,
        avatar=7,
        output_format=SMALL,
        outputs=[output],
        stage_factory=FakeStage,
    )
    with made:
        until(lambda: made.playback() is not None and shown(made) > 0)
        yield made


def shown(session: Session) -> int:
    """The row of the motion that was tracked last, -1 for none."""
    tracked = session.latest_tracked()
    return -1 if tracked is None or tracked.landmarks is None else int(tracked.landmarks.points[0, 0])


def test_it_tells_where_the_motion_stands(session: Session) -> None:
    stand = session.playback()
    assert stand is not None
    assert stand.duration_s == ROWS / FPS
    until(lambda: session.playback().position_s > stand.position_s)


def test_paused_the_pose_stays_and_pictures_keep_coming(session: Session, output: MemoryOutput) -> None:
    session.set_playing(False)
    until(lambda: not session.playback().playing)
    before = session.latest_tracked().index
    until(lambda: session.latest_tracked().index > before + 10)
    row, written = shown(session), output.writes
    index = session.latest_tracked().index
    until(lambda: session.latest_tracked().index > index + 20)
    assert shown(session) == row
    assert output.writes > written
    assert session.statistics().face_visible
    session.set_playing(True)
    until(lambda: shown(session) > row + 10)


def test_wound_while_paused_it_shows_that_frame(session: Session) -> None:
    session.set_playing(False)
    session.seek(3.0)
    until(lambda: shown(session) == 300)
    session.seek(0.5)
    until(lambda: shown(session) == 50)
    assert session.playback().position_s == 0.5


def test_a_camera_has_nothing_to_wind(session: Session) -> None:
    session.set_source(camera)
    until(lambda: session.statistics().source_name == "camera")
    until(lambda: session.playback() is None)
    session.seek(1.0)
    session.set_playing(False)
    index = session.latest_tracked().index
    until(lambda: session.latest_tracked().index != index)
