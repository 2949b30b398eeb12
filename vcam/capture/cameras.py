"""Which cameras there are, and how one is found by id, path, index or name, also after it was away."""

from __future__ import annotations

import ctypes
import logging
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import cv2

from vcam.errors import CameraNotFound, CaptureError

log = logging.getLogger(__name__)

Backend = Literal["V4L2", "AVFoundation", "DSHOW", "MSMF"]

BACKENDS: dict[Backend, int] = {
    "V4L2": cv2.CAP_V4L2,
    "AVFoundation": cv2.CAP_AVFOUNDATION,
    "DSHOW": cv2.CAP_DSHOW,
    "MSMF": cv2.CAP_MSMF,
}
VIRTUAL_DRIVERS = ("v4l2 loopback", "akvcam")
VIRTUAL_NAMES = ("virtual", "unity video capture", "manycam", "xsplit", "snap camera", "dummy video", "vcam")


@dataclass(frozen=True, kw_only=True)
class CameraInfo:
    """One camera as the system lists it.

    Args:
        id: what to remember it by: stays the same over restarts where the system has such a thing.
        name: what the user knows it by.
        path: where it is plugged in now (/dev/video0, a Windows device path, a macOS unique id).
        index: its number within the backend's own list, which changes when cameras come and go.
        backend: the OpenCV backend that `index` belongs to.
        is_virtual: fed by software; our own output may be one of these.
    """

    id: str
    name: str
    path: str
    index: int
    backend: Backend
    is_virtual: bool = False

    @property
    def label(self) -> str:
        """Name and id, for lists and messages."""
        return f"{self.name} ({self.id})" if self.id != self.name else self.name


def platform_backends() -> tuple[Backend, ...]:
    """The backends of this system, the preferred one first.

    On Windows that is DirectShow: it opens at once and sees virtual cameras; Media Foundation may take
    20 s to open.
    """
    if sys.platform == "darwin":
        return ("AVFoundation",)
    if sys.platform == "win32":
        return ("DSHOW", "MSMF")
    return ("V4L2",)


def list_cameras(backend: Backend | None = None) -> list[CameraInfo]:
    """Every camera that can be captured from, real ones first, none hidden.

    Args:
        backend: list as this backend numbers them; by default the system's preferred one that has any.
    """
    for candidate in (backend,) if backend else platform_backends():
        cameras = _enumerate(candidate)
        if cameras:
            return sorted(cameras, key=lambda camera: (camera.is_virtual, camera.index))
    return []


def find_camera(text: str | None = None, backend: Backend | None = None) -> CameraInfo:
    """The camera that `text` means: an id, a path, an index, a name or an unambiguous part of one.

    Without a text, the first real camera.

    Raises:
        CameraNotFound: none answers to it, or several do.
    """
    cameras = list_cameras(backend)
    text = (text or "").strip()
    if not text:
        real = [camera for camera in cameras if not camera.is_virtual]
        if not real:
            raise CameraNotFound("no camera is connected: plug one in, or check that this user may use it")
        return real[0]
    for matches in (
        [camera for camera in cameras if text in (camera.id, camera.path) or _same_file(text, camera.path)],
        [camera for camera in cameras if text == str(camera.index)],
        [camera for camera in cameras if text.casefold() == camera.name.casefold()],
        [camera for camera in cameras if text.casefold() in camera.name.casefold()],
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            ids = ", ".join(camera.id for camera in matches)
            raise CameraNotFound(f"{len(matches)} cameras are called {text!r}: choose one by its id: {ids}")
    known = ", ".join(camera.label for camera in cameras) or "none"
    raise CameraNotFound(f"there is no camera {text!r}; connected: {known} (`vcam cameras` lists them)")


def find_again(camera: CameraInfo) -> CameraInfo | None:
    """The same camera where it is now, after an unplug: by path and name, else by name at another port.

    Another camera that took its path is not it, and neither is a camera with another name.
    """
    namesakes = [other for other in list_cameras(camera.backend) if other.name == camera.name]
    for other in namesakes:
        if other.id == camera.id or other.path == camera.path:
            return other
    same_kind = [other for other in namesakes if other.is_virtual == camera.is_virtual]
    return same_kind[0] if same_kind else None


def _enumerate(backend: Backend) -> list[CameraInfo]:
    try:
        from cv2_enumerate_cameras import enumerate_cameras
    except ImportError as error:
        raise CaptureError(
            f"cameras can't be listed ({error}): install the package cv2-enumerate-cameras"
        ) from error
    try:
        found = enumerate_cameras(BACKENDS[backend])
    except (OSError, NotImplementedError) as error:
        log.warning("%s can't list cameras: %s", backend, error)
        return []
    links = _stable_links() if backend == "V4L2" else {}
    cameras = []
    for entry in found:
        name = (entry.name or "").strip() or f"Camera {entry.index}"
        path = entry.path or name
        cameras.append(
            CameraInfo(
                id=links.get(path, path),
                name=name,
                path=path,
                index=entry.index,
                backend=backend,
                is_virtual=_is_virtual(name, path, backend),
            )
        )
    return cameras


def _stable_links() -> dict[str, str]:
    """Device path -> the link that names the hardware, as udev makes them."""
    folder = Path("/dev/v4l/by-id")
    if not folder.is_dir():
        return {}
    return {os.path.realpath(link): str(link) for link in sorted(folder.iterdir())}


def _same_file(text: str, path: str) -> bool:
    return text.startswith("/dev/") and os.path.realpath(text) == path


def _is_virtual(name: str, path: str, backend: Backend) -> bool:
    if backend == "V4L2" and _v4l2_driver(path).casefold() in VIRTUAL_DRIVERS:
        return True
    return any(part in name.casefold() for part in VIRTUAL_NAMES)


def _v4l2_driver(path: str) -> str:
    """Name of the kernel driver behind a V4L2 device; empty when it does not say."""
    import fcntl

    query_capabilities, size, driver_bytes = 0x80685600, 104, 16
    answer = ctypes.create_string_buffer(size)
    try:
        with open(path, "rb", buffering=0) as device:
            fcntl.ioctl(device, query_capabilities, answer)
    except OSError as error:
        log.debug("%s does not tell its driver: %s", path, error)
        return ""
    return answer.raw[:driver_bytes].split(b"\0")[0].decode("utf-8", "replace")
