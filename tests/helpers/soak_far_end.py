"""What comes out of the virtual camera during a soak: when each picture came, and how much was new in it."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from fake_devices import FakeDevice, Picture

_POLL_S = 0.004
# Every so manieth byte of a frame is looked at: much less than a millisecond's work, and no new picture of a
# face is the same in all of these.
_STRIDE = 61
CHANGE = 0.25
"""Grey levels, on average, by which a picture of a person who keeps still differs when something changed."""


@dataclass(frozen=True)
class Written:
    """One frame at the far end: when it was written, whether it is a new picture, and a sample of it."""

    at_ns: int
    new: bool
    sample: Picture


class FarEnd:
    """Looks at the virtual camera from a thread, as a call app would, for as long as the block lasts."""

    def __init__(self, device: FakeDevice) -> None:
        """Nothing is looked at yet."""
        self._device = device
        self._frames: list[Written] = []
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="far end", daemon=True)

    def __enter__(self) -> FarEnd:
        """Begin; the device counts one reader more."""
        self._device.set_readers(1)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End."""
        self._ended.set()
        self._thread.join()

    def fps(self, from_ns: int, to_ns: int) -> tuple[float, float]:
        """Frames a second of a time, and new pictures a second."""
        frames = [frame for frame in self._frames if from_ns <= frame.at_ns < to_ns]
        seconds = (to_ns - from_ns) / 1e9
        return len(frames) / seconds, sum(frame.new for frame in frames) / seconds

    def first_ms(self, since_ns: int) -> float | None:
        """Milliseconds from a moment to the first frame after it."""
        return next(
            ((frame.at_ns - since_ns) / 1e6 for frame in self._frames if frame.at_ns > since_ns), None
        )

    def changed_ms(self, since_ns: int, within_s: float) -> float | None:
        """Milliseconds from a moment to the first frame that differs from the last one before it."""
        before = [frame.sample for frame in self._frames if frame.at_ns <= since_ns]
        for frame in self._frames:
            if since_ns < frame.at_ns < since_ns + within_s * 1e9 and before:
                if frame.sample.shape != before[-1].shape:
                    return (frame.at_ns - since_ns) / 1e6
                if np.abs(frame.sample.astype(np.int16) - before[-1]).mean() > CHANGE:
                    return (frame.at_ns - since_ns) / 1e6
        return None

    def _watch(self) -> None:
        count, last = self._device.frames_written, np.zeros(0, np.uint8)
        while not self._ended.wait(_POLL_S):
            if self._device.frames_written != count:
                count, at_ns, content = self._device.newest()
                sample = content[::_STRIDE].copy()
                self._frames.append(Written(at_ns, not np.array_equal(sample, last), sample))
                last = sample
                self._forget(time.monotonic_ns())

    def _forget(self, now_ns: int) -> None:
        if len(self._frames) > 2000 and now_ns - self._frames[0].at_ns > 60e9:
            self._frames = self._frames[1000:]
