"""The window between a webcam and a virtual camera: out of sight it sleeps until somebody watches."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest
from engine_fakes import until
from fake_devices import Feeder

if TYPE_CHECKING:
    import subprocess

    from fake_devices import FakeDevices, Picture

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="fake video devices need Linux")

WINDOW = """
import json, sys, time
from PySide6.QtWidgets import QSystemTrayIcon
QSystemTrayIcon.isSystemTrayAvailable = staticmethod(lambda: True)
from ui.app import make_application
from ui.main_window import MainWindow
from ui.real_services import real_services
from ui.view_models.session_controller import State
from vcam.engine import attendance

attendance.SLEEP_AFTER_S = 0.5

def say(kind, **what):
    print(json.dumps({"kind": kind, **what}), flush=True)

def until(condition, timeout_s=60):
    end_s = time.monotonic() + timeout_s
    while not condition():
        app.processEvents()
        time.sleep(0.005)
        if time.monotonic() > end_s:
            raise SystemExit("never came: " + window.status_line.text)

app = make_application()
window = MainWindow(real_services("cpu"))
window.choices.set(guide_seen=True, when_closed="stay", renderer="prior", size=(640, 480), badge=True)
window.show()
until(lambda: window.controller.avatar.name and window.devices.listed)
window.controls.start_button.click()
until(lambda: window.controller.state is State.LIVE)
until(lambda: window.controller.session.statistics().outputs)
say("live")
until(lambda: window.controller.session.statistics().outputs[0].written > 5)
sys.stdin.readline()
window.close()
until(lambda: window.controller.session.statistics().asleep)
say("asleep", visible=window.isVisible())
until(lambda: not window.controller.session.statistics().asleep)
say("awake", visible=window.isVisible())
sys.stdin.readline()
window.background.quit()
until(lambda: window._stopped)
say("closed", stuck=window.stuck_threads)
"""


def face() -> Picture:
    from vcam.avatar.shipped import shipped_photo

    photo = cv2.cvtColor(cv2.imread(str(shipped_photo("astronaut"))), cv2.COLOR_BGR2RGB)
    return cv2.copyMakeBorder(cv2.resize(photo, (480, 480)), 0, 0, 80, 80, cv2.BORDER_REPLICATE)


def hear(child: subprocess.Popen[str], kind: str) -> dict[str, Any]:
    assert child.stdout is not None
    assert child.stderr is not None
    for line in child.stdout:
        message = json.loads(line)
        if message["kind"] == kind:
            return dict(message)
    raise AssertionError(f"no {kind}: {child.stderr.read()}")


def go_on(child: subprocess.Popen[str]) -> None:
    assert child.stdin is not None
    child.stdin.write("\n")
    child.stdin.flush()


def test_out_of_sight_it_sleeps_until_somebody_watches(devices: FakeDevices, tmp_path: Path) -> None:
    surroundings = {"QT_QPA_PLATFORM": "offscreen", "V4L2SHIM_EVENTS": "1", "VCAM_HOME": str(tmp_path)}
    with Feeder(devices.webcam, [face()]), devices.start_python(WINDOW, **surroundings) as child:
        hear(child, "live")
        until(lambda: devices.webcam.readers == 1 and devices.loopback.frames_written > 5, 40.0)
        # The badge is at the far end: white letters on its dark plate.
        corner = devices.loopback.latest()[480 - 46 : 480 - 14, 14:180].mean(axis=2)
        assert np.percentile(corner, 30) < 60
        assert corner.max() > 230
        go_on(child)
        assert not hear(child, "asleep")["visible"]
        until(lambda: devices.webcam.readers == 0, 10.0)
        devices.loopback.set_readers(1)
        assert not hear(child, "awake")["visible"]
        until(lambda: devices.webcam.readers == 1, 10.0)
        go_on(child)
        assert hear(child, "closed")["stuck"] == []
        assert child.wait(20) == 0
