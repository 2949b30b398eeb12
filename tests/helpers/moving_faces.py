"""Small clips of a face that moves: a photo shifted and turned a little from frame to frame."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

SIDE = 256


def face_picture(photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The (256, 256, 3) part of the shipped astronaut's photo that shows the face."""
    return np.ascontiguousarray(photo[0:SIDE, 96 : 96 + SIDE])


def moved(picture: NDArray[np.uint8], frame: int) -> NDArray[np.uint8]:
    """The picture as it is in a frame of the clip."""
    turn = cv2.getRotationMatrix2D((SIDE / 2, SIDE / 2), 8 * np.sin(frame), 1.0)
    turn[:, 2] += (1.5 * frame, 6 * np.cos(frame))
    return np.asarray(cv2.warpAffine(picture, turn, (SIDE, SIDE), borderMode=cv2.BORDER_REPLICATE), np.uint8)


def write_pictures(path: Path, pictures: list[NDArray[np.uint8]], fps: float = 10.0) -> Path:
    """Write a video of (256, 256, 3) RGB pictures."""
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = cv2.VideoWriter(str(path), cv2.CAP_FFMPEG, cv2.VideoWriter.fourcc(*"mp4v"), fps, (SIDE, SIDE))
    if not writer.isOpened():
        raise RuntimeError(f"this OpenCV can't write {path.name}")
    for picture in pictures:
        writer.write(cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
    writer.release()
    return path


def write_moving_face(path: Path, photo: NDArray[np.uint8], frames: int = 6, first: int = 0) -> Path:
    """Write a video of a moving face."""
    picture = face_picture(photo)
    return write_pictures(path, [moved(picture, k) for k in range(first, first + frames)])
