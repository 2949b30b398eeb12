"""Decomposition: the layers that an avatar's picture is made of, for some poses.

Source: Fast Bi-layer Neural Synthesis (2020), Figure 7.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from vcam.avatar.avatar import Avatar
from vcam.engine.anchored.renderer import AnchoredRenderer
from vcam.engine.bilayer.figure import BilayerFigure, without_networks
from vcam.engine.compositor import Compositor, blur, over
from vcam.engine.renderer import Renderer
from vcam.engine.renderers import make_renderer
from vcam.engine.settings import Background, OutputFormat
from vcam.engine.view import View, make_texture, make_view
from vcam.evaluation.drawing import (
    Field,
    add_wheel,
    colour_field,
    difference,
    draw_face,
    warped_grid,
)
from vcam.evaluation.paper_figure import Panels, paper_figure
from vcam.frames import Image, vector
from vcam.geometry.editing import Edits
from vcam.geometry.mesh import build_mesh
from vcam.geometry.skeleton import Skeleton
from vcam.geometry.warp_prior import Area, WarpPrior
from vcam.landmarks.keypoints68 import keypoints_68
from vcam.landmarks.official_crop import cut, normalise
from vcam.landmarks.stickman import draw_stickman

if TYPE_CHECKING:
    from torch import Tensor

SIDE = 256
"""Side of the pictures that are drawn by geometry, in pixels."""
LOW_FREQUENCIES = 0.025
"""Blur that leaves the low frequencies, as a part of the picture's side."""
ZOOM = 1.25
"""Closer than the output's portrait, since panels are small."""
WHITE = np.full((SIDE, SIDE, 3), 255, np.uint8)

Layers = Mapping[str, Image | Field]
"""By their captions, in order: square (S, S, 3) uint8 RGB pictures; warp fields, (S, S, 2) float32, which
are how far each pixel's origin lies from it, x then y, in pictures 2 wide and high."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Decomposition:
    """An avatar's picture taken apart.

    Args:
        once: what is made of the photo once.
        poses: the layers of each pose, alike in their captions.
    """

    once: Panels
    poses: Sequence[Layers]


def decompose(avatar: Avatar, skeletons: Sequence[Skeleton]) -> Decomposition:
    """Take an avatar's picture apart in each of some poses, as what draws the avatar makes it."""
    if isinstance(avatar, BilayerFigure):
        return _of_bilayer(avatar, skeletons)
    return _of_geometry(avatar, skeletons)


def decomposition_figure(decomposition: Decomposition, panel_px: int) -> Image:
    """(H, W, 3) uint8 RGB: a row for each pose, a column for each layer.

    A warp field's colour is its direction, its strength the distance; full is the column's longest. Its
    lines were straight and square in the photo.
    """
    poses = decomposition.poses
    columns = {caption: [pose[caption] for pose in poses] for caption in poses[0]}
    drawn = {caption: _draw_column(layers) for caption, layers in columns.items()}
    rows = [{caption: panels[row] for caption, panels in drawn.items()} for row in range(len(poses))]
    return paper_figure(decomposition.once, rows, panel_px)


def _draw_column(layers: Sequence[Image | Field]) -> list[Image]:
    fields = [layer for layer in layers if layer.shape[2] == 2]
    if not fields:
        return [np.asarray(layer, np.uint8) for layer in layers]
    longest = max(float(np.linalg.norm(field, axis=-1).max()) for field in fields)
    drawn = [warped_grid(colour_field(field, longest), field) for field in np.asarray(fields, np.float32)]
    return [add_wheel(drawn[0]), *drawn[1:]]


def _of_geometry(avatar: Avatar, skeletons: Sequence[Skeleton]) -> Decomposition:
    view = make_view(avatar, OutputFormat(width=SIDE, height=SIDE), Edits(zoom=ZOOM))
    compositor = Compositor(avatar, view, Background())
    geometry, renderer = Renderer(without_networks(avatar), view), make_renderer(avatar, view)
    area = Area(left=view.left, top=view.top, width=SIDE * view.scale, height=SIDE * view.scale)
    mesh = build_mesh(avatar.points, avatar.skeleton.pose)
    prior = WarpPrior(mesh, area, SIDE, SIDE)

    def layers_of(skeleton: Skeleton) -> Layers:
        points = (skeleton.points()[:, :2] + 0.5 - vector(view.left, view.top)) / view.scale - 0.5
        vertices = mesh.deform(skeleton.points(), avatar.skeleton.pose, skeleton.pose)
        by_geometry = compositor.compose(geometry.render(skeleton))
        result = compositor.compose(renderer.render(skeleton))
        layers: dict[str, Image | Field] = {
            "pose": draw_face(points, SIDE),
            "warp field": prior.displacement(vertices) * np.float32(2 / area.width),
            "geometry": by_geometry,
            "low frequencies": blur(by_geometry, LOW_FREQUENCIES * SIDE),
        }
        if isinstance(renderer, AnchoredRenderer):
            head = renderer.correct_head(skeleton)
            delta = head.delta.spread(area, SIDE, SIDE) if head else np.zeros((SIDE, SIDE, 2), np.float32)
            layers["warp delta"] = delta * np.float32(2 / area.width)
            layers["networks add (doubled)"] = difference(result, by_geometry, 2)
        return {**layers, "result": result}

    once = {
        "photo": _placed(avatar.photo, view),
        "person": over(_placed(avatar.layers.cutout, view), WHITE),
        "background": _placed(avatar.layers.background, view),
        "eyes, mouth": _openings(avatar),
    }
    return Decomposition(once=once, poses=[layers_of(skeleton) for skeleton in skeletons])


def _placed(layer: Image, view: View) -> Image:
    return make_texture(layer, view).place(view)


def _openings(avatar: Avatar) -> Image:
    """(S, S, 3): the eyeballs above, the mouth's inside below."""
    half = (SIDE // 2, SIDE // 2)
    eyes = [cv2.resize(eye.colour, half, interpolation=cv2.INTER_LINEAR) for eye in avatar.eyes]
    mouth = avatar.mouth
    height, width = mouth.upper.shape[:2]
    cavity = np.broadcast_to(np.clip(mouth.cavity, 0, 255).astype(np.uint8), (height, width, 3))
    inside = over(mouth.upper, over(mouth.lower, np.ascontiguousarray(cavity)))
    middle = inside[(height - width // 2) // 2 :][: width // 2]
    return np.vstack([np.hstack(eyes), cv2.resize(middle, (SIDE, SIDE // 2), interpolation=cv2.INTER_AREA)])


def _of_bilayer(figure: BilayerFigure, skeletons: Sequence[Skeleton]) -> Decomposition:
    portrait = figure.portrait
    side = portrait.config.image_size

    def layers_of(skeleton: Skeleton) -> Layers:
        keypoints = normalise(keypoints_68(skeleton.points()), portrait.crop)
        rendering = portrait.render(keypoints)
        drawn = rendering.drawn
        return {
            "pose": draw_stickman(keypoints, side),
            "low frequencies": _picture(drawn.low_frequency),
            "warp field": drawn.warp_delta[0].cpu().numpy(),
            "high frequencies": _picture(rendering.high_frequency),
            "mask": _picture((2 * drawn.mask - 1).expand(-1, 3, -1, -1)),
            "result": np.ascontiguousarray(portrait.draw(keypoints)[..., :3]),
        }

    once = {"photo": cut(figure.photo, portrait.crop, side), "texture": _picture(portrait.texture)}
    return Decomposition(once=once, poses=[layers_of(skeleton) for skeleton in skeletons])


def _picture(tensor: Tensor) -> Image:
    """(S, S, 3) uint8 of a (1,3,S,S) tensor in [-1, 1]."""
    values = ((tensor[0].clamp(-1, 1) + 1) * 127.5).round().permute(1, 2, 0).cpu().numpy()
    return np.ascontiguousarray(values.astype(np.uint8))
