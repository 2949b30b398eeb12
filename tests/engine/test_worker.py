from __future__ import annotations

import logging
import threading
import time

import pytest
from engine_fakes import engine_threads, until

from vcam.engine.slot import Closed
from vcam.engine.worker import Backoff, Worker, stop_workers
from vcam.errors import CameraLost, WorkerStuckError


def never(error: Exception) -> float | None:
    raise AssertionError(f"unexpected failure {error}")


def idle(stop: threading.Event) -> None:
    stop.wait(10)


def test_runs_until_asked_to_stop() -> None:
    worker = Worker("w", idle, never)
    worker.start()
    assert worker.alive
    stop_workers([worker], 2.0)
    assert not worker.alive
    assert engine_threads() == []


def test_a_failure_is_kept_and_the_body_runs_again() -> None:
    runs, failures = [], []

    def body(stop: threading.Event) -> None:
        runs.append(1)
        if len(runs) < 3:
            raise CameraLost("gone")
        stop.wait(10)

    def failed(error: Exception) -> float | None:
        failures.append(error)
        return 0.0

    worker = Worker("w", body, failed)
    worker.start()
    until(lambda: len(runs) == 3)
    stop_workers([worker], 2.0)
    assert len(failures) == 2
    assert isinstance(worker.error, CameraLost)


def test_none_ends_the_thread() -> None:
    def body(stop: threading.Event) -> None:
        raise ValueError("broken")

    worker = Worker("w", body, lambda error: None)
    worker.start()
    until(lambda: not worker.alive)


def test_a_closed_slot_is_no_failure() -> None:
    def body(stop: threading.Event) -> None:
        raise Closed

    worker = Worker("w", body, never)
    worker.start()
    until(lambda: not worker.alive)
    assert worker.error is None


def test_a_bug_is_logged_with_its_traceback_once(caplog: pytest.LogCaptureFixture) -> None:
    runs = []

    def body(stop: threading.Event) -> None:
        runs.append(1)
        if len(runs) > 3:
            return
        raise ZeroDivisionError("bug")

    with caplog.at_level(logging.WARNING):
        worker = Worker("w", body, lambda error: 0.0)
        worker.start()
        until(lambda: not worker.alive)
    records = [record for record in caplog.records if record.name == "vcam.engine.worker"]
    assert [record.levelname for record in records] == ["ERROR"]
    assert records[0].exc_info is not None


def test_a_stuck_worker_is_named_within_the_deadline() -> None:
    release = threading.Event()

    def hang(stop: threading.Event) -> None:
        release.wait(20)

    worker = Worker("camera", hang, never)
    worker.start()
    started_s = time.monotonic()
    with pytest.raises(WorkerStuckError, match=r"camera did not stop within 0\.1 s"):
        stop_workers([worker], 0.1)
    assert time.monotonic() - started_s < 2
    release.set()
    until(lambda: not worker.alive)


def test_stopping_from_the_own_thread_does_not_wait() -> None:
    done = threading.Event()
    workers: list[Worker] = []

    def body(stop: threading.Event) -> None:
        stop_workers(workers, 5.0)
        done.set()

    workers.append(Worker("w", body, never))
    workers[0].start()
    assert done.wait(2)
    until(lambda: not workers[0].alive)


def test_a_worker_that_never_started_counts_as_stopped() -> None:
    stop_workers([Worker("w", lambda stop: None, never)], 0.1)


def test_backoff_doubles_up_to_its_limit() -> None:
    backoff = Backoff(0.5, 3.0)
    assert [backoff.next_s() for _ in range(5)] == [0.5, 1.0, 2.0, 3.0, 3.0]
    backoff.reset()
    assert backoff.next_s() == 0.5
