"""What the network for the whole head sees: a small picture by the prior, its warp field, and the photo.

All is laid out on a square of the photo, whatever the view shows of it, so that zooming changes nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.avatar.avatar import Avatar
from vcam.engine.anchored.motion import Motion, motion_map, rigid_motion
from vcam.engine.beyond import beyond_edges
from vcam.engine.canvas import soft_polygon
from vcam.engine.compositor import over
from vcam.engine.view import View, make_texture
from vcam.frames import Points
from vcam.geometry import face_model as face
from vcam.geometry.mirroring import mirroring_of
from vcam.geometry.skeleton import Skeleton
from vcam.geometry.warp_delta import WarpDelta, bending
from vcam.geometry.warp_prior import Area, Field, MirroredPrior, WarpPrior

Picture = NDArray[np.uint8]

SIDE = 2.0
"""Side of the square, in face heights; its centre is the avatar's crop's."""
FINENESS = 2
"""Pixels of the small picture a pixel of the patch, along each side."""
FIELD_RANGE = 0.25
"""Displacement that stands for 1 in the network's input, as a part of the square's side."""
FULL_AT = 0.02
"""Movement of the face against the photo from which the network acts fully, in face heights."""
FULL_TO_GROWTH, NONE_FROM_GROWTH = 0.1, 0.2
"""Logarithm of the head's growth or shrinking up to which it acts fully, and from which not at all: hardly
anybody in training comes nearer or goes away further, and geometry does that well."""
EDGE = 0.15
"""Width over which the reach ends at edges of the square, beyond which the photo goes on; as a part of its
side."""
BEYOND = 2.0
"""How far it goes on beyond edges of the photo within the square, in pixels of the patch: a body that they
cut moves there too."""
IN_FACE = 0.5
"""Part of the warp delta that is used within the face's outline: landmarks tell geometry how a face moves."""
OPENING_MARGIN = 0.035
"""How far around eyes and mouth it ends: they have networks of their own. In face heights."""

_EYES = tuple(
    np.concatenate([upper, lower[-2:0:-1]])
    for upper, lower in (
        (face.RIGHT_UPPER_LID, face.RIGHT_LOWER_LID),
        (face.LEFT_UPPER_LID, face.LEFT_LOWER_LID),
    )
)


@dataclass(frozen=True, eq=False, kw_only=True)
class HeadLook:
    """The head in one frame.

    Args:
        layer: (2S, 2S, 4) uint8 premultiplied RGB and alpha as the prior draws it, without openings.
        field: (S, S, 2) float32 the prior's displacement, source minus target, in parts of `FIELD_RANGE`.
        maps: (S, S, 2) uint8: the face's outline, and where the network may act.
        motion: (2, 4) float32 of the head as a rigid body (`rigid_motion`).
    """

    layer: Picture
    field: Field
    maps: Picture
    motion: Motion


@dataclass(frozen=True, eq=False, kw_only=True)
class HeadCorrection:
    """What the network changes in one frame.

    Args:
        delta: added to the prior's field.
        overlay: (S, S, 4) float32 RGB to add, 0 to 1, and mask, over the delta's area.
    """

    delta: WarpDelta
    overlay: NDArray[np.float32]


class HeadLooks:
    """Looks at one avatar's head."""

    def __init__(self, avatar: Avatar, side: int) -> None:
        """Look at the photo.

        Args:
            avatar: whose head.
            side: of its patches in pixels.
        """
        self._avatar, self._side = avatar, side
        self.area = area = head_area(avatar)
        fine = FINENESS * side
        scale = area.width / fine
        width, height = avatar.size
        # Within the photo, so that its edges are not faded: beyond them its border goes on.
        within = View(left=0, top=0, scale=scale, width=int(width / scale), height=int(height / scale))
        self._texture = beyond_edges(make_texture(avatar.layers.foreground, within), avatar)
        self._mesh = avatar.mesh
        self._prior = WarpPrior(self._mesh, area, side, side)
        mirroring = mirroring_of(avatar.points, avatar.skeleton.pose)
        self._mirrored = MirroredPrior(self._mesh, mirroring, area, side, side) if mirroring else None
        pixels = np.arange(fine, dtype=np.float32) + np.float32(0.5)
        x, y = np.meshgrid(area.left + pixels * scale, area.top + pixels * scale)
        places = np.stack([x, y], 2) * np.float32(self._texture.factor) - np.float32(0.5)
        self._at_rest = places + np.float32(self._texture.margin)
        self.behind = _sampled(make_texture(avatar.layers.background, within).pixels, places)
        """(2S, 2S, 3) uint8 RGB, the photo's background."""
        self._behind_small = _shrunk(self.behind)
        self._edges = _edge_map(area, avatar.size, side)
        still = self._sample(np.zeros((side, side, 2), np.float32))
        outline = self._outline(avatar.points)
        self.rest = np.dstack([_shrunk(over(still, self.behind)), _shrunk(still)[..., 3], outline])
        """(S, S, 5) uint8: RGB of the photo, its foreground's alpha, and the face's outline."""

    def now(self, skeleton: Skeleton) -> HeadLook:
        """The head with the given skeleton (points in photo pixels)."""
        points = skeleton.points()
        vertices = self._mesh.deform(points, self._avatar.skeleton.pose, skeleton.pose)
        field = self._prior.displacement(vertices)
        layer = self._sample(field)
        if self._mirrored is not None:
            strength = self._mirrored.mirroring.strength(skeleton.pose)
            displacement, share = self._mirrored.displacement(vertices)
            share = np.asarray(cv2.resize(share * np.float32(strength), layer.shape[:2]), np.float32)
            layer = np.asarray(cv2.blendLinear(self._sample(displacement), layer, share, 1 - share), np.uint8)
        reach = self._edges * self._away_from_openings(points) * np.float32(self.strength(skeleton))
        return HeadLook(
            layer=layer,
            field=np.clip(field / np.float32(FIELD_RANGE * self.area.width), -1, 1),
            maps=np.dstack([self._outline(points), np.round(255 * reach).astype(np.uint8)]),
            motion=rigid_motion(
                self._avatar.skeleton.pose, skeleton.pose, self.area, FIELD_RANGE * self.area.width
            ),
        )

    def _sample(self, displacement: Field) -> Picture:
        """(2S, 2S, 4) the texture under an (S, S, 2) displacement in photo pixels."""
        fine = cv2.resize(displacement, self._at_rest.shape[:2], interpolation=cv2.INTER_LINEAR)
        sampling = self._at_rest + fine * np.float32(self._texture.factor)
        return _sampled(self._texture.pixels, sampling)

    def _in_patch(self, points: Points) -> Points:
        """(N, 2) photo -> patch pixels."""
        corner = np.array([self.area.left, self.area.top], np.float32)
        scale = np.float32(self._side / self.area.width)
        return np.asarray((points[:, :2] + np.float32(0.5) - corner) * scale - np.float32(0.5), np.float32)

    def _outline(self, points: Points) -> Picture:
        """(S, S) uint8 what lies within the face's outline."""
        return soft_polygon(self._in_patch(points[face.FACE_OVAL]), self._side, self._side)

    def _away_from_openings(self, points: Points) -> NDArray[np.float32]:
        """(S, S) 1 away from eyes and mouth, 0 on them."""
        covered = np.zeros((self._side, self._side), np.uint8)
        for group in (*_EYES, face.LIPS):
            hull = cv2.convexHull(self._in_patch(points[group]))
            cv2.fillConvexPoly(covered, np.round(hull * 16).astype(np.int32), 255, shift=4)
        margin = OPENING_MARGIN / SIDE * self._side
        width = 2 * max(1, round(margin)) + 1
        grown = cv2.dilate(covered, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width)))
        soft = cv2.blur(grown, (3, 3))
        return np.asarray(1 - soft.astype(np.float32) / np.float32(255))

    def strength(self, skeleton: Skeleton) -> float:
        """How far the network may act: 0 where the face stands as in the photo, at most 1."""
        change = (skeleton.points() - self._avatar.points)[: face.FACE_POINTS, :2]
        moved = float(np.linalg.norm(change, axis=1).mean())
        growth = abs(math.log(skeleton.pose.scale / self._avatar.skeleton.pose.scale))
        near = (NONE_FROM_GROWTH - growth) / (NONE_FROM_GROWTH - FULL_TO_GROWTH)
        return min(moved / (FULL_AT * self._avatar.face_height_px), 1.0) * min(max(near, 0.0), 1.0)

    def input(self, look: HeadLook) -> NDArray[np.float32]:
        """(17, S, S) what the network takes (`vcam.models.head_network`)."""
        return head_input(look, self._behind_small, self.rest)

    def correction(self, look: HeadLook, found: NDArray[np.float32]) -> HeadCorrection:
        """What the network's (6, S, S) corrections mean for this avatar."""
        last = np.ascontiguousarray(found.transpose(1, 2, 0))
        last[..., :2] *= 1 - np.float32(1 - IN_FACE) * look.maps[..., :1] / np.float32(255)
        prior = look.field * np.float32(FIELD_RANGE * self.area.width)
        return HeadCorrection(
            delta=bending(prior, last[..., :2] * np.float32(self.area.width), self.area),
            overlay=np.ascontiguousarray(last[..., 2:]),
        )


def head_input(look: HeadLook, behind: Picture, rest: Picture) -> NDArray[np.float32]:
    """(17, S, S): the prior's picture and alpha, the photo's, outlines, reach, warp field and rigid motion.

    Args:
        look: of this frame.
        behind: (S, S, 3) the photo's background.
        rest: of its `HeadLooks`.
    """
    layer = _shrunk(look.layer)
    picture = over(layer, behind)
    shown = np.dstack(
        [picture, layer[..., 3], rest[..., :4], look.maps[..., 0], rest[..., 4], look.maps[..., 1]]
    )
    scaled = shown.astype(np.float32) * np.float32(1 / 255)
    side = rest.shape[0]
    channels = np.concatenate([scaled, look.field, motion_map(look.motion, side)], 2)
    return np.ascontiguousarray(channels.transpose(2, 0, 1))


def head_area(avatar: Avatar) -> Area:
    """The square of the photo that the network sees."""
    crop, side = avatar.crop, SIDE * avatar.face_height_px
    return Area(
        left=crop.left + (crop.width - side) / 2,
        top=crop.top + (crop.height - side) / 2,
        width=side,
        height=side,
    )


def _edge_map(area: Area, size: tuple[int, int], side: int) -> NDArray[np.float32]:
    """(S, S) 1 inside, 0 at the area's edges and beyond those of a photo of `size` (width, height)."""
    ramps = []
    for first, length in ((area.left, size[0]), (area.top, size[1])):
        at = (np.arange(side) + 0.5) / side
        low, high = max(0.0, -first / area.width), min(1.0, (length - first) / area.width)
        rising = (at - 0.5 / side) / EDGE if low == 0 else (at - low) * side + BEYOND
        falling = (1 - at - 0.5 / side) / EDGE if high == 1 else (high - at) * side + BEYOND
        ramps.append(np.clip(np.minimum(rising, falling), 0, 1))
    return np.outer(ramps[1], ramps[0]).astype(np.float32)


def _sampled(pixels: Picture, sampling: Points) -> Picture:
    """(H, W, C) a picture's values at (H, W, 2) places in it; beyond it its border goes on."""
    one_map = np.empty(0, np.float32)  # both coordinates are in `sampling`
    found = cv2.remap(pixels, sampling, one_map, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(found, np.uint8)


def _shrunk(picture: Picture) -> Picture:
    """(S, S, C) of a (2S, 2S, C) picture, averaged."""
    height, width = picture.shape[:2]
    size = (width // FINENESS, height // FINENESS)
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
