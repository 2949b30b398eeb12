"""Ticks at a constant rate, in step with the pictures that they send."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

_TARGET = 0.3
"""Age of a picture when it is sent that following aims for, in ticks: small, with room for jitter."""
_GAIN = 0.05
_LARGEST_SHIFT = 0.01
"""Part of the error mended a tick, and its limit in ticks: the rate never strays more than 1 %."""
_SAME_RATE = 0.9
_MEMORY = 0.05


class Cadence:
    """When to send the next picture.

    The schedule is absolute, so that rounding and short delays don't add up. When pictures come at about the
    rate of the ticks, the schedule follows them slowly: unrelated clocks would beat, send some pictures late
    by a whole tick, and others twice.
    """

    def __init__(self, fps: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Tick `fps` times a second from now on."""
        self.interval_s = 1.0 / fps
        self._clock = clock
        self._due_s = clock()
        self._fresh_share = 0.0

    def wait(self, stop: threading.Event) -> int:
        """Wait for the next tick, or until `stop`; how many ticks are due (above 1 after a delay)."""
        while not stop.is_set():
            left_s = self._due_s - self._clock()
            if left_s <= 0:
                break
            # Waiting on an event is 15 ms coarse on Windows; sleeping is not.
            if left_s > 0.1:
                stop.wait(left_s - 0.05)
            else:
                time.sleep(left_s)
        return self.advance()

    def advance(self) -> int:
        """Count the ticks that are due now and schedule the next one after them."""
        missed = max(0, int((self._clock() - self._due_s) / self.interval_s))
        self._due_s += (1 + missed) * self.interval_s
        return 1 + missed

    def follow(self, age_s: float | None) -> None:
        """Tell how old the picture of this tick was, None when there was no new one."""
        self._fresh_share += _MEMORY * ((age_s is not None) - self._fresh_share)
        if age_s is None or self._fresh_share < _SAME_RATE:
            return
        error = age_s / self.interval_s - _TARGET
        shift = max(-_LARGEST_SHIFT, min(_LARGEST_SHIFT, _GAIN * error))
        self._due_s -= shift * self.interval_s
