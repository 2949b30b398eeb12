"""The camera source on OpenCV's real V4L2 capture: a child sees fake devices, this process drives them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from subprocess import Popen
from typing import Any

import clips
import pytest
from fake_devices import FakeDevices, Feeder, plain_pictures

from vcam.errors import CameraNotFound

WATCH = """
import json, sys
from vcam.capture.camera import CameraSource
from vcam.capture.camera_device import CameraConfig
from vcam.errors import VcamError

def say(**words):
    print(json.dumps(words), flush=True)

try:
    source = CameraSource(sys.argv[1], CameraConfig(width=1280, height=720))
    with source:
        while True:
            try:
                frame = source.read(0.5)
                say(event="frame", index=frame.index, level=float(frame.image.mean()),
                    shape=frame.image.shape, status=source.status, path=source.camera.path,
                    mode=str(source.mode))
            except TimeoutError:
                say(event="timeout", status=source.status)
            except VcamError as error:
                say(event=type(error).__name__, text=str(error), status=source.status)
except VcamError as error:
    say(event=type(error).__name__, text=str(error))
"""


class Watcher:
    """A child that reads a camera and reports each event on a line."""

    def __init__(self, devices: FakeDevices, camera: str) -> None:
        self.child: Popen[str] = devices.start_python(WATCH, camera)

    def until(self, event: str, limit: int = 600, **wanted: object) -> dict[str, Any]:
        """Read reports until one has this event and these words."""
        assert self.child.stdout is not None
        seen = []
        for _ in range(limit):
            line = self.child.stdout.readline()
            if not line:
                break
            report: dict[str, Any] = json.loads(line)
            seen.append(report["event"])
            if report["event"] == event and all(report.get(key) == value for key, value in wanted.items()):
                return report
        raise AssertionError(f"no {event} {wanted} among {seen[-20:]}")

    def __enter__(self) -> Watcher:
        return self

    def __exit__(self, *_: object) -> None:
        self.child.kill()
        self.child.communicate()


@pytest.mark.parametrize("text", ["/dev/video40", "40", "Desk Cam", "desk"])
@pytest.mark.parametrize("fourcc", ["YUYV", "MJPG"])
def test_a_webcam_opens_by_path_index_and_name(devices: FakeDevices, text: str, fourcc: str) -> None:
    devices.webcam.plug(name="Desk Cam", size=(320, 240), fps=25, fourcc=fourcc)
    with Feeder(devices.webcam, plain_pictures((320, 240), [180])), Watcher(devices, text) as watcher:
        report = watcher.until("frame")
    assert report["shape"] == [240, 320, 3]
    assert report["level"] == pytest.approx(180, abs=3)
    assert report["mode"] == f"320x240 at 25 fps, {fourcc}"
    assert "asked for 1280x720 at 30 fps, MJPG" in report["status"]


def test_a_camera_that_does_not_exist_is_one_sentence(devices: FakeDevices) -> None:
    devices.webcam.plug(name="Desk Cam")
    with Watcher(devices, "Kitchen Cam") as watcher:
        report = watcher.until(CameraNotFound.__name__)
    assert "no camera 'Kitchen Cam'" in report["text"]
    assert "Desk Cam (/dev/video40)" in report["text"]


def test_unplugged_and_back_at_the_same_port(devices: FakeDevices) -> None:
    with (
        Feeder(devices.webcam, plain_pictures((640, 480), range(40, 200, 10))),
        Watcher(devices, "/dev/video40") as watcher,
    ):
        first = watcher.until("frame")
        devices.webcam.unplug()
        lost = watcher.until("CameraLost")
        assert "Fake Webcam went away" in lost["text"]
        assert lost["status"].startswith("Camera lost, reconnecting")
        watcher.until("timeout")
        devices.webcam.replug()
        back = watcher.until("frame")
    assert back["index"] > first["index"]
    assert back["path"] == "/dev/video40"
    assert "lost" not in back["status"]


def test_back_at_another_port_and_not_confused_with_another_camera(devices: FakeDevices) -> None:
    devices.webcam.plug(name="Desk Cam")
    with (
        Feeder(devices.webcam, plain_pictures((640, 480), [60])),
        Watcher(devices, "Desk Cam") as watcher,
    ):
        watcher.until("frame")
        devices.webcam.unplug()
        watcher.until("CameraLost")
        devices.webcam.plug(name="Somebody Else's Cam")
        for _ in range(3):
            watcher.until("timeout")
        devices.second_port.plug(name="Desk Cam", size=(320, 240))
        with Feeder(devices.second_port, plain_pictures((320, 240), [220])):
            back = watcher.until("frame")
    assert back["path"] == "/dev/video41"
    assert back["level"] == pytest.approx(220, abs=3)


def test_a_stalled_camera_is_told_and_taken_up_again(devices: FakeDevices) -> None:
    pictures = plain_pictures((640, 480), [90])
    with Watcher(devices, "/dev/video40") as watcher:
        with Feeder(devices.webcam, pictures):
            watcher.until("frame")
        watcher.until("timeout", status="Fake Webcam has stopped sending pictures; waiting for it.")
        with Feeder(devices.webcam, pictures):
            watcher.until("frame")


def test_a_webcam_fed_by_ffmpeg(devices: FakeDevices, tmp_path: Path) -> None:
    if shutil.which("ffmpeg") is None:
        pytest.skip("needs the ffmpeg program")
    clip = clips.write_clip(tmp_path / "clip.mp4", frames=20, fps=10.0, size=(640, 480))
    with devices.ffmpeg_feed(clip), Watcher(devices, "/dev/video40") as watcher:
        levels = [watcher.until("frame")["level"] for _ in range(40)]
    assert max(levels) - min(levels) > 20
