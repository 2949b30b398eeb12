"""Rates, delays and drops of a live session."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from vcam.geometry.calibration import CalibrationState

WINDOW_S = 2.0


class RateMeter:
    """Counts events and tells their rate over the last two seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Start at zero; `clock` tells monotonic seconds."""
        self._clock = clock
        self._lock = threading.Lock()
        self._times_s: deque[float] = deque(maxlen=2048)
        self.count = 0

    def tick(self) -> None:
        """One more."""
        with self._lock:
            self._times_s.append(self._clock())
            self.count += 1

    def rate(self) -> float:
        """Events a second; 0 when there was none lately."""
        with self._lock:
            oldest_s = self._clock() - WINDOW_S
            while self._times_s and self._times_s[0] < oldest_s:
                self._times_s.popleft()
            if len(self._times_s) < 2:
                return 0.0
            span_s = self._times_s[-1] - self._times_s[0]
            return (len(self._times_s) - 1) / span_s if span_s > 0 else 0.0


class DelayMeter:
    """Percentiles of the last 300 delays."""

    def __init__(self) -> None:
        """Start without a delay."""
        self._lock = threading.Lock()
        self._delays_s: deque[float] = deque(maxlen=300)

    def add(self, delay_s: float) -> None:
        """One more delay."""
        with self._lock:
            self._delays_s.append(delay_s)

    def percentile_ms(self, percent: float) -> float | None:
        """Smallest delay that `percent` of the delays don't exceed; None when there is none yet."""
        with self._lock:
            ordered = sorted(self._delays_s)
        if not ordered:
            return None
        return 1000 * ordered[min(len(ordered) - 1, int(percent / 100 * len(ordered)))]


@dataclass(frozen=True, kw_only=True)
class OutputStatistics:
    """How one output is doing.

    Args:
        name: device or file name.
        state: `open`, `lost` (being retried), `failed` (dropped) or `closed`.
        fps: pictures a second over the last two seconds.
        written: pictures so far.
        repeats: of these, how often there was no new one.
        drops: composites replaced before they were written.
    """

    name: str
    state: str
    fps: float
    written: int
    repeats: int
    drops: int


@dataclass(frozen=True, kw_only=True)
class Statistics:
    """A session at one moment.

    Args:
        running: between start and stop.
        fps_in, fps_tracked, fps_rendered, fps_out: frames a second over the last two seconds; `fps_out` of
            the first virtual camera, else the first file, 0 without either.
        camera_to_output_p50_ms, camera_to_output_p95_ms: from the capture of a frame to the moment when its
            composite was sent (rendered, when there is no output); None before the first.
        drops: frames replaced before use, by the stage that was too busy: `tracking`, `rendering`, `output`.
        frames: frames done so far, by stage: `captured`, `tracked`, `rendered`.
        device, device_reason: where the landmark network runs, and why there.
        drawn_by: what draws the avatar: `networks`, `geometry` or `bilayer`; empty before the first.
        drawing_device, drawing_reason: where the avatar is drawn, and why there; empty before the first.
        face_visible: the last tracked frame had a face.
        calibration: of the driver's neutral face; None before the first composite.
        asleep: nobody reads any output, so that capture and drawing rest; see `Settings.sleep_unread`.
        source_name, source_status: the driving source, and a sentence about how it is doing.
        outputs: one entry for each.
        last_error: the latest trouble as a sentence, None when there was none.
    """

    running: bool = False
    fps_in: float = 0.0
    fps_tracked: float = 0.0
    fps_rendered: float = 0.0
    fps_out: float = 0.0
    camera_to_output_p50_ms: float | None = None
    camera_to_output_p95_ms: float | None = None
    drops: Mapping[str, int] = field(default_factory=dict)
    frames: Mapping[str, int] = field(default_factory=dict)
    device: str = ""
    device_reason: str = ""
    drawn_by: str = ""
    drawing_device: str = ""
    drawing_reason: str = ""
    face_visible: bool = False
    calibration: CalibrationState | None = None
    asleep: bool = False
    source_name: str = ""
    source_status: str = ""
    outputs: tuple[OutputStatistics, ...] = ()
    last_error: str | None = None
