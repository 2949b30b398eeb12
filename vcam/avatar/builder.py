"""From a photo to an avatar: find the face, check it, cut out the person, complete what is hidden."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vcam.avatar.avatar import Avatar
from vcam.avatar.eyes import build_eye
from vcam.avatar.layers import split_layers
from vcam.avatar.mouth import build_mouth
from vcam.avatar.photo import Photo
from vcam.avatar.photo_check import check_photo
from vcam.frames import Image, Landmarks, Points
from vcam.geometry import face_model as face
from vcam.geometry.skeleton import skeleton_of

if TYPE_CHECKING:
    from vcam.landmarks.face_mesh import FaceMeshTracker
    from vcam.landmarks.segmenter import PersonSegmenter

NEAR_SIDE = 4.0
"""Side of the square around the face in which the person is cut out anew when the photo is much larger."""


def build_avatar(
    photo: Photo,
    *,
    name: str,
    faces: Sequence[Landmarks] | None = None,
    tracker: FaceMeshTracker | None = None,
    segmenter: PersonSegmenter | None = None,
    on_step: Callable[[float], None] = lambda share: None,
) -> Avatar:
    """Prepare an avatar from a photo.

    Args:
        photo: the photo.
        name: what to call the avatar.
        faces: every face in it, the largest first, when they are known already.
        tracker, segmenter: reused when given.
        on_step: told about which share of the work is done; what it raises ends the work.

    Raises:
        PhotoRejected: there is no usable face; the message says why and what to do.
    """
    from vcam.landmarks.face_mesh import FaceMeshTracker
    from vcam.landmarks.segmenter import PersonSegmenter

    on_step(0.0)
    tracker = tracker or FaceMeshTracker()
    faces = tracker.detect_all(photo.rgb) if faces is None else faces
    check_photo(photo, faces).raise_if_refused()
    on_step(0.25)
    # The photo's points serve every frame, so their noise is worth averaging out.
    points = tracker.refine(photo.rgb, faces[0]).points
    on_step(0.35)
    height = skeleton_of(points).pose.scale
    if photo.alpha is not None:
        person = photo.alpha.astype(np.float32) / np.float32(255)
    else:
        person = person_mask(photo.rgb, points[:468, :2].mean(0), height, segmenter or PersonSegmenter())
    on_step(0.55)
    return assemble(photo.rgb, person, points, name)


def assemble(photo: Image, person: NDArray[np.float32], points: Points, name: str) -> Avatar:
    """The avatar of a photo whose face and person are known.

    Args:
        photo: (H, W, 3) uint8 RGB.
        person: (H, W) float32 person probability.
        points: (478, 3) landmarks in photo pixels.
        name: what to call the avatar.
    """
    skeleton = skeleton_of(points)
    return Avatar(
        name=name,
        photo=photo,
        points=points,
        layers=split_layers(photo, person, points, skeleton.pose.scale),
        eyes=(
            build_eye(photo, points, face.RIGHT_UPPER_LID, face.RIGHT_LOWER_LID, face.RIGHT_IRIS),
            build_eye(photo, points, face.LEFT_UPPER_LID, face.LEFT_LOWER_LID, face.LEFT_IRIS),
        ),
        mouth=build_mouth(photo, skeleton),
    )


def person_mask(
    photo: NDArray[np.uint8], centre: NDArray[np.float32], face_height_px: float, segmenter: PersonSegmenter
) -> NDArray[np.float32]:
    """(H, W) person probability; around a small face it is found again from close by.

    Args:
        photo: (H, W, 3) uint8 RGB.
        centre: (2,) centre of the face in pixels.
        face_height_px: its height.
        segmenter: the person segmenter.
    """
    mask = segmenter.mask(photo).copy()
    height, width = mask.shape
    reach = NEAR_SIDE * face_height_px / 2
    if max(height, width) > 1.5 * 2 * reach:
        left, top = np.maximum(centre - reach, 0).astype(int)
        right, bottom = np.minimum(centre + reach, [width, height]).astype(int)
        near = segmenter.mask(np.ascontiguousarray(photo[top:bottom, left:right]))
        mask[top:bottom, left:right] = near
    return mask
