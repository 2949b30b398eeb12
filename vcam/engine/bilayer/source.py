"""What the Bi-layer networks see of an avatar's photo.

Source: Fast Bi-layer Neural Synthesis (2020), 3.1, and the preprocessing of its released code.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from vcam.avatar.avatar import Avatar
from vcam.frames import Image, Points
from vcam.landmarks.keypoints68 import keypoints_68
from vcam.landmarks.official_crop import Crop, crop_of, cut, erode, normalise
from vcam.landmarks.stickman import draw_stickman


@dataclass(frozen=True, kw_only=True, eq=False)
class Source:
    """A photo as the networks take it.

    Args:
        crop: the part of the photo.
        image: (1,3,S,S) RGB in [-1, 1].
        mask: (1,1,S,S) foreground in [0, 1].
        landmark_image: (1,3,S,S) RGB in [-1, 1].
        keypoints: (1,68,2) in [-1, 1].
    """

    crop: Crop
    image: Tensor
    mask: Tensor
    landmark_image: Tensor
    keypoints: Tensor


def source_of(avatar: Avatar, side: int) -> Source:
    """The square of an avatar's photo around the face, `side` pixels wide."""
    keypoints = keypoints_68(avatar.points)
    crop = crop_of(keypoints)
    keypoints = normalise(keypoints, crop)
    person = cv2.cvtColor(avatar.layers.cutout[..., 3], cv2.COLOR_GRAY2RGB)
    mask = erode(np.ascontiguousarray(cut(np.asarray(person, np.uint8), crop, side)[..., 0]))
    return Source(
        crop=crop,
        image=_picture(cut(avatar.photo, crop, side)),
        mask=torch.from_numpy(mask.astype(np.float32) / np.float32(255))[None, None],
        landmark_image=_picture(draw_stickman(keypoints, side)),
        keypoints=pose_of(keypoints),
    )


def pose_of(keypoints: Points) -> Tensor:
    """(68, 2) keypoints as the (1,68,2) tensor that the networks take."""
    return torch.from_numpy(np.ascontiguousarray(keypoints, np.float32))[None]


def _picture(image: Image) -> Tensor:
    scaled: NDArray[np.float32] = image.astype(np.float32) / np.float32(255) * 2 - 1
    return torch.from_numpy(np.ascontiguousarray(scaled.transpose(2, 0, 1)))[None]
