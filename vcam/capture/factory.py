"""From what the user wrote as driver to the source that it means."""

from __future__ import annotations

import os
from pathlib import Path

from PIL import Image as Pillow

from vcam.capture.base import DrivingSource
from vcam.capture.camera import CameraSource
from vcam.capture.camera_device import CameraConfig
from vcam.capture.cameras import find_camera
from vcam.capture.motion import MOTION_SUFFIXES, load_motion
from vcam.capture.motion_source import MotionSource
from vcam.capture.still import IMAGE_SUFFIXES, ImageSource
from vcam.capture.video import VideoSource
from vcam.errors import CameraNotFound, CaptureError
from vcam.paths import resources

CAMERA_PREFIX = "camera:"


def open_source(
    spec: str | os.PathLike[str],
    *,
    loop: bool = False,
    realtime: bool = False,
    camera_config: CameraConfig | None = None,
) -> DrivingSource:
    """Open the driving source that `spec` means.

    In this order: a recorded motion, picture or video file; the name of a shipped motion; a camera's id,
    path, index or name. `camera:` before a text makes it a camera whatever else it could mean; `camera:`
    alone is the first real camera.

    Args:
        spec: what the user wrote.
        loop: files start again at their end.
        realtime: files play at their own rate, and pictures repeat; otherwise as fast as they are read.
        camera_config: the wanted mode of a camera.

    Raises:
        CameraNotFound: it looks like a camera and there is no such camera.
        CaptureError: it is nothing that is known, or the file can't be read.
    """
    text = os.fspath(spec).strip()
    if not text:
        raise CaptureError("the driver is empty: give a video, picture or motion file, or a camera")
    if text.startswith(CAMERA_PREFIX):
        return _open_camera(text.removeprefix(CAMERA_PREFIX), camera_config)
    path = Path(text).expanduser()
    if path.is_file():
        return _open_file(path, loop, realtime)
    if text in shipped_motions():
        track = load_motion(shipped_motion_path(text))
        return MotionSource(track, loop=loop, realtime=realtime, name=text)
    if path.is_dir():
        raise CaptureError(f"{path} is a folder: choose a video, a picture or a motion file in it")
    try:
        return _open_camera(text, camera_config)
    except CameraNotFound as error:
        if text.isdigit() or text.startswith("/dev/"):
            raise
        if _looks_like_file(text):
            raise CaptureError(f"there is no file {text}: check the name") from error
        motions = ", ".join(shipped_motions()) or "none"
        raise CameraNotFound(
            f"the driver {text!r} is neither a file, nor a shipped motion ({motions}), nor a camera: {error}"
        ) from error


def shipped_motions() -> list[str]:
    """Names of the motions that come with vcam."""
    folder = resources() / "motions"
    return sorted(path.stem for path in folder.glob("*.safetensors")) if folder.is_dir() else []


def shipped_motion_path(name: str) -> Path:
    """File of a shipped motion.

    Raises:
        CaptureError: none has this name.
    """
    if name not in shipped_motions():
        known = ", ".join(shipped_motions()) or "none"
        raise CaptureError(f"no motion called {name!r} is shipped; there are: {known}")
    return resources() / "motions" / f"{name}.safetensors"


def _open_camera(text: str, config: CameraConfig | None) -> CameraSource:
    config = config or CameraConfig()
    return CameraSource(find_camera(text, config.backend), config)


def _open_file(path: Path, loop: bool, realtime: bool) -> DrivingSource:
    suffix = path.suffix.lower()
    if suffix in MOTION_SUFFIXES:
        return MotionSource(load_motion(path), loop=loop, realtime=realtime, name=path.stem)
    if suffix in IMAGE_SUFFIXES or (not suffix and _is_picture(path)):
        return ImageSource(path, loop=loop, realtime=realtime)
    return VideoSource(path, loop=loop, realtime=realtime)


def _is_picture(path: Path) -> bool:
    try:
        with Pillow.open(path) as picture:
            return getattr(picture, "n_frames", 1) == 1
    except (OSError, ValueError, SyntaxError, Pillow.DecompressionBombError):
        return False


def _looks_like_file(text: str) -> bool:
    suffix = Path(text).suffix
    return os.sep in text or "/" in text or (1 < len(suffix) <= 12 and " " not in suffix)
