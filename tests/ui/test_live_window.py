"""The window in a process of its own between a webcam and a virtual camera: start, unplug, replug, close."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest
from engine_fakes import until
from fake_devices import Feeder

if TYPE_CHECKING:
    from fake_devices import FakeDevices

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="fake video devices need Linux")

WINDOW = """
import json, os, sys, time
from ui.app import make_application
from ui.main_window import MainWindow
from ui.real_services import real_services
from ui.view_models.session_controller import State

def say(kind, **what):
    print(json.dumps({"kind": kind, **what}), flush=True)

def until(condition, timeout_s=20):
    end_s = time.monotonic() + timeout_s
    while not condition():
        app.processEvents()
        time.sleep(0.005)
        if time.monotonic() > end_s:
            raise SystemExit("never came: " + window.status_line.text)

def sentences():
    return [banner.message.sentence for banner in window.banners.banners]

app = make_application()
window = MainWindow(real_services())
window.choices.set(tracking_view=True, guide_seen=True)
window.show()
until(lambda: window.controller.avatar.name and window.devices.listed)
say("listed", sources=[choice.label for choice in window.devices.sources],
    virtual=[camera.device for camera in window.devices.virtual_cameras])
window.controls.start_button.click()
until(lambda: window.controller.state is State.LIVE and window.tracking_view._landmarks is not None)
until(lambda: "/dev/video42" in window.status_line.text)
say("live", status=window.status_line.text)
until(lambda: window.banners.banners)
lost = sentences()
say("lost")
until(lambda: not window.banners.banners)
say("back", lost=lost)
if len(sys.argv) > 1:
    window.grab().save(sys.argv[1])
window.close()
until(lambda: window._stopped)
say("closed", stuck=window.stuck_threads)
"""


def test_webcam_in_virtual_camera_out(devices: FakeDevices) -> None:
    from vcam.avatar.shipped import shipped_photo

    photo = cv2.cvtColor(cv2.imread(str(shipped_photo("astronaut"))), cv2.COLOR_BGR2RGB)
    face = cv2.copyMakeBorder(cv2.resize(photo, (480, 480)), 0, 0, 80, 80, cv2.BORDER_REPLICATE)
    frames = [np.roll(face, shift, axis=1) for shift in (0, 4, 8, 4)]
    with (
        Feeder(devices.webcam, frames),
        devices.start_python(WINDOW, *_picture_wanted(), QT_QPA_PLATFORM="offscreen") as child,
    ):

        def hear(kind: str) -> dict[str, Any]:
            assert child.stdout is not None
            assert child.stderr is not None
            for line in child.stdout:
                message = json.loads(line)
                if message["kind"] == kind:
                    return dict(message)
            raise AssertionError(f"no {kind}: {child.stderr.read()}")

        _check_run(devices, hear)
        assert child.wait(10) == 0


def _check_run(devices: FakeDevices, hear: Callable[[str], dict[str, Any]]) -> None:
    listed = hear("listed")
    assert listed["sources"][0] == "Fake Webcam"
    assert "/dev/video42" in listed["virtual"]
    assert "Live" in hear("live")["status"]
    until(lambda: devices.loopback.frames_written > 0, 30)
    assert devices.loopback.latest().shape == (720, 1280, 3)
    devices.webcam.unplug()
    hear("lost")
    devices.webcam.replug()
    assert "Fake Webcam" in hear("back")["lost"][0]
    closed = hear("closed")
    assert closed["stuck"] == []


def _picture_wanted() -> list[str]:
    """Where to save a screenshot, when the environment names a file."""
    wanted = os.environ.get("VCAM_SCREENSHOT", "")
    return [wanted] if wanted else []
