"""Small videos and pictures made on the spot, with a content that tests can predict."""

from __future__ import annotations

import struct
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray


def grey_of(index: int) -> int:
    """Grey level of frame `index` of `write_clip`'s video."""
    return 10 + 10 * index


def write_clip(
    path: Path,
    *,
    frames: int = 20,
    fps: float = 10.0,
    size: tuple[int, int] = (160, 120),
    fourcc: str = "mp4v",
) -> Path:
    """Write a video of plain grey frames (see `grey_of`) with a white square in the top left corner."""
    writer = cv2.VideoWriter(str(path), cv2.CAP_FFMPEG, cv2.VideoWriter.fourcc(*fourcc), fps, size)
    if not writer.isOpened():
        raise RuntimeError(f"this OpenCV can't write {fourcc} into {path.name}")
    width, height = size
    for index in range(frames):
        picture = np.full((height, width, 3), grey_of(index), np.uint8)
        picture[: height // 4, : width // 4] = 255
        writer.write(picture)
    writer.release()
    return path


def grey_level(image: NDArray[np.uint8]) -> float:
    """Mean grey level of the picture's lower right quarter, away from the white square."""
    height, width = image.shape[:2]
    return float(image[height // 2 :, width // 2 :].mean())


def white_corner(image: NDArray[np.uint8]) -> str:
    """Which corner of the picture is brightest, such as `top left`."""
    height, width = image.shape[0] // 6, image.shape[1] // 6
    corners = {
        "top left": image[:height, :width],
        "top right": image[:height, -width:],
        "bottom left": image[-height:, :width],
        "bottom right": image[-height:, -width:],
    }
    return max(corners, key=lambda name: float(corners[name].mean()))


def set_rotation(path: Path, degrees: int) -> None:
    """Write a display rotation (clockwise, a multiple of 90) into an mp4's track header, as phones do."""
    turns = {0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}
    a, b, c, d = turns[degrees]
    content = bytearray(path.read_bytes())
    # The track header box: 4 bytes of type, then version and flags, times, ids ... and the matrix at 40.
    matrix = content.index(b"tkhd") + 4 + 40
    one = 1 << 16
    content[matrix : matrix + 36] = struct.pack(
        ">9i", a * one, b * one, 0, c * one, d * one, 0, 0, 0, 1 << 30
    )
    path.write_bytes(bytes(content))
