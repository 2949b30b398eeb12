from __future__ import annotations

import threading
from itertools import pairwise

import pytest

from vcam.engine.cadence import Cadence


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def run(
    fps: float, source_fps: float, seconds: float, offset: float = 0.9
) -> tuple[list[float], list[float]]:
    """Simulate ticks against a source; tick times, and ages of the pictures sent."""
    clock = Clock()
    cadence = Cadence(fps, clock)
    next_picture_s = clock.now_s + offset / source_fps
    ticks, ages = [], []
    while clock.now_s < 100.0 + seconds:
        clock.now_s = max(clock.now_s, cadence._due_s)
        picture_s = None
        while next_picture_s <= clock.now_s:
            picture_s = next_picture_s
            next_picture_s += 1 / source_fps
        cadence.advance()
        age_s = None if picture_s is None else clock.now_s - picture_s
        cadence.follow(age_s)
        ticks.append(clock.now_s)
        if age_s is not None:
            ages.append(age_s)
    return ticks, ages


def test_rate_is_exact_without_pictures() -> None:
    clock = Clock()
    cadence = Cadence(30, clock)
    count = 0
    while clock.now_s < 110.0:
        clock.now_s += 0.0007
        if clock.now_s >= cadence._due_s:
            count += cadence.advance()
            cadence.follow(None)
    assert count == pytest.approx(300, abs=1)


@pytest.mark.parametrize("source_fps", [15.0, 25.0, 60.0])
def test_another_rate_leaves_the_schedule_alone(source_fps: float) -> None:
    ticks, _ = run(30, source_fps, 60)
    expected = 0.01 if source_fps < 30 else 0.3
    assert (len(ticks) - 1) / (ticks[-1] - ticks[0]) == pytest.approx(30, abs=expected)


@pytest.mark.parametrize("offset", [0.05, 0.5, 0.95])
@pytest.mark.parametrize("source_fps", [29.9, 30.0, 30.1])
def test_about_the_same_rate_falls_into_step(source_fps: float, offset: float) -> None:
    ticks, ages = run(30, source_fps, 60, offset)
    late = ages[len(ages) // 2 :]
    assert max(late) < 0.6 / 30
    settled = ticks[len(ticks) // 2 :]
    assert (len(settled) - 1) / (settled[-1] - settled[0]) == pytest.approx(source_fps, abs=0.01)
    assert all(0.98 / 30 < b - a < 1.02 / 30 for a, b in pairwise(ticks))


def test_missed_ticks_are_counted_and_skipped() -> None:
    clock = Clock()
    cadence = Cadence(10, clock)
    assert cadence.advance() == 1
    clock.now_s += 0.55
    assert cadence.advance() == 5
    clock.now_s += 0.06
    assert cadence.advance() == 1


def test_waiting_ends_at_once_when_stopped() -> None:
    cadence = Cadence(1)
    stop = threading.Event()
    assert cadence.wait(stop) == 1
    timer = threading.Timer(0.05, stop.set)
    timer.start()
    cadence.wait(stop)
    assert stop.is_set()
    timer.join()


class Waits:
    """A cadence of 10 ticks a second whose sleeping moves the test's clock; `hurries` come at these times."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *hurries: float) -> None:
        self.clock, self.hurry = Clock(), threading.Event()
        self._hurries = [100.0 + at_s for at_s in hurries]
        monkeypatch.setattr("vcam.engine.cadence._sleep", self._sleep)
        self._cadence = Cadence(10, self.clock)
        self._stop = threading.Event()

    def wait(self) -> tuple[int, float]:
        """Ticks that are due, and when."""
        ticks = self._cadence.wait(self._stop, self.hurry)
        return ticks, round(self.clock.now_s - 100.0, 6)

    def _sleep(self, seconds: float, hurry: threading.Event | None) -> None:
        end_s = self.clock.now_s + seconds
        while self._hurries and self._hurries[0] <= end_s:
            self.clock.now_s = self._hurries.pop(0)
            self.hurry.set()
            if hurry is not None:
                return
        self.clock.now_s = end_s + 1e-9


def test_whoever_hurries_does_not_wait_for_the_tick(monkeypatch: pytest.MonkeyPatch) -> None:
    waits = Waits(monkeypatch, 0.06)
    assert [waits.wait() for _ in range(3)] == [(1, 0.0), (0, 0.06), (1, 0.1)]


def test_right_after_a_tick_there_is_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    waits = Waits(monkeypatch, 0.01)
    assert [waits.wait() for _ in range(3)] == [(1, 0.0), (0, 0.025), (1, 0.1)]


def test_there_is_one_between_two_ticks(monkeypatch: pytest.MonkeyPatch) -> None:
    waits = Waits(monkeypatch, 0.04, 0.05, 0.06, 0.15)
    assert [waits.wait() for _ in range(5)] == [(1, 0.0), (0, 0.04), (1, 0.1), (0, 0.15), (1, 0.2)]


def test_a_hurry_is_over_with_the_tick(monkeypatch: pytest.MonkeyPatch) -> None:
    waits = Waits(monkeypatch, 0.04, 0.09)
    assert [waits.wait() for _ in range(4)] == [(1, 0.0), (0, 0.04), (1, 0.1), (1, 0.2)]
