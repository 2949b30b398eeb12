from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from engine_fakes import SMALL, MemoryOutput, composite, engine_threads, until

from vcam.engine.cadence import Cadence
from vcam.engine.events import SessionEvent
from vcam.engine.sink import OutputSink
from vcam.engine.worker import stop_workers
from vcam.errors import RecordingError, VirtualCameraError
from vcam.frames import Composite


class Bench:
    """Makes sinks and keeps what they report."""

    def __init__(self) -> None:
        self.events: list[SessionEvent] = []
        self.sent: list[Composite] = []
        self._sinks: list[OutputSink] = []

    def open(self, output: MemoryOutput) -> OutputSink:
        sink = OutputSink(
            output, SMALL, report=self.events.append, on_sent=lambda _, sent: self.sent.append(sent)
        )
        sink.open()
        self._sinks.append(sink)
        return sink

    def stop(self) -> None:
        stop_workers([sink.worker for sink in self._sinks], 2.0)


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.stop()
    assert engine_threads() == []


def failing(*counts: int, error: Exception) -> Callable[[int], None]:
    def trouble(count: int) -> None:
        if count in counts:
            raise error

    return trouble


def test_nothing_is_sent_before_the_first_composite(bench: Bench) -> None:
    output = MemoryOutput()
    bench.open(output)
    time.sleep(0.1)
    assert output.written == []
    assert output.log == ["open 32x16 at 100"]


def test_the_last_composite_is_repeated_at_a_constant_rate(bench: Bench) -> None:
    output = MemoryOutput()
    sink = bench.open(output)
    first, second = composite(0), composite(1)
    sink.put(first)
    until(lambda: len(output.written) >= 5)
    sink.put(second)
    until(lambda: output.written[-1] is second and len(output.written) >= 12)
    assert output.written[0] is first
    assert bench.sent == [first, second]
    statistics = sink.statistics()
    assert statistics.state == "open"
    assert statistics.repeats >= statistics.written - 3


@pytest.mark.parametrize("counts_frames", [False, True])
def test_what_the_user_asked_for_does_not_wait_for_the_tick(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, counts_frames: bool
) -> None:
    """A device gets it in between; a file keeps one picture a tick."""
    between = threading.Event()
    calls: list[bool] = []

    def wait(cadence: Cadence, stop: threading.Event, hurry: threading.Event) -> int:
        calls.append(hurry.wait(0.05))
        if calls[-1]:
            hurry.clear()
            between.set()
            return 0
        return cadence.advance()

    monkeypatch.setattr(Cadence, "wait", wait)
    output = MemoryOutput(counts_frames=counts_frames)
    sink = bench.open(output)
    asked = replace(composite(1), asked=True)
    sink.put(composite(0))
    until(lambda: len(output.written) >= 2)
    sink.put(asked)
    until(lambda: output.written[-1] is asked)
    assert between.is_set() is not counts_frames


def test_closing_finishes_the_output(bench: Bench) -> None:
    output = MemoryOutput()
    sink = bench.open(output)
    bench.stop()
    assert output.log[-1] == "close"
    assert sink.statistics().state == "closed"


def test_a_lost_virtual_camera_is_reported_once_and_opened_again(bench: Bench) -> None:
    def gone_for_a_while(opens: int) -> None:
        if opens in (2, 3):
            raise VirtualCameraError("it is gone")

    output = MemoryOutput(
        trouble=failing(3, error=VirtualCameraError("it is gone")), open_trouble=gone_for_a_while
    )
    sink = bench.open(output)
    sink.put(composite(5))
    until(lambda: [event.kind for event in bench.events] == ["output_lost", "output_ready"])
    written = len(output.written)
    until(lambda: len(output.written) > written)
    assert output.opens == 4
    assert bench.events[0].message == "it is gone"
    assert bench.events[0].level == "warning"
    assert sink.statistics().state == "open"
    assert not sink.dropped


@pytest.mark.parametrize("error", [RecordingError("the disk is full"), ZeroDivisionError("bug")])
def test_any_other_failure_drops_the_output(bench: Bench, error: Exception) -> None:
    output = MemoryOutput(trouble=failing(2, error=error))
    sink = bench.open(output)
    sink.put(composite())
    until(lambda: sink.dropped and not sink.worker.alive)
    assert output.log[-1] == "discard"
    assert [event.kind for event in bench.events] == ["output_failed"]
    sink.put(composite())
    assert sink.unfinished is None


def test_a_file_that_cannot_be_finished_is_kept_as_an_error(bench: Bench) -> None:
    output = MemoryOutput(close_trouble=RecordingError("the disk is full"))
    sink = bench.open(output)
    bench.stop()
    assert str(sink.unfinished) == "the disk is full"
    assert output.log[-1] == "discard"
    assert bench.events == []


def test_opening_raises_to_the_caller() -> None:
    output = MemoryOutput(open_trouble=failing(1, error=VirtualCameraError("none there")))
    sink = OutputSink(output, SMALL, report=print, on_sent=lambda *_: None)
    with pytest.raises(VirtualCameraError, match="none there"):
        sink.open()
    assert engine_threads() == []


@pytest.mark.parametrize("counts_frames", [True, False])
def test_a_delay_is_made_up_in_files_alone(bench: Bench, counts_frames: bool) -> None:
    def slow_once(count: int) -> None:
        if count == 3:
            time.sleep(0.3)

    output = MemoryOutput(trouble=slow_once, counts_frames=counts_frames)
    sink = bench.open(output)
    started_s = time.monotonic()
    sink.put(composite())
    until(lambda: time.monotonic() - started_s > 0.6)
    bench.stop()
    elapsed_s = time.monotonic() - started_s
    if counts_frames:
        assert output.writes == pytest.approx(elapsed_s * SMALL.fps, abs=0.15 * SMALL.fps)
    else:
        assert output.writes < (elapsed_s - 0.25) * SMALL.fps + 2
