"""Ticks at a constant rate, in step with the pictures that they send."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable

_TARGET = 0.3
"""Age of a picture when it is sent that following aims for, in ticks: small, with room for jitter."""
_GAIN = 0.05
_LARGEST_SHIFT = 0.01
"""Part of the error mended a tick, and its limit in ticks: the rate never strays more than 1 %."""
_LEAST_GAP = 0.25
"""Between a tick and a picture that doesn't wait for the next one, in ticks."""
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
        self._hurried = False
        self._fresh_share = 0.0

    def wait(self, stop: threading.Event, hurry: threading.Event | None = None) -> int:
        """Wait for the next tick, for `hurry`, or until `stop`.

        Args:
            stop: ends the wait, 50 ms later at the most.
            hurry: ends it too, once between two ticks and not right after the first; it is cleared then.

        Returns:
            How many ticks are due: above 1 after a delay, 0 in between.
        """
        while not stop.is_set():
            left_s = self._due_s - self._clock()
            if left_s <= 0:
                break
            if hurry is None or self._hurried:
                _sleep(left_s, None)
                continue
            early_s = left_s - (1 - _LEAST_GAP) * self.interval_s
            if early_s > 0:
                _sleep(early_s, None)
            elif hurry.is_set():
                hurry.clear()
                self._hurried = True
                return 0
            else:
                _sleep(left_s, hurry)
        if hurry is not None:
            hurry.clear()
        return self.advance()

    def advance(self) -> int:
        """Count the ticks that are due now and schedule the next one after them."""
        self._hurried = False
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


def _sleep(seconds: float, hurry: threading.Event | None) -> None:
    """Sleep, at most 50 ms, so that whoever stops doesn't wait, and until `hurry`."""
    seconds = min(seconds, 0.05)
    if hurry is None:
        time.sleep(seconds)
    elif sys.platform == "win32":
        # Waiting on an event is 15 ms coarse there; sleeping is not.
        time.sleep(min(seconds, 0.004))
    else:
        hurry.wait(seconds)
