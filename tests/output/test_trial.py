"""Trying a virtual camera out: pyvirtualcam's native code, unchanged, on a fake device."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from vcam.output.trial import BARS, colour_bars

if TYPE_CHECKING:
    from fake_devices import FakeDevices

TRY = """
import json
from dataclasses import asdict
from vcam.errors import VirtualCameraError
from vcam.output.trial import try_virtual_camera
from vcam.output.virtual_camera import VirtualCameraOutput
print(json.dumps(asdict(try_virtual_camera())))
with_another = VirtualCameraOutput()
with_another.open(640, 480, 30)
try:
    try_virtual_camera("/dev/video42")
except VirtualCameraError as error:
    print(json.dumps(str(error)))
with_another.close()
"""


def test_the_bars_move_round() -> None:
    first, later = colour_bars(60, 4, 0.0), colour_bars(60, 4, 0.5)
    assert first.shape == (4, 60, 3)
    assert [tuple(first[0, column]) for column in range(5, 60, 10)] == list(BARS)
    assert (later == np.roll(first, 30, axis=1)).all()


@pytest.mark.skipif(sys.platform != "linux", reason="v4l2loopback is Linux's driver")
def test_pictures_arrive_and_a_busy_device_is_told(devices: FakeDevices) -> None:
    found, busy = (
        json.loads(line) for line in devices.run_python(TRY, V4L2SHIM_EXCL="1", timeout_s=60).splitlines()
    )
    assert found["device"] == devices.loopback.path
    assert (found["pictures"], found["width"], found["height"]) == (30, 1280, 720)
    assert found["name"]
    assert devices.loopback.frames_written >= 30
    assert "another program is sending" in busy
