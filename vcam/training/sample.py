"""What one training sample holds; batches have the same fields with a leading batch axis."""

from __future__ import annotations

from typing import NamedTuple

from torch import Tensor


class View(NamedTuple):
    """One frame as the networks take it.

    Args:
        image: (3,S,S) RGB in [-1, 1], with its background.
        mask: (1,S,S) foreground in [0, 1].
        landmark_image: (3,S,S) the landmarks drawn, RGB in [-1, 1].
        keypoints: (K,2) x then y, in [-1, 1] over the picture.
    """

    image: Tensor
    mask: Tensor
    landmark_image: Tensor
    keypoints: Tensor


class Pair(NamedTuple):
    """Two frames of one person: the avatar is made of one and shown in the pose of the other."""

    source: View
    target: View
