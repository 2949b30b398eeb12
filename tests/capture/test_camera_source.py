"""The camera thread's behaviour on a made-up device: newest frame only, loss, return, failing opens."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

import cv2
import numpy as np
import pytest
from fake_devices import wait_until

from vcam.capture import camera as camera_module
from vcam.capture.camera import CameraSource
from vcam.capture.camera_device import CameraConfig, CameraMode
from vcam.capture.cameras import CameraInfo
from vcam.errors import CameraLost, CaptureError, ConfigError

DESK = CameraInfo(id="desk", name="Desk Cam", path="desk", index=0, backend="DSHOW")
MODE = CameraMode(width=64, height=48, fps=30.0, fourcc="MJPG", backend="DSHOW")
CONFIG = CameraConfig(width=64, height=48)


class FakeCapture:
    """Stands in for cv2.VideoCapture: frame n is plain grey n, BGR with blue 255."""

    def __init__(self) -> None:
        self.working = True
        self.given = 0
        self.released = threading.Event()
        self.may_grab = threading.Semaphore(0)

    def grab(self) -> bool:
        while self.working:
            if self.may_grab.acquire(timeout=0.01):
                self.given += 1
                return True
        return False

    def retrieve(self, buffer: object = None) -> tuple[bool, Any]:
        picture = np.full((48, 64, 3), self.given % 256, np.uint8)
        picture[..., 0] = 255
        return True, picture

    def release(self) -> None:
        self.released.set()


class FakeSystem:
    """Opens `FakeCapture`s; the camera can be away or refuse to open."""

    def __init__(self) -> None:
        self.captures: list[FakeCapture] = []
        self.refusals = 0
        self.present = True
        self.attempts = 0

    def open(self, camera: CameraInfo, config: CameraConfig) -> tuple[cv2.VideoCapture, CameraMode]:
        self.attempts += 1
        if self.refusals > 0:
            self.refusals -= 1
            raise CaptureError(f"{camera.name} can't be opened: close other programs that use it")
        self.captures.append(FakeCapture())
        return cast(cv2.VideoCapture, self.captures[-1]), MODE

    def find_again(self, camera: CameraInfo) -> CameraInfo | None:
        return camera if self.present else None

    def capture(self, number: int = 0) -> FakeCapture:
        assert wait_until(lambda: len(self.captures) > number, 5.0)
        return self.captures[number]


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> FakeSystem:
    made = FakeSystem()
    monkeypatch.setattr(camera_module, "find_again", made.find_again)
    monkeypatch.setattr(camera_module, "RETRY_S", 0.01)
    monkeypatch.setattr(camera_module, "LOST_AFTER_S", 0.05)
    return made


@contextmanager
def opened(
    system: FakeSystem, patience_s: float = 0.0, config: CameraConfig = CONFIG
) -> Iterator[CameraSource]:
    threads = threading.active_count()
    with CameraSource(DESK, config, opener=system.open, first_open_patience_s=patience_s) as source:
        yield source
        for capture in system.captures:
            capture.working = False
    assert threading.active_count() == threads
    assert all(capture.released.is_set() for capture in system.captures)


def raises_within(kind: type[Exception], call: Callable[[], object]) -> Exception:
    """Read until `kind` is raised."""
    for _ in range(100):
        try:
            call()
        except TimeoutError:
            continue
        except kind as error:
            return error
    raise AssertionError(f"{kind.__name__} did not come")


def test_frames_are_rgb_numbered_and_stamped(system: FakeSystem) -> None:
    before_s = time.monotonic()
    with opened(system) as source:
        system.capture().may_grab.release()
        frame = source.read(5.0)
        assert frame is not None
        assert frame.image[0, 0].tolist() == [1, 1, 255]
        assert frame.index == 0
        assert before_s <= frame.captured_at_s <= time.monotonic()
        assert source.mode == MODE
        assert source.status == "Desk Cam: 64x48 at 30 fps, MJPG."
    assert source.read() is None
    assert source.status == "Desk Cam is closed."


def test_only_the_newest_frame_is_kept(system: FakeSystem) -> None:
    with opened(system) as source:
        for _ in range(5):
            system.capture().may_grab.release()
        assert wait_until(lambda: source.dropped == 4, 5.0)
        frame = source.read(5.0)
        assert frame is not None
        assert frame.index == 4
        with pytest.raises(TimeoutError, match="Desk Cam"):
            source.read(0.01)


def test_a_lost_camera_is_told_once_and_found_again(system: FakeSystem) -> None:
    with opened(system) as source:
        system.capture().may_grab.release()
        assert source.read(5.0) is not None
        system.present = False
        system.capture().working = False
        error = raises_within(CameraLost, lambda: source.read(0.2))
        assert "Desk Cam went away" in str(error)
        assert source.status.startswith("Camera lost, reconnecting")
        with pytest.raises(TimeoutError):
            source.read(0.05)
        system.present = True
        system.capture(1).may_grab.release()
        frame = source.read(5.0)
        assert frame is not None
        assert frame.index == 1
        assert "lost" not in source.status


def test_a_reconnection_that_fails_is_tried_again(system: FakeSystem) -> None:
    with opened(system) as source:
        system.capture().may_grab.release()
        source.read(5.0)
        system.refusals = 3
        system.capture().working = False
        raises_within(CameraLost, lambda: source.read(0.2))
        system.capture(1).may_grab.release()
        assert source.read(5.0) is not None
        assert system.attempts == 5


def test_the_first_open_is_tried_again_while_permission_is_asked(system: FakeSystem) -> None:
    system.refusals = 3
    with opened(system, patience_s=30.0) as source:
        assert source.status == "Opening Desk Cam ..."
        system.capture().may_grab.release()
        assert source.read(5.0) is not None
        assert system.attempts == 4


def test_a_first_open_that_fails_for_good_is_an_error_at_every_read(system: FakeSystem) -> None:
    system.refusals = 10**6
    with opened(system) as source:
        for _ in range(2):
            with pytest.raises(CaptureError, match="close other programs"):
                source.read(5.0)
        assert "close other programs" in source.status


def test_an_unexpected_error_on_the_thread_reaches_the_reader(system: FakeSystem) -> None:
    def explode(camera: CameraInfo, config: CameraConfig) -> tuple[cv2.VideoCapture, CameraMode]:
        raise ZeroDivisionError("driver bug")

    with (
        CameraSource(DESK, CONFIG, opener=explode) as source,
        pytest.raises(CaptureError, match=r"driver bug.*choose the camera again"),
    ):
        source.read(5.0)


def test_a_driver_that_hangs_does_not_hold_up_closing(
    system: FakeSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(camera_module, "CLOSE_DEADLINE_S", 0.05)
    source = CameraSource(DESK, CONFIG, opener=system.open)
    capture = system.capture()
    source.close()
    assert not capture.released.is_set()
    capture.working = False
    assert capture.released.wait(5.0)


def test_closing_wakes_a_waiting_reader(system: FakeSystem) -> None:
    with opened(system) as source:
        results: list[object] = []
        reader = threading.Thread(target=lambda: results.append(source.read(60.0)))
        reader.start()
        system.capture().working = False
        source.close()
        source.close()
        reader.join(5.0)
        assert results == [None]


def test_a_camera_that_gives_less_than_it_says_is_told(system: FakeSystem) -> None:
    with opened(system) as source:
        capture = system.capture()
        for _ in range(31):
            capture.may_grab.release()
            source.read(5.0)
            time.sleep(0.05)
        assert source.measured_fps is not None
        assert source.measured_fps < 21
        assert "it really gives" in source.status


def test_a_mode_other_than_asked_is_told(system: FakeSystem) -> None:
    with opened(system, config=CameraConfig()) as source:
        system.capture().may_grab.release()
        source.read(5.0)
        assert source.status == "Desk Cam: 64x48 at 30 fps, MJPG (asked for 1280x720 at 30 fps, MJPG)."


@pytest.mark.parametrize(
    "wrong", [{"width": 0}, {"height": -1}, {"fps": 0}, {"fps": float("nan")}, {"fourcc": "MJ"}]
)
def test_impossible_modes_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ConfigError, match="expected"):
        CameraConfig(**wrong)
