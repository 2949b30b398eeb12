"""Skeleton anchoring: the driver's motion on the avatar's own head, as the skeleton's network tells it.

The analytic retargeting (`vcam.geometry.retargeting`) adds the driver's offsets to the photo's points. Here
the network says what the driver's expression looks like on this avatar, what the photo's own is, and how the
fitted poses are to be mended; from that, and from what the landmarks themselves tell
(`vcam.geometry.fusion`), the photo's own points are moved, so that at the photo's expression and pose they
stay exactly where they are. It needs no neutral face: without one, "frontal" is what the network holds for
it.
Source: the skeleton anchoring stage of OneGT (supplementary, D); the network is
`vcam.models.skeleton_anchor`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import cv2
import numpy as np

from vcam.frames import LANDMARK_COUNT, Landmarks, Points
from vcam.geometry.editing import Edits
from vcam.geometry.expression_edits import add_expression, close_eyes
from vcam.geometry.fusion import doubtful, fused, measured_offsets, towards
from vcam.geometry.pose import Pose
from vcam.geometry.retargeting import edit_rotation, keep_apart, laid_on, moved_pose, strengths
from vcam.geometry.shape_edits import shape_edited
from vcam.geometry.skeleton import Skeleton, eye_openings, skeleton_of

PHOTO, DRIVER, NEUTRAL = range(3)
"""Rows of the faces in what the network takes and says."""
TURN, OFFSET, SCALE, PERSPECTIVE = slice(0, 3), slice(3, 6), 6, 7
"""Columns of a face's correction."""
NEAREST = 1.0
"""Largest perspective that is believed: one over the camera's distance in face heights."""
CLOSING, CLOSED = 0.7, 0.3
"""Parts of the opening at rest from which on lids are said to close, and to have closed."""
LEAST_OPENING = 1e-3
OUTPUTS = ("expression", "photo_expression", "corrections")
"""What of the network's outputs is used."""


class AnchorNetwork(Protocol):
    """Runs the skeleton's network for one frame."""

    def run(self, inputs: Mapping[str, Points]) -> Mapping[str, Points]:
        """What the network says.

        Args:
            inputs: float32 `photo`, `driver`, `neutral` (1,478,3), `views` (1,3,3), `visible` (1,2,478) and
                `calibrated` (1,1), as `vcam.models.skeleton_anchor.SkeletonAnchor.forward` describes them.

        Returns:
            At least `OUTPUTS`: two of (1,1107,3), and (1,3,8), float32.
        """
        ...


@dataclass(frozen=True, eq=False, kw_only=True)
class Anchored:
    """What one frame's run says, with mended poses; points in the avatar's own frame, face heights.

    Args:
        expression: (478,3) offsets from the avatar's neutral face: what the driver shows, on the avatar.
        photo_expression: (478,3) offsets from it: what the photo shows.
        measured: (478,3) offsets from the photo, in its fit's frame: what the landmarks alone tell, against
            the driver's neutral face; None where the network doesn't see it.
        photo, driver, neutral: mended poses, each in the pixels of its picture; the last is a frontal head
            at the place of a face that does not face the camera.
        photo_turn: (3,3) rotation from the network's own frame of the avatar to that of the photo's fit.
        photo_perspective, driver_perspective: one over the camera's distance in face heights.
        eyes: how far the driver's right and left eye are open, as parts of their openings at rest; ones
            where these are not known.
    """

    expression: Points
    photo_expression: Points
    measured: Points | None
    photo: Pose
    driver: Pose
    neutral: Pose
    photo_turn: Points
    photo_perspective: float
    driver_perspective: float
    eyes: tuple[float, float]


def anchor(
    network: AnchorNetwork,
    avatar: Skeleton,
    driver: Points,
    neutral: Skeleton,
    facing: bool,
    resting: Points | None,
) -> Anchored:
    """Ask the network about a frame.

    Args:
        network: by `vcam.engine.skeleton_network`.
        avatar: the photo's skeleton (zero expression).
        driver: (478,3) the driver's landmarks now, pixels of his picture.
        neutral: his neutral skeleton, or what it is likely to be; its place counts as the middle.
        facing: whether its turn does too; else it faces the camera where the network says so.
        resting: (478,3) what `resting_expression` says of it, to compare with: the driver's build then leaks
            less into the avatar, and an expression that it shows is mostly made out. None not to compare.
    """
    now = skeleton_of(driver)
    said = _asked(network, avatar, now, neutral, compared=resting is not None)
    expression, photo_expression = said["expression"], said["photo_expression"]
    if resting is not None:
        expression = expression - doubtful(resting, photo_expression)
    corrections = said["corrections"]
    if resting is None:
        corrections = corrections[[PHOTO, DRIVER, DRIVER]]  # the same person's fits err alike
    fits = (avatar.pose, now.pose, neutral.pose)
    photo, driving, rest = (_mended(*pair) for pair in zip(fits, corrections, strict=True))
    if not facing:
        rest = Pose(rotation=np.eye(3, dtype=np.float32), position=rest.position, scale=rest.scale)
    near = np.clip(corrections[:, PERSPECTIVE], 0, NEAREST)
    return Anchored(
        expression=expression,
        photo_expression=photo_expression,
        measured=None if resting is None else measured_offsets(avatar, neutral, driver),
        photo=photo,
        driver=driving,
        neutral=rest,
        photo_turn=avatar.pose.rotation.T @ photo.rotation,
        photo_perspective=float(near[PHOTO]),
        driver_perspective=float(near[DRIVER]),
        eyes=(1.0, 1.0) if resting is None else _open_parts(now.shape, neutral.shape),
    )


def resting_expression(network: AnchorNetwork, avatar: Skeleton, neutral: Skeleton) -> Points:
    """(478,3) what the network sees on an avatar in a driver's neutral face; asked once for both."""
    return _asked(network, avatar, neutral, neutral, compared=True)["expression"]


def _asked(
    network: AnchorNetwork, avatar: Skeleton, driver: Skeleton, neutral: Skeleton, compared: bool
) -> dict[str, Points]:
    """`OUTPUTS` for one frame: two of (478,3), and (3,8)."""
    faces = (avatar, driver, neutral)
    photo, now, rest = (face.shape[None] for face in faces)
    said = network.run(
        {
            "photo": photo,
            "driver": now,
            "neutral": rest,
            "views": np.stack([face.pose.rotation[2] for face in faces])[None],
            "visible": np.ones((1, 2, LANDMARK_COUNT), np.float32),
            "calibrated": np.full((1, 1), compared, np.float32),
        }
    )
    return {name: said[name][0, :LANDMARK_COUNT] for name in OUTPUTS}


def anchored_relative(avatar: Skeleton, anchored: Anchored, edits: Edits) -> Skeleton:
    """The avatar with the driver's expression and his turn from his neutral pose.

    Args:
        avatar: the photo's skeleton (zero expression).
        anchored: of this avatar.
        edits: the user's edits; position and zoom belong to the view and are not used here.
    """
    target = moved_pose(anchored.photo, anchored.neutral, anchored.driver, edits)
    return _shown(avatar, anchored, target, anchored.photo_perspective, edits)


def anchored_absolute(
    avatar: Skeleton, avatar_size: tuple[int, int], driver: Landmarks, anchored: Anchored, edits: Edits
) -> Skeleton:
    """The avatar with the driver's expression, in his very pose, pictures laid centre on centre.

    Args:
        avatar: the photo's skeleton (zero expression).
        avatar_size: (width, height) of the photo in pixels.
        driver: the landmarks that `anchored` was made of.
        anchored: of this avatar.
        edits: the user's edits; position and zoom belong to the view and are not used here.
    """
    ratio, offset = laid_on(avatar_size, driver.image_size)
    target = Pose(
        rotation=anchored.driver.rotation,
        position=anchored.driver.position * np.float32(ratio) + offset,
        scale=anchored.driver.scale * ratio,
    )
    detected = driver.points * np.float32(ratio) + offset
    said = _laid_near(avatar, anchored, target, detected)
    turned = replace(target, rotation=edit_rotation(edits) @ target.rotation)
    return _shown(avatar, said, turned, anchored.driver_perspective, edits)


def _laid_near(avatar: Skeleton, anchored: Anchored, target: Pose, detected: Points) -> Anchored:
    """With an expression that, unedited, shows points where they were detected, if that is near.

    Args:
        avatar, anchored: as above.
        target: mended, without the user's turn.
        detected: (478,3) in the avatar's picture.
    """
    shown = _shown(avatar, anchored, target, anchored.driver_perspective, Edits())
    pose = shown.pose
    offsets = towards(shown.points() / pose.scale, detected / pose.scale) @ pose.rotation
    ratio = avatar.pose.scale / anchored.photo.scale
    expression = anchored.expression + ratio * offsets @ anchored.photo_turn
    return replace(anchored, expression=expression.astype(np.float32))


def _shown(avatar: Skeleton, anchored: Anchored, target: Pose, perspective: float, edits: Edits) -> Skeleton:
    """The avatar's skeleton for a mended pose.

    Its pose is that of the photo's fit moved as the mended one moves, its shape the resting face as the
    camera sees it there.
    """
    photo, edited = anchored.photo, shape_edited(avatar, edits)
    turn = target.rotation @ photo.rotation.T
    ratio = target.scale / photo.scale
    pose = Pose(
        rotation=(turn @ avatar.pose.rotation).astype(np.float32),
        position=(target.position + ratio * turn @ (avatar.pose.position - photo.position)).astype(
            np.float32
        ),
        scale=float(ratio * avatar.pose.scale),
    )
    strength = strengths(edits)
    offsets = strength * anchored.expression - anchored.photo_expression
    driven = (photo.scale / avatar.pose.scale * offsets @ anchored.photo_turn.T).astype(np.float32)
    driven = _blinking(edited, driven, anchored.eyes, edits.eyes)
    expression = keep_apart(edited.shape, add_expression(edited, driven, edits))
    rest = _without_perspective(avatar, anchored) + edited.shape - avatar.shape
    shape = _in_perspective(rest, pose, target, perspective)
    moved = _in_perspective(rest + expression, pose, target, perspective)
    said = Skeleton(shape=shape, expression=moved - shape, pose=pose)
    if anchored.measured is None:
        return said
    # The driver's own landmarks are as his camera sees him: no other perspective is put on them.
    told = keep_apart(edited.shape, add_expression(edited, strength * anchored.measured, edits))
    return Skeleton(shape=fused(said.shape, edited.shape), expression=fused(said.expression, told), pose=pose)


def _open_parts(now: Points, rest: Points) -> tuple[float, float]:
    """Openings of right and left eye of (478,3) points in the own frame, as parts of those at rest."""
    right, left = (
        one / max(other, LEAST_OPENING)
        for one, other in zip(eye_openings(now), eye_openings(rest), strict=True)
    )
    return right, left


def _blinking(avatar: Skeleton, expression: Points, eyes: tuple[float, float], strength: float) -> Points:
    """The expression with lids that close where the driver's do: of blinks the network says too little.

    Args:
        avatar: at rest.
        expression: (478,3) offsets.
        eyes: how far the driver's are open.
        strength: of the driver's lids.
    """
    values = []
    for rest, now, part in zip(
        eye_openings(avatar.shape), eye_openings(avatar.shape + expression), eyes, strict=True
    ):
        part = 1 - strength * (1 - part)
        surely = np.clip((CLOSING - part) / (CLOSING - CLOSED), 0, 1)
        too_open = 1 - part * rest / max(now, LEAST_OPENING)
        values.append(float(surely * np.clip(too_open, 0, 1)))
    return close_eyes(avatar, expression, (values[0], values[1]))


def _without_perspective(avatar: Skeleton, anchored: Anchored) -> Points:
    """(478,3) the photo's points in the frame of its fit, as a far camera would see them."""
    photo = anchored.photo
    seen = avatar.points() - photo.position
    seen[:, :2] *= 1 + np.float32(anchored.photo_perspective / photo.scale) * seen[:, 2:]
    return avatar.pose.invert(seen + photo.position)


def _in_perspective(own: Points, pose: Pose, target: Pose, perspective: float) -> Points:
    """(478,3) points of the frame of `pose`, moved to where a near camera sees them in the picture.

    Args:
        own: (478,3) as a far camera sees them.
        pose: of the fit.
        target: mended; at its position the scale is its own, and depth stays as it is.
        perspective: one over the camera's distance in face heights.
    """
    seen = pose.apply(own) - target.position
    seen[:, :2] /= 1 + np.float32(perspective / target.scale) * seen[:, 2:]
    return pose.invert(seen + target.position)


def _mended(fit: Pose, correction: Points) -> Pose:
    """A fit with the network's correction, see `vcam.models.skeleton_anchor.AnchoredSkeleton`."""
    turn = cv2.Rodrigues(correction[TURN].astype(np.float64))[0]
    return Pose(
        rotation=(fit.rotation @ turn).astype(np.float32),
        position=fit.position + np.float32(fit.scale) * (fit.rotation @ correction[OFFSET]),
        scale=float(fit.scale * np.exp(correction[SCALE])),
    )
