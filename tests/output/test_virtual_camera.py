"""pyvirtualcam's native code and OpenCV's V4L2 capture, unchanged, on fake devices."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest
from engine_fakes import composite

from vcam.errors import VirtualCameraError
from vcam.output.virtual_camera import VirtualCameraOutput, virtual_camera_help

if TYPE_CHECKING:
    from fake_devices import FakeDevices

PRELUDE = """
import json, sys, time
import numpy as np
from vcam.errors import VirtualCameraError
from vcam.frames import Composite
from vcam.output.virtual_camera import VirtualCameraOutput, list_virtual_cameras

def picture(colour, size=(320, 240)):
    image = np.empty((size[1], size[0], 3), np.uint8)
    image[:] = colour
    return Composite(image=image, index=0, captured_at_s=0.0)

def attempt(*arguments, size=(320, 240)):
    output = VirtualCameraOutput(*arguments)
    try:
        output.open(*size, 30)
        output.close()
        return "opened"
    except VirtualCameraError as error:
        return str(error)
"""


def test_the_help_names_driver_camera_and_test_for_each_system() -> None:
    for platform, driver, name in (
        ("linux", "v4l2loopback", "'vcam'"),
        ("win32", "OBS Studio", "'OBS Virtual Camera'"),
        ("darwin", "OBS Studio 30", "'OBS Virtual Camera'"),
    ):
        text = virtual_camera_help(platform)
        assert driver in text
        assert f"choose the camera {name} in Zoom, Teams or Chrome" in text
        assert "`vcam doctor`" in text
    assert "not on plan9" in virtual_camera_help("plan9")


def test_wrong_use_is_told() -> None:
    output = VirtualCameraOutput()
    with pytest.raises(VirtualCameraError, match="not open"):
        output.write(composite())
    with pytest.raises(VirtualCameraError, match="even width"):
        output.open(321, 240, 30)
    output.close()
    output.discard()
    assert output.name == "virtual camera"


@pytest.mark.skipif(sys.platform != "linux", reason="v4l2loopback is Linux's driver")
def test_colours_arrive_as_they_were_sent(devices: FakeDevices) -> None:
    code = """
output = VirtualCameraOutput()
output.open(320, 240, 30)
output.write(picture((200, 60, 20)))
print(json.dumps([output.name, output.native_format, [vars(found) for found in list_virtual_cameras()]]))
output.close()
output.close()
"""
    name, native_format, found = json.loads(devices.run_python(PRELUDE + code))
    assert name == devices.loopback.path
    assert native_format == "I420"
    assert [camera["device"] for camera in found] == [devices.loopback.path]
    shown = devices.loopback.latest()
    assert shown is not None
    assert shown.shape == (240, 320, 3)
    assert np.abs(shown[120, 160].astype(int) - (200, 60, 20)).max() <= 3


@pytest.mark.skipif(sys.platform != "linux", reason="v4l2loopback is Linux's driver")
def test_a_device_that_is_missing_or_another_kind(devices: FakeDevices) -> None:
    code = """
label = list_virtual_cameras()[0].name
print(json.dumps([
    attempt("/dev/video99"), attempt("/dev/video40"), attempt("/dev/null"), attempt("no such name"),
    attempt(label), attempt("/dev/video42"),
]))
"""
    missing, webcam, null, unnamed, by_name, by_path = json.loads(devices.run_python(PRELUDE + code))
    assert "/dev/video99 doesn't exist" in missing
    assert "v4l2loopback" in missing
    assert "/dev/video40 is not a virtual camera" in webcam
    assert "/dev/null is not a virtual camera" in null
    assert "no virtual camera is named 'no such name'" in unnamed
    assert "/dev/video42" in unnamed
    assert by_name == by_path == "opened"


@pytest.mark.skipif(sys.platform != "linux", reason="v4l2loopback is Linux's driver")
def test_no_driver_at_all(devices: FakeDevices) -> None:
    devices.loopback.unplug()
    text = devices.run_python(PRELUDE + "print(attempt())").strip()
    assert text.startswith("no virtual camera was found: install v4l2loopback")
    assert "`vcam doctor`" in text


@pytest.mark.skipif(sys.platform != "linux", reason="v4l2loopback is Linux's driver")
def test_a_device_that_another_program_sends_to(devices: FakeDevices) -> None:
    sender = (
        PRELUDE
        + """
output = VirtualCameraOutput()
output.open(320, 240, 30)
print("sending", flush=True)
sys.stdin.readline()
"""
    )
    with devices.start_python(sender, V4L2SHIM_EXCL="1") as child:
        assert child.stdout is not None
        assert child.stdin is not None
        assert child.stdout.readline() == "sending\n"
        text = devices.run_python(
            PRELUDE + "print(json.dumps([attempt(), attempt('/dev/video42')]))", V4L2SHIM_EXCL="1"
        )
        child.stdin.write("\n")
        child.stdin.flush()
    for message in json.loads(text):
        assert message.startswith("another program is sending to the virtual camera /dev/video42")


@pytest.mark.skipif(sys.platform != "linux", reason="v4l2loopback is Linux's driver")
def test_a_device_that_vanishes_while_sending_and_comes_back(devices: FakeDevices) -> None:
    code = """
output = VirtualCameraOutput()
output.open(320, 240, 30)
output.write(picture((10, 10, 10)))
print("sending", flush=True)
sys.stdin.readline()
try:
    output.write(picture((20, 20, 20)))
    print("nothing noticed", flush=True)
except VirtualCameraError as error:
    print(error, flush=True)
output.close()
print(attempt(), flush=True)
sys.stdin.readline()
output.open(320, 240, 30)
output.write(picture((30, 30, 30)))
output.close()
print("back", flush=True)
"""
    with devices.start_python(PRELUDE + code) as child:
        assert child.stdout is not None
        assert child.stdin is not None
        assert child.stderr is not None
        assert child.stdout.readline() == "sending\n"
        devices.loopback.unplug()
        child.stdin.write("\n")
        child.stdin.flush()
        assert child.stdout.readline().startswith("the virtual camera /dev/video42 went away")
        assert child.stdout.readline().startswith("no virtual camera was found")
        devices.loopback.replug()
        child.stdin.write("\n")
        child.stdin.flush()
        assert child.stdout.readline() == "back\n"
        assert "error writing frame" not in child.stderr.read()
    assert child.returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="v4l2loopback is Linux's driver")
def test_no_descriptor_leaks_while_retrying(devices: FakeDevices) -> None:
    code = """
import os
attempt()
before = len(os.listdir("/proc/self/fd"))
for _ in range(20):
    attempt()
    attempt("/dev/video40")
    attempt("/dev/video99")
print(len(os.listdir("/proc/self/fd")) - before)
"""
    assert devices.run_python(PRELUDE + code).strip() == "0"
