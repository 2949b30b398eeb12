"""The first look at every frame of a video or picture: the face's landmarks and how sharp it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.capture.base import DrivingSource
from vcam.capture.video import VideoSource
from vcam.frames import DrivingFrame, Image, Landmarks, Points
from vcam.landmarks.face_mesh import FaceMeshTracker
from vcam.landmarks.keypoints68 import keypoints_68
from vcam.training.preparation.selection import Look
from vcam.training.preparation.sources import Source

THUMBNAIL_SIDE_PX = 32
FACE_SIDE_PX = 96
"""Size at which sharpness is measured, so that small and large faces compare."""


def open_source(source: Source) -> DrivingSource:
    """Open a video or picture; to be closed.

    Raises:
        CaptureError: the file can't be read.
    """
    if source.still:
        # Imported here since it needs Pillow, which training does without.
        from vcam.capture.still import ImageSource

        return ImageSource(source.path)
    return VideoSource(source.path)


def frames_of(driving: DrivingSource) -> Iterator[DrivingFrame]:
    """All pictures that are still to come."""
    while isinstance(frame := driving.read(), DrivingFrame):
        yield frame


def look_at(driving: DrivingSource, tracker: FaceMeshTracker, alive: Callable[[], None]) -> list[Look]:
    """Look at every frame.

    Args:
        driving: video or picture.
        tracker: finds the face: in a video the same one from frame to frame, in a picture the largest.
        alive: called with every frame; it may raise to stop.

    Raises:
        CaptureError: the file can't be read.
    """
    tracker.reset()
    looks = []
    for frame in frames_of(driving):
        alive()
        single = driving.frame_count == 1
        looks.append(
            _look(frame, _in_picture(frame.image, tracker) if single else tracker.track(frame.image))
        )
    return looks


def _in_picture(image: Image, tracker: FaceMeshTracker) -> Landmarks | None:
    faces = tracker.detect_all(image)
    # There is no next picture to even the noise out.
    return tracker.refine(image, faces[0]) if faces else None


def _look(frame: DrivingFrame, found: Landmarks | None) -> Look:
    size = (THUMBNAIL_SIDE_PX, THUMBNAIL_SIDE_PX)
    small = cv2.resize(frame.image, size, interpolation=cv2.INTER_AREA)
    look = Look(
        index=frame.index,
        points=None,
        thumbnail=np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8),
    )
    if found is None:
        return look
    return replace(look, points=found.points, sharpness=_sharpness(frame.image, found.points))


def _sharpness(image: Image, points: Points) -> float:
    """Variance of the Laplacian over the face."""
    face = _face_part(image, keypoints_68(points))
    if not face.size:
        return 0.0
    grey = cv2.cvtColor(np.ascontiguousarray(face), cv2.COLOR_RGB2GRAY)
    grey = cv2.resize(grey, (FACE_SIDE_PX, FACE_SIDE_PX), interpolation=cv2.INTER_AREA)
    return float(cv2.Laplacian(grey, cv2.CV_32F).var())


def _face_part(image: Image, keypoints: NDArray[np.float32]) -> Image:
    low = np.maximum(np.floor(keypoints.min(0)), 0).astype(int)
    high = np.maximum(np.ceil(keypoints.max(0)), 0).astype(int)
    return image[low[1] : high[1], low[0] : high[0]]
