"""When a session sleeps: readers, patience, waking, and what a session does about it."""

from __future__ import annotations

import time

import pytest
from engine_fakes import SMALL, FakeStage, FakeTracker, MemoryOutput, camera, until

from vcam.engine import attendance
from vcam.engine.attendance import SLEEP_AFTER_S, Attendance
from vcam.engine.events import SessionEvent
from vcam.engine.session import Session
from vcam.engine.settings import Settings


class ReadOutput(MemoryOutput):
    """An output that knows its readers."""

    def __init__(self, name: str = "camera", readers: bool | None = True) -> None:
        super().__init__(name)
        self.readers = readers

    def has_readers(self) -> bool | None:
        return self.readers


class Watched:
    """An attendance with a clock to turn."""

    def __init__(self, *outputs: MemoryOutput, may_sleep: bool = True) -> None:
        self.now_s = 50.0
        self.told: list[bool] = []
        self.attendance = Attendance(lambda: list(outputs), self.told.append, clock=lambda: self.now_s)
        self.attendance.allow(may_sleep)

    def after(self, seconds: float) -> list[bool]:
        self.attendance.ask()
        self.now_s += seconds
        self.attendance.ask()
        return self.told


def test_it_sleeps_once_nobody_has_read_for_a_while_and_wakes_at_once() -> None:
    output = ReadOutput(readers=False)
    watched = Watched(output)
    assert watched.after(SLEEP_AFTER_S - 0.1) == []
    assert watched.after(0.2) == [True]
    assert watched.after(60) == [True]
    output.readers = True
    assert watched.after(0) == [True, False]


def test_an_app_that_opens_the_camera_anew_keeps_it_awake() -> None:
    output = ReadOutput(readers=False)
    watched = Watched(output)
    watched.after(SLEEP_AFTER_S - 0.5)
    output.readers = True
    watched.after(0.2)
    output.readers = False
    assert watched.after(SLEEP_AFTER_S - 0.5) == []


@pytest.mark.parametrize(
    "outputs",
    [
        [],
        [ReadOutput(readers=True)],
        [ReadOutput(readers=None)],
        [ReadOutput(readers=False), ReadOutput(readers=True)],
        [ReadOutput(readers=False), MemoryOutput("recording")],
    ],
    ids=["no output", "a reader", "unknown", "one of two is read", "a recording"],
)
def test_it_stays_awake(outputs: list[MemoryOutput]) -> None:
    assert Watched(*outputs).after(60) == []


def test_it_never_sleeps_unless_it_may_and_wakes_when_it_may_no_longer() -> None:
    watched = Watched(ReadOutput(readers=False), may_sleep=False)
    assert watched.after(60) == []
    watched.attendance.allow(True)
    assert watched.after(60) == [True]
    watched.attendance.allow(False)
    assert watched.after(0) == [True, False]


def test_a_session_closes_its_camera_draws_nothing_and_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attendance, "SLEEP_AFTER_S", 0.1)
    monkeypatch.setattr(attendance, "ASK_EVERY_S", 0.02)
    opened, output, events = [], ReadOutput(), []

    def open_camera() -> object:
        opened.append(camera())
        return opened[-1]

    def hear(event: SessionEvent) -> None:
        events.append(event.kind)

    session = Session(
        source=open_camera,
        tracker=FakeTracker,
        avatar=7,
        settings=Settings(sleep_unread=True),
        output_format=SMALL,
        outputs=[output],
        on_event=hear,
        stage_factory=FakeStage,
    )
    with session:
        until(lambda: output.writes > 5)
        output.readers = False
        until(lambda: "session_asleep" in events and opened[0].closed.is_set())
        until(lambda: "Asleep" in session.statistics().source_status)
        assert session.statistics().asleep
        time.sleep(0.3)
        drawn, written = session.statistics().frames["rendered"], output.writes
        time.sleep(0.6)
        assert session.statistics().frames["rendered"] == drawn
        # Who comes gets a picture at once, so a few are still sent: one each half second.
        assert 0 < output.writes - written < 10
        output.readers = True
        until(lambda: len(opened) == 2 and session.statistics().frames["rendered"] > drawn + 5)
        assert events.count("session_awake") == 1
        assert not session.statistics().asleep
    assert opened[1].closed.is_set()


def test_a_sleeping_session_stops_like_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attendance, "SLEEP_AFTER_S", 0.0)
    session = Session(
        source=camera,
        tracker=FakeTracker,
        avatar=7,
        settings=Settings(sleep_unread=True),
        output_format=SMALL,
        outputs=[ReadOutput(readers=False)],
        stage_factory=FakeStage,
    )
    with session:
        until(lambda: session.statistics().asleep)
    assert not session.statistics().running
