"""Edits of the expression: what the user adds to the driver's own, fitted to the avatar's features.

The modes are those of the mean face; `size_gains` fits them to the avatar as if a driver with the mean
face made them. Lids are closed by the gap that is really left, so that a blink shuts whatever the
driver does.
"""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np

from vcam.frames import Points
from vcam.geometry import face_model as face
from vcam.geometry.editing import Edits, edits_of
from vcam.geometry.expression_modes import CORNERS_DOWN, LOOK_DOWN, expression_modes, gaze, neutral_face
from vcam.geometry.lips import shut_lips
from vcam.geometry.pose import Pose
from vcam.geometry.size_gains import size_gains
from vcam.geometry.skeleton import Skeleton, mouth_opening

Lids = tuple[face.Indices, face.Indices]
LIDS: dict[str, Lids] = {
    "blink_right": (face.RIGHT_UPPER_LID, face.RIGHT_LOWER_LID),
    "blink_left": (face.LEFT_UPPER_LID, face.LEFT_LOWER_LID),
}
_LIPS_MIDDLE = [13, 14]
IRISES = np.concatenate([face.RIGHT_IRIS, face.LEFT_IRIS])
LOWER_LID_SHARE = 0.12
"""How much of a closing eye's gap the lower lid takes."""
SAD, LEVELLED = 1.3, 0.7
"""Strength of lowered mouth corners for the lowest smile, and how far a pucker levels corners that smile."""
LAUGH = 0.75
"""What is left of a smile when the mouth is wide open: it pulls on the same skin."""
WIDEST_GAZE = 0.04
"""How far the irises go aside or up at the most, in face heights, unless the driver's own go further."""
CORNER_REACH, CORNER_SIGMA = 0.08, 0.02
"""How far about the mouth's corners modes are made smoother, and how smooth, in face heights."""
FULL_OPENING = 0.15
"""Lip gap in face heights from which an opened mouth is opened no further."""


def add_expression(avatar: Skeleton, expression: Points, edits: Edits) -> Points:
    """The expression with the user's added.

    Args:
        avatar: whose shape is moved, edited already.
        expression: (478, 3) offsets from that shape, the driver's.
        edits: their group `expression` counts.

    Returns:
        (478, 3) offsets; the same array where nothing is edited.
    """
    if not any(edits.of_group("expression")):
        return expression
    gains = size_gains(avatar, _mean())
    added = expression + _resting(avatar, edits.of_group("expression"))
    if edits.mouth_open:
        left = 1 - np.clip(mouth_opening(avatar.shape + expression) / FULL_OPENING, 0, 1)
        added += np.float32(edits.mouth_open * left) * _mode("jaw") * gains
    if edits.gaze_x or edits.gaze_y:
        added = _look(expression, added, gains, edits)
    for name, lids in LIDS.items():
        if value := getattr(edits, name):
            added = _close(avatar.shape, added, _mode(name) * gains, lids, value)
    return added


def close_eyes(avatar: Skeleton, expression: Points, values: tuple[float, float]) -> Points:
    """The expression with the right and the left eye closed by parts, 0 to 1, of the gaps that they have.

    Args:
        avatar: whose shape is moved.
        expression: (478, 3) offsets from that shape.
        values: of right and left.
    """
    gains = size_gains(avatar, _mean())
    for (name, lids), value in zip(LIDS.items(), values, strict=True):
        if value:
            expression = _close(avatar.shape, expression, _mode(name) * gains, lids, value)
    return expression


@lru_cache(maxsize=8)
def _resting(avatar: Skeleton, values: tuple[float, ...]) -> Points:
    """(478, 3) offsets that are added whatever the driver does."""
    edit = dict(zip(edits_of("expression"), values, strict=True))
    shape, is_open = avatar.shape, edit["mouth_open"]
    smile, sad = max(edit["smile"], 0.0), max(-edit["smile"], 0.0)
    puff = edit["cheek_puff"] * (1 - is_open)  # an open mouth lets the air out
    corners_above = shape[_LIPS_MIDDLE, 1].mean() - shape[face.MOUTH_CORNERS, 1].mean()
    level = LEVELLED * max(float(corners_above), 0.0) / CORNERS_DOWN
    strengths = {
        "smile": smile * (1 + (LAUGH - 1) * is_open),
        "corners_down": SAD * sad + level * edit["pucker"],
        "brow_up": edit["brow_raise"],
        "brow_frown": edit["brow_frown"],
        "kiss": edit["pucker"],
        "cheek_puff": puff,
    }
    total = np.zeros_like(shape)
    for name, strength in strengths.items():
        if strength:
            total += np.float32(strength) * _mode(name)
    # A photo that smiles with open lips does these with shut ones.
    shut = shut_lips(shape, max(sad, edit["pucker"], puff))
    return total * size_gains(avatar, _mean()) + shut


def _look(before: Points, expression: Points, gains: Points, edits: Edits) -> Points:
    """The expression with the irises turned, and the lids following them up and down."""
    wanted = before + gaze(edits.gaze_x, edits.gaze_y).astype(np.float32) * gains
    least, most = np.minimum(before, -WIDEST_GAZE), np.maximum(before, WIDEST_GAZE)
    turned = np.clip(wanted, least, most) - before
    drop = turned[IRISES, 1].mean() / LOOK_DOWN
    looking = expression + np.float32(drop) * _mode("look_down")
    looking[IRISES] += turned[IRISES]
    return looking


def _close(shape: Points, expression: Points, mode: Points, lids: Lids, value: float) -> Points:
    """The expression with one eye closed, or opened wider, by a part of the gap that it has."""
    upper, lower = lids
    rest = np.maximum((shape[lower] - shape[upper])[:, 1], 0).mean()
    gap = (shape + expression)[lower] - (shape + expression)[upper]
    gap[:, 1] = np.maximum(gap[:, 1], 0)
    closed = expression + np.float32(value * min(gap[:, 1].mean() / max(rest, 1e-3), 1.0)) * mode
    closed[upper] = expression[upper] + np.float32(value * (1 - LOWER_LID_SHARE)) * gap
    closed[lower] = expression[lower] - np.float32(value * LOWER_LID_SHARE) * gap
    return closed


@cache
def _mean() -> Skeleton:
    """The mean face as a driver."""
    shape = neutral_face().astype(np.float32)
    pose = Pose(rotation=np.eye(3, dtype=np.float32), position=np.zeros(3, np.float32), scale=1.0)
    return Skeleton(shape=shape, expression=np.zeros_like(shape), pose=pose)


@cache
def _mode(name: str) -> Points:
    """(478, 3) a mode made smoother at the mouth's corners, where several edits pull at once."""
    mode = expression_modes()[name]
    return (mode + _corner_smoothing() @ mode).astype(np.float32)


@cache
def _corner_smoothing() -> Points:
    """(478, 478) what a mode gains when each point near a corner takes the mean of its neighbourhood."""
    mean = face.mean_face().astype(np.float64)
    distance = np.linalg.norm(mean[:, None] - mean[None], axis=2)
    near = np.clip(1 - distance[:, face.MOUTH_CORNERS].min(1) / CORNER_REACH, 0, 1)
    weights = np.exp(-0.5 * (distance / CORNER_SIGMA) ** 2)
    averaging = weights / weights.sum(1, keepdims=True) - np.eye(len(mean))
    return np.asarray((near**2 * (3 - 2 * near))[:, None] * averaging)
