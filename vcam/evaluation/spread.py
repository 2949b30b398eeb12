"""A few items spread evenly over a stream whose length is not known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

import numpy as np

T = TypeVar("T")
_KEPT = 8
"""So many times more items than wanted are kept on the way, at most."""


class Spread(Generic[T]):
    """Takes a stream in and gives some of its items."""

    def __init__(self, count: int) -> None:
        """Start without any.

        Args:
            count: how many to give; fewer when the stream is shorter.
        """
        self._count = count
        self._kept: list[T] = []
        self._stride, self._seen = 1, 0

    def offer(self, make: Callable[[], T]) -> None:
        """The next item; it is only made if it is kept."""
        if self._seen % self._stride == 0:
            self._kept.append(make())
            if len(self._kept) >= _KEPT * self._count:
                self._kept = self._kept[::2]
                self._stride *= 2
        self._seen += 1

    def chosen(self) -> list[T]:
        """The items, in order, the first one and about the last one among them."""
        places = np.linspace(0, len(self._kept) - 1, min(self._count, len(self._kept))).round().astype(int)
        return [self._kept[place] for place in places]
