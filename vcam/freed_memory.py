"""Memory that was freed goes back to the system, where the C library would keep it."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import cache


def give_back_freed() -> None:
    """Give freed memory back to the system; callable from any thread, takes some milliseconds.

    glibc keeps the pieces between those in use, for each thread its own: after an evening of starts,
    recordings and other avatars that is hundreds of megabytes. Elsewhere nothing has to be done.
    """
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    """glibc's function; None where there is none."""
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)
