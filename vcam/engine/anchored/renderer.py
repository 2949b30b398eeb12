"""Draws an avatar by the warp prior and lets the networks correct its head, mouth and eyes.

Where a face or a region stands as in the photo nothing is changed, and nothing ever is outside the
regions' reach.
"""

from __future__ import annotations

import numpy as np

from vcam.engine.anchored.figure import AnchoredFigure
from vcam.engine.anchored.head import HeadCorrection
from vcam.engine.anchored.looks import network_input
from vcam.engine.anchored.patches import Patch, Raster, lay
from vcam.engine.anchored.regions import REGIONS, movement
from vcam.engine.anchored.upright import lay_upright
from vcam.engine.renderer import AvatarPicture, OnPart, Renderer, go_on
from vcam.engine.view import View
from vcam.geometry.skeleton import Skeleton

INVISIBLE = 0.01
"""Strength below which nothing is drawn."""
MIN_SIDE_PX = 2


class AnchoredRenderer:
    """Draws one figure in one view."""

    def __init__(self, figure: AnchoredFigure, view: View, *, cutout: bool = False) -> None:
        """Prepare prior and patches.

        Args:
            figure: to draw.
            view: what the output shows.
            cutout: draw for a background that is not the photo's own.
        """
        self.figure, self.view, self.cutout = figure, view, cutout
        self._prior = Renderer(figure, view, cutout=cutout)
        self._head, self._looks = figure.head_looks, figure.region_looks

    def render(self, skeleton: Skeleton, *, on_part: OnPart = go_on) -> AvatarPicture:
        """Draw the figure with the given skeleton (points in photo pixels); see `AvatarRenderer`."""
        head = self.correct_head(skeleton)
        on_part()
        picture = self._prior.render(skeleton, head.delta if head else None, on_part=on_part)
        if min(picture.layer.shape[:2]) < MIN_SIDE_PX:
            return picture
        raster = Raster(
            left=self.view.left + picture.left * self.view.scale,
            top=self.view.top + picture.top * self.view.scale,
            scale=self.view.scale,
        )
        if head:
            lay_upright(picture.layer, head.overlay, head.delta.area, raster)
        on_part()
        self._repair(picture.layer, raster, skeleton)
        return picture

    def correct_head(self, skeleton: Skeleton) -> HeadCorrection | None:
        """What to change in the whole head, nothing where it stands as in the photo."""
        if self._head is None or self._head.strength(skeleton) < INVISIBLE:
            return None
        look = self._head.now(skeleton)
        return self._head.correction(look, self.figure.networks.correct(self._head.input(look)))

    def _repair(self, layer: Patch, raster: Raster, skeleton: Skeleton) -> None:
        """Repair mouth and eyes of a layer in place."""
        if max(movement(region, skeleton) for region in REGIONS) < INVISIBLE:
            return
        seen = [look.now(layer, raster, skeleton) for look in self._looks]
        mouth, right, left = (
            network_input(now.prior, look.rest, now.maps) for now, look in zip(seen, self._looks, strict=True)
        )
        overlays = self.figure.networks.draw(mouth, np.stack([right, left]))
        for now, overlay in zip(seen, overlays, strict=True):
            lay(layer, overlay, now.to_raster)
