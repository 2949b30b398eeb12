"""Choosing and watching the v4l2loopback device to send to: a sentence for everything that can be wrong."""

from __future__ import annotations

import errno
import os

from vcam.errors import VirtualCameraError
from vcam.output.v4l2 import DeviceWatch, forbidden_devices, loopback_devices, probe


def choose_loopback(wanted: str | None, help_text: str) -> str:
    """Path of the device to send to. Asked here because pyvirtualcam leaks a descriptor for each it refuses.

    Args:
        wanted: path or label; None takes the first free device.
        help_text: what to do when there is none.

    Raises:
        VirtualCameraError: there is none, it is in use, or not permitted.
    """
    devices = loopback_devices()
    if wanted is not None and not wanted.startswith("/"):
        chosen = [device for device in devices if device.label == wanted]
        if devices and not chosen:
            known = ", ".join(f"{device.label!r} ({device.path})" for device in devices)
            raise VirtualCameraError(f"no virtual camera is named {wanted!r}; there are: {known}")
        devices = chosen
    elif wanted is not None:
        return _checked(wanted, help_text)
    if not devices:
        forbidden = forbidden_devices()
        if forbidden:
            raise _forbidden(" and ".join(forbidden))
        raise VirtualCameraError(f"no virtual camera was found: {help_text}")
    for device in devices:
        if device.free:
            return device.path
    raise _busy(devices[0].path)


def _checked(path: str, help_text: str) -> str:
    try:
        device = probe(path)
    except PermissionError as error:
        raise _forbidden(path) from error
    except FileNotFoundError as error:
        raise VirtualCameraError(f"the virtual camera {path} doesn't exist: {help_text}") from error
    except OSError as error:
        if error.errno == errno.EBUSY:
            raise _busy(path) from error
        raise VirtualCameraError(
            f"the virtual camera {path} doesn't answer ({error.strerror}); load its driver again"
        ) from error
    if device is None:
        raise VirtualCameraError(
            f"{path} is not a virtual camera that can be sent to; `vcam cameras` lists those that are"
        )
    if not device.free:
        raise _busy(path)
    return path


def _forbidden(paths: str) -> VirtualCameraError:
    return VirtualCameraError(
        f"{paths} may not be opened by you: add yourself to the group 'video' with `sudo usermod -aG video "
        f"{os.environ.get('USER', '$USER')}` and log in again"
    )


def _busy(path: str) -> VirtualCameraError:
    return VirtualCameraError(
        f"another program is sending to the virtual camera {path}; stop it there or choose another device"
    )


def watch_loopback(path: str, width: int, height: int) -> DeviceWatch:
    """A watch on the opened device, after checking that readers get pictures of this size.

    Raises:
        VirtualCameraError: it went away, or its size is fixed to another.
    """
    try:
        watch = DeviceWatch(path)
    except OSError as error:
        raise VirtualCameraError(
            f"the virtual camera {path} went away while opening ({error.strerror}); load its driver again"
        ) from error
    shown = watch.picture_format()
    if shown not in (None, (width, height)):
        watch.close()
        raise VirtualCameraError(
            f"the virtual camera {path} is fixed to {shown[0]}x{shown[1]}, not {width}x{height}: choose that "
            "output size, or load its driver again without keep_format"
        )
    return watch
