"""Whether another program takes pictures from a v4l2loopback device now.

The driver tells by an event of its own, since version 0.13; Ubuntu's builds of older versions know it by
another number. A freshly opened descriptor is sent the present state when it asks for it, so nothing has to
be remembered between two questions, and no event can be missed.

Source: v4l2loopback.h (`V4L2_EVENT_PRI_CLIENT_USAGE`, its payload is a count); videodev2.h.
"""

from __future__ import annotations

import errno
import os
import struct
import sys

if sys.platform != "win32":
    import fcntl

_DQEVENT = 0x80885659
_SUBSCRIBE_EVENT = 0x4020565A
_SEND_INITIAL = 1
_PRIVATE_EVENTS = 0x08000000
CLIENT_USAGE = (_PRIVATE_EVENTS + 0x08E00000 + 1, _PRIVATE_EVENTS)
"""Number of the event now, and in older builds."""
_EVENT_BYTES, _COUNT_AT = 136, 8


def has_readers(path: str) -> bool | None:
    """Whether a program captures from the device at `path`; None when it can't be told."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        return next((_ask(descriptor) for kind in CLIENT_USAGE if _subscribe(descriptor, kind)), None)
    finally:
        os.close(descriptor)


def _subscribe(descriptor: int, kind: int) -> bool:
    """Whether the driver knows this event; the present state is then on its way."""
    request = bytearray(struct.pack("8I", kind, 0, _SEND_INITIAL, 0, 0, 0, 0, 0))
    try:
        fcntl.ioctl(descriptor, _SUBSCRIBE_EVENT, request)
    except OSError:
        return False
    return True


def _ask(descriptor: int) -> bool | None:
    """The state that the newest event tells; None when there is none."""
    told: bool | None = None
    while True:
        event = bytearray(_EVENT_BYTES)
        try:
            fcntl.ioctl(descriptor, _DQEVENT, event)
        except OSError as error:
            if error.errno == errno.EINTR:
                continue
            return told
        told = struct.unpack_from("I", event, _COUNT_AT)[0] > 0
