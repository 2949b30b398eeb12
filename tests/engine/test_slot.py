from __future__ import annotations

import threading

import pytest
from engine_fakes import driving, tracked

from vcam.engine.slot import Closed, LatestSlot
from vcam.frames import DrivingFrame, TrackedFrame


def test_newest_wins_and_drops_are_counted() -> None:
    slot = LatestSlot(int)
    for item in range(5):
        slot.put(item)
    assert slot.take(0) == 4
    assert slot.drops == 4


def test_take_empties_the_slot() -> None:
    slot = LatestSlot(int)
    slot.put(1)
    slot.take(0)
    with pytest.raises(TimeoutError):
        slot.take(0.01)
    assert slot.drops == 0


def test_zero_and_other_false_items_are_items() -> None:
    slot = LatestSlot(int)
    slot.put(0)
    assert slot.take(0) == 0


def test_take_waits_for_an_item() -> None:
    slot = LatestSlot(int)
    timer = threading.Timer(0.05, slot.put, [7])
    timer.start()
    assert slot.take(5) == 7
    timer.join()


def test_close_wakes_who_waits() -> None:
    slot = LatestSlot(int)
    ended = threading.Event()

    def wait() -> None:
        with pytest.raises(Closed):
            slot.take(30)
        ended.set()

    thread = threading.Thread(target=wait)
    thread.start()
    slot.close()
    slot.close()
    thread.join(5)
    assert ended.is_set()
    for call in (lambda: slot.put(1), lambda: slot.take(0), slot.poll):
        with pytest.raises(Closed):
            call()


def test_a_slot_behind_the_tracker_refuses_a_picture() -> None:
    slot = LatestSlot(TrackedFrame)
    slot.put(tracked())
    with pytest.raises(TypeError, match="got a DrivingFrame, expected TrackedFrame"):
        slot.put(driving())  # type: ignore[arg-type]
    both = LatestSlot[DrivingFrame | TrackedFrame](DrivingFrame, TrackedFrame)
    both.put(driving())
    both.put(tracked())


def test_stale_items_are_dropped() -> None:
    now = [0.0]
    slot = LatestSlot(int, clock=lambda: now[0])
    slot.put(1)
    now[0] = 2.0
    with pytest.raises(TimeoutError):
        slot.take(0, max_age_s=1.0)
    assert slot.drops == 1
    slot.put(2)
    assert slot.take(0, max_age_s=1.0) == 2


def test_waiting_until_an_item_is_taken() -> None:
    slot = LatestSlot(int)
    slot.wait_taken(0)
    slot.put(1)
    timer = threading.Timer(0.05, slot.poll)
    timer.start()
    slot.wait_taken(20)
    assert slot.poll() is None
    timer.join()
    slot.put(2)
    slot.wait_taken(0.01)
    assert slot.poll() is not None
    slot.put(3)
    timer = threading.Timer(0.05, slot.close)
    timer.start()
    with pytest.raises(Closed):
        slot.wait_taken(20)
    timer.join()


def test_poll_tells_the_age() -> None:
    now = [0.0]
    slot = LatestSlot(int, clock=lambda: now[0])
    assert slot.poll() is None
    slot.put(3)
    now[0] = 0.25
    assert slot.poll() == (3, 0.25)
    assert slot.poll() is None


def test_clear_counts_as_a_drop() -> None:
    slot = LatestSlot(int)
    slot.clear()
    slot.put(1)
    slot.clear()
    assert slot.drops == 1
    assert slot.poll() is None


def test_a_nudge_ends_the_wait_but_loses_no_item() -> None:
    slot = LatestSlot(int)
    slot.nudge()
    with pytest.raises(TimeoutError):
        slot.take(30)
    slot.nudge()
    slot.put(7)
    assert slot.take(0) == 7
    with pytest.raises(TimeoutError):
        slot.take(0)


def test_a_nudge_wakes_who_waits() -> None:
    slot = LatestSlot(int)
    timer = threading.Timer(0.05, slot.nudge)
    timer.start()
    with pytest.raises(TimeoutError):
        slot.take(60)
    timer.join()
