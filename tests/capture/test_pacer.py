"""The clock that plays files at their own speed."""

from __future__ import annotations

import pytest

from vcam.capture import base
from vcam.capture.base import Pacer


class FakeClock:
    """Stands in for `time` in the module under test."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def monotonic(self) -> float:
        return self.now_s


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> FakeClock:
    fake = FakeClock()
    monkeypatch.setattr(base, "time", fake)
    return fake


def test_the_first_frame_is_due_at_once_and_the_rest_follow_the_media_time(clock: FakeClock) -> None:
    pacer = Pacer()
    assert pacer.lag_s(5.0) == pytest.approx(0.0)
    clock.now_s += 0.25
    assert pacer.lag_s(5.1) == pytest.approx(0.15)
    assert pacer.lag_s(5.5) == pytest.approx(-0.25)


def test_a_long_pause_does_not_make_the_rest_rush_by(clock: FakeClock) -> None:
    pacer = Pacer()
    pacer.lag_s(0.0)
    clock.now_s += 60.0
    assert pacer.lag_s(0.1) == pytest.approx(0.0)
    clock.now_s += 0.1
    assert pacer.lag_s(0.2) == pytest.approx(0.0)


def test_late_frames_are_counted_whole(clock: FakeClock) -> None:
    pacer = Pacer()
    assert pacer.frames_late(0.0, 10.0) == 0
    clock.now_s += 0.38
    assert pacer.frames_late(0.1, 10.0) == 2
    assert pacer.frames_late(0.4, 10.0) == 0


def test_waiting_longer_than_allowed_is_a_timeout(clock: FakeClock) -> None:
    pacer = Pacer()
    pacer.wait(0.0, 0.01)
    with pytest.raises(TimeoutError, match=r"due in 9\.00 s"):
        pacer.wait(9.0, 0.01)


def test_closing_ends_the_wait(clock: FakeClock) -> None:
    pacer = Pacer()
    pacer.wait(0.0, 1.0)
    pacer.close()
    pacer.wait(60.0, 100.0)
