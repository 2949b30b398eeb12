"""Moving the avatar's skeleton by the driver's: relative to his own neutral face, or as he stands.

Relative motion is the default: only what changes against the driver's neutral face reaches the
avatar, so the driver's build doesn't leak into it. Absolute motion lays the avatar on the driver's own
points; it is right for a photo of the driver himself.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from vcam.frames import Landmarks, Points, vector
from vcam.geometry import face_model as face
from vcam.geometry.editing import Edits
from vcam.geometry.expression_edits import add_expression
from vcam.geometry.pose import Pose, rotation_from_angles, scale_rotation
from vcam.geometry.regions import brow_weights, eye_weights, mouth_weights
from vcam.geometry.shape_edits import shape_edited
from vcam.geometry.size_gains import size_gains
from vcam.geometry.skeleton import Skeleton, follow, mouth_opening

MAX_SHIFT = 0.45
"""Where a sideways or vertical move of the head levels off, in face heights: the avatar's body stays."""
MAX_SCALE = 1.35
"""Where leaning in or out levels off, as a ratio."""
SMILE_OPENING, SPARED_RISE = 0.05, 0.65
"""Lip gap of the photo, in face heights, at which the upper lip's rise is fully reduced, and by how much."""


def retarget_relative(avatar: Skeleton, neutral: Skeleton, driver: Skeleton, edits: Edits) -> Skeleton:
    """The avatar doing what the driver does against his own neutral face.

    Args:
        avatar: the photo's skeleton (zero expression).
        neutral: the driver's neutral skeleton (zero expression).
        driver: the driver now, by `follow(neutral, points)`.
        edits: the user's edits; position and zoom belong to the view and are not used here.
    """
    avatar = shape_edited(avatar, edits)
    pose = moved_pose(avatar.pose, neutral.pose, driver.pose, edits)
    offsets = driver.expression * size_gains(avatar, neutral)
    driven = spare_gums(avatar.shape, offsets * strengths(edits))
    expression = keep_apart(avatar.shape, add_expression(avatar, driven, edits))
    return Skeleton(shape=avatar.shape, expression=expression, pose=pose)


def moved_pose(photo: Pose, neutral: Pose, driver: Pose, edits: Edits) -> Pose:
    """The photo's pose moved as the driver's is from his neutral one, with the user's turn.

    Args:
        photo, neutral, driver: poses, all fitted alike.
        edits: the user's edits.
    """
    turn = driver.rotation @ neutral.rotation.T
    shift = (driver.position - neutral.position) / neutral.scale
    shift[2] = 0.0
    ratio = driver.scale / neutral.scale
    growth = np.exp(_level_off(np.log(ratio) * edits.motion, np.log(MAX_SCALE)))
    rotation = edit_rotation(edits) @ scale_rotation(turn.astype(np.float32), edits.motion)
    return Pose(
        rotation=(rotation @ photo.rotation).astype(np.float32),
        position=photo.position + photo.scale * _level_off(shift * edits.motion, MAX_SHIFT),
        scale=float(photo.scale * growth),
    )


def retarget_absolute(
    avatar: Skeleton, avatar_size: tuple[int, int], driver: Landmarks, edits: Edits
) -> Skeleton:
    """The avatar on the driver's own points, pictures laid on one another centre on centre.

    Args:
        avatar: the photo's skeleton (zero expression).
        avatar_size: (width, height) of the photo in pixels.
        driver: the driver's landmarks now.
        edits: the user's edits; position and zoom belong to the view and are not used here.
    """
    ratio, offset = laid_on(avatar_size, driver.image_size)
    points = driver.points * np.float32(ratio) + offset
    shown = follow(avatar, points)
    pose = Pose(
        rotation=edit_rotation(edits) @ shown.pose.rotation,
        position=shown.pose.position,
        scale=shown.pose.scale,
    )
    edited = shape_edited(avatar, edits)
    expression = add_expression(edited, shown.expression * strengths(edits), edits)
    return Skeleton(shape=edited.shape, expression=expression, pose=pose)


def laid_on(avatar_size: tuple[int, int], driver_size: tuple[int, int]) -> tuple[float, Points]:
    """How the driver's picture is laid into the photo, centre on centre: scale, and (3,) offset in pixels."""
    ratio = min(own / theirs for own, theirs in zip(avatar_size, driver_size, strict=True))
    margins = [(own - theirs * ratio) / 2 for own, theirs in zip(avatar_size, driver_size, strict=True)]
    return ratio, vector(*margins, 0.0)


def edit_rotation(edits: Edits) -> Points:
    """(3, 3) the user's turn of the head."""
    return rotation_from_angles(edits.yaw, edits.pitch, edits.roll)


def _level_off(x: Points, limit: float) -> Points:
    """`x` near zero, at most `limit` far out, smooth in between."""
    return np.asarray(limit * np.tanh(x / limit), np.float32)


@lru_cache(maxsize=8)
def strengths(edits: Edits) -> Points:
    """(478, 1) gain of each point's expression offset from the user's strengths."""
    right, left = eye_weights()
    eyes = np.maximum(right, left)
    gain = (
        1 + mouth_weights() * (edits.mouth - 1) + eyes * (edits.eyes - 1) + brow_weights() * (edits.brows - 1)
    )
    irises = np.concatenate([face.RIGHT_IRIS, face.LEFT_IRIS])
    gain = gain.astype(np.float32)
    gain[irises] = edits.gaze
    return (gain * np.float32(edits.expression))[:, None]


def spare_gums(shape: Points, expression: Points) -> Points:
    """Expression with less rise of the upper lip for a photo whose smile has raised it already."""
    smile = np.clip(mouth_opening(shape) / SMILE_OPENING, 0, 1)
    rise = np.minimum(expression[face.UPPER_LIP, 1], 0)
    expression = expression.copy()
    expression[face.UPPER_LIP, 1] -= smile * SPARED_RISE * rise
    return expression


def keep_apart(shape: Points, expression: Points) -> Points:
    """Expression with lids and inner lips that never pass through each other (more than in the photo)."""
    expression = expression.copy()
    for upper, lower in (
        (face.UPPER_LIP_INNER, face.LOWER_LIP_INNER),
        (face.RIGHT_UPPER_LID, face.RIGHT_LOWER_LID),
        (face.LEFT_UPPER_LID, face.LEFT_LOWER_LID),
    ):
        own = shape[lower, 1] - shape[upper, 1]
        gap = own + expression[lower, 1] - expression[upper, 1]
        overlap = np.maximum(np.minimum(own, 0) - gap, 0) / 2
        overlap[[0, -1]] = 0
        expression[upper, 1] -= overlap
        expression[lower, 1] += overlap
    return expression
