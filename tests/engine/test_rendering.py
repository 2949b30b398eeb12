from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from engine_fakes import SMALL, FakeStage, engine_threads, face, tracked, until

from vcam.engine.events import SessionEvent
from vcam.engine.rendering import Rendering
from vcam.engine.settings import Settings
from vcam.engine.slot import LatestSlot
from vcam.engine.worker import stop_workers
from vcam.errors import ConfigError
from vcam.frames import Composite, TrackedFrame
from vcam.geometry.editing import Edits


class Bench:
    """Starts a rendering thread and keeps the stages it makes and the composites it delivers."""

    def __init__(self) -> None:
        self.events: list[SessionEvent] = []
        self.composites: list[Composite] = []
        self.stages: list[FakeStage] = []
        self.slot = LatestSlot(TrackedFrame)
        self.trouble: Callable[[Any, Settings], None] | None = None
        self.rendering: Rendering | None = None

    def start(self, *, avatar: Any = 1, settings: Settings | None = None, neutral: Any = None) -> Rendering:
        def make(*arguments: Any) -> FakeStage:
            self.stages.append(FakeStage(*arguments, trouble=self._trouble))
            return self.stages[-1]

        self.rendering = Rendering(
            make,
            self.slot,
            avatar=avatar,
            settings=settings or Settings(),
            output_format=SMALL,
            neutral=neutral,
            deliver=self.composites.append,
            report=self.events.append,
        )
        self.rendering.prepare()
        self.rendering.worker.start()
        return self.rendering

    def _trouble(self, avatar: Any, settings: Settings) -> None:
        if self.trouble is not None:
            self.trouble(avatar, settings)

    def shown(self) -> int:
        return int(self.composites[-1].image[0, 0, 0]) if self.composites else -1

    def stop(self) -> None:
        if self.rendering is not None:
            self.slot.close()
            stop_workers([self.rendering.worker], 2.0)


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.stop()
    assert engine_threads() == []


def test_the_avatar_is_shown_before_any_driver(bench: Bench) -> None:
    bench.start(avatar=5)
    until(lambda: bench.composites)
    assert bench.shown() == 5
    assert bench.stages[0].drawn[0] is None


def test_every_tracked_frame_is_drawn(bench: Bench) -> None:
    bench.start()
    until(lambda: bench.composites)
    for index in range(5):
        bench.slot.put(tracked(index, face()))
        until(lambda i=index: bench.composites[-1].index == i)


def test_a_slow_source_is_not_taken_for_a_lost_one(bench: Bench) -> None:
    bench.start()
    until(lambda: bench.composites)
    for index in range(4):
        bench.slot.put(tracked(index, face()))
        time.sleep(0.1)
    assert [frame.index for frame in bench.stages[0].drawn if frame is not None] == [0, 1, 2, 3]
    assert bench.stages[0].drawn[2:] == [frame for frame in bench.stages[0].drawn[2:] if frame is not None]


def test_without_news_the_stage_goes_on_drawing(bench: Bench) -> None:
    bench.start()
    bench.slot.put(tracked(0, face()))
    until(lambda: len(bench.composites) > 10)
    assert bench.stages[0].drawn[-1] is None


def test_a_card_is_not_drawn_all_the_time(bench: Bench) -> None:
    rendering = bench.start(settings=Settings(paused=True))
    until(lambda: bench.composites)
    for index in range(20):
        bench.slot.put(tracked(index, face()))
        time.sleep(0.01)
    assert len(bench.composites) <= 2
    rendering.update(Settings())
    until(lambda: len(bench.composites) > 2)


def test_avatar_and_settings_change_between_composites(bench: Bench) -> None:
    rendering = bench.start(avatar=1)
    until(lambda: bench.shown() == 1)
    rendering.swap_avatar(2)  # type: ignore[arg-type]
    settings = Settings(edits=Edits(yaw=10))
    rendering.update(settings)
    until(lambda: bench.shown() == 2)
    until(lambda: bench.stages[0].settings is settings)
    assert len(bench.stages) == 1


def test_settings_that_cannot_be_drawn_go_back(bench: Bench) -> None:
    bad = Settings(edits=Edits(yaw=13))

    def trouble(avatar: Any, settings: Settings) -> None:
        if settings is bad:
            raise ConfigError("the background can't be read")

    bench.trouble = trouble
    rendering = bench.start()
    until(lambda: bench.composites)
    rendering.update(bad)
    until(lambda: [event.kind for event in bench.events] == ["rendering_failed", "rendering_ready"])
    assert bench.events[0].message == "the background can't be read"
    assert bench.stages[-1].settings is not bad
    rendering.update(replace(bad, paused=True))
    until(lambda: bench.stages[-1].settings.paused)


def test_an_avatar_that_cannot_be_drawn_goes_back(bench: Bench) -> None:
    def trouble(avatar: Any, settings: Settings) -> None:
        if avatar == 9:
            raise ZeroDivisionError("broken texture")

    bench.trouble = trouble
    rendering = bench.start(avatar=1)
    until(lambda: bench.composites)
    rendering.swap_avatar(9)  # type: ignore[arg-type]
    until(lambda: len(bench.events) == 2)
    until(lambda: bench.stages[-1].drawn)
    assert bench.shown() == 1
    assert 9 not in {int(made.image[0, 0, 0]) for made in bench.composites}


def test_a_passing_fault_keeps_the_neutral_face(bench: Bench) -> None:
    neutral = face(3.0)
    faults = [1]

    def trouble(avatar: Any, settings: Settings) -> None:
        if len(bench.composites) == 3 and faults:
            faults.clear()
            raise RuntimeError("once")

    bench.trouble = trouble
    bench.start(neutral=neutral)
    for index in range(8):
        bench.slot.put(tracked(index, face()))
        time.sleep(0.02)
    until(lambda: len(bench.composites) > 4)
    assert len(bench.stages) == 2
    assert bench.stages[1].neutral is neutral


def test_what_never_worked_blocks(bench: Bench) -> None:
    def trouble(avatar: Any, settings: Settings) -> None:
        raise RuntimeError("always")

    bench.trouble = trouble
    rendering = bench.start()
    until(lambda: rendering.blocked_by is not None)
    assert bench.composites == []


def test_commands_run_in_the_rendering_thread(bench: Bench) -> None:
    rendering = bench.start()
    rendering.calibrate()
    until(lambda: bench.stages[0].calibrations == 1)
    other = face(4.0)
    rendering.change_driver(other)
    until(lambda: len(bench.stages) == 2)
    assert bench.stages[1].neutral is other
    until(lambda: rendering.calibration is not None and rendering.calibration.neutral is other)
