"""Finding the driver's neutral face: by itself from a steady, frontal, closed-mouth second, or on request."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from vcam.frames import LANDMARK_COUNT, Landmarks, Points
from vcam.geometry.pose import Pose, angles_from_rotation, fit_head
from vcam.geometry.skeleton import eye_openings, mouth_opening

STEADY_S = 1.0
FORGIVEN_S = 0.4
"""Time without a problem after which the last one is not spoken of any more."""
MIN_FRAMES = 6
MAX_YAW_DEG, MAX_PITCH_DEG, MAX_ROLL_DEG = 14.0, 28.0, 18.0
MAX_MOUTH_OPENING = 0.03
MIN_EYE_OPENING = 0.018
MAX_MOVEMENT = 0.02
"""Openings and movement in face heights; movement is a point's mean distance from the window's mean."""
SETTLE_S = 0.6
"""Time in which a better neutral face replaces the one in use, so that the avatar doesn't jump."""
SETTLED_PX = 0.05
"""Remaining difference at which it has done so."""

Problem = Literal["", "turned", "mouth_open", "eyes_closed", "moving"]
"""What keeps a face from being neutral; empty when nothing does."""
_ADVICE: dict[Problem, str] = {
    "": "Look straight into the camera, mouth closed.",
    "turned": "Look straight into the camera.",
    "mouth_open": "Close your mouth.",
    "eyes_closed": "Open your eyes.",
    "moving": "Hold still for a second.",
}


@dataclass(frozen=True, eq=False, kw_only=True)
class CalibrationState:
    """How far the search for the neutral face is.

    Args:
        neutral: the neutral landmarks found, None before.
        progress: 0 to 1.
        message: one sentence for the user.
        problem: what keeps the face from being neutral.
    """

    neutral: Landmarks | None
    progress: float
    message: str
    problem: Problem = ""


@dataclass(frozen=True, eq=False, kw_only=True)
class LikelyNeutral:
    """The driver's neutral face as far as it is known.

    Args:
        landmarks: until it is found, the mean of all faces so far, weighed by how neutral they are, in the
            pose of the most neutral one: that tells the driver's build better than any single face.
        facing: whether it faces the camera, so that its pose may count as the middle.
        found: whether it is the neutral face itself.
    """

    landmarks: Landmarks
    facing: bool
    found: bool


class NeutralCalibration:
    """Watches landmarks and gives the driver's neutral face.

    Until a steady second is found, the most neutral frame so far stands in, so motion works from the
    first frame on.
    """

    def __init__(self, neutral: Landmarks | None = None) -> None:
        """Start with a neutral face kept from an earlier run, or with none."""
        self._found = neutral
        self._standin = neutral
        self._standin_penalty = np.inf
        self._standin_turned = False
        self._sum, self._weight = np.zeros((LANDMARK_COUNT, 3)), 0.0
        """Of all faces searched, in their own frames, weighed by how neutral they are."""
        self._current: Points | None = None if neutral is None else neutral.points
        self._last_time_s: float | None = None
        self._window: deque[tuple[float, Landmarks]] = deque()
        self._problem: Problem = ""

    @property
    def state(self) -> CalibrationState:
        """The state to show to the user."""
        if self._found is not None:
            return CalibrationState(neutral=self._found, progress=1.0, message="Neutral face ready.")
        span = self._window[-1][0] - self._window[0][0] if len(self._window) > 1 else 0.0
        return CalibrationState(
            neutral=None,
            progress=min(span / STEADY_S, 0.99),
            message=_ADVICE[self._problem],
            problem=self._problem,
        )

    @property
    def likely(self) -> LikelyNeutral | None:
        """What the neutral face is likely to be; None before the first face."""
        if self._standin is None:
            return None
        if self._found is not None or not self._weight:
            return LikelyNeutral(landmarks=self._standin, facing=True, found=True)
        mean = (self._sum / self._weight).astype(np.float32)
        points = fit_head(self._standin.points).apply(mean)
        return LikelyNeutral(
            landmarks=replace(self._standin, points=points), facing=not self._standin_turned, found=False
        )

    def restart(self) -> None:
        """Forget the neutral face and look for it anew; the old one stands in meanwhile."""
        self._found = None
        self._begin()

    def _begin(self) -> None:
        self._standin_penalty = np.inf
        self._sum, self._weight = np.zeros((LANDMARK_COUNT, 3)), 0.0
        self._window.clear()

    def take(self, landmarks: Landmarks) -> None:
        """Make this very face the neutral one (the user's button)."""
        self._found = self._standin = landmarks
        self._window.clear()

    def update(self, landmarks: Landmarks, time_s: float) -> Landmarks:
        """Take in one frame and return the neutral face to use for it."""
        if self._standin is not None and self._standin.image_size != landmarks.image_size:
            self._found = self._standin = self._current = None
            self._begin()
        if self._found is None:
            self._search(landmarks, time_s)
        standin = self._standin if self._standin is not None else landmarks
        elapsed = 0.0 if self._last_time_s is None else max(time_s - self._last_time_s, 0.0)
        self._last_time_s = time_s
        if self._current is None:
            self._current = standin.points
        share = min(3 * elapsed / SETTLE_S, 1.0)  # an exponential has done 95 % after three time constants
        change = standin.points - self._current
        if np.abs(change).max() < SETTLED_PX:
            self._current = standin.points
            return standin
        self._current = (self._current + share * change).astype(np.float32)
        return replace(standin, points=self._current)

    def _search(self, landmarks: Landmarks, time_s: float) -> None:
        pose = fit_head(landmarks.points)
        own = pose.invert(landmarks.points)
        problem, penalty = _judge(pose, own)
        if self._standin is None or penalty < self._standin_penalty:
            self._standin, self._standin_penalty = landmarks, penalty
            self._standin_turned = problem == "turned"
        weight = float(np.exp(-penalty))
        self._sum += weight * own
        self._weight += weight
        if problem:
            self._problem = problem
            self._window.clear()
            return
        self._window.append((time_s, landmarks))
        while self._window and _movement(self._window) > MAX_MOVEMENT:
            self._window.popleft()
            self._problem = "moving"
        span = self._window[-1][0] - self._window[0][0]
        if span > FORGIVEN_S:
            self._problem = ""
        if len(self._window) >= MIN_FRAMES and span >= STEADY_S:
            mean = np.mean([item.points for _, item in self._window], axis=0).astype(np.float32)
            self._found = self._standin = replace(landmarks, points=mean)
            self._window.clear()


def _judge(pose: Pose, own: Points) -> tuple[Problem, float]:
    """What keeps a face from being neutral (empty when nothing does), and how far from neutral it is.

    Args:
        pose: fitted to it.
        own: (478, 3) its landmarks in the own frame.
    """
    yaw, pitch, roll = angles_from_rotation(pose.rotation)
    mouth, eyes = mouth_opening(own), min(eye_openings(own))
    penalty = abs(yaw) / 10 + abs(pitch) / 20 + abs(roll) / 15 + mouth / 0.02 + max(0.03 - eyes, 0) / 0.01
    if abs(yaw) > MAX_YAW_DEG or abs(pitch) > MAX_PITCH_DEG or abs(roll) > MAX_ROLL_DEG:
        return "turned", penalty
    if mouth > MAX_MOUTH_OPENING:
        return "mouth_open", penalty
    if eyes < MIN_EYE_OPENING:
        return "eyes_closed", penalty
    return "", penalty


def _movement(window: deque[tuple[float, Landmarks]]) -> float:
    """Greatest mean distance of a frame's points from the window's mean, in face heights."""
    points = np.stack([item.points[:, :2] for _, item in window])
    height = max(np.ptp(points[0, :, 1]), 1e-3)
    distance = np.linalg.norm(points - points.mean(0), axis=2).mean(1).max()
    return float(distance / height)
