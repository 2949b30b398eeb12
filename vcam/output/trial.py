"""Trying a virtual camera out: test pictures are really sent, and what became of them is told."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from vcam.errors import VirtualCameraError
from vcam.frames import Composite, Image
from vcam.output.virtual_camera import VirtualCameraOutput, list_virtual_cameras

PICTURES = 30
BARS = ((235, 235, 235), (235, 235, 16), (16, 235, 235), (16, 235, 16), (235, 16, 235), (235, 16, 16))


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A virtual camera that took all test pictures.

    Args:
        name: as call apps show it.
        device: what `VirtualCameraOutput` takes.
        pictures: how many it took.
        width, height: of each, pixels.
        pixel_format: what the driver made of them, empty when it does not say.
    """

    name: str
    device: str
    pictures: int
    width: int
    height: int
    pixel_format: str


def try_virtual_camera(
    device: str | None = None, *, width: int = 1280, height: int = 720, fps: float = 30.0
) -> Trial:
    """Send a second of moving colour bars.

    Args:
        device: a path or a name; None takes the first free one.
        width, height: even numbers of pixels.
        fps: pictures a second.

    Raises:
        VirtualCameraError: none is installed, it is in use, or it took no picture.
    """
    output = VirtualCameraOutput(device)
    output.open(width, height, fps)
    try:
        started_s = time.monotonic()
        for number in range(PICTURES):
            time.sleep(max(0.0, started_s + number / fps - time.monotonic()))
            image = colour_bars(width, height, number / PICTURES)
            output.write(Composite(image=image, index=-1, captured_at_s=time.monotonic()))
        opened, pixel_format = output.name, output.native_format or ""
    finally:
        output.close()
    names = {camera.device: camera.name for camera in list_virtual_cameras()}
    if opened not in names:
        raise VirtualCameraError(f"the virtual camera {opened} went away while it was tried; load it again")
    return Trial(
        name=names[opened],
        device=opened,
        pictures=PICTURES,
        width=width,
        height=height,
        pixel_format=pixel_format,
    )


def colour_bars(width: int, height: int, phase: float) -> Image:
    """(H, W, 3) uint8 RGB: bars side by side, moved to the right by `phase` (0 to 1) of the width."""
    places = (np.arange(width) - round(phase * width)) % width
    row = np.array(BARS, np.uint8)[places * len(BARS) // width]
    return np.ascontiguousarray(np.broadcast_to(row, (height, width, 3)))
