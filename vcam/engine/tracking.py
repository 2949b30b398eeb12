"""From driving frames to tracked frames: the last place that sees the driver's picture."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import replace

from vcam.engine.events import Report, SessionEvent, sentence
from vcam.engine.slot import LatestSlot
from vcam.engine.statistics import RateMeter
from vcam.engine.worker import Backoff, Worker
from vcam.frames import DrivingFrame, TrackedFrame
from vcam.landmarks.base import LandmarkTracker
from vcam.landmarks.inner_mouth import with_inner_mouth
from vcam.landmarks.smoothing import LandmarkSmoother, SmoothingConfig

log = logging.getLogger(__name__)

_POLL_S = 0.25
_STALE_S = 1.0
_PATIENCE_S = 1 / 30
"""Longest wait for the last result to be used before a newer frame is tracked in its place."""


class FrameTracker:
    """Tracks and smooths one frame after another; recorded motion passes as it is."""

    def __init__(self, tracker: LandmarkTracker, smoothing: SmoothingConfig | None = None) -> None:
        """Use `tracker`; None for `smoothing` leaves the landmarks as they were found."""
        self._tracker = tracker
        self._smoother = LandmarkSmoother(smoothing or SmoothingConfig(enabled=False))

    @property
    def smoothing(self) -> SmoothingConfig:
        """The present smoothing; replace it whole."""
        return self._smoother.config

    @smoothing.setter
    def smoothing(self, config: SmoothingConfig) -> None:
        self._smoother.config = config

    def track(self, frame: DrivingFrame | TrackedFrame) -> TrackedFrame:
        """The frame's landmarks; the picture ends here."""
        if isinstance(frame, TrackedFrame):
            return frame
        landmarks = with_inner_mouth(self._tracker.track(frame.image), frame.image)
        tracked = TrackedFrame(landmarks=landmarks, index=frame.index, captured_at_s=frame.captured_at_s)
        if landmarks is None:
            self._smoother.reset()
            return tracked
        return replace(tracked, landmarks=self._smoother.smooth(landmarks, frame.captured_at_s))

    def reset(self) -> None:
        """Forget the face that was followed."""
        self._tracker.reset()
        self._smoother.reset()


class Tracking:
    """The tracking thread: takes driving frames from one slot and puts tracked frames into the next."""

    def __init__(
        self,
        make_tracker: Callable[[], LandmarkTracker],
        frames: LatestSlot[DrivingFrame | TrackedFrame],
        tracked: LatestSlot[TrackedFrame],
        *,
        smoothing: SmoothingConfig,
        report: Report,
    ) -> None:
        """Prepare; `make_tracker` is called in the thread, and again after a failure."""
        self.smoothing = smoothing
        self.latest: TrackedFrame | None = None
        self.device = ""
        self.device_reason = ""
        self.rate = RateMeter()
        self.blocked_by: Exception | None = None
        """Why it has never worked yet, None otherwise."""
        self._make_tracker = make_tracker
        self._frames = frames
        self._tracked = tracked
        self._report = report
        self._forget = threading.Event()
        self._backoff = Backoff(0.2, 5.0)
        self._last_failure = ""
        self.worker = Worker("tracking", self._run, self._failed)

    @property
    def drops(self) -> int:
        """Driving frames that came while the tracker was busy."""
        return self._frames.drops

    def forget(self) -> None:
        """Begin anew with the next frame: it is of another driver."""
        self._forget.set()
        self._frames.clear()
        self._tracked.clear()

    def _run(self, stop: threading.Event) -> None:
        tracker = self._make_tracker()
        try:
            self.device, self.device_reason = tracker.device, tracker.device_reason
            follower = FrameTracker(tracker, self.smoothing)
            while not stop.is_set():
                self._step(follower)
        finally:
            tracker.close()

    def _step(self, follower: FrameTracker) -> None:
        # Tracking what is never drawn takes the processor away from drawing.
        self._tracked.wait_taken(_PATIENCE_S)
        try:
            frame = self._frames.take(_POLL_S, max_age_s=_STALE_S)
        except TimeoutError:
            return
        if self._forget.is_set():
            self._forget.clear()
            follower.reset()
        if follower.smoothing is not self.smoothing:
            follower.smoothing = self.smoothing
        tracked = follower.track(frame)
        self.latest = tracked
        self._tracked.put(tracked)
        self.rate.tick()
        self._worked()

    def _worked(self) -> None:
        self._backoff.reset()
        self.blocked_by = None
        if self._last_failure:
            self._last_failure = ""
            self._report(SessionEvent(kind="tracking_ready", message="Tracking works again."))

    def _failed(self, error: Exception) -> float | None:
        """Try again with a new tracker; meanwhile there is no news, and the avatar eases to rest."""
        if self.rate.count == 0:
            self.blocked_by = error
        message = sentence(error, "tracking the face")
        if message != self._last_failure:
            self._last_failure = message
            self._report(SessionEvent(kind="tracking_failed", message=message, error=error))
        return self._backoff.next_s()
