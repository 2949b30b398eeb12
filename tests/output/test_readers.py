"""Whether a program reads a virtual camera, asked of the emulated driver."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from vcam.output.base import KnowsReaders
from vcam.output.readers import has_readers
from vcam.output.virtual_camera import VirtualCameraOutput

if TYPE_CHECKING:
    from fake_devices import FakeDevices

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="fake video devices need Linux")

ASK = "from vcam.output.readers import has_readers; print(has_readers('/dev/video42'))"
READ = """
import threading
import cv2, numpy as np
from vcam.frames import Composite
from vcam.output.virtual_camera import VirtualCameraOutput

picture = Composite(image=np.zeros((480, 640, 3), np.uint8), index=0, captured_at_s=0.0)
output, stop = VirtualCameraOutput("/dev/video42"), threading.Event()

def send():
    while not stop.wait(0.02):
        output.write(picture)

print(output.has_readers())
output.open(640, 480, 30)
sender = threading.Thread(target=send)
sender.start()
print(output.has_readers())
reader = cv2.VideoCapture("/dev/video42", cv2.CAP_V4L2)
reader.read()
print(output.has_readers())
reader.release()
print(output.has_readers())
stop.set()
sender.join()
output.close()
print(output.has_readers())
"""


def test_the_driver_tells_whether_anybody_reads(devices: FakeDevices) -> None:
    for count, told in ((0, "False"), (1, "True"), (2, "True"), (0, "False")):
        devices.loopback.set_readers(count)
        assert devices.run_python(ASK, V4L2SHIM_EVENTS="1").strip() == told


def test_a_driver_without_the_event_tells_nothing(devices: FakeDevices) -> None:
    devices.loopback.set_readers(1)
    assert devices.run_python(ASK).strip() == "None"


def test_a_program_that_captures_is_noticed_and_missed(devices: FakeDevices) -> None:
    told = devices.run_python(READ, V4L2SHIM_EVENTS="1").split()
    assert told == ["None", "False", "True", "False", "None"]


def test_what_is_no_device_tells_nothing() -> None:
    assert has_readers("/dev/no-such-device") is None
    assert has_readers(os.devnull) is None
    assert isinstance(VirtualCameraOutput(), KnowsReaders)
