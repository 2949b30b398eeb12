from __future__ import annotations

import os
import sys
import threading

import pytest

from vcam.low_priority import give_way


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a thread's priority")
def test_one_thread_gives_way_and_no_other() -> None:
    found: list[int] = []

    def work() -> None:
        give_way()
        found.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))

    before = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found[0] >= 15
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == before
