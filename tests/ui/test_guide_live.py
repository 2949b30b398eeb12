"""The guide in a process of its own between a webcam and a virtual camera: look, measure, try, close."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest
from fake_devices import Feeder

if TYPE_CHECKING:
    from fake_devices import FakeDevices

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="fake video devices need Linux")

GUIDE = """
import json, time
from ui.app import make_application
from ui.main_window import MainWindow
from ui.real_services import real_services
from ui.view_models.guide import Step
from ui.view_models.virtual_check import CheckState

def say(kind, **what):
    print(json.dumps({"kind": kind, **what}), flush=True)

def until(condition, timeout_s=40):
    end_s = time.monotonic() + timeout_s
    while not condition():
        app.processEvents()
        time.sleep(0.005)
        if time.monotonic() > end_s:
            raise SystemExit(f"never came: {page.camera.note.text()} {page.neutral.advice.text()} "
                             f"{page.virtual.sentence.text()}")

app = make_application()
window = MainWindow(real_services())
guide, page = window.guide.guide, window.guide.page
window.show()
until(lambda: window.controller.avatar.name and guide.camera is not None)
page.rail.buttons[Step.CAMERA].click()
page.camera.look.click()
until(lambda: not page.camera.picture.shown.isNull())
say("looking", cameras=[choice.label for choice in guide.cameras])
page.next.click()
until(lambda: guide.neutral is not None)
until(lambda: not guide.viewing.camera)
say("measured", picture=page.camera.picture.shown.isNull())
page.next.click()
page.virtual.test.click()
until(lambda: guide.virtual.state in (CheckState.WORKS, CheckState.FAILED))
say("tried", sentence=page.virtual.sentence.text())
window.close()
until(lambda: window._stopped)
say("closed", stuck=window.stuck_threads)
"""


def test_the_users_picture_goes_nowhere_and_the_virtual_camera_takes_pictures(devices: FakeDevices) -> None:
    from vcam.avatar.shipped import shipped_photo

    photo = cv2.cvtColor(cv2.imread(str(shipped_photo("character"))), cv2.COLOR_BGR2RGB)
    face = cv2.copyMakeBorder(cv2.resize(photo, (480, 480)), 0, 0, 80, 80, cv2.BORDER_REPLICATE)
    with (
        Feeder(devices.webcam, [face]),
        devices.start_python(GUIDE, QT_QPA_PLATFORM="offscreen") as child,
    ):
        said: dict[str, dict[str, Any]] = {}

        def hear(kind: str) -> dict[str, Any]:
            assert child.stdout is not None
            for line in child.stdout:
                if line.startswith("{"):
                    message = json.loads(line)
                    said[message["kind"]] = message
                    if message["kind"] == kind:
                        return message
            assert child.stderr is not None
            raise AssertionError(f"no {kind}: {child.stderr.read()}")

        assert hear("looking")["cameras"] == ["Fake Webcam"]
        assert hear("measured")["picture"], "the picture is gone"
        assert devices.loopback.frames_written == 0, "nobody has sent anything"
        assert "30 test pictures" in hear("tried")["sentence"]
        sent = devices.loopback.latest()
        assert sent is not None
        assert np.ptp(sent.astype(int), axis=0).max() <= 2, "bars that stand upright, and nothing else"
        assert "ui-self view" not in hear("closed")["stuck"]
        assert child.wait(10) == 0
