"""A live session: from a driving source to outputs, each stage in its own thread.

    capture -> slot -> tracking -> slot -> rendering -> slot -> output (one each)

A driver's picture ends at the tracker: the slots behind it take tracked frames and composites alone.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from types import TracebackType
from typing import Self

from vcam.avatar.avatar import Avatar
from vcam.capture.playback import Playback
from vcam.engine.attendance import Attendance
from vcam.engine.capturing import OpenSource
from vcam.engine.drawing import StageFactory
from vcam.engine.events import SessionEvent
from vcam.engine.gathering import gather
from vcam.engine.outputs import CLOSE_S, Outputs, raise_unfinished
from vcam.engine.resting import Resting
from vcam.engine.settings import OutputFormat, Settings
from vcam.engine.sink import OutputSink
from vcam.engine.stages import Stages
from vcam.engine.statistics import Statistics
from vcam.engine.troubles import Troubles
from vcam.engine.worker import despite_ctrl_c, stop_workers
from vcam.errors import ConfigError, VcamError
from vcam.frames import Composite, Landmarks, TrackedFrame
from vcam.landmarks.base import LandmarkTracker
from vcam.output.base import Output

STOP_S = 2.0


class Session:
    """Runs once: `start`, any number of changes, `stop`. All methods may be called from any thread."""

    def __init__(
        self,
        *,
        source: OpenSource,
        tracker: Callable[[], LandmarkTracker],
        avatar: Avatar,
        settings: Settings | None = None,
        output_format: OutputFormat | None = None,
        outputs: Sequence[Output] = (),
        neutral: Landmarks | None = None,
        on_event: Callable[[SessionEvent], None] | None = None,
        stage_factory: StageFactory | None = None,
        stop_s: float = STOP_S,
    ) -> None:
        """Prepare; nothing is opened and no thread runs yet.

        Args:
            source: opens the driving source; called in the capture thread, again after a failure.
            tracker: makes the landmark tracker; called in the tracking thread.
            avatar: the avatar to show.
            settings: changed by `update`.
            output_format: of every composite of this session.
            outputs: opened by `start`.
            neutral: the driver's neutral face when it is known from before.
            on_event: called in the threads where things happen; must return at once.
            stage_factory: makes what draws; the real stage by default.
            stop_s: how long `stop` waits for the threads unless told otherwise.
        """
        self.output_format = output_format or OutputFormat()
        self._settings = settings or Settings()
        self._stop_s = stop_s
        self._lock = threading.RLock()
        self._state = "new"
        self._first_outputs = tuple(outputs)
        self._outputs = Outputs(self.output_format, report=self._report)
        self._troubles = Troubles(on_event)
        self._last_dropped: Exception | None = None
        self._stopped = threading.Event()
        self._stages = Stages(
            source=source,
            tracker=tracker,
            stage_factory=stage_factory,
            avatar=avatar,
            settings=self._settings,
            output_format=self.output_format,
            neutral=neutral,
            deliver=self._outputs.deliver,
            report=self._report,
        )
        self._resting = Resting(self._stages, self._outputs, self._report)
        self._resting.pause(self._settings.paused, at_once=True)
        self._attendance = Attendance(lambda: self._outputs.outputs, self._resting.sleep)
        self._attendance.allow(self._settings.sleep_unread)

    def start(self) -> None:
        """Open the outputs and start all threads.

        Raises:
            VirtualCameraError, RecordingError: an output can't be opened.
            VcamError: the avatar or the settings can't be used. In each case nothing runs afterwards.
        """
        with self._lock:
            if self._state != "new":
                raise ConfigError(f"this session is {self._state}; make a new one to start again")
            self._state = "running"
        try:
            self._stages.rendering.prepare()
            for output in self._first_outputs:
                self.add_output(output)
            self._stages.start()
            self._attendance.worker.start()
        except BaseException:  # Ctrl-C while devices open must free them too
            with suppress(VcamError):
                self.stop()
            raise

    def stop(self, timeout_s: float | None = None) -> None:
        """Stop all threads, free the devices and finish the files; safe twice.

        Raises:
            WorkerStuckError: a thread did not stop in time.
            RecordingError: a file could not be finished.
        """
        with self._lock:
            state, self._state = self._state, "stopped"
        sinks = self._outputs.close()
        if state != "running":
            return
        try:
            despite_ctrl_c(
                lambda left_s: self._stop_workers(sinks, left_s),
                self._stop_s if timeout_s is None else timeout_s,
            )
        finally:
            self._stopped.set()
        raise_unfinished(sinks)

    def close(self) -> None:
        """Same as `stop`."""
        self.stop()

    def __enter__(self) -> Self:
        """Start, unless it runs already."""
        if self._state == "new":
            self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        self.stop()

    def wait(self, timeout_s: float | None = None, *, until_source_ends: bool = False) -> bool:
        """Wait until the session is stopped, or its source comes to its end; Ctrl-C gets through.

        Args:
            timeout_s: longest wait, None for no limit.
            until_source_ends: return at the end of a video or motion too.

        Returns:
            False when time was up first.

        Raises:
            VcamError: a stage failed before it ever worked (no such camera, missing weights), or the last
                output was dropped. The session still runs: stop it.
        """
        end_s = float("inf") if timeout_s is None else time.monotonic() + timeout_s
        # Short waits, because on Windows a long one keeps Ctrl-C waiting too.
        while not self._stopped.wait(max(0.0, min(0.1, end_s - time.monotonic()))):
            if until_source_ends and self._stages.capturing.ended.is_set():
                return True
            hopeless = self._hopeless()
            if hopeless is not None:
                raise hopeless
            if time.monotonic() >= end_s:
                return False
        return True

    def update(self, settings: Settings) -> None:
        """Use these settings from the next frame on."""
        self._stages.tracking.smoothing = settings.smoothing
        with self._lock:  # so that the camera rests when, and only when, the card is shown
            self._resting.pause(settings.paused)
            self._stages.rendering.update(settings)
        self._attendance.allow(settings.sleep_unread)

    def playback(self) -> Playback | None:
        """Where the driving video or motion stands; None for a camera or a picture."""
        return self._stages.capturing.playback

    def set_playing(self, playing: bool) -> None:
        """Play the driving video or motion, or hold its present frame; the session runs on."""
        self._stages.capturing.set_playing(playing)

    def seek(self, position_s: float) -> None:
        """Wind the driving video or motion to this media time."""
        self._stages.capturing.seek(position_s)
        self._stages.tracking.forget()

    def swap_avatar(
        self, avatar: Avatar, settings: Settings | None = None, neutral: Landmarks | None = None
    ) -> None:
        """Fade to another avatar; it is prepared in the caller's thread while the old one goes on moving.

        Args:
            avatar: to show.
            settings: to use from its first composite on, never with the old avatar; those there are without.
            neutral: the driver's neutral face kept for this avatar; the present one stays without.

        Raises:
            VcamError: it can't be drawn with these settings; nothing changes.
        """
        if settings is not None:
            self._stages.tracking.smoothing = settings.smoothing
        self._stages.rendering.swap_avatar(avatar, settings, neutral)

    def calibrate(self) -> None:
        """Make the driver's present face the neutral one."""
        self._stages.rendering.calibrate()

    def set_source(self, source: OpenSource, neutral: Landmarks | None = None) -> None:
        """Change to another driver; returns at once.

        Args:
            source: opens the new driving source; called in the capture thread.
            neutral: its driver's neutral face when it is known from before.
        """
        self._stages.capturing.set_source(source)
        self._stages.tracking.forget()
        self._stages.rendering.change_driver(neutral)

    def add_output(self, output: Output) -> None:
        """Open an output and send to it too from now on.

        Raises:
            VirtualCameraError, RecordingError: it can't be opened; the session goes on without it.
            ConfigError: the session is not running.
        """
        if self._state != "running":
            raise ConfigError(f"this session is {self._state}; start it before adding outputs")
        self._troubles.forget(self._outputs.add(output, self._stages.rendering.latest))

    def remove_output(self, output: Output, timeout_s: float = CLOSE_S) -> None:
        """Close an output and finish its file; one that was dropped or never added is ignored.

        Raises:
            RecordingError: the file could not be finished.
            WorkerStuckError: it did not close in time.
        """
        for topic in self._outputs.remove(output, timeout_s):
            self._troubles.forget(topic)

    def latest_composite(self) -> Composite | None:
        """The newest composite, for a preview."""
        return self._stages.rendering.latest

    def latest_tracked(self) -> TrackedFrame | None:
        """The newest tracked frame, for a view of the tracking; None while the session is paused."""
        return None if self._resting.paused else self._stages.tracking.latest

    def statistics(self) -> Statistics:
        """How the session is doing at this moment."""
        delays = self._outputs.delays
        return replace(
            gather(self._stages, self._outputs.sinks),
            running=self._state == "running",
            camera_to_output_p50_ms=delays.percentile_ms(50),
            camera_to_output_p95_ms=delays.percentile_ms(95),
            asleep=self._attendance.asleep,
            last_error=self._troubles.latest,
        )

    def _report(self, event: SessionEvent) -> None:
        """Note an event and pass it on; called in any thread."""
        if event.kind == "output_failed":
            self._outputs.drop_failed()
            self._last_dropped = event.error
        self._troubles.note(event)

    def _hopeless(self) -> Exception | None:
        """Why going on makes no sense without the user, if it does not."""
        if self._stages.blocked_by is not None:
            return self._stages.blocked_by
        return self._last_dropped if not self._outputs.sinks else None

    def _stop_workers(self, sinks: Sequence[OutputSink], timeout_s: float) -> None:
        end_s = time.monotonic() + timeout_s
        workers = [*self._stages.workers, self._attendance.worker, *(sink.worker for sink in sinks)]
        for worker in workers:
            worker.request_stop()
        self._attendance.request_stop()
        self._stages.request_stop()
        stop_workers(workers, end_s - time.monotonic())
