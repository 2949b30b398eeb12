"""Photos that cut hair and shoulders, made of frames that don't: many people crop theirs like that."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vcam.frames import vector
from vcam.geometry.face_model import FACE_POINTS
from vcam.geometry.skeleton import skeleton_of
from vcam.training.preparation.clip_file import StoredFrame

LEAST_SIDE, GREATEST_SIDE = 1.2, 1.6
"""Side of the square that is left, in face heights."""
MAX_OFFSET = 0.12
"""How far its centre lies from the face's, in face heights."""
MARGIN = 0.03
"""How far driving faces keep from its edges, in face heights."""

Frames = tuple[StoredFrame, list[StoredFrame]]


def tightened(photo: StoredFrame, driving: Sequence[StoredFrame], chance: np.random.Generator) -> Frames:
    """A photo and the frames that drive it, all cut to one square around the photo's face.

    Frames whose face reaches beyond the square are left out.

    Args:
        photo, driving: of one clip.
        chance: for the square's size and place.
    """
    face, unit = photo.points[:FACE_POINTS, :2], skeleton_of(photo.points).pose.scale
    side = chance.uniform(LEAST_SIDE, GREATEST_SIDE) * unit
    centre = (face.min(0) + face.max(0)) / 2 + chance.uniform(-MAX_OFFSET, MAX_OFFSET, 2) * unit
    size = photo.image.shape[1::-1]
    left, top = np.maximum(np.round(centre - side / 2), 0).astype(int)
    right, bottom = np.minimum(np.round(centre + side / 2), size).astype(int)
    low, high = np.array([left, top]) + MARGIN * unit, np.array([right, bottom]) - MARGIN * unit

    def cut(frame: StoredFrame) -> StoredFrame:
        corner, part = np.array([left, top, 0], np.float32), vector(right - left, bottom - top)
        places = (frame.keypoints + 1) / 2 * vector(*size) - corner[:2]
        return StoredFrame(
            image=np.ascontiguousarray(frame.image[top:bottom, left:right]),
            mask=np.ascontiguousarray(frame.mask[top:bottom, left:right]),
            keypoints=np.asarray(2 * places / part - 1, np.float32),
            points=frame.points - corner,
        )

    faces = [(frame, frame.points[:FACE_POINTS, :2]) for frame in driving]
    within = [frame for frame, face in faces if (face > low).all() and (face < high).all()]
    return cut(photo), [cut(frame) for frame in within]
