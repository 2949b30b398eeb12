"""Drawing what the warped photo can't show right: eyeballs that turn behind the lids, the opened mouth.

Each opening is drawn into the avatar's layer within its anti-aliased outline. Where eyes and mouth
stand as in the photo, the warped photo itself is kept, so that rest stays exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.avatar.avatar import Avatar
from vcam.avatar.eyes import EyeTexture
from vcam.avatar.mouth import HALF_HEIGHT, HALF_WIDTH, LOWER_EDGE, RESOLUTION
from vcam.compiled import compiled
from vcam.engine.canvas import Affine, Brush, Canvas, Layer, Window, blend, sample
from vcam.engine.inner_mouth import paint_inner_mouth
from vcam.frames import InnerMouth, Points, vector
from vcam.geometry import face_model as face
from vcam.geometry.skeleton import Skeleton, mouth_width

EYE_CHANGE = 0.06
"""Movement of iris or lids, in eye widths, from which the eyeball is fully drawn anew."""
MOUTH_CHANGE, MOUTH_CHANGE_OF_GAP = 0.012, 0.3
"""Change of the lip gap from which the mouth is drawn anew: face heights, and part of the photo's gap."""
EYE_SHADE_DEPTH = 0.1
MOUTH_SHADE_DEPTH = 0.06
"""How far the lids' and the lips' shadow reaches inwards, in eye and mouth widths."""
EYE_SHADE, MOUTH_SHADE, SEEN_MOUTH_SHADE = 0.82, 0.62, 0.8
"""Brightness at the very edge; a mouth whose inside is seen has part of its shade already."""

LID_FROM, LID_FULL, LID_SHUT = 0.18, 0.4, 0.75
"""How far closed an eye is when the smooth lid begins to show, shows fully, and counts as shut."""
LID_ABOVE = 0.19
"""How far above the open lid's line the smooth lid begins, in eye widths: the lashes are there."""
LID_FEATHER = 0.06
"""Softness of the lid's edge, in eye widths."""
LASH_WIDTH = 0.06
"""Thickness of a closed eye's lashes, in eye widths."""
LASH_FEATHER_PX = 0.6

LOWER_TEETH_SHOWN = 0.12
"""How far the lower teeth stand up behind the lower lip at most, in mouth widths."""
DARK, LIGHT = 0.2, 0.5
"""Lightness of parts of a mouth that show no teeth for sure, and that may."""
RED, WHITE = 0.75, 0.95
"""Green against red, both against the skin's, of tongue and lips, and of teeth."""
MOST_DETAIL = 30.0
"""Grey levels that it may differ from them: the gap below teeth is in the seen colours already."""
DETAIL_OF_GAP = 0.15
"""Softness, against the lip gap, of what counts as low frequencies of the mouth's inside."""

_LIP_LINE = np.concatenate([face.UPPER_LIP_INNER, face.LOWER_LIP_INNER])
_LOWER_LIP_MIDDLE = 14
JAW = np.array([152, 148, 377, 176, 400, 175, 199, 200])
INVISIBLE = 0.01
"""Strength below which nothing is drawn."""


@dataclass(frozen=True, eq=False, kw_only=True)
class _Eye:
    """Which points an eye consists of."""

    upper: face.Indices
    lower: face.Indices
    iris: face.Indices

    @property
    def outline(self) -> face.Indices:
        return np.concatenate([self.upper, self.lower[-2:0:-1]])

    def opening(self, shape: Points) -> float:
        return float((shape[self.lower, 1] - shape[self.upper, 1])[1:-1].mean())

    def width(self, shape: Points) -> float:
        return float(np.linalg.norm(shape[self.upper[-1]] - shape[self.upper[0]]))


EYES = (
    _Eye(upper=face.RIGHT_UPPER_LID, lower=face.RIGHT_LOWER_LID, iris=face.RIGHT_IRIS),
    _Eye(upper=face.LEFT_UPPER_LID, lower=face.LEFT_LOWER_LID, iris=face.LEFT_IRIS),
)


@dataclass(frozen=True, eq=False, kw_only=True)
class _EyeLook:
    """An eye to paint, the eye of the photo that it is painted from, and that one's texture."""

    eye: _Eye
    source: _Eye
    texture: EyeTexture
    to_photo: NDArray[np.float64]


class OpeningPainter:
    """Paints eyes and mouth of one avatar with one skeleton."""

    def __init__(
        self, avatar: Avatar, canvas: Canvas, skeleton: Skeleton, mirrored: tuple[bool, bool] = (False, False)
    ) -> None:
        """Prepare for a canvas whose photo is the avatar's.

        Args:
            avatar: whose eyes and mouth to paint.
            canvas: where.
            skeleton: how they stand.
            mirrored: whether the right and the left eye are taken from the other one.
        """
        self._avatar, self._canvas, self._skeleton = avatar, canvas, skeleton
        self._rest, self._own = skeleton.shape, skeleton.shape + skeleton.expression
        """The face at rest, as the user has shaped it, and as it stands now."""
        self._points = skeleton.points()[:, :2]
        self._from_picture = np.linalg.inv(_plane(skeleton))
        """The picture -> the face's own x-y plane."""
        self._mirrored = mirrored
        self._unit_px = skeleton.pose.scale * canvas.factor
        """Layer pixels a face height."""

    def paint(self) -> None:
        """Draw eyes and mouth."""
        for place, mirrored in enumerate(self._mirrored):
            look = _EyeLook(
                eye=EYES[place],
                source=EYES[1 - place] if mirrored else EYES[place],
                texture=self._avatar.eyes[1 - place if mirrored else place],
                to_photo=self._to_photo(EYES[place], mirrored),
            )
            self._paint_eyeball(look)
            self._paint_lid(look)
        self._paint_mouth()

    def _to_photo(self, eye: _Eye, mirrored: bool) -> NDArray[np.float64]:
        """(2, 2) the picture -> the photo at an eye, which the user may have enlarged."""
        photo, rest = self._avatar.skeleton.shape, self._rest
        across = eye.width(photo) / eye.width(rest)
        down = eye.opening(photo) / max(eye.opening(rest), 1e-4) if eye.opening(photo) > 1e-4 else across
        taken = np.diag([-across if mirrored else across, down])
        return _resting_plane(self._avatar.skeleton) @ taken @ self._from_picture

    def _paint_eyeball(self, look: _EyeLook) -> None:
        eye, texture = look.eye, look.texture
        width = eye.width(self._rest)
        # Turning the head tips the lids in the picture too; only what they do in the face counts here.
        moving = np.concatenate([eye.outline, eye.iris])
        moved = float(np.linalg.norm(self._skeleton.expression[moving, :2], axis=1).max())
        strength = min(moved / (EYE_CHANGE * width), 1.0)
        if strength <= INVISIBLE:
            return
        centre = self._points[eye.iris].mean(0)
        to_texture = self._canvas.to_texture(look.to_photo, centre, texture.centre - texture.origin)
        depth = EYE_SHADE_DEPTH * width * self._unit_px
        brush = Brush(strength=strength, shade=EYE_SHADE, shade_depth=depth)
        self._canvas.paint_texture(self._points[eye.outline], texture.colour, to_texture, brush)

    def _paint_lid(self, look: _EyeLook) -> None:
        """Cover a closing eye with smooth skin down to a line of lashes, in place of stretched lashes."""
        eye, texture = look.eye, look.texture
        closed = min(1 - eye.opening(self._own) / max(eye.opening(self._rest), 1e-4), 1.0)
        strength = float(np.clip((closed - LID_FROM) / (LID_FULL - LID_FROM), 0, 1))
        if strength <= INVISIBLE:
            return
        width, pose, photo_pose = eye.width(self._rest), self._skeleton.pose, self._avatar.skeleton.pose
        # From a little above where the open eye's lid would be, to where the lid is now.
        rise = np.sin(np.pi * np.linspace(0, 1, len(eye.upper)))[:, None].astype(np.float32)
        crease = pose.apply(self._rest[eye.upper] - rise * vector(0, LID_ABOVE * width, 0))[:, :2]
        # Shut lids meet in the middle of what noise leaves between them.
        meeting = 0.5 * float(np.clip((closed - LID_SHUT) / (1 - LID_SHUT), 0, 1))
        edge = self._points[eye.upper] + meeting * (self._points[eye.lower] - self._points[eye.upper])
        anchor = self._rest[eye.upper].mean(0, keepdims=True)
        shown = self._avatar.skeleton.shape[look.source.upper].mean(0, keepdims=True)
        target = photo_pose.apply(shown)[0, :2] - texture.origin
        to_texture = self._canvas.to_texture(look.to_photo, pose.apply(anchor)[0, :2], target)
        brush = Brush(strength=strength, feather=LID_FEATHER * width * self._unit_px)
        self._canvas.paint_texture(np.concatenate([crease, edge[::-1]]), texture.lid, to_texture, brush)
        self._paint_lashes(edge.astype(np.float32), texture.lash, LASH_WIDTH * width * pose.scale, strength)

    def _paint_lashes(self, edge: Points, colour: Points, thickness_px: float, strength: float) -> None:
        """A curve, thinner towards its ends; thickness in photo pixels."""
        taper = np.sin(np.pi * np.linspace(0.12, 0.88, len(edge)))[:, None] * thickness_px / 2
        up = (vector(0, 1) * taper).astype(np.float32)
        outline = np.concatenate([edge - up, (edge + up)[::-1]])
        self._canvas.paint_colour(outline, colour, Brush(strength=strength, feather=LASH_FEATHER_PX))

    def _paint_mouth(self) -> None:
        mouth = self._avatar.mouth
        upper, lower = face.UPPER_LIP_INNER, face.LOWER_LIP_INNER
        before = (self._rest[lower, 1] - self._rest[upper, 1]).clip(0)
        gap = (self._own[lower, 1] - self._own[upper, 1]).clip(0)
        needed = max(MOUTH_CHANGE, MOUTH_CHANGE_OF_GAP * float(before.max()))
        strength = min(float(np.abs(gap - before).max()) / needed, 1.0)
        if strength <= INVISIBLE:
            return
        window = self._canvas.window(np.concatenate([self._points[upper], self._points[lower[-2:0:-1]]]))
        if window is None:
            return
        lower_part = sample(mouth.lower, self._mouth_map(self._jaw_drop()), window)
        upper_part = sample(mouth.upper, self._mouth_map(0.0), window)
        inside, shade = _stack(mouth.cavity, lower_part, upper_part), MOUTH_SHADE
        seen = self._skeleton.inner_mouth
        if seen is not None:
            inside = self._as_seen(seen, inside, window, float(gap.max()) * self._unit_px)
            shade = SEEN_MOUTH_SHADE
        depth = MOUTH_SHADE_DEPTH * mouth.width * self._unit_px
        blend(window, inside, Brush(strength=strength, shade=shade, shade_depth=depth))

    def _as_seen(self, seen: InnerMouth, drawn: Layer, window: Window, gap_px: float) -> Layer:
        """The drawn mouth in the colours that the driver shows; edges of teeth where he shows teeth."""
        skin = self._avatar.skin
        lips = self._canvas.place(self._points) - vector(window.left, window.top)
        colours = paint_inner_mouth(seen, skin, lips, window.size)
        blurred = cv2.GaussianBlur(drawn.astype(np.float32), (0, 0), max(DETAIL_OF_GAP * gap_px, 0.5))
        return _with_detail(colours, drawn, np.asarray(blurred, np.float32), skin)

    def _jaw_drop(self) -> float:
        """How far the lower teeth are down, in face heights: with the jaw, and never far above the lip.

        Landmarks of a wide open mouth have the lip drop further than the chin; teeth don't float between.
        """
        width = self._avatar.mouth.width
        lip = float(self._own[_LOWER_LIP_MIDDLE, 1] - self._teeth_middle()[1])
        return max(
            float(self._skeleton.expression[JAW, 1].mean()), lip - (LOWER_TEETH_SHOWN + LOWER_EDGE) * width
        )

    def _teeth_middle(self) -> Points:
        """(3,) middle of the teeth's plane, which is that of the closed lips, in the own frame."""
        moved = (self._rest - self._avatar.skeleton.shape)[_LIP_LINE].mean(0)
        return np.asarray(self._avatar.mouth.middle + moved)

    def _mouth_map(self, drop: float) -> Affine:
        """Layer pixel -> mouth texture pixel, for the plane of the teeth moved down by `drop`."""
        mouth, photo = self._avatar.mouth, self._avatar.skeleton.shape
        centre = self._skeleton.pose.apply((self._teeth_middle() + vector(0, drop, 0))[None])[0, :2]
        widened = mouth_width(self._rest) / mouth_width(photo)
        turn = np.diag([1 / widened, 1]) @ self._from_picture * np.float64(RESOLUTION / mouth.width)
        target = vector(HALF_WIDTH, HALF_HEIGHT) * RESOLUTION - 0.5
        return self._canvas.to_texture(turn, centre, target)


@compiled
def _with_detail(colours: Layer, drawn: Layer, low: NDArray[np.float32], skin: Points) -> Layer:
    """(h, w, 3) coarse colours with what the drawn ones have beyond their low frequencies, on teeth."""
    picture = np.empty_like(colours)
    for row in range(colours.shape[0]):
        for column in range(colours.shape[1]):
            red, green = colours[row, column, 0] / skin[0], colours[row, column, 1] / skin[1]
            light = min(max((green - DARK) / (LIGHT - DARK), 0.0), 1.0)
            share = light * min(max((green / max(red, 0.01) - RED) / (WHITE - RED), 0.0), 1.0)
            for k in range(3):
                detail = drawn[row, column, k] - low[row, column, k]
                detail = share * min(max(detail, -MOST_DETAIL), MOST_DETAIL)
                picture[row, column, k] = min(max(colours[row, column, k] + detail, 0), 255)
    return picture


@compiled
def _stack(back: Points, middle: Layer, front: Layer) -> Layer:
    """(h, w, 3) two premultiplied (h, w, 4) layers over an RGB colour."""
    picture = np.empty((*front.shape[:2], 3), np.uint8)
    for row in range(front.shape[0]):
        for column in range(front.shape[1]):
            through = 1 - front[row, column, 3] / 255
            deeper = through * (1 - middle[row, column, 3] / 255)
            for k in range(3):
                colour = front[row, column, k] + through * middle[row, column, k] + deeper * back[k]
                picture[row, column, k] = min(round(colour), 255)
    return picture


@lru_cache(maxsize=4)
def _resting_plane(skeleton: Skeleton) -> NDArray[np.float64]:
    """`_plane` of a photo's skeleton, which stays the same from frame to frame."""
    return _plane(skeleton)


def _plane(skeleton: Skeleton) -> NDArray[np.float64]:
    """(2, 2) the face's own x-y plane -> picture; kept away from edge-on."""
    plane = (skeleton.pose.scale * skeleton.pose.rotation[:2, :2]).astype(np.float64)
    u, s, vt = np.linalg.svd(plane)
    return np.asarray((u * np.maximum(s, 0.25 * skeleton.pose.scale)) @ vt)
