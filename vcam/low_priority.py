"""Threads whose work can wait."""

from __future__ import annotations

import ctypes
import logging
import os
import sys
import threading

log = logging.getLogger(__name__)

_NICENESS = 15
_THREAD_PRIORITY_LOWEST = -2
_QOS_CLASS_UTILITY = 0x11


def give_way() -> None:
    """Let this thread run from now on when no other wants to, as far as the system knows such a thing.

    There is no way back: for threads that do nothing else.
    """
    try:
        if sys.platform == "linux":
            # Here niceness is a thread's own, whatever POSIX says.
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)
        elif sys.platform == "win32":
            kernel = ctypes.windll.kernel32
            kernel.SetThreadPriority(kernel.GetCurrentThread(), _THREAD_PRIORITY_LOWEST)
        elif sys.platform == "darwin":
            ctypes.CDLL(None).pthread_set_qos_class_self_np(_QOS_CLASS_UTILITY, 0)
    except (OSError, AttributeError) as error:
        log.info("a thread keeps its priority: %s", error)
