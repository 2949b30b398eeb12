"""Fitting one person's expression to another's features: a wide mouth moves further than a narrow one."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from vcam.frames import Points, vector
from vcam.geometry.regions import eye_weights, mouth_weights
from vcam.geometry.skeleton import Skeleton, eye_openings, eye_widths, mouth_width

GAIN_LOW, GAIN_HIGH = 0.6, 1.6
"""Limits of the size ratios between the avatar's and the driver's mouth and eyes."""


@lru_cache(maxsize=16)
def size_gains(avatar: Skeleton, driver: Skeleton) -> Points:
    """(478, 3) gains that fit the driver's offsets to the avatar's mouth and eyes.

    Lids get the ratio of the eye openings in height, so that a blink closes the avatar's eyes exactly.

    Args:
        avatar: whose shape is moved.
        driver: the neutral skeleton that the offsets belong to.
    """
    gains = np.ones_like(avatar.shape)
    mouth = _limit(mouth_width(avatar.shape) / mouth_width(driver.shape))
    gains += mouth_weights()[:, None] * (mouth - 1)
    openings = zip(eye_openings(avatar.shape), eye_openings(driver.shape), strict=True)
    widths = zip(eye_widths(avatar.shape), eye_widths(driver.shape), strict=True)
    for weight, (avatar_open, driver_open), (avatar_width, driver_width) in zip(
        eye_weights(), openings, widths, strict=True
    ):
        wide = _limit(avatar_width / driver_width)
        high = _limit(avatar_open / max(driver_open, 1e-3))
        gains += weight[:, None] * (vector(wide, high, wide) - 1)
    return gains.astype(np.float32)


def _limit(ratio: float) -> float:
    return float(np.clip(ratio, GAIN_LOW, GAIN_HIGH))
