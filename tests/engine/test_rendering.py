from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from engine_fakes import SMALL, FakeStage, engine_threads, face, tracked, until

from vcam.engine import rendering as rendering_module
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


def test_what_the_user_changed_is_marked_in_the_first_composite_that_shows_it(bench: Bench) -> None:
    rendering = bench.start()
    bench.slot.put(tracked(0, face()))
    until(lambda: len(bench.composites) > 3)
    assert not any(each.asked for each in bench.composites)
    rendering.update(Settings(edits=Edits(yaw=5)))
    until(lambda: any(each.asked for each in bench.composites))
    count = len(bench.composites)
    until(lambda: len(bench.composites) > count + 2)
    assert sum(each.asked for each in bench.composites) == 1


@pytest.mark.parametrize(("worth_finishing", "delivered"), [(1e9, [0, 0, 1, 1, 2]), (0.0, [0, 1, 2, 3, 4])])
def test_a_picture_that_the_user_wants_otherwise_is_begun_anew_if_early(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, worth_finishing: float, delivered: list[int]
) -> None:
    monkeypatch.setattr(rendering_module, "_WORTH_FINISHING", worth_finishing)
    begun: list[tuple[float, int]] = []
    dragging = threading.Event()

    def drag(_: Any, settings: Settings) -> None:
        """A slider moves in the middle of each picture."""
        yaw = settings.edits.yaw
        if dragging.is_set() and yaw < 5:
            begun.append((yaw, len(bench.composites)))
            rendering.update(Settings(edits=Edits(yaw=yaw + 1)))
            bench.stages[0].on_part()

    bench.trouble = drag
    rendering = bench.start()
    until(lambda: len(bench.composites) > 2)
    dragging.set()
    until(lambda: len(begun) == 5)
    assert [yaw for yaw, _ in begun] == [0, 1, 2, 3, 4]
    assert [count - begun[0][1] for _, count in begun] == delivered, "every second one comes to its end"
    assert not bench.events
    assert len(bench.stages) == 1


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


def test_an_avatar_comes_with_its_own_settings_and_neutral_face(bench: Bench) -> None:
    seen: list[tuple[Any, Settings]] = []
    bench.trouble = lambda avatar, settings: seen.append((avatar, settings))
    before, own, neutral = Settings(edits=Edits(yaw=5)), Settings(edits=Edits(yaw=10)), face(2.0)
    rendering = bench.start(avatar=1, settings=before)
    until(lambda: bench.shown() == 1)
    rendering.swap_avatar(2, own, neutral)  # type: ignore[arg-type]
    until(lambda: bench.shown() == 2)
    assert {(avatar, settings.edits.yaw) for avatar, settings in seen} == {(1, 5), (2, 10)}
    assert bench.stages[0].neutral is neutral


def test_a_swap_ends_no_pause(bench: Bench) -> None:
    rendering = bench.start(avatar=1)
    until(lambda: bench.shown() == 1)
    rendering.update(Settings(paused=True))
    rendering.swap_avatar(2, Settings())  # type: ignore[arg-type]
    until(lambda: bench.stages[0].avatar == 2)
    assert bench.stages[0].settings.paused


def test_an_avatar_that_cannot_be_prepared_changes_nothing(bench: Bench) -> None:
    rendering = bench.start(avatar=1)
    until(lambda: bench.shown() == 1)

    def refuse(avatar: Any, settings: Settings) -> Any:
        raise ConfigError("the background can't be read")

    bench.stages[0].prepare = refuse  # type: ignore[method-assign]
    with pytest.raises(ConfigError):
        rendering.swap_avatar(2)  # type: ignore[arg-type]
    assert bench.shown() == 1
    assert bench.events == []


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


def test_a_pause_shows_its_card_even_while_the_stage_is_stuck(bench: Bench) -> None:
    rendering = bench.start(avatar=1)
    until(lambda: rendering._card is not None)
    stuck, go_on = threading.Event(), threading.Event()

    def trouble(avatar: Any, settings: Settings) -> None:
        if settings.edits.yaw == 13:
            stuck.set()
            go_on.wait(10)

    bench.trouble = trouble
    rendering.update(Settings(edits=Edits(yaw=13)))
    assert stuck.wait(5)
    before = len(bench.composites)
    rendering.update(Settings(paused=True))
    assert len(bench.composites) == before + 1
    assert rendering.latest is bench.composites[-1]
    assert bench.composites[-1].index == -1
    go_on.set()
    until(lambda: bench.stages[-1].settings.paused)
    until(lambda: len(bench.composites) > before + 1)
    assert all(made.index == -1 for made in bench.composites[before:])


def test_what_was_begun_before_a_pause_is_not_shown_after_it(bench: Bench) -> None:
    rendering = bench.start(avatar=1)
    until(lambda: rendering._card is not None)
    drawing = threading.Event()

    def trouble(avatar: Any, settings: Settings) -> None:
        if not settings.paused:
            drawing.set()
            until(lambda: rendering._wanted.settings.paused)

    bench.trouble = trouble
    bench.slot.put(tracked(77, face()))
    assert drawing.wait(5)
    rendering.update(Settings(paused=True))
    until(lambda: bench.stages[-1].settings.paused)
    assert 77 not in {made.index for made in bench.composites}


def test_a_failure_while_paused_keeps_the_card(bench: Bench) -> None:
    def trouble(avatar: Any, settings: Settings) -> None:
        if settings.edits.yaw == 13:
            raise ConfigError("it can't be drawn")

    bench.trouble = trouble
    rendering = bench.start()
    until(lambda: bench.composites)
    rendering.update(Settings(edits=Edits(yaw=13), paused=True))
    until(lambda: [event.kind for event in bench.events] == ["rendering_failed", "rendering_ready"])
    assert bench.stages[-1].settings.paused


def test_a_moving_stage_is_drawn_at_the_outputs_rate_without_news(bench: Bench) -> None:
    bench.start()
    until(lambda: bench.composites)
    bench.slot.put(tracked(0, face()))
    until(lambda: bench.composites[-1].index == 0)
    bench.stages[0].moving = True
    count = len(bench.composites)
    until(lambda: len(bench.composites) > count + 3)
    assert {made.index for made in bench.composites[count:]} == {-1}


def test_a_change_is_drawn_without_waiting_for_the_driver(bench: Bench) -> None:
    rendering = bench.start()
    rendering._format = SimpleNamespace(fps=0.01)  # type: ignore[assignment]
    until(lambda: bench.composites)
    time.sleep(0.05)
    rendering.update(Settings(edits=Edits(yaw=5)))
    until(lambda: bench.stages[0].settings.edits.yaw == 5)
