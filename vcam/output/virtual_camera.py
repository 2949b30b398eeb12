"""The virtual camera that call apps and streaming programs pick, by pyvirtualcam."""

from __future__ import annotations

import logging
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from vcam.errors import VirtualCameraError
from vcam.frames import Composite
from vcam.output.loopback import choose_loopback, watch_loopback
from vcam.output.readers import has_readers
from vcam.output.v4l2 import DeviceWatch, loopback_devices

log = logging.getLogger(__name__)

OBS_NAME = "OBS Virtual Camera"
UNITY_NAME = "Unity Video Capture"
_OBS_CLASS = r"CLSID\{A3FCE0F5-3493-419F-958A-ABA1250EC20B}"
_UNITY_CLASS = r"CLSID\{5C2CD55C-92AD-4999-8666-912BD3E70010}"
_PICK = "choose the camera {name!r} in Zoom, Teams or Chrome"
_TEST = "run `vcam doctor` to test again"

_HELP = {
    "linux": (
        "install v4l2loopback (Debian and Ubuntu: `sudo apt install v4l2loopback-dkms`), load it with "
        "`sudo modprobe v4l2loopback exclusive_caps=1 card_label=vcam`, start vcam before the call app, "
        + _PICK.format(name="vcam")
    ),
    "win32": (
        "install OBS Studio 28 or newer from https://obsproject.com (it brings the driver; OBS itself need "
        "not run), " + _PICK.format(name=OBS_NAME)
    ),
    "darwin": (
        "install OBS Studio 30 or newer from https://obsproject.com, press Start Virtual Camera in it once, "
        "allow the extension in System Settings, quit OBS, " + _PICK.format(name=OBS_NAME)
    ),
}


def virtual_camera_help(platform: str = sys.platform) -> str:
    """What to install on this system, which name to pick in call apps, and how to test again.

    Args:
        platform: a value of `sys.platform`.
    """
    text = _HELP.get(platform)
    if text is None:
        return f"virtual cameras are supported on Linux, Windows and macOS, not on {platform}"
    return f"{text}, and {_TEST}"


@dataclass(frozen=True, kw_only=True)
class VirtualCameraInfo:
    """A virtual camera that vcam can send to.

    Args:
        name: as call apps show it.
        device: what `VirtualCameraOutput` takes.
        free: no other program is known to send to it.
    """

    name: str
    device: str
    free: bool = True


def list_virtual_cameras() -> list[VirtualCameraInfo]:
    """Virtual cameras of this system, empty when no driver is installed."""
    if sys.platform == "win32":
        return _list_windows()
    if sys.platform == "darwin":
        installed = Path("/Applications/OBS.app").exists()
        return [VirtualCameraInfo(name=OBS_NAME, device=OBS_NAME)] if installed else []
    if sys.platform.startswith("linux"):
        return [VirtualCameraInfo(name=d.label, device=d.path, free=d.free) for d in loopback_devices()]
    return []


def _list_windows() -> list[VirtualCameraInfo]:
    import importlib

    registry: Any = importlib.import_module("winreg")
    found = []
    for name, key in ((OBS_NAME, _OBS_CLASS), (UNITY_NAME, _UNITY_CLASS)):
        with suppress(OSError), registry.OpenKey(registry.HKEY_CLASSES_ROOT, key):
            found.append(VirtualCameraInfo(name=name, device=name))
    return found


class VirtualCameraOutput:
    """Sends composites to a virtual camera.

    pyvirtualcam raises nothing when a Linux device goes away while sending, so every write asks the
    device first. On Windows and macOS the picture travels through shared memory that doesn't go away; what
    pyvirtualcam raises there is reported as it is.
    """

    counts_frames = False

    def __init__(self, device: str | None = None) -> None:
        """Send to `device`, a path like /dev/video10 or a name as call apps show it; None takes the first."""
        self._wanted = device
        self._device = device or "virtual camera"
        self._camera: Any = None
        self._watch: DeviceWatch | None = None
        self._size = (0, 0)

    @property
    def name(self) -> str:
        """The device in use or used last, before that the one asked for."""
        return self._device

    @property
    def native_format(self) -> str | None:
        """The pixel format that the device gets, None before opening."""
        if self._camera is None or self._camera.native_fmt is None:
            return None
        return str(self._camera.native_fmt)

    def open(self, width: int, height: int, fps: float) -> None:
        """Open the device for RGB pictures of this size.

        Raises:
            VirtualCameraError: no driver, no such device, in use, not permitted, or another size is fixed.
        """
        if self._camera is not None:
            raise VirtualCameraError(f"the virtual camera {self.name} is open already; close it first")
        if width % 2 or height % 2:
            raise VirtualCameraError(
                f"a virtual camera can't show {width}x{height}: choose an even width and an even height"
            )
        on_linux = sys.platform.startswith("linux")
        device = self._wanted
        if on_linux:
            device = choose_loopback(self._wanted, virtual_camera_help())
        self._camera = _open_camera(device, width, height, fps)
        self._device, self._size = self._camera.device, (width, height)
        if on_linux:
            try:
                self._watch = watch_loopback(self._device, width, height)
            except VirtualCameraError:
                self.close()
                raise
        log.info("sending %dx%d at %g fps to %s as %s", width, height, fps, self.name, self.native_format)

    def write(self, composite: Composite) -> None:
        """Send one picture.

        Raises:
            VirtualCameraError: the device is not open or went away.
        """
        camera = self._camera
        if camera is None:
            raise VirtualCameraError("the virtual camera is not open; open it before sending")
        height, width = composite.image.shape[:2]
        if (width, height) != self._size:
            raise VirtualCameraError(
                f"the virtual camera got a {width}x{height} picture, expected {self._size[0]}x{self._size[1]}"
                ": one size is kept for a whole run"
            )
        if self._watch is not None and not self._watch.answers():
            raise VirtualCameraError(
                f"the virtual camera {self.name} went away; load its driver again, vcam reconnects by itself"
            )
        try:
            camera.send(np.ascontiguousarray(composite.image))
        except (RuntimeError, ValueError, TypeError, OSError) as error:
            raise VirtualCameraError(
                f"the virtual camera {self.name} took no picture ({_one_line(error)}); vcam tries again"
            ) from error

    def has_readers(self) -> bool | None:
        """Whether a call app takes pictures now; None where the system doesn't tell, and before opening."""
        return has_readers(self._device) if self._watch is not None else None

    def close(self) -> None:
        """Free the device; safe twice."""
        camera, self._camera = self._camera, None
        watch, self._watch = self._watch, None
        if watch is not None:
            watch.close()
        if camera is not None:
            camera.close()

    def discard(self) -> None:
        """Same as `close`: nothing is kept by a device."""
        try:
            self.close()
        except (RuntimeError, OSError):
            log.warning("the virtual camera did not close cleanly", exc_info=True)


def _open_camera(device: str | None, width: int, height: int, fps: float) -> Any:
    try:
        import pyvirtualcam
    except (ImportError, OSError) as error:
        raise VirtualCameraError(
            f"pyvirtualcam can't be loaded ({_one_line(error)}); install it with `pip install pyvirtualcam`"
        ) from error
    try:
        return pyvirtualcam.Camera(width, height, fps, fmt=pyvirtualcam.PixelFormat.RGB, device=device)
    except (RuntimeError, ValueError, OSError) as error:
        raise _open_failure(device, width, height, _one_line(error)) from error


def _open_failure(device: str | None, width: int, height: int, text: str) -> VirtualCameraError:
    what = f"the virtual camera {device}" if device else "the virtual camera"
    if "Device or resource busy" in text:
        return VirtualCameraError(
            f"{what} can't change to {width}x{height} while another program uses it; close that program's "
            "camera, start vcam first, then the program"
        )
    if "already in use" in text or "could not be started" in text or "Multiple cameras" in text:
        return VirtualCameraError(f"{what} is in use already ({text}); stop the program that sends to it")
    if "not found" in text or "not installed" in text or "No v4l2" in text:
        return VirtualCameraError(f"no virtual camera was found: {virtual_camera_help()}")
    return VirtualCameraError(f"{what} can't be opened ({text}); {virtual_camera_help()}")


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__
