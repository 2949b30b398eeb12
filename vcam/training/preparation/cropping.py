"""The second look at a clip: the chosen frames in the clip's crop, each with its person mask and points."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import cv2
import numpy as np

from vcam.avatar.layers import person_alpha
from vcam.capture.base import DrivingSource
from vcam.frames import Image, Points
from vcam.landmarks.keypoints68 import keypoints_68
from vcam.landmarks.official_crop import Crop, cut, normalise
from vcam.landmarks.segmenter import PersonSegmenter
from vcam.training.preparation.clip_file import ClipContent, encode_frame, encode_mask
from vcam.training.preparation.looking import frames_of
from vcam.training.preparation.records import PrepareSettings
from vcam.training.preparation.selection import face_height

NEAR = 0.6
"""How far beyond the crop the person is looked for, in sides of the crop."""


def crop_frames(
    driving: DrivingSource,
    chosen: Mapping[int, Points],
    crop: Crop,
    settings: PrepareSettings,
    segmenter: PersonSegmenter,
    alive: Callable[[], None],
) -> ClipContent:
    """Take the chosen frames.

    Args:
        driving: the video or picture, from its start.
        chosen: (478, 3) landmarks in pixels of each chosen frame, by its place in the video.
        crop: the square of all frames.
        settings: side and quality.
        segmenter: tells the person from the background.
        alive: called with every frame; it may raise to stop.

    Raises:
        CaptureError: the file can't be read.
    """
    frames, masks, indices = [], [], []
    for frame in frames_of(driving):
        alive()
        points = chosen.get(frame.index)
        if points is None:
            continue
        person = person_picture(frame.image, points, crop, segmenter)
        frames.append(encode_frame(cut(frame.image, crop, settings.side), settings.quality))
        masks.append(encode_mask(np.ascontiguousarray(cut(person, crop, settings.side)[..., 0])))
        indices.append(frame.index)
    return ClipContent(
        frames=frames,
        masks=masks,
        points=np.stack([_in_crop(chosen[index], crop, settings.side) for index in indices]),
        keypoints=np.stack([normalise(keypoints_68(chosen[index]), crop) for index in indices]),
        indices=np.array(indices, np.int64),
    )


def person_picture(image: Image, points: Points, crop: Crop, segmenter: PersonSegmenter) -> Image:
    """(H, W, 3) uint8, grey: the person in and around the crop, found as in an avatar's photo.

    Args:
        image: (H, W, 3) uint8 RGB.
        points: (478, 3) landmarks in its pixels.
        crop: where the person is wanted.
        segmenter: tells the person from the background.
    """
    height, width = image.shape[:2]
    reach = round(NEAR * crop.side)
    left, top = max(crop.left - reach, 0), max(crop.top - reach, 0)
    right, bottom = min(crop.left + crop.side + reach, width), min(crop.top + crop.side + reach, height)
    part = np.ascontiguousarray(image[top:bottom, left:right])
    near = points - np.array([left, top, 0], np.float32)
    alpha = person_alpha(part, segmenter.mask(part), near, face_height(points))
    whole = np.zeros_like(image)
    whole[top:bottom, left:right] = cv2.cvtColor(alpha, cv2.COLOR_GRAY2RGB)
    return whole


def _in_crop(points: Points, crop: Crop, side: int) -> Points:
    """Landmarks in pixels of the source -> of the stored frame."""
    moved = points - np.array([crop.left, crop.top, 0], np.float32)
    return (moved * (side / crop.side)).astype(np.float32)
