"""The values that travel through vcam, from the driving frame to the composite.

Pictures are RGB, uint8, height x width x 3. A driving frame is the only value that holds the user's
real picture; it ends at the landmark tracker. Everything behind the tracker takes a `TrackedFrame`,
which is landmarks and a few numbers about the inside of the mouth, and outputs take a `Composite`, which
only the compositor makes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vcam.errors import ShapeError

Image = NDArray[np.uint8]
Points = NDArray[np.float32]
InnerMouth = NDArray[np.float32]
"""(3, 3, 3) how light the inside of a mouth is in 3 x 3 parts: red, green and blue, against the skin."""

LANDMARK_COUNT = 478
INNER_MOUTH_PARTS = 3


@dataclass(frozen=True, eq=False, kw_only=True)
class DrivingFrame:
    """One picture of the user, from a camera, a video or an image file.

    Args:
        image: (H, W, 3) uint8 RGB; made read-only.
        index: counts frames of one source from 0.
        captured_at_s: `time.monotonic()` when the picture arrived; media time for files read unpaced.
    """

    image: Image
    index: int
    captured_at_s: float

    def __post_init__(self) -> None:
        check_image(self.image, "a driving frame")
        self.image.setflags(write=False)


@dataclass(frozen=True, eq=False, kw_only=True)
class Landmarks:
    """Detected points of one face.

    Args:
        points: (478, 3) float32; x right and y down in pixels of the driving frame, z in the same
            unit, negative towards the camera; made read-only.
        image_size: (width, height) of that frame in pixels.
        score: face presence, 0 to 1.
        inner_mouth: (3, 3, 3) float32, what is seen between the lips (`vcam.landmarks.inner_mouth`); None
            if it is not known, or the mouth is closed.
    """

    points: Points
    image_size: tuple[int, int]
    score: float = 1.0
    inner_mouth: InnerMouth | None = None

    def __post_init__(self) -> None:
        if self.points.shape != (LANDMARK_COUNT, 3):
            raise ShapeError(f"landmarks have shape {self.points.shape}, expected ({LANDMARK_COUNT}, 3)")
        self.points.setflags(write=False)
        parts = (INNER_MOUTH_PARTS, INNER_MOUTH_PARTS, 3)
        if self.inner_mouth is not None and self.inner_mouth.shape != parts:
            raise ShapeError(f"the inside of a mouth has shape {self.inner_mouth.shape}, expected {parts}")


@dataclass(frozen=True, eq=False, kw_only=True)
class TrackedFrame:
    """What tracking leaves of a driving frame: landmarks or None when there is no face. Holds no picture."""

    landmarks: Landmarks | None
    index: int
    captured_at_s: float


@dataclass(frozen=True, eq=False, kw_only=True)
class Composite:
    """The final picture, as the virtual camera, the recorder and the preview get it.

    Args:
        image: (H, W, 3) uint8 RGB, C-contiguous; made read-only.
        index: index of the tracked frame that it shows; -1 for a card.
        captured_at_s: that frame's capture time.
        asked: it is the first that shows what the user has just changed, and mustn't wait.
    """

    image: Image
    index: int
    captured_at_s: float
    asked: bool = False

    def __post_init__(self) -> None:
        check_image(self.image, "a composite")
        self.image.setflags(write=False)


def vector(*values: float) -> Points:
    """(N,) float32 array of a few numbers."""
    return np.array(values, np.float32)


def check_image(image: Image, what: str) -> None:
    """Raise `ShapeError` unless `image` is (H, W, 3) uint8."""
    if image.ndim != 3 or image.shape[2] != 3 or image.dtype != np.uint8 or 0 in image.shape:
        raise ShapeError(f"{what} has shape {image.shape} and type {image.dtype}, expected (H, W, 3) uint8")
