"""Single pictures under synthetic motion: people of whom no clip is needed.

Geometry alone draws the picture as another moment of a clip would move it, mouth closed, eyes closed, head
turned, and what it draws becomes the photo; the picture itself is the truth. What geometry does well
(closing) stands at the input, so that the networks learn what it can't do (opening) from true pictures.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vcam.avatar.builder import assemble
from vcam.engine.compositor import Compositor
from vcam.engine.renderer import Renderer
from vcam.engine.settings import Background
from vcam.engine.view import View
from vcam.frames import Points
from vcam.geometry.editing import Edits
from vcam.geometry.pose import head_angles
from vcam.geometry.retargeting import retarget_relative
from vcam.geometry.skeleton import Skeleton, eye_openings, follow, mouth_opening, skeleton_of
from vcam.training.preparation.clip_file import StoredFrame

CLOSED_PART = 0.25
"""Part of a clip's frames from which closed mouths and eyes are drawn."""
MOUTH_SCALE, EYE_SCALE, YAW_SCALE = 0.05, 0.02, 12.0
"""Differences of mouths and eyes (face heights) and of yaws (degrees) that make two faces equally unlike."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Motion:
    """How one clip's face moves.

    Args:
        points: (N, 478, 3) landmarks in pixels.
        faces: (N, 3) mouth opening, mean eye opening (face heights) and yaw (degrees).
    """

    points: Points
    faces: NDArray[np.float64]

    @classmethod
    def of(cls, points: Points) -> Motion:
        """The motion of (N, 478, 3) landmarks."""
        return cls(points=points, faces=np.array([_face(frame) for frame in points]))


def moved_photos(
    still: StoredFrame, motions: Sequence[Motion], count: int, seed: str
) -> Iterator[StoredFrame]:
    """The still as other moments would show it, by geometry alone.

    Args:
        still: a picture with one face.
        motions: of clips, two frames each at least.
        count: how many.
        seed: the same text gives the same.
    """
    chance = random.Random(seed)
    person = still.mask.astype(np.float32) / np.float32(255)
    avatar = assemble(still.image, person, still.points, seed)
    height, width = still.image.shape[:2]
    view = View(left=0.0, top=0.0, scale=1.0, width=width, height=height)
    renderer = Renderer(avatar, view)
    compositor = Compositor(avatar, view, Background())
    for number in range(count):
        skeleton = _moved(avatar.skeleton, still.points, chance.choice(motions), number, chance)
        picture = renderer.render(skeleton)
        mask = still.mask.copy()
        rows = slice(picture.top, picture.top + picture.layer.shape[0])
        columns = slice(picture.left, picture.left + picture.layer.shape[1])
        mask[rows, columns] = picture.layer[..., 3]
        yield StoredFrame(
            image=compositor.compose(picture),
            mask=mask,
            keypoints=still.keypoints,
            points=skeleton.points(),
        )


def _moved(avatar: Skeleton, points: Points, motion: Motion, number: int, chance: random.Random) -> Skeleton:
    """The still's skeleton, moved as from the clip's frame most like it to another of its frames."""
    unlike = np.abs(motion.faces - _face(points)) / (MOUTH_SCALE, EYE_SCALE, YAW_SCALE)
    like = int(unlike.sum(1).argmin())
    closed = np.argsort(motion.faces[:, number % 2])[: max(1, round(CLOSED_PART * len(motion.faces)))]
    neutral = skeleton_of(motion.points[like])
    driver = follow(neutral, motion.points[chance.choice([int(k) for k in closed])])
    return retarget_relative(avatar, neutral, driver, Edits())


def _face(points: Points) -> tuple[float, float, float]:
    shape = skeleton_of(points).shape
    return mouth_opening(shape), sum(eye_openings(shape)) / 2, head_angles(points)[0]
