"""The head's motion as a rigid body, told at every place of a patch: what hair, neck and shoulders follow.

Landmarks tell nothing of the body, but a head that moves aside without turning takes it along, and one
that turns does not. So the network for the whole head is told where the motion would carry each place
of the plane through the head's middle, and how that changes with depth.
"""

from __future__ import annotations

import numpy as np

from vcam.frames import Points, vector
from vcam.geometry.pose import Pose
from vcam.geometry.warp_prior import Area, Field

Motion = Points
"""(2, 4) float32: displacement = the first two columns @ place in the patch (0 to 1) + the third one, in the
unit of the prior's displacement; the last one is what is added for each unit of depth, as lengths alike."""


def rigid_motion(source: Pose, target: Pose, area: Area, unit_px: float) -> Motion:
    """How the head has moved.

    Args:
        source, target: pose of the photo's head and of the head to show.
        area: of the photo that the patch covers.
        unit_px: displacement that stands for 1.
    """
    ratio = np.float32(target.scale / source.scale)
    change = (ratio * target.rotation @ source.rotation.T - np.eye(3, dtype=np.float32))[:2]
    corner = vector(area.left, area.top) - source.position[:2]
    at_corner = change[:, :2] @ corner + (target.position - source.position)[:2]
    across = change[:, :2] * vector(area.width, area.height)
    return np.column_stack([across / unit_px, at_corner / unit_px, change[:, 2]]).astype(np.float32)


def motion_map(motion: Motion, side: int) -> Field:
    """(S, S, 4) displacement of each place, x and y, then its change with depth, all from -1 to 1."""
    at = (np.arange(side, dtype=np.float32) + np.float32(0.5)) / np.float32(side)
    x, y = np.meshgrid(at, at)
    plane = x[..., None] * motion[:, 0] + y[..., None] * motion[:, 1] + motion[:, 2]
    depth = np.broadcast_to(motion[:, 3], plane.shape)
    return np.asarray(np.clip(np.concatenate([plane, depth], 2), -1, 1), np.float32)
