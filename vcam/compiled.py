"""Compilation of inner loops that NumPy and OpenCV have no call for."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import numba

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function of arrays and numbers at its first call, to run beside other threads.

    The machine code is kept on disk for later runs, where there is a folder to keep it in.
    """
    try:
        return _jit(function, cache=True)
    except RuntimeError:
        return _jit(function, cache=False)


def _jit(function: Callable[P, R], *, cache: bool) -> Callable[P, R]:
    result: Callable[P, R] = numba.njit(cache=cache, nogil=True, error_model="numpy")(function)
    return result
