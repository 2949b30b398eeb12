"""How much memory this process holds."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path


def resident_mb() -> float:
    """Resident memory in MB (10**6 bytes); on macOS the highest so far, which is all that it tells."""
    status = Path("/proc/self/status")
    if status.is_file():
        lines = status.read_text(encoding="ascii", errors="replace").splitlines()
        return next(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmRSS:"))
    if sys.platform == "win32":
        return _windows_working_set() / 1e6
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


class _Counters(ctypes.Structure):
    """PROCESS_MEMORY_COUNTERS of the Windows API."""

    _fields_ = (
        ("size", ctypes.c_uint32),
        ("page_faults", ctypes.c_uint32),
        ("peak_working_set", ctypes.c_size_t),
        ("working_set", ctypes.c_size_t),
        ("rest", ctypes.c_size_t * 6),
    )


def _windows_working_set() -> int:
    counters = _Counters(size=ctypes.sizeof(_Counters))
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - it exists on Windows alone
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    process = ctypes.c_void_p(kernel.GetCurrentProcess())
    if not kernel.K32GetProcessMemoryInfo(process, ctypes.byref(counters), counters.size):
        raise OSError("Windows does not tell the memory of this process")
    return int(counters.working_set)
