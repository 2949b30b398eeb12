"""What cameras and videos share of OpenCV: its noise turned down, its pictures turned into RGB."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.frames import Image


@cache
def quiet_opencv() -> None:
    """Keep OpenCV's and FFmpeg's warnings off stderr: vcam says itself what is wrong, in a sentence.

    Whoever wants to see them sets OPENCV_LOG_LEVEL and OPENCV_FFMPEG_LOGLEVEL. Call before opening.
    """
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
    # Without this MSMF takes up to 20 s to open a camera.
    os.environ.setdefault("OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS", "0")
    if "OPENCV_LOG_LEVEL" not in os.environ:
        cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_ERROR)


def to_rgb(picture: NDArray[Any]) -> Image:
    """A new RGB picture from what OpenCV captured: BGR, BGRA or grey."""
    channels = 1 if picture.ndim == 2 else picture.shape[2]
    code = {1: cv2.COLOR_GRAY2RGB, 3: cv2.COLOR_BGR2RGB, 4: cv2.COLOR_BGRA2RGB}[channels]
    return np.asarray(cv2.cvtColor(picture, code), np.uint8)


def fourcc_text(value: float) -> str:
    """Four letters of an OpenCV format code; empty when the backend reports none."""
    code = int(value) & 0xFFFFFFFF
    text = code.to_bytes(4, "little").decode("latin-1")
    return text.rstrip() if text.isprintable() and code else ""
