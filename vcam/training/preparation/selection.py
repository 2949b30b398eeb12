"""Which frames of a clip are of use for training, why the others are not, and the crop of them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from vcam.frames import Points
from vcam.geometry.face_model import CHIN, FOREHEAD_TOP
from vcam.geometry.pose import head_angles
from vcam.landmarks.keypoints68 import keypoints_68
from vcam.landmarks.official_crop import Crop, crop_of, normalise

Reason = Literal[
    "no face",
    "small face",
    "turned away",
    "other shot",
    "outside the crop",
    "blurred",
    "still",
    "over the limit",
]
"""Why a frame is left out; "over the limit" when there are more good ones than wanted."""

MIN_FACE_PX = 64.0
"""Forehead to chin."""
MAX_YAW_DEG, MAX_PITCH_DEG = 60.0, 45.0
"""Beyond, the landmarks of the hidden side are guesses."""

CUT_LEVELS = 60.0
"""Mean change of the picture, in grey levels, that is a cut."""
CUT_MOVE, CUT_GROWTH = 0.75, 1.5
"""Move of the face, in halves of its crop, and change of its size, that are one as well."""

MAX_OUTSIDE = 0.05
"""Share of the keypoints that may lie beyond the crop."""
MAX_ZOOM = 1.6
"""How much larger or smaller than in the crop's median frame the face may be."""
MIN_SHARPNESS = 0.3
"""Of the clip's median: what is below was moving too fast for the camera."""
STILL_LEVELS, STILL_MOVE = 0.5, 0.005
"""Change of the picture, in grey levels, and of any keypoint, in halves of the crop, that is none."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Look:
    """What a first look at a frame keeps of it.

    Args:
        index: its place in the video.
        points: (478, 3) float32 landmarks in pixels, None without a face.
        thumbnail: (T, T) uint8, the whole picture in grey.
        sharpness: variance of the face's Laplacian at a fixed size; 0 without a face.
    """

    index: int
    points: Points | None
    thumbnail: NDArray[np.uint8]
    sharpness: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Selection:
    """What became of a clip's frames.

    Args:
        kept: places in the list of looks, ascending.
        crop: the one square of all frames; None when there is no frame to crop.
        skipped: how many frames were left out, by reason.
    """

    kept: tuple[int, ...]
    crop: Crop | None
    skipped: dict[str, int]


def select(looks: Sequence[Look], most: int) -> Selection:
    """Choose the frames of one clip.

    Args:
        looks: all frames in their order.
        most: how many to keep at most; they are spread evenly over the good ones.
    """
    reasons: dict[int, Reason] = {}
    faces: dict[int, Points] = {}
    for place, look in enumerate(looks):
        if look.points is None:
            reasons[place] = "no face"
        elif (reason := _bad_view(look.points)) is not None:
            reasons[place] = reason
        else:
            faces[place] = keypoints_68(look.points)
    _keep_longest_shot(looks, faces, reasons)
    crop = median_crop(list(faces.values())) if faces else None
    if crop is not None:
        _drop_outside(faces, crop, reasons)
        _drop_blurred(looks, faces, reasons)
        _drop_still(looks, faces, crop, reasons)
        _thin_out(faces, most, reasons)
    return Selection(kept=tuple(sorted(faces)), crop=crop, skipped=dict(Counter(reasons.values())))


def median_crop(faces: Sequence[Points]) -> Crop:
    """One square for all frames: the median place and side of the squares that each would get.

    Args:
        faces: (68, 2) keypoints of each frame in pixels, at least one.
    """
    crops = [crop_of(face) for face in faces]
    half = max(1, round(float(np.median([crop.side for crop in crops])) / 2))
    x, y = np.median([(crop.left + crop.side / 2, crop.top + crop.side / 2) for crop in crops], axis=0)
    return Crop(left=round(float(x)) - half, top=round(float(y)) - half, side=2 * half)


def _bad_view(points: Points) -> Reason | None:
    if face_height(points) < MIN_FACE_PX:
        return "small face"
    yaw, pitch, _ = head_angles(points)
    return "turned away" if abs(yaw) > MAX_YAW_DEG or abs(pitch) > MAX_PITCH_DEG else None


def face_height(points: Points) -> float:
    """Forehead to chin along the face, in pixels, of (478, 3) landmarks."""
    return float(np.linalg.norm(points[CHIN] - points[FOREHEAD_TOP]))


def _keep_longest_shot(looks: Sequence[Look], faces: dict[int, Points], reasons: dict[int, Reason]) -> None:
    """Behind a cut there may be another person."""
    shots: list[list[int]] = []
    last: Points | None = None
    for place, look in enumerate(looks):
        if place > 0 and _change(look, looks[place - 1]) > CUT_LEVELS:
            last = None
        face = faces.get(place)
        if face is None:
            continue
        if last is None or _jumped(last, face):
            shots.append([])
        shots[-1].append(place)
        last = face
    longest = max(shots, key=len, default=[])
    for shot in shots:
        if shot is not longest:
            _drop(shot, "other shot", faces, reasons)


def _jumped(before: Points, now: Points) -> bool:
    old, new = crop_of(before).side, crop_of(now).side
    move = float(np.linalg.norm(now.mean(0) - before.mean(0))) / (old / 2)
    return move > CUT_MOVE or max(new / old, old / new) > CUT_GROWTH


def _drop_outside(faces: dict[int, Points], crop: Crop, reasons: dict[int, Reason]) -> None:
    gone = []
    for place, face in faces.items():
        outside = float((np.abs(normalise(face, crop)) > 1).any(1).mean())
        zoom = crop_of(face).side / crop.side
        if outside > MAX_OUTSIDE or max(zoom, 1 / zoom) > MAX_ZOOM:
            gone.append(place)
    _drop(gone, "outside the crop", faces, reasons)


def _drop_blurred(looks: Sequence[Look], faces: dict[int, Points], reasons: dict[int, Reason]) -> None:
    if not faces:
        return
    least = MIN_SHARPNESS * float(np.median([looks[place].sharpness for place in faces]))
    _drop([place for place in faces if looks[place].sharpness < least], "blurred", faces, reasons)


def _drop_still(
    looks: Sequence[Look], faces: dict[int, Points], crop: Crop, reasons: dict[int, Reason]
) -> None:
    gone, kept = [], None
    for place in sorted(faces):
        if kept is not None:
            move = float(np.abs(faces[place] - faces[kept]).max()) / (crop.side / 2)
            if move < STILL_MOVE and _change(looks[place], looks[kept]) < STILL_LEVELS:
                gone.append(place)
                continue
        kept = place
    _drop(gone, "still", faces, reasons)


def _thin_out(faces: dict[int, Points], most: int, reasons: dict[int, Reason]) -> None:
    places = sorted(faces)
    if len(places) <= most:
        return
    kept = {places[round(k)] for k in np.linspace(0, len(places) - 1, most)}
    _drop([place for place in places if place not in kept], "over the limit", faces, reasons)


def _drop(
    places: Sequence[int], reason: Reason, faces: dict[int, Points], reasons: dict[int, Reason]
) -> None:
    for place in places:
        del faces[place]
        reasons[place] = reason


def _change(look: Look, other: Look) -> float:
    """Mean difference of two pictures in grey levels."""
    return float(np.abs(look.thumbnail.astype(np.int16) - other.thumbnail).mean())
