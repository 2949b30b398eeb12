"""Clips prepared in this process or spread over several."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing.synchronize import Event

import cv2

from vcam.errors import TrainingError
from vcam.training.preparation.clip import Job, Tools, prepare_clip
from vcam.training.preparation.records import ClipRecord


def prepare_all(jobs: Sequence[Job], processes: int = 1) -> Iterator[ClipRecord]:
    """Prepare clips; each is given when it is done, with several processes in no fixed order.

    Closing the iterator, or an exception in it, ends the processes at their next frame.

    Raises:
        CheckpointError, BackendUnavailable: the networks can't be loaded.
        TrainingError: a process was ended from outside.
        OSError: a prepared clip can't be written.
    """
    if processes == 1 or len(jobs) < 2:
        tools = Tools.load()
        for job in jobs:
            yield prepare_clip(job, tools, lambda: None)
        return
    # Forked children would inherit the threads' locks of OpenCV and of the progress bar.
    context = multiprocessing.get_context("spawn")
    stop = context.Event()
    pool = ProcessPoolExecutor(
        min(processes, len(jobs)), mp_context=context, initializer=_start, initargs=(stop,)
    )
    try:
        for future in as_completed([pool.submit(_prepare, job) for job in jobs]):
            yield future.result()
    except BrokenProcessPool as error:
        raise TrainingError(
            "a process that prepared clips was ended from outside, perhaps for its memory: run the command "
            "again with fewer --jobs, it goes on where it was"
        ) from error
    finally:
        stop.set()
        pool.shutdown(cancel_futures=True)


class _Stopped(Exception):
    """The rest of the run was called off."""


def _start(stop: Event) -> None:
    """Set up one process: it leaves Ctrl-C to its parent and dies with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_die_with_parent, daemon=True).start()
    cv2.setNumThreads(1)
    _state().stop = stop


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


class _State:
    """What a process keeps from clip to clip."""

    stop: Event

    def alive(self) -> None:
        if self.stop.is_set():
            raise _Stopped


@cache
def _state() -> _State:
    return _State()


@cache
def _tools() -> Tools:
    return Tools.load()


def _prepare(job: Job) -> ClipRecord:
    state = _state()
    state.alive()
    return prepare_clip(job, _tools(), state.alive)
