"""`vcam run` closes the webcam while no program captures from the virtual camera, and comes back for one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
from engine_fakes import until
from fake_devices import Feeder

if TYPE_CHECKING:
    import subprocess

    from fake_devices import FakeDevices

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="fake video devices need Linux")

RUN = """
import sys
from vcam.cli.main import main
from vcam.engine import attendance

attendance.SLEEP_AFTER_S = 0.5
sys.exit(main(["run", "-a", "astronaut", "-c", "Fake Webcam", "--virtual-camera", "/dev/video42",
               "--renderer", "prior", "--size", "320x240", *sys.argv[1:]]))
"""


def face() -> np.ndarray:
    from vcam.avatar.shipped import shipped_photo

    photo = cv2.cvtColor(cv2.imread(str(shipped_photo("astronaut"))), cv2.COLOR_BGR2RGB)
    return cv2.copyMakeBorder(cv2.resize(photo, (480, 480)), 0, 0, 80, 80, cv2.BORDER_REPLICATE)


def hear(child: subprocess.Popen[str], words: str) -> None:
    assert child.stderr is not None
    heard = []
    for line in child.stderr:
        heard.append(line)
        if words in line:
            return
    raise AssertionError(f"never said {words!r}: {heard}")


def test_the_webcam_is_closed_while_nobody_watches(devices: FakeDevices) -> None:
    devices.loopback.set_readers(1)
    with Feeder(devices.webcam, [face()]), devices.start_python(RUN, V4L2SHIM_EVENTS="1") as child:
        try:
            hear(child, "is live")
            until(lambda: devices.webcam.readers == 1 and devices.loopback.frames_written > 0, 40.0)
            devices.loopback.set_readers(0)
            hear(child, "No program uses the virtual camera")
            until(lambda: devices.webcam.readers == 0)
            # What was sent last stays in the camera for whoever comes.
            sent = devices.loopback.frames_written
            until(lambda: devices.loopback.frames_written > sent, 20.0)
            devices.loopback.set_readers(1)
            hear(child, "A program uses the virtual camera")
            until(lambda: devices.webcam.readers == 1)
        finally:
            child.terminate()


def test_it_stays_awake_where_the_driver_tells_nothing_and_where_it_is_told_to(devices: FakeDevices) -> None:
    with Feeder(devices.webcam, [face()]):
        for more, events in (((), {}), (("--no-sleep",), {"V4L2SHIM_EVENTS": "1"})):
            with devices.start_python(RUN, "--seconds", "3", *more, **events) as child:
                said = child.communicate(timeout=60)[1]
            assert child.returncode == 0
            assert "No program uses" not in said
