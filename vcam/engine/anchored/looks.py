"""What the networks see of a region: how the prior drew it, how the photo shows it, and what is open."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.avatar.avatar import Avatar
from vcam.compiled import compiled
from vcam.engine.anchored.maps import draw_maps, reach_map
from vcam.engine.anchored.patches import Affine, Patch, Raster, cut, place, to_patch
from vcam.engine.anchored.regions import Region, movement
from vcam.engine.inner_mouth import paint_inner_mouth
from vcam.frames import InnerMouth, Points
from vcam.geometry.skeleton import Skeleton
from vcam.landmarks.inner_mouth import Colour

LEAST = 4
"""The darkest hint, so that the throat differs from what is not known."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Look:
    """A region in one frame.

    Args:
        prior: (S, S, 3) uint8 RGB as the prior drew it.
        maps: (S, S, 3) uint8: what is open, the lips or the iris, and where the network may act; of the
            mouth (S, S, 6), with the hint's RGB.
        to_raster: (2, 3) patch pixel -> pixel of the drawn layer.
        strength: how far the network may act at all, 0 to 1.
    """

    prior: Patch
    maps: Patch
    to_raster: Affine
    strength: float


class RegionLooks:
    """Looks at one region of one avatar."""

    def __init__(self, avatar: Avatar, region: Region, side: int) -> None:
        """Look at the photo.

        Args:
            avatar: whose region.
            region: of the face.
            side: of its patches in pixels.
        """
        self._region, self._side = region, side
        to_photo = place(region, avatar.skeleton, side, Raster())
        maps = draw_maps(region, avatar.points[:, :2], to_photo, side)
        self.rest = np.dstack([cut(avatar.photo, to_photo, side), maps])
        """(S, S, 5) uint8: RGB of the photo, what is open in it, and its lips or iris."""
        self._skin = avatar.skin if region.hinted else None

    def now(self, layer: Patch, raster: Raster, skeleton: Skeleton) -> Look:
        """The region as it stands.

        Args:
            layer: (h, w, 4) uint8 that the prior drew.
            raster: its pixels.
            skeleton: that it shows.
        """
        to_raster = place(self._region, skeleton, self._side, raster)
        points = raster.place(skeleton.points()[:, :2])
        drawn = draw_maps(self._region, points, to_raster, self._side)
        strength = movement(self._region, skeleton)
        maps = [drawn, reach_map(self._region, drawn, strength)]
        if self._skin is not None:
            lips = to_patch(points, to_raster)
            maps.append(draw_hint(skeleton.inner_mouth, self._skin, lips, drawn[..., 0]))
        return Look(
            prior=cut(layer, to_raster, self._side),
            maps=np.asarray(cv2.merge(maps), np.uint8),
            to_raster=to_raster,
            strength=strength,
        )


def draw_hint(inner_mouth: InnerMouth | None, reference: Colour, lips: Points, opening: Patch) -> Patch:
    """(S, S, 3) uint8 RGB: coarse colours of the mouth's inside; black where nothing is open or known.

    Args:
        inner_mouth: of the driver; None if it is not known.
        reference: of the avatar's photo (`skin_reference`).
        lips: (478, 2) of the avatar in the patch.
        opening: (S, S) uint8, what is open in it.
    """
    if inner_mouth is None:
        return np.zeros((*opening.shape, 3), np.uint8)
    painted = paint_inner_mouth(inner_mouth, reference, lips, opening.shape[::-1])
    return np.asarray(
        cv2.multiply(np.maximum(painted, LEAST), cv2.merge([opening] * 3), scale=1 / 255), np.uint8
    )


def network_input(prior: Patch, rest: Patch, maps: Patch) -> NDArray[np.float32]:
    """(11, S, S) in [0, 1], as the networks take it; (14, S, S) of the mouth.

    Args:
        prior, maps: of a `Look`.
        rest: of its `RegionLooks`.
    """
    channels = np.empty((8 + maps.shape[2], *prior.shape[:2]), np.float32)
    _stack(prior, rest, maps, channels)
    return channels


@compiled
def _stack(prior: Patch, rest: Patch, maps: Patch, channels: NDArray[np.float32]) -> None:
    """Colours now and in the photo, opening and shape now and in the photo, reach, hint."""
    unit = np.float32(1 / 255)
    for row in range(prior.shape[0]):
        for k in range(3):
            for column in range(prior.shape[1]):
                channels[k, row, column] = unit * prior[row, column, k]
                channels[3 + k, row, column] = unit * rest[row, column, k]
        for k in range(2):
            for column in range(prior.shape[1]):
                channels[6 + k, row, column] = unit * maps[row, column, k]
                channels[8 + k, row, column] = unit * rest[row, column, 3 + k]
        for k in range(2, maps.shape[2]):
            for column in range(prior.shape[1]):
                channels[8 + k, row, column] = unit * maps[row, column, k]
