"""Decomposition sheets: the layers that an avatar's picture is made of, for some poses of a driver.

Source: Fast Bi-layer Neural Synthesis (2020), Figure 7.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.avatar.avatar import Avatar
from vcam.capture.base import DrivingSource, SourceFrame
from vcam.engine.bilayer.figure import BilayerFigure, without_networks
from vcam.engine.renderers import make_renderer
from vcam.engine.settings import OutputFormat, Settings
from vcam.engine.stage import Stage
from vcam.engine.tracking import FrameTracker
from vcam.engine.view import View, make_texture
from vcam.errors import CaptureError, FaceNotFound
from vcam.evaluation.sheet import contact_sheet, titled
from vcam.evaluation.spread import Spread
from vcam.frames import Image
from vcam.geometry.mesh import build_mesh
from vcam.geometry.skeleton import Skeleton
from vcam.geometry.warp_prior import WarpPrior
from vcam.landmarks.base import LandmarkTracker
from vcam.landmarks.keypoints68 import keypoints_68
from vcam.landmarks.official_crop import Crop, cut, normalise
from vcam.landmarks.stickman import draw_stickman

if TYPE_CHECKING:
    from torch import Tensor

PRIOR_SIDE = 256
"""Side of the panels of the warp prior, in pixels."""
MIN_PANEL_PX = 128
"""Smaller panels are enlarged, so that the titles fit."""
_TINY = OutputFormat(width=64, height=64)

Panels = Mapping[str, Image]
"""Pictures by their titles; all of one size."""
Field = NDArray[np.float32]


@dataclass(frozen=True, kw_only=True, eq=False)
class Decomposition:
    """One pose taken apart.

    Args:
        before, after: panels left and right of the warp field.
        warp_delta: (S, S, 2) how far each pixel's origin in the texture lies from it, x then y; the
            picture is 2 wide.
    """

    before: Panels
    warp_delta: Field
    after: Panels


def driven_poses(
    avatar: Avatar,
    source: DrivingSource,
    tracker: LandmarkTracker,
    settings: Settings,
    count: int,
    progress: Callable[[int, int | None], None],
) -> list[Skeleton]:
    """The avatar's skeletons at some moments spread evenly over a clip, where the driver has a face.

    Args:
        avatar: moved; any person's, its own or another's (cross-reenactment).
        source: read to its end.
        tracker: finds the driver's face.
        settings: edits, motion and smoothing.
        count: how many skeletons; fewer when the clip is shorter.
        progress: told after each frame how many are done, and of how many if the source knows.

    Raises:
        CaptureError: the source can't be read.
        FaceNotFound: no frame had a face.
    """
    # The warp prior follows the driver as any renderer does, and soonest.
    stage = Stage(without_networks(avatar), _TINY, settings)
    follower = FrameTracker(tracker, settings.smoothing)
    poses: Spread[Skeleton] = Spread(count)
    done = 0
    while (frame := _next_frame(source)) is not None:
        tracked = follower.track(frame)
        stage.draw(tracked, tracked.captured_at_s)
        if tracked.landmarks is not None:
            poses.offer(lambda: stage.skeleton)
        done += 1
        progress(done, source.frame_count)
    if not (chosen := poses.chosen()):
        raise FaceNotFound(
            f"no face was found in any of the {done} frames of {source.name}: choose a driver that shows one"
        )
    return chosen


def decompose(avatar: Avatar, skeletons: Sequence[Skeleton]) -> list[Decomposition]:
    """Take an avatar's picture apart in each of some poses, as what draws the avatar makes it."""
    if isinstance(avatar, BilayerFigure):
        return [_of_networks(avatar, skeleton) for skeleton in skeletons]
    return [_of_prior(avatar, skeleton) for skeleton in skeletons]


def decomposition_sheet(decompositions: Sequence[Decomposition]) -> Image:
    """(H, W, 3) uint8 RGB: a row for each pose, a titled column for each layer.

    The warp field's colour is its direction, its strength the distance; full is the sheet's longest.
    """
    longest = max(float(np.linalg.norm(one.warp_delta, axis=-1).max()) for one in decompositions)
    rows = [
        {**one.before, "warp field": colour_field(one.warp_delta, longest), **one.after}
        for one in decompositions
    ]
    titles = list(rows[0])
    width = max(next(iter(rows[0].values())).shape[1], MIN_PANEL_PX)
    panels = contact_sheet([panel for row in rows for panel in row.values()], len(titles), width)
    return titled(panels, titles, width)


def colour_field(field: Field, longest: float) -> Image:
    """(H, W, 3) uint8 RGB of an (H, W, 2) field: hue is the direction; white is none, full is `longest`."""
    length, angle = cv2.cartToPolar(field[..., 0], field[..., 1], angleInDegrees=True)
    strength = np.clip(length / max(longest, 1e-6), 0, 1)
    hsv = np.dstack([angle, strength, np.ones_like(strength)]).astype(np.float32)
    return np.round(255 * cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB)).astype(np.uint8)


def _of_networks(figure: BilayerFigure, skeleton: Skeleton) -> Decomposition:
    portrait = figure.portrait
    side = portrait.config.image_size
    keypoints = normalise(keypoints_68(skeleton.points()), portrait.crop)
    rendering = portrait.render(keypoints)
    drawn = rendering.drawn
    return Decomposition(
        before={
            "source": cut(figure.photo, portrait.crop, side),
            "pose": draw_stickman(keypoints, side),
            "texture": _picture(portrait.texture),
            "low frequencies": _picture(drawn.low_frequency),
        },
        warp_delta=drawn.warp_delta[0].cpu().numpy(),
        after={
            "high frequencies": _picture(rendering.high_frequency),
            "mask": _picture((2 * drawn.mask - 1).expand(-1, 3, -1, -1)),
            "result": np.ascontiguousarray(portrait.draw(keypoints)[..., :3]),
        },
    )


def _of_prior(avatar: Avatar, skeleton: Skeleton) -> Decomposition:
    area, side = avatar.crop, PRIOR_SIDE
    view = View(left=area.left, top=area.top, scale=area.width / side, width=side, height=side)
    crop = Crop(left=round(area.left), top=round(area.top), side=round(area.width))
    texture = make_texture(avatar.layers.foreground, view).place(view)
    mesh = build_mesh(avatar.points, avatar.skeleton.pose)
    vertices = mesh.deform(skeleton.points(), avatar.skeleton.pose, skeleton.pose)
    displacement = WarpPrior(mesh, area, side, side).displacement(vertices)
    picture = make_renderer(avatar, view).render(skeleton)
    result = np.zeros((side, side, 3), np.uint8)
    height, width = picture.layer.shape[:2]
    rows, columns = slice(picture.top, picture.top + height), slice(picture.left, picture.left + width)
    result[rows, columns] = picture.layer[..., :3]
    return Decomposition(
        before={
            "source": cut(avatar.photo, crop, side),
            "pose": draw_stickman(normalise(keypoints_68(skeleton.points()), crop), side),
            "texture": np.ascontiguousarray(texture[..., :3]),
        },
        warp_delta=displacement * np.float32(2 / area.width),
        after={"result": result},
    )


def _picture(tensor: Tensor) -> Image:
    """(S, S, 3) uint8 of a (1,3,S,S) tensor in [-1, 1]."""
    values = ((tensor[0].clamp(-1, 1) + 1) * 127.5).round().permute(1, 2, 0).cpu().numpy()
    return np.ascontiguousarray(values.astype(np.uint8))


def _next_frame(source: DrivingSource) -> SourceFrame | None:
    try:
        return source.read()
    except TimeoutError as error:
        raise CaptureError(f"{source.name} gave no frame: check that it works and is not in use") from error
