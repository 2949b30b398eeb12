"""The renderer: draws the avatar's moving square for one skeleton, as a layer over any background."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.avatar.avatar import Avatar
from vcam.engine.beyond import beyond_edges
from vcam.engine.canvas import Canvas
from vcam.engine.openings import OpeningPainter
from vcam.engine.view import View, make_texture
from vcam.frames import Points
from vcam.geometry.mirroring import mirroring_of
from vcam.geometry.skeleton import Skeleton
from vcam.geometry.warp_delta import WarpDelta
from vcam.geometry.warp_prior import Area, Field, MirroredPrior, WarpPrior

GRID_SIZE = 256
"""Cells of the warp prior's grid across the crop."""
MAX_CELLS_A_PIXEL = 1.0
OnPart = Callable[[], None]


def go_on() -> None:
    """Between two parts of a picture: draw the next one."""


@dataclass(frozen=True, eq=False, kw_only=True)
class AvatarPicture:
    """The avatar's moving part for one frame.

    Args:
        layer: (h, w, 4) uint8, premultiplied RGB and alpha.
        left, top: where it lies in the view, in output pixels.
    """

    layer: NDArray[np.uint8]
    left: int
    top: int


class Renderer:
    """Draws one avatar in one view by the warp prior alone."""

    def __init__(self, avatar: Avatar, view: View, *, cutout: bool = False) -> None:
        """Prepare texture and sampling grid for the view.

        Args:
            avatar: the avatar to draw.
            view: what the output shows.
            cutout: draw for a background that is not the photo's own.
        """
        self.avatar, self.view, self.cutout = avatar, view, cutout
        layer = avatar.layers.cutout if cutout else avatar.layers.foreground
        self._texture = beyond_edges(make_texture(layer, view), avatar)
        self._mesh = avatar.mesh
        self._left, self._top, self._width, self._height = self._moving_part()
        self._identity = self._sampling_grid()
        self._cells = area, columns, rows = self._grid()
        self._prior = WarpPrior(self._mesh, area, columns, rows)
        mirroring = mirroring_of(avatar.points, avatar.skeleton.pose)
        self._mirrored = MirroredPrior(self._mesh, mirroring, area, columns, rows) if mirroring else None

    def _moving_part(self) -> tuple[int, int, int, int]:
        """Left, top, width and height of the output pixels where crop, photo and view meet."""
        view, crop, (width, height) = self.view, self.avatar.crop, self.avatar.size
        left, top = max(crop.left, 0.0, view.left), max(crop.top, 0.0, view.top)
        right = min(crop.left + crop.width, width, view.left + view.width * view.scale)
        bottom = min(crop.top + crop.height, height, view.top + view.height * view.scale)
        x0, y0 = round((left - view.left) / view.scale), round((top - view.top) / view.scale)
        x1, y1 = round((right - view.left) / view.scale), round((bottom - view.top) / view.scale)
        return x0, y0, max(x1 - x0, 0), max(y1 - y0, 0)

    def _sampling_grid(self) -> NDArray[np.float32]:
        """(h, w, 2) texture position of each output pixel of the moving part at rest."""
        view, factor = self.view, self._texture.factor
        x = (np.arange(self._left, self._left + self._width) + 0.5) * view.scale + view.left
        y = (np.arange(self._top, self._top + self._height) + 0.5) * view.scale + view.top
        first = self._texture.margin - 0.5
        # Filled in place: fresh memory for arrays in between costs ten times as much as the numbers.
        grid = np.empty((self._height, self._width, 2), np.float32)
        grid[..., 0] = x * factor + first
        grid[..., 1] = (y * factor + first)[:, None]
        return grid

    def _grid(self) -> tuple[Area, int, int]:
        """Exactly the moving part, in columns and rows of the cells that `GRID_SIZE` gives the crop."""
        view, cell = self.view, self.avatar.crop.width / GRID_SIZE
        area = Area(
            left=view.left + self._left * view.scale,
            top=view.top + self._top * view.scale,
            width=max(self._width, 1) * view.scale,
            height=max(self._height, 1) * view.scale,
        )
        columns = max(2, min(round(area.width / cell), int(self._width * MAX_CELLS_A_PIXEL)))
        rows = max(2, min(round(area.height / cell), int(self._height * MAX_CELLS_A_PIXEL)))
        return area, columns, rows

    def render(
        self, skeleton: Skeleton, delta: WarpDelta | None = None, *, on_part: OnPart = go_on
    ) -> AvatarPicture:
        """Draw the avatar.

        Args:
            skeleton: to show, its points in photo pixels.
            delta: added to the warp prior's field; not at eyes and mouth, which are painted over it.
            on_part: called between the parts of the work; what it raises ends it, and nothing has changed.
        """
        if not self._width or not self._height:
            return AvatarPicture(layer=np.zeros((0, 0, 4), np.uint8), left=0, top=0)
        vertices = self._mesh.deform(skeleton.points(), self.avatar.skeleton.pose, skeleton.pose)
        spread = None if delta is None else delta.spread(*self._cells)
        drawn = self._sample(self._prior.displacement(vertices), spread)
        eyes = (False, False)
        if self._mirrored is not None:
            strength = self._mirrored.mirroring.strength(skeleton.pose)
            drawn = self._lay_mirrored(drawn, self._mirrored, vertices, strength, spread)
            eyes = self._mirrored.mirroring.eyes if strength > 0.5 else eyes
        on_part()
        canvas = Canvas(drawn, self.view, self._left, self._top)
        OpeningPainter(self.avatar, canvas, skeleton, eyes).paint()
        return AvatarPicture(layer=drawn, left=self._left, top=self._top)

    def _lay_mirrored(
        self,
        drawn: NDArray[np.uint8],
        mirrored: MirroredPrior,
        vertices: Points,
        strength: float,
        spread: Field | None,
    ) -> NDArray[np.uint8]:
        """The (h, w, 4) picture with the mirrored half over it."""
        if strength <= 0:
            return drawn
        displacement, share = mirrored.displacement(vertices)
        share = np.asarray(cv2.resize(share * strength, (self._width, self._height)), np.float32)
        over = self._sample(displacement, spread)
        return np.asarray(cv2.blendLinear(over, drawn, share, 1 - share), np.uint8)

    def _sample(self, displacement: Field, spread: Field | None) -> NDArray[np.uint8]:
        """(h, w, 4) the texture under a (rows, columns, 2) displacement and a delta, in photo pixels."""
        if spread is not None:
            displacement = np.asarray(cv2.add(displacement, spread), np.float32)
        coarse = displacement * np.float32(self._texture.factor)
        fine = cv2.resize(coarse, (self._width, self._height), interpolation=cv2.INTER_LINEAR)
        sampling = cv2.add(self._identity, fine, dst=fine)
        one_map = np.empty(0, np.float32)  # both coordinates are in `sampling`
        layer = cv2.remap(
            self._texture.pixels, sampling, one_map, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
        return np.asarray(layer, np.uint8)
