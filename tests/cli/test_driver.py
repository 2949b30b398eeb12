"""Drivers with an end, and videos of another rate."""

import signal

import numpy as np
import pytest

from vcam.cli.driver import LimitedSource, _first_interrupt_ends
from vcam.cli.resampling import Resampled
from vcam.errors import CameraLost
from vcam.frames import Composite, TrackedFrame


class Frames:
    """A source of numbered frames at 10 fps; an error among them is raised once."""

    name, fps, live, status = "frames", 10.0, False, "fine"

    def __init__(self, items):
        self.items = list(items)
        self.frame_count = len(self.items)
        self.closed = False

    def read(self, timeout_s=1.0):
        item = self.items.pop(0) if self.items else None
        if isinstance(item, Exception):
            raise item
        return item

    def close(self):
        self.closed = True


def tracked(index):
    return TrackedFrame(landmarks=None, index=index, captured_at_s=5 + index / 10)


def read_all(source):
    frames = []
    while (frame := source.read()) is not None:
        frames.append(frame.index)
    return frames


def test_seconds_end_a_source():
    source = LimitedSource(Frames(tracked(index) for index in range(50)), 1.0)
    assert source.frame_count == 10
    assert read_all(source) == list(range(10))


def test_without_a_limit_nothing_changes():
    frames = Frames(tracked(index) for index in range(5))
    with LimitedSource(frames) as source:
        assert source.frame_count == 5
        assert read_all(source) == list(range(5))
    assert frames.closed


def test_a_lost_camera_is_waited_for():
    source = LimitedSource(Frames([CameraLost("gone"), tracked(1)]))
    with pytest.raises(TimeoutError, match="gone"):
        source.read()
    assert source.read().index == 1


def test_the_first_interrupt_ends_the_source_and_the_second_interrupts():
    source = LimitedSource(Frames(tracked(index) for index in range(5)))
    with _first_interrupt_ends(source):
        source.read()
        signal.raise_signal(signal.SIGINT)
        assert source.read() is None
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


class Collecting:
    """An output that notes what it gets."""

    name, counts_frames = "collecting", True

    def __init__(self):
        self.opened, self.indexes, self.state = None, [], "new"

    def open(self, width, height, fps):
        self.opened = (width, height, fps)

    def write(self, composite):
        self.indexes.append(composite.index)

    def close(self):
        self.state = "closed"

    def discard(self):
        self.state = "discarded"


def resample(times_s, fps):
    inner = Collecting()
    output = Resampled(inner, fps)
    output.open(2, 2, 10)
    image = np.zeros((2, 2, 3), np.uint8)
    for index, time_s in enumerate(times_s):
        output.write(Composite(image=image, index=index, captured_at_s=time_s))
    output.close()
    assert inner.opened == (2, 2, fps)
    assert inner.state == "closed"
    return inner.indexes


def test_the_same_rate_passes_through():
    assert resample([7 + index / 10 for index in range(5)], 10) == [0, 1, 2, 3, 4]


def test_a_higher_rate_repeats():
    assert resample([0, 0.1, 0.2], 20) == [0, 0, 1, 1, 2]


def test_a_lower_rate_leaves_out():
    assert resample([index / 10 for index in range(6)], 5) == [0, 2, 4, 5]


def test_uneven_frames_keep_their_time():
    assert resample([0, 0.1, 0.5, 0.6], 10) == [0, 1, 1, 1, 1, 2, 3]


def test_discarding_reaches_the_output():
    inner = Collecting()
    output = Resampled(inner, 10)
    output.open(2, 2, 10)
    output.discard()
    assert inner.state == "discarded"
