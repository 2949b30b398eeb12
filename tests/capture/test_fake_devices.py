"""The fake devices themselves: the real pyvirtualcam writes, the real OpenCV in another process reads."""

from __future__ import annotations

import pytest
from fake_devices import FakeDevices

SEND = """
import sys, time
import numpy as np
import pyvirtualcam
with pyvirtualcam.Camera(width=320, height=240, fps=30) as camera:
    print(camera.device, flush=True)
    for level in (50, 100, 200):
        camera.send(np.full((240, 320, 3), (level, 0, 255 - level), np.uint8))
    sys.stdin.readline()
"""

RECEIVE = """
import cv2
capture = cv2.VideoCapture("/dev/video42", cv2.CAP_V4L2)
print(capture.isOpened(), int(capture.get(cv2.CAP_PROP_FRAME_WIDTH)))
"""


def test_what_is_sent_to_the_loopback_device_can_be_read(devices: FakeDevices) -> None:
    pytest.importorskip("pyvirtualcam")
    assert devices.loopback.latest() is None
    sender = devices.start_python(SEND)
    assert sender.stdout is not None
    try:
        assert sender.stdout.readline().strip() == "/dev/video42"
        assert devices.run_python(RECEIVE).split() == ["True", "320"]
        sender.communicate("\n", timeout=20)
    finally:
        sender.kill()
    picture = devices.loopback.latest()
    assert picture is not None
    assert picture.shape == (240, 320, 3)
    assert picture[120, 160].tolist() == pytest.approx([200, 0, 55], abs=6)
    assert devices.loopback.frames_written == 3


def test_a_child_that_fails_says_why(devices: FakeDevices) -> None:
    with pytest.raises(RuntimeError, match="no such luck"):
        devices.run_python("raise SystemExit('no such luck')")
    with pytest.raises(RuntimeError, match="still running"):
        devices.run_python("import time; time.sleep(60)", timeout_s=0.5)
