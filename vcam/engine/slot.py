"""The one-place hand-over between two threads: the newest item wins, nothing ever queues up."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Closed(Exception):
    """The slot was closed: whoever works on it is to finish."""


class LatestSlot(Generic[T]):
    """Holds at most one item. `put` replaces what nobody took and counts it as a drop.

    The kinds it takes are checked when the program runs too, so that a slot behind the tracker can't
    carry a driver's picture whatever the caller does.
    """

    def __init__(self, *kinds: type[T], clock: Callable[[], float] = time.monotonic) -> None:
        """Make an empty slot.

        Args:
            kinds: the classes that items must have.
            clock: seconds, monotonic; items age by it.
        """
        self._kinds = kinds
        self._clock = clock
        self._changed = threading.Condition()
        self._item: T | None = None
        self._put_at_s = 0.0
        self._closed = False
        self._nudged = False
        self._drops = 0

    @property
    def drops(self) -> int:
        """Items that were replaced or had become too old before anybody took them."""
        with self._changed:
            return self._drops

    def put(self, item: T) -> None:
        """Offer an item; never blocks.

        Raises:
            TypeError: the item is of another kind.
            Closed: the slot was closed.
        """
        if not isinstance(item, self._kinds):
            expected = " or ".join(kind.__name__ for kind in self._kinds)
            raise TypeError(f"the slot got a {type(item).__name__}, expected {expected}")
        with self._changed:
            if self._closed:
                raise Closed
            self._drops += self._item is not None
            self._item = item
            self._put_at_s = self._clock()
            self._changed.notify_all()

    def take(self, timeout_s: float, max_age_s: float | None = None) -> T:
        """Remove and return the item, waiting for one.

        Args:
            timeout_s: longest wait.
            max_age_s: an item that was put longer ago than this is dropped instead.

        Raises:
            TimeoutError: nothing came in time, or there is nothing and somebody nudged.
            Closed: the slot was closed.
        """
        end_s = self._clock() + timeout_s
        with self._changed:
            while True:
                if self._closed:
                    raise Closed
                taken, nudged = self._remove(max_age_s), self._nudged
                self._nudged = False
                if taken is not None:
                    return taken[0]
                if nudged:
                    raise TimeoutError
                left_s = end_s - self._clock()
                if left_s <= 0 or not self._changed.wait(left_s):
                    raise TimeoutError

    def nudge(self) -> None:
        """End the present or the next wait for an item: there is something else to do."""
        with self._changed:
            self._nudged = True
            self._changed.notify_all()

    def poll(self) -> tuple[T, float] | None:
        """Remove and return the item and its age in seconds, or None when there is none; never blocks.

        Raises:
            Closed: the slot was closed.
        """
        with self._changed:
            if self._closed:
                raise Closed
            return self._remove(None)

    def wait_taken(self, timeout_s: float) -> None:
        """Wait until the item is taken, if there is one, and at most `timeout_s`.

        Raises:
            Closed: the slot was closed.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._item is None, timeout_s)
            if self._closed:
                raise Closed

    def clear(self) -> None:
        """Throw away what nobody took; it counts as a drop."""
        with self._changed:
            self._drops += self._item is not None
            self._item = None
            self._changed.notify_all()

    def close(self) -> None:
        """Wake whoever waits; every later call raises `Closed`. Safe twice."""
        with self._changed:
            self._closed = True
            self._item = None
            self._changed.notify_all()

    def _remove(self, max_age_s: float | None) -> tuple[T, float] | None:
        item, self._item = self._item, None
        if item is None:
            return None
        self._changed.notify_all()
        age_s = self._clock() - self._put_at_s
        if max_age_s is not None and age_s > max_age_s:
            self._drops += 1
            return None
        return item, age_s
