"""Memory that was freed goes back to the system, where the C library (glibc) would keep it."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import cache

_M_ARENA_MAX = -8
_ARENAS = 2


def share_arenas() -> None:
    """Let all threads to come share two places to take memory from; call it before they start.

    glibc gives each its own, eight for a processor, and a few pieces in use keep the whole of each: threads
    that come and go with every start leave more and more behind. Elsewhere nothing has to be done.
    """
    tune = _glibc("mallopt")
    if tune is not None:
        tune(_M_ARENA_MAX, _ARENAS)


def give_back_freed() -> None:
    """Give freed memory back to the system; callable from any thread, takes some milliseconds.

    glibc keeps the pieces between those in use: after an evening of starts, recordings and other avatars
    that is hundreds of megabytes. Elsewhere nothing has to be done.
    """
    trim = _glibc("malloc_trim")
    if trim is not None:
        trim(0)


@cache
def _glibc(name: str) -> Callable[..., int] | None:
    """One of its functions; None where there is none."""
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None), name, None)
