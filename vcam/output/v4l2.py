"""What Linux says about v4l2loopback devices, asked with ioctls on file descriptors of our own."""

from __future__ import annotations

import errno
import os
import re
import struct
import sys
from dataclasses import dataclass

if sys.platform != "win32":
    import fcntl

_QUERYCAP = 0x80685600
_G_FMT = 0xC0D05604
_CAPTURE_BUFFERS = 1
_CAN_OUTPUT = 0x00000002
_HAS_DEVICE_CAPS = 0x80000000
_DRIVER = "v4l2 loopback"
_GONE = {errno.ENODEV, errno.ENXIO, errno.ENOENT, errno.EIO, errno.EBADF}


@dataclass(frozen=True, kw_only=True)
class LoopbackDevice:
    """A v4l2loopback device.

    Args:
        path: device node.
        label: the name that call apps show.
        free: it takes pictures; False while another program sends to it (exclusive_caps=1).
    """

    path: str
    label: str
    free: bool


def loopback_devices() -> list[LoopbackDevice]:
    """All v4l2loopback devices that this user may open, by number."""
    found = []
    for path in _video_nodes():
        try:
            device = probe(path)
        except OSError:
            continue
        if device is not None:
            found.append(device)
    return found


def forbidden_devices() -> list[str]:
    """Video device nodes that this user may not open for reading and writing."""
    return [path for path in _video_nodes() if not os.access(path, os.R_OK | os.W_OK)]


def _video_nodes() -> list[str]:
    try:
        names = os.listdir("/dev")
    except OSError:
        return []
    numbers = sorted(int(match[1]) for name in names if (match := re.fullmatch(r"video(\d+)", name)))
    return [f"/dev/video{number}" for number in numbers]


def probe(path: str) -> LoopbackDevice | None:
    """The loopback device at `path`; None when it is another kind of device.

    Raises:
        OSError: it can't be opened.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        return _query(descriptor, path)
    except OSError as error:
        if error.errno in _GONE:
            raise
        return None
    finally:
        os.close(descriptor)


def _query(descriptor: int, path: str) -> LoopbackDevice | None:
    answer = bytearray(104)
    fcntl.ioctl(descriptor, _QUERYCAP, answer)
    driver, card, _, _, all_caps, device_caps = struct.unpack_from("16s32s32sIII", answer)
    if _text(driver) != _DRIVER:
        return None
    caps = device_caps if all_caps & _HAS_DEVICE_CAPS else all_caps
    return LoopbackDevice(path=path, label=_text(card), free=bool(caps & _CAN_OUTPUT))


def _text(raw: bytes) -> str:
    return raw.split(b"\0", 1)[0].decode(errors="replace")


class DeviceWatch:
    """Tells whether a device still answers, through a second descriptor beside the sender's.

    The sender's library only prints a line when a write fails, so somebody has to ask.
    """

    def __init__(self, path: str) -> None:
        """Watch `path`.

        Raises:
            OSError: it can't be opened.
        """
        self._path = path
        self._node = _identity(path)
        self._descriptor: int | None = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)

    def answers(self) -> bool:
        """False once the device is gone or its node belongs to another device."""
        if self._descriptor is None:
            return False
        try:
            fcntl.ioctl(self._descriptor, _QUERYCAP, bytearray(104))
            return _identity(self._path) == self._node
        except OSError as error:
            return error.errno not in _GONE

    def picture_format(self) -> tuple[int, int] | None:
        """(width, height) that readers get, None when the driver doesn't say."""
        if self._descriptor is None:
            return None
        answer = bytearray(208)
        struct.pack_into("I", answer, 0, _CAPTURE_BUFFERS)
        try:
            fcntl.ioctl(self._descriptor, _G_FMT, answer)
        except OSError:
            return None
        width, height = struct.unpack_from("II", answer, 8)
        return width, height

    def close(self) -> None:
        """Free the descriptor; safe twice."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _identity(path: str) -> tuple[int, int, int]:
    status = os.stat(path)
    return status.st_dev, status.st_ino, status.st_rdev
