"""Opening one camera in the wanted mode, and what mode it really took."""

from __future__ import annotations

import logging
import math
import os
import sys
from dataclasses import dataclass

import cv2

from vcam.capture.cameras import BACKENDS, Backend, CameraInfo
from vcam.capture.opencv import fourcc_text, quiet_opencv
from vcam.errors import CaptureError, ConfigError

log = logging.getLogger(__name__)

MAX_SIDE_PX = 16384


@dataclass(frozen=True, kw_only=True)
class CameraConfig:
    """What to ask of a camera; it takes the nearest that it can.

    Args:
        width: pixels.
        height: pixels.
        fps: frames per second.
        fourcc: pixel format; MJPG is what lets USB 2 cameras do 1280x720 at 30 fps. None: its own choice.
        backend: None: the system's preferred one; on Windows also DSHOW or MSMF.
    """

    width: int = 1280
    height: int = 720
    fps: float = 30.0
    fourcc: str | None = "MJPG"
    backend: Backend | None = None

    def __post_init__(self) -> None:
        if not (0 < self.width <= MAX_SIDE_PX and 0 < self.height <= MAX_SIDE_PX):
            raise ConfigError(
                f"camera size is {self.width}x{self.height}, expected 1 to {MAX_SIDE_PX} pixels"
            )
        if not (math.isfinite(self.fps) and 0 < self.fps <= 1000):
            raise ConfigError(f"camera rate is {self.fps} fps, expected more than 0 and up to 1000")
        if self.fourcc is not None and len(self.fourcc) != 4:
            raise ConfigError(f"camera format is {self.fourcc!r}, expected four letters such as MJPG or YUY2")
        if self.backend is not None and self.backend not in BACKENDS:
            raise ConfigError(f"camera backend is {self.backend!r}, expected one of {', '.join(BACKENDS)}")

    def __str__(self) -> str:
        """Such as `1280x720 at 30 fps, MJPG`."""
        return _mode_text(self.width, self.height, self.fps, self.fourcc or "")


@dataclass(frozen=True, kw_only=True)
class CameraMode:
    """What an open camera says it does, read back from it.

    Args:
        width: pixels.
        height: pixels.
        fps: frames per second; 0 when it does not say.
        fourcc: pixel format; empty when it does not say.
        backend: the OpenCV backend that opened it.
    """

    width: int
    height: int
    fps: float
    fourcc: str
    backend: Backend

    def __str__(self) -> str:
        """Such as `1280x720 at 30 fps, MJPG`."""
        return _mode_text(self.width, self.height, self.fps, self.fourcc)

    def fulfils(self, config: CameraConfig) -> bool:
        """Whether it is what was asked for, where it says."""
        return (
            (self.width, self.height) == (config.width, config.height)
            and (not self.fps or abs(self.fps - config.fps) < 0.6)
            and (not self.fourcc or config.fourcc in (None, self.fourcc))
        )


def open_device(camera: CameraInfo, config: CameraConfig) -> tuple[cv2.VideoCapture, CameraMode]:
    """Open a camera and ask it for a mode. May take seconds; never call it on the app's thread.

    Raises:
        CaptureError: it can't be opened.
    """
    quiet_opencv()
    # By path where there is one: indexes shift when cameras come and go.
    target: int | str = camera.path if camera.backend == "V4L2" else camera.index
    try:
        capture = cv2.VideoCapture(target, BACKENDS[camera.backend])
    except cv2.error as error:
        raise CaptureError(f"{camera.name} can't be opened: {error.err}") from error
    if not capture.isOpened():
        capture.release()
        raise CaptureError(_why_closed(camera))
    # The format first: drivers offer sizes and rates by format.
    if config.fourcc is not None:
        capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*config.fourcc))
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, config.width)
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, config.height)
    capture.set(cv2.CAP_PROP_FPS, config.fps)
    fps = capture.get(cv2.CAP_PROP_FPS)
    mode = CameraMode(
        width=int(capture.get(cv2.CAP_PROP_FRAME_WIDTH)),
        height=int(capture.get(cv2.CAP_PROP_FRAME_HEIGHT)),
        fps=fps if math.isfinite(fps) and 0 < fps <= 1000 else 0.0,
        fourcc=fourcc_text(capture.get(cv2.CAP_PROP_FOURCC)),
        backend=camera.backend,
    )
    log.info("opened %s by %s: %s (asked for %s)", camera.label, camera.backend, mode, config)
    return capture, mode


def _mode_text(width: int, height: int, fps: float, fourcc: str) -> str:
    rate = f" at {fps:.3g} fps" if fps else ""
    return f"{width}x{height}{rate}" + (f", {fourcc}" if fourcc else "")


def _why_closed(camera: CameraInfo) -> str:
    if camera.backend == "V4L2" and not os.path.exists(camera.path):
        return f"{camera.name} is not connected any more: plug it in again"
    if camera.backend == "V4L2" and not os.access(camera.path, os.R_OK | os.W_OK):
        return (
            f"this user may not use {camera.name} ({camera.path}): "
            "add the user to the group video (`sudo usermod -aG video $USER`) and log in again"
        )
    if sys.platform == "darwin":
        return (
            f"{camera.name} can't be opened: allow the camera for this program in "
            "System Settings, Privacy & Security, Camera, and close other programs that use it"
        )
    return f"{camera.name} can't be opened: close other programs that use it, or choose another camera"
