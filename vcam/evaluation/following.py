"""How the avatar's skeleton follows its driver: openings, and what a poor calibration does to it.

Measured on the skeletons and landmarks themselves, not on what is found again in pictures, so that faults of
drawing and of finding don't count.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

import numpy as np

from vcam.avatar.avatar import Avatar
from vcam.engine.retargeter import Retargeter
from vcam.engine.settings import Settings
from vcam.engine.skeleton_kind import SkeletonKind
from vcam.evaluation.metrics import nme
from vcam.frames import Landmarks, Points
from vcam.geometry import face_model as face
from vcam.geometry.calibration import NeutralCalibration
from vcam.geometry.editing import Edits
from vcam.geometry.pose import fit_similarity, head_angles
from vcam.geometry.retargeting import retarget_relative
from vcam.geometry.skeleton import eye_openings, mouth_opening, skeleton_of

LEAST_RANGE = 0.01
"""Face heights by which a driver's opening has to vary for its following to be measured."""
LOW, HIGH = 5, 95
"""Percentiles of an opening that its range lies between: a single frame's fault doesn't count."""
SMILE = 1.0
TURN_DEG, LEAST_TURN_DEG = 20.0, 10.0
"""How wrong the neutral faces of a poor calibration are; a clip without a face turned so far can't tell."""
CLIP_FPS = 10.0
"""Rate at which calibration is shown a clip, whose own may be too low or high for its steady second."""
EVERY = 4
"""Every so many frames are moved by poor calibrations."""


def openings(points: Points) -> tuple[float, float]:
    """Openings of the mouth and of the eyes (their mean) of (478, 3) landmarks, in face heights."""
    own = skeleton_of(points).shape
    return mouth_opening(own), fmean(eye_openings(own))


def following(shown: Sequence[float], driver: Sequence[float]) -> tuple[float, float]:
    """How an opening follows the driver's: Pearson's correlation, and its range as a ratio of his.

    Args:
        shown, driver: the opening of each frame; NaN for both where the driver's hardly varies.
    """
    low, high = np.percentile(driver, (LOW, HIGH))
    if high - low < LEAST_RANGE:
        return float("nan"), float("nan")
    least, most = np.percentile(shown, (LOW, HIGH))
    correlation = float(np.corrcoef(shown, driver)[0, 1]) if most > least else 0.0
    return correlation, float((most - least) / (high - low))


def calibration_errors(avatar: Avatar, clip: Sequence[Landmarks], skeleton: SkeletonKind) -> dict[str, float]:
    """Errors of the expression shown of a person driving his own photo, by how his neutral face was taken.

    His true landmarks are laid on what is shown by the points of the skull, since a turned neutral face turns
    the avatar by definition.

    Args:
        avatar: of the person's photo.
        clip: his landmarks.
        skeleton: what moves the avatar.

    Returns:
        Percent of the distance between the eyes: `calibrated_nme` with the neutral face that calibration
        finds, `smiling_nme` with the same face smiling, `turned_nme` with the clip's face that is turned
        aside by about 20 degrees, NaN without one.
    """
    neutral, turned = _neutral_of(clip), _turned(clip)
    return {
        "calibrated_nme": _error(avatar, clip, neutral, skeleton),
        "smiling_nme": _error(avatar, clip, _smiling(neutral), skeleton),
        "turned_nme": _error(avatar, clip, turned, skeleton) if turned else float("nan"),
    }


def _error(avatar: Avatar, clip: Sequence[Landmarks], neutral: Landmarks, skeleton: SkeletonKind) -> float:
    retargeter, settings = Retargeter(), Settings(skeleton=skeleton)
    retargeter.use_neutral(neutral)
    errors = []
    for landmarks in clip[::EVERY]:
        shown = retargeter.move(avatar, landmarks, settings, Edits()).points()
        placed = fit_similarity(shown[face.RIGID], landmarks.points[face.RIGID]).apply(shown)
        errors.append(nme(placed, landmarks.points))
    return fmean(errors)


def _neutral_of(clip: Sequence[Landmarks]) -> Landmarks:
    """The neutral face that calibration finds in a clip, else the most neutral one."""
    calibration, standing_in = NeutralCalibration(), clip[0]
    for index, landmarks in enumerate(clip):
        standing_in = calibration.update(landmarks, index / CLIP_FPS)
    return calibration.state.neutral or standing_in


def _smiling(neutral: Landmarks) -> Landmarks:
    rest = skeleton_of(neutral.points)
    points = retarget_relative(rest, rest, rest, Edits(smile=SMILE)).points()
    return Landmarks(points=points, image_size=neutral.image_size)


def _turned(clip: Sequence[Landmarks]) -> Landmarks | None:
    """The face of a clip that is turned aside most nearly by `TURN_DEG`."""
    off_deg = {abs(abs(head_angles(one.points)[0]) - TURN_DEG): one for one in clip}
    nearest = min(off_deg)
    return off_deg[nearest] if nearest <= TURN_DEG - LEAST_TURN_DEG else None
