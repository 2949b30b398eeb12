"""One-Euro smoothing of landmarks: steady at rest, quick in motion.

The head's pose and the face's own movement are filtered apart, so that a turning head lags as a whole
and never shears. Everything is measured in face heights, so the picture's size makes no difference.
Source: G. Casiez et al., 1 Euro filter: a simple speed-based low-pass filter for noisy input (2012).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from vcam.errors import ConfigError
from vcam.frames import InnerMouth, Landmarks
from vcam.landmarks.similarity import Array, Similarity, fit_similarity

FOREHEAD_TOP, CHIN = 10, 152
RIGID = np.array([10, 338, 297, 109, 67, 151, 9, 8, 168, 6, 197, 195, 5, 122, 351, 196, 419,
                  33, 133, 362, 263, 127, 356, 234, 454, 162, 389, 21, 251])  # fmt: skip
"""Points that move with the skull."""
DETAIL = np.array([33, 246, 161, 160, 159, 158, 157, 173, 133, 7, 163, 144, 145, 153, 154, 155,
                   362, 398, 384, 385, 386, 387, 388, 466, 263, 382, 381, 380, 374, 373, 390, 249,
                   *range(468, 478),
                   61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 146, 91, 181, 84, 17, 314, 405, 321, 375,
                   78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 95, 88, 178, 87, 14, 317, 402, 318, 324,
                   ])  # fmt: skip
"""Lids, irises and lips: blinks, gaze and speech live here."""
DETAIL_REACH = 0.08
"""Distance from those points, in face heights, where their quicker response fades out."""

MAX_JUMP, MAX_GROWTH = 0.5, 1.5
"""A move in face heights, and a change of size, from one frame to the next that means another face."""


@dataclass(frozen=True, kw_only=True)
class SmoothingConfig:
    """How landmarks are smoothed.

    Args:
        enabled: False passes landmarks through untouched.
        min_cutoff_hz: cut-off frequency at rest; lower is steadier.
        beta: how fast the cut-off rises with speed, in Hz for each face height a second; higher lags less.
        derivative_cutoff_hz: cut-off for the measured speed itself.
        detail: factor on the cut-off at lids, irises and lips, so that blinks and speech get through.
        max_gap_s: after a longer gap between frames smoothing starts anew.
    """

    enabled: bool = True
    min_cutoff_hz: float = 1.5
    beta: float = 20.0
    derivative_cutoff_hz: float = 3.0
    detail: float = 3.0
    max_gap_s: float = 0.5

    def __post_init__(self) -> None:
        for name in ("min_cutoff_hz", "derivative_cutoff_hz", "detail", "max_gap_s"):
            if not 0 < getattr(self, name) < math.inf:
                raise ConfigError(f"smoothing {name} is {getattr(self, name):g}, expected a number above 0")
        if not 0 <= self.beta < math.inf:
            raise ConfigError(f"smoothing beta is {self.beta:g}, expected 0 or more")


class OneEuroFilter:
    """The One-Euro filter for rows of vectors; each row's cut-off follows the row's own speed."""

    def __init__(self) -> None:
        """Start empty: the first values pass unchanged."""
        self._value: Array | None = None
        self._speed: Array | None = None

    def update(
        self, value: Array, elapsed_s: float, config: SmoothingConfig, gain: Array | float = 1.0
    ) -> Array:
        """Take in (rows, D) values `elapsed_s` after the last ones and return them smoothed.

        Args:
            value: the new values.
            elapsed_s: seconds since the last ones, above 0.
            config: the filter's parameters.
            gain: (rows, 1) factor on each row's cut-off.
        """
        if self._value is None or self._speed is None:
            self._value, self._speed = value, np.zeros_like(value)
            return value
        speed = (value - self._value) / elapsed_s
        self._speed = self._speed + _share(config.derivative_cutoff_hz, elapsed_s) * (speed - self._speed)
        cutoff_hz = config.min_cutoff_hz + config.beta * np.linalg.norm(self._speed, axis=-1, keepdims=True)
        self._value = self._value + _share(cutoff_hz * gain, elapsed_s) * (value - self._value)
        return self._value


class LandmarkSmoother:
    """Smooths the landmarks of one face over time. `config` may be replaced at any moment."""

    def __init__(self, config: SmoothingConfig | None = None) -> None:
        """Start with no face; None takes the default configuration."""
        self.config = config or SmoothingConfig()
        self.reset()

    def reset(self) -> None:
        """Forget the past: the next landmarks pass unchanged."""
        self._face: _FaceFilter | None = None
        self._last: Landmarks | None = None
        self._time_s = -math.inf

    def smooth(self, landmarks: Landmarks, time_s: float) -> Landmarks:
        """The landmarks steadied by those before.

        After a gap, a jump to another place, a clock that runs backwards or a new picture size,
        smoothing starts anew.

        Args:
            landmarks: of the frame now.
            time_s: its capture time; the same time again returns the same answer again.
        """
        if not self.config.enabled:
            self.reset()
            return landmarks
        if self._last is not None and time_s == self._time_s:
            return self._last
        elapsed_s = time_s - self._time_s
        same_run = (
            0 < elapsed_s <= self.config.max_gap_s
            and self._last is not None
            and self._last.image_size == landmarks.image_size
        )
        points = landmarks.points.astype(np.float64)
        if self._face is None or not same_run or self._face.is_far_from(points):
            self._face = _FaceFilter(points)
        smoothed = self._face.update(points, elapsed_s, self.config).astype(np.float32)
        seen = self._face.update_inner_mouth(landmarks.inner_mouth, elapsed_s, self.config)
        self._last, self._time_s = replace(landmarks, points=smoothed, inner_mouth=seen), time_s
        return self._last


class _FaceFilter:
    """Filters for pose and expression, relative to the face's first points."""

    def __init__(self, points: Array) -> None:
        self._height = max(float(np.linalg.norm(points[FOREHEAD_TOP] - points[CHIN])), 1e-6)
        centre = points[RIGID].mean(0)
        self._first = (points - centre) / self._height
        self._seen = Similarity(rotation=np.eye(3), position=centre, scale=self._height)
        self._pose = OneEuroFilter()
        self._own = OneEuroFilter()
        self._inner_mouth = OneEuroFilter()
        self._seen_last: InnerMouth | None = None
        self._detail = _detail_weights(self._first)

    def is_far_from(self, points: Array) -> bool:
        """Whether `points` can't be the same face one frame later."""
        now = fit_similarity(self._first[RIGID], points[RIGID])
        moved = float(np.linalg.norm(now.position - self._seen.position)) / self._seen.scale
        return moved > MAX_JUMP or not 1 / MAX_GROWTH < now.scale / self._seen.scale < MAX_GROWTH

    def update(self, points: Array, elapsed_s: float, config: SmoothingConfig) -> Array:
        """(478, 3) points in pixels, smoothed."""
        self._seen = fit_similarity(self._first[RIGID], points[RIGID])
        own = self._seen.invert(points)
        # The rotation counts half, as a point of the face is about half a face height from the pivot.
        turn, place = 0.5 * self._seen.rotation.ravel(), self._seen.position / self._height
        pose = np.concatenate([turn, place, [math.log(self._seen.scale / self._height)]])[None]
        pose = self._pose.update(pose, elapsed_s, config)[0]
        own = self._own.update(own, elapsed_s, config, gain=1 + (config.detail - 1) * self._detail)
        u, _, vt = np.linalg.svd(pose[:9].reshape(3, 3))
        return Similarity(
            rotation=u @ vt, position=pose[9:12] * self._height, scale=self._height * math.exp(pose[12])
        ).apply(own)

    def update_inner_mouth(
        self, seen: InnerMouth | None, elapsed_s: float, config: SmoothingConfig
    ) -> InnerMouth | None:
        """(3, 3, 3) smoothed; all parts alike fast, as they tell of one motion.

        What was seen last stays while lips are too close to see between them: it must not come and go.
        """
        if seen is not None:
            row = seen.reshape(1, -1).astype(np.float64)
            smoothed = self._inner_mouth.update(row, elapsed_s, config, gain=config.detail)
            self._seen_last = smoothed.reshape(seen.shape).astype(np.float32)
        return self._seen_last


def _share(cutoff_hz: Array | float, elapsed_s: float) -> Array | float:
    """The new value's weight in a first-order low-pass filter."""
    turn = 2 * math.pi * elapsed_s * cutoff_hz
    return turn / (turn + 1)


def _detail_weights(face: Array) -> Array:
    """(478, 1) weight of the quick response: 1 at lids, irises and lips, falling to 0 around."""
    distance = np.linalg.norm(face[:, None, :2] - face[None, DETAIL, :2], axis=2).min(1)
    near = np.clip(1 - distance / DETAIL_REACH, 0, 1)
    weights: Array = (near * near * (3 - 2 * near))[:, None]
    return weights
