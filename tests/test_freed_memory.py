"""Freed memory goes back to the system."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from vcam.freed_memory import give_back_freed, share_arenas


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc keeps what was freed")
def test_what_lay_between_things_in_use_is_given_back() -> None:
    give_back_freed()
    # Pieces too small to be given back one by one, every other one of them still in use.
    pieces = [np.ones(100_000, np.uint8) for _ in range(2000)]
    kept = pieces[::2]
    del pieces
    before_mb = resident_mb()
    give_back_freed()
    assert before_mb - resident_mb() > 40
    assert all(piece[-1] == 1 for piece in kept)


ARENAS = """
import ctypes, re, threading
from vcam.freed_memory import share_arenas
share_arenas()
wait = threading.Barrier(13)
def use():
    bytearray(100_000)
    wait.wait()
for _ in range(12):
    threading.Thread(target=use).start()
wait.wait()
libc = ctypes.CDLL(None)
libc.malloc_stats()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc has arenas")
def test_threads_share_their_arenas() -> None:
    done = subprocess.run([sys.executable, "-c", ARENAS], capture_output=True, text=True, check=True)
    if "Arena 0" not in done.stderr:
        pytest.skip("this C library tells nothing of its arenas")
    assert done.stderr.count("Arena ") <= 2


def test_it_may_be_called_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    from vcam import freed_memory

    freed_memory._glibc.cache_clear()
    monkeypatch.setattr(sys, "platform", "win32")
    share_arenas()
    give_back_freed()
    freed_memory._glibc.cache_clear()
