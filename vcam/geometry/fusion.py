"""What the skeleton's network says and what landmarks themselves tell, as one: they err in different ways.

The network knows heads, and what a poor neutral face or a near camera does to them, but trusts no detail
that it has not seen; landmarks tell every detail of this driver, with all that is wrong about his neutral
face in it.
"""

from __future__ import annotations

import numpy as np

from vcam.frames import Points
from vcam.geometry.retargeting import spare_gums
from vcam.geometry.size_gains import size_gains
from vcam.geometry.skeleton import Skeleton, follow

NETWORK_SHARE = 0.5
"""Of an expression; the rest is the landmarks'."""
DOUBT = 0.05
"""Face heights of expression up to which a driver's neutral face is rather at rest than a poor one."""
NEAR = 0.05
"""Face heights up to which a point is rather where it was detected than where the network has it."""


def measured_offsets(avatar: Skeleton, neutral: Skeleton, driver: Points) -> Points:
    """(478,3) what the driver does against his neutral face, fitted to the avatar's eyes and mouth.

    Args:
        avatar, neutral: the photo's and the driver's neutral skeleton (zero expression).
        driver: (478,3) the driver's landmarks now, pixels of his picture.

    Returns:
        Offsets in the avatar's own frame, face heights.
    """
    offsets = follow(neutral, driver).expression * size_gains(avatar, neutral)
    return spare_gums(avatar.shape, offsets)


def doubtful(resting: Points, photo: Points) -> Points:
    """What the network sees in a resting driver that is to be taken away from his expression.

    Build and expression of a single picture are hard to tell apart, so a resting driver would change the
    avatar's face a little, and a smiling photo's a lot. Such differences are taken away, keypoint by
    keypoint, unless the neutral face is said to show well more than `DOUBT` itself: then it was none.

    Args:
        resting: (...,3) the expression that the network sees in the neutral face, face heights.
        photo: (...,3) the one that it sees in the photo.
    """
    size = (resting**2).sum(-1, keepdims=True)
    taken: Points = (resting - photo) * np.float32(DOUBT**2) / (size + np.float32(DOUBT**2))
    return taken


def fused(network: Points, measured: Points) -> Points:
    """(478,3) what the network says and what landmarks tell, as one."""
    return np.float32(NETWORK_SHARE) * network + np.float32(1 - NETWORK_SHARE) * measured


def towards(shown: Points, detected: Points) -> Points:
    """(478,3) offsets that bring shown points to where they were detected in the picture, if that is near.

    A point far from it is left where it is: then the photo shows someone else, or the detector is lost. How
    far it is in depth doesn't count, as that is hardly seen.

    Args:
        shown, detected: (478,3) along the picture's axes, face heights.
    """
    offsets = detected - shown
    square = (offsets[:, :2] ** 2).sum(1, keepdims=True)
    near: Points = offsets * np.float32(NEAR**2) / (square + np.float32(NEAR**2))
    return near
