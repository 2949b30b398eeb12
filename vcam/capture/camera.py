"""A live camera: read on a thread of its own, only the newest frame kept, back by itself after an unplug."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any

import cv2
from numpy.typing import NDArray

from vcam.capture.base import ClosesOnExit
from vcam.capture.camera_device import CameraConfig, CameraMode, open_device
from vcam.capture.cameras import CameraInfo, find_again, find_camera
from vcam.capture.opencv import to_rgb
from vcam.errors import CameraLost, CaptureError
from vcam.frames import DrivingFrame, Image

log = logging.getLogger(__name__)

Opener = Callable[[CameraInfo, CameraConfig], tuple[cv2.VideoCapture, CameraMode]]

# macOS fails the first open while it asks the user for permission.
FIRST_OPEN_PATIENCE_S = 30.0 if sys.platform == "darwin" else 1.0
RETRY_S = 0.5
WARM_UP_S = 5.0
LOST_AFTER_S = 0.5
STALLED_AFTER_S = 1.5
CLOSE_DEADLINE_S = 1.0
RATE_WINDOW = 30


class CameraSource(ClosesOnExit):
    """Driving frames from a camera.

    The constructor only looks the camera up; opening, reading and reconnecting happen on the source's
    own thread, so nothing here blocks the caller longer than it asks for. `mode` tells what the camera
    really does once it is open.

    Args:
        camera: from `list_cameras`, or a text for `find_camera` (empty: the first real camera).
        config: the wanted mode.
        opener: opens the device; for tests.
        first_open_patience_s: how long the first open is tried again before it counts as failed.

    Raises:
        CameraNotFound: no camera answers to the text.
    """

    live = True
    frame_count: int | None = None

    def __init__(
        self,
        camera: CameraInfo | str,
        config: CameraConfig | None = None,
        *,
        opener: Opener = open_device,
        first_open_patience_s: float = FIRST_OPEN_PATIENCE_S,
    ) -> None:
        """Look the camera up and start the thread that opens it."""
        self.config = config or CameraConfig()
        self._camera = find_camera(camera, self.config.backend) if isinstance(camera, str) else camera
        self._open = opener
        self._first_open_patience_s = first_open_patience_s
        self._changed = threading.Condition()
        self._stop = threading.Event()
        self._mode: CameraMode | None = None
        self._frame: DrivingFrame | None = None
        self._failure = ""
        self._loss = ""
        self._lost = False
        self._captured = 0
        self._dropped = 0
        self._times_s: deque[float] = deque(maxlen=RATE_WINDOW + 1)
        self._thread = threading.Thread(target=self._run, name="vcam-camera", daemon=True)
        self._thread.start()

    @property
    def name(self) -> str:
        """The camera's name."""
        return self._camera.name

    @property
    def camera(self) -> CameraInfo:
        """The camera as it was last found; its path may change with a reconnection."""
        return self._camera

    @property
    def mode(self) -> CameraMode | None:
        """What the camera does, read back from it; None until it is open."""
        return self._mode

    @property
    def fps(self) -> float:
        """Frames per second that the camera says it gives; the asked rate until it is open."""
        mode = self._mode
        return mode.fps if mode and mode.fps else self.config.fps

    @property
    def measured_fps(self) -> float | None:
        """Frames per second over the last 30 frames; None until there were as many."""
        with self._changed:
            times_s = tuple(self._times_s)
        if len(times_s) <= RATE_WINDOW:
            return None
        return RATE_WINDOW / (times_s[-1] - times_s[0])

    @property
    def dropped(self) -> int:
        """How many frames were replaced by newer ones before they were read."""
        return self._dropped

    @property
    def status(self) -> str:
        """One sentence for the user."""
        name, mode, measured_fps = self.name, self._mode, self.measured_fps
        with self._changed:
            last_s = self._times_s[-1] if self._times_s else None
        if self._stop.is_set():
            return f"{name} is closed."
        if self._failure:
            return f"{self._failure}."
        if self._lost:
            return f"Camera lost, reconnecting: plug {name} in again."
        if mode is None or last_s is None:
            return f"Opening {name} ..."
        if time.monotonic() - last_s > STALLED_AFTER_S:
            return f"{name} has stopped sending pictures; waiting for it."
        does = str(mode) if mode.fulfils(self.config) else f"{mode} (asked for {self.config})"
        if measured_fps is not None and measured_fps < 0.7 * self.fps:
            fps = round(measured_fps)
            return f"{name}: {does}; it really gives {fps} fps: more light or a smaller size may help."
        return f"{name}: {does}."

    def read(self, timeout_s: float = 1.0) -> DrivingFrame | None:
        """Give the newest frame that was not yet given; see `DrivingSource.read`."""
        with self._changed:
            self._changed.wait_for(self._has_news, timeout_s)
            if self._stop.is_set():
                return None
            if self._frame is not None:
                frame, self._frame = self._frame, None
                return frame
            if self._failure:
                raise CaptureError(self._failure)
            if self._loss:
                loss, self._loss = self._loss, ""
                raise CameraLost(loss)
        raise TimeoutError(f"no picture from {self.name} within {timeout_s:g} s")

    def close(self) -> None:
        """Stop reading and release the camera; safe twice.

        Waits at most a second: a driver that hangs releases the camera when it comes back.
        """
        if self._stop.is_set():
            return
        self._stop.set()
        with self._changed:
            self._changed.notify_all()
        if self._thread is threading.current_thread():
            return
        self._thread.join(CLOSE_DEADLINE_S)
        if self._thread.is_alive():
            # A driver may block for seconds; the thread, a daemon, releases the camera when it returns.
            log.warning("%s did not answer within %g s; it is released later", self.name, CLOSE_DEADLINE_S)

    def _has_news(self) -> bool:
        return self._stop.is_set() or self._frame is not None or bool(self._failure) or bool(self._loss)

    def _run(self) -> None:
        """Open, read, and look for the camera again whenever it is lost, until closed."""
        try:
            capture = self._first_open()
            while capture is not None:
                try:
                    self._pump(capture)
                finally:
                    capture.release()
                capture = None if self._stop.is_set() else self._reconnect()
        except CaptureError as error:
            self._fail(str(error))
        except Exception as error:
            log.exception("reading %s failed", self.name)
            self._fail(f"reading {self.name} failed ({error}): choose the camera again")

    def _fail(self, reason: str) -> None:
        with self._changed:
            self._failure = reason
            self._changed.notify_all()

    def _first_open(self) -> cv2.VideoCapture | None:
        end_s = time.monotonic() + self._first_open_patience_s
        while not self._stop.is_set():
            try:
                capture, self._mode = self._open(self._camera, self.config)
                return capture
            except CaptureError as error:
                if time.monotonic() >= end_s:
                    raise
                log.info("%s; trying again", error)
            self._stop.wait(RETRY_S)
        return None

    def _pump(self, capture: cv2.VideoCapture) -> None:
        """Take frames until the camera is lost or the source is closed."""
        last_s, patience_s = time.monotonic(), WARM_UP_S
        buffer: NDArray[Any] | None = None
        while not self._stop.is_set():
            if capture.grab():
                captured_at_s = time.monotonic()
                decoded, buffer = capture.retrieve(buffer)
                if decoded and buffer is not None and buffer.size:
                    self._publish(to_rgb(buffer), captured_at_s)
                    last_s, patience_s = captured_at_s, LOST_AFTER_S
                    continue
            # After an unplug OpenCV fails at once and goes on calling itself open.
            if time.monotonic() - last_s > patience_s or self._gone():
                self._lose()
                return
            self._stop.wait(0.01)

    def _gone(self) -> bool:
        return self._camera.backend == "V4L2" and not os.path.exists(self._camera.path)

    def _publish(self, image: Image, captured_at_s: float) -> None:
        frame = DrivingFrame(image=image, index=self._captured, captured_at_s=captured_at_s)
        with self._changed:
            self._dropped += self._frame is not None
            self._frame = frame
            self._captured += 1
            self._times_s.append(captured_at_s)
            self._lost, self._loss = False, ""
            self._changed.notify_all()

    def _lose(self) -> None:
        with self._changed:
            if not self._lost:
                self._loss = (
                    f"{self.name} went away: plug it in again, vcam keeps trying"
                    if self._captured
                    else f"{self.name} gives no picture: see that it is free, vcam keeps trying"
                )
                log.warning("%s", self._loss)
            self._lost = True
            self._frame = None
            self._times_s.clear()
            self._changed.notify_all()

    def _reconnect(self) -> cv2.VideoCapture | None:
        while not self._stop.wait(RETRY_S):
            camera = find_again(self._camera)
            if camera is None:
                continue
            try:
                capture, self._mode = self._open(camera, self.config)
            except CaptureError as error:
                log.info("%s; trying again", error)
                continue
            self._camera = camera
            log.info("%s is back", camera.label)
            return capture
        return None
