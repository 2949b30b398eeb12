"""How steady the avatar stands while its driver holds still, and how much later it moves for that.

In a clip everything moves, so that trembling hides behind motion. Therefore one picture is seen again and
again, each time with other noise of a webcam, as it is when a driver holds still: what then moves in the
landmarks is the detector's trembling, and what moves in the skeleton is what the users see of it. Landmarks
are smoothed as in the app.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from vcam.avatar.avatar import Avatar
from vcam.engine.retargeter import Retargeter
from vcam.engine.settings import Settings
from vcam.engine.skeleton_kind import SkeletonKind
from vcam.evaluation.following import openings
from vcam.evaluation.sequences import jitter
from vcam.frames import Image, Landmarks
from vcam.geometry.editing import Edits
from vcam.geometry.pose import head_angles
from vcam.landmarks.smoothing import LandmarkSmoother

LOOKS, SETTLING = 16, 4
"""Looks at the still picture, and the first of them that don't count: smoothing is settling down."""
SENSOR_NOISE = 4.0
"""Standard deviation of a webcam's noise, grey levels."""
CAMERA_FPS = 30.0
MOST_DELAY, DELAY_STEP = 3.0, 0.1
"""Frames."""


def held_still(image: Image, find: Callable[[Image], Sequence[Landmarks]]) -> list[Landmarks]:
    """A picture's largest face, as it is found in each of some noisy copies; empty where it is ever lost.

    Args:
        image: (H, W, 3) uint8 RGB.
        find: all faces in a picture by itself, the largest first.
    """
    chance = np.random.default_rng(0)
    found = []
    for _ in range(LOOKS):
        noisy = np.clip(image + chance.normal(0, SENSOR_NOISE, image.shape), 0, 255).astype(np.uint8)
        faces = find(noisy)
        if not faces:
            return []
        found.append(faces[0])
    return found


def trembling(avatar: Avatar, still: Sequence[Landmarks], skeleton: SkeletonKind) -> float:
    """How much the skeleton trembles, as a ratio of how much `held_still` landmarks do; NaN without these."""
    if not still:
        return float("nan")
    retargeter, settings = Retargeter(), Settings(skeleton=skeleton)
    retargeter.use_neutral(still[0])
    shown = [retargeter.move(avatar, landmarks, settings, Edits()).points() for landmarks in smoothed(still)]
    return jitter(shown[SETTLING:], [landmarks.points for landmarks in still[SETTLING:]])


def smoothed(clip: Sequence[Landmarks], fps: float = CAMERA_FPS) -> list[Landmarks]:
    """The landmarks of a clip, or of another one at that rate, as the app smooths them."""
    smoother = LandmarkSmoother()
    return [smoother.smooth(landmarks, index / fps) for index, landmarks in enumerate(clip)]


def delay_frames(clip: Sequence[Landmarks]) -> float:
    """By how many frames of a webcam smoothing delays turns and openings; NaN if all rest, or for few frames.

    It is the shift at which the signals before fit those after best, in the mean over these that move.
    """
    if len(clip) < 4 * MOST_DELAY:
        return float("nan")
    before, after = (_signals(landmarks) for landmarks in (clip, smoothed(clip)))
    delays = [_delay(*pair) for pair in zip(before.T, after.T, strict=True) if np.ptp(pair[0]) > 0]
    return fmean(delays) if delays else float("nan")


def _signals(clip: Sequence[Landmarks]) -> NDArray[np.float64]:
    """(N, 4) yaw and pitch, openings of mouth and eyes."""
    return np.array([[*head_angles(one.points)[:2], *openings(one.points)] for one in clip])


def _delay(before: NDArray[np.float64], after: NDArray[np.float64]) -> float:
    times, edge = np.arange(len(before)), int(MOST_DELAY)
    inside = slice(edge, len(before) - edge)
    shifts = np.arange(0, MOST_DELAY + DELAY_STEP / 2, DELAY_STEP)
    errors = [np.square(np.interp(times - shift, times, before) - after)[inside].sum() for shift in shifts]
    return float(shifts[int(np.argmin(errors))])
