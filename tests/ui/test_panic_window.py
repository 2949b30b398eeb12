"""Panic in the real window between a webcam and a virtual camera, watched from the far end.

The person in front of the webcam is magenta as no avatar is, so that a single picture of the webcam shows.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
from engine_fakes import until
from fake_devices import Feeder
from marker import marked_pixels

if TYPE_CHECKING:
    from fake_devices import FakeDevice, FakeDevices

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="fake video devices need Linux")

CARD_LEVEL = 60
"""Mean brightness below which the picture can only be a card: they are dimmed."""

WINDOW = """
import sys, time
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from ui.app import make_application
from ui.main_window import MainWindow
from ui.real_services import real_services
from ui.view_models.session_controller import State

def turn(condition, timeout_s=40):
    end_s = time.monotonic() + timeout_s
    while not condition():
        app.processEvents()
        time.sleep(0.005)
        if time.monotonic() > end_s:
            raise SystemExit("never came: " + window.status_line.text)

def on_word(word):
    print('"' + word + '"', flush=True)
    assert sys.stdin.readline()

def drawn():
    composite = window.controller.session.latest_composite()
    return composite.index if composite is not None else None

app = make_application()
window = MainWindow(real_services())
window.choices.set(guide_seen=True)
window.show()
turn(lambda: window.controller.avatar.name and window.devices.listed)
window.controls.start_button.click()
turn(lambda: window.controller.state is State.LIVE and "/dev/video42" in window.status_line.text)
turn(lambda: (drawn() or 0) > 20)
on_word("live")
QTest.keyClick(window, Qt.Key.Key_Escape)
assert drawn() == -1
on_word("panic")
QTest.keyClick(window, Qt.Key.Key_Escape, Qt.KeyboardModifier.ShiftModifier)
turn(lambda: (drawn() or 0) > 0)
on_word("back")
window.close()
turn(lambda: window._stopped)
on_word("closed")
"""


class FarEnd:
    """Looks at everything that comes out of the virtual camera, as fast as it can."""

    def __init__(self, device: FakeDevice) -> None:
        self._device = device
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self.level = 255.0
        self.seen = self.marked = 0
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        self._thread.join(10)

    def _watch(self) -> None:
        while not self._stop.wait(0.01):
            picture = self._device.latest()
            if picture is not None:
                self.marked += marked_pixels(picture)
                self.level = float(picture.mean())
                self.seen += 1


@pytest.fixture
def far_end(devices: FakeDevices) -> Iterator[FarEnd]:
    made = FarEnd(devices.loopback)
    yield made
    made.close()


def test_panic_reaches_the_far_end_and_no_camera_picture_ever_does(
    devices: FakeDevices, far_end: FarEnd
) -> None:
    from vcam.avatar.shipped import shipped_photo

    photo = cv2.cvtColor(cv2.imread(str(shipped_photo("astronaut"))), cv2.COLOR_BGR2RGB)
    face = np.full((480, 640, 3), 255, np.uint8)
    face[..., 1] = 60
    face[:, 80:560, 1] = cv2.resize(photo, (480, 480))[..., 1] // 2
    assert marked_pixels(face) > 0.9 * 640 * 480
    frames = [np.roll(face, shift, axis=1) for shift in (0, 4, 8, 4)]
    with (
        Feeder(devices.webcam, frames),
        devices.start_python(WINDOW, QT_QPA_PLATFORM="offscreen") as child,
    ):
        assert child.stdout is not None
        assert child.stdin is not None
        assert child.stderr is not None

        def hear(word: str) -> None:
            for line in child.stdout:
                if line.startswith('"') and json.loads(line) == word:
                    return
            raise AssertionError(f"no {word}: {child.stderr.read()}")

        def go_on() -> None:
            child.stdin.write("\n")
            child.stdin.flush()

        hear("live")
        until(lambda: far_end.level > CARD_LEVEL and far_end.seen > 5)
        go_on()
        hear("panic")
        until(lambda: far_end.level < CARD_LEVEL)
        go_on()
        hear("back")
        until(lambda: far_end.level > CARD_LEVEL)
        go_on()
        hear("closed")
        last = devices.loopback.latest()
        go_on()
        assert child.wait(40) == 0
    assert last is not None
    assert marked_pixels(last) == 0
    assert far_end.marked == 0
