"""Draws an avatar by the warp prior and lets the networks repair its mouth and eyes.

Where a region stands as in the photo nothing is changed, and nothing ever is outside the regions' reach.
"""

from __future__ import annotations

import numpy as np

from vcam.engine.anchored.figure import AnchoredFigure
from vcam.engine.anchored.looks import RegionLooks, network_input
from vcam.engine.anchored.patches import Raster, lay
from vcam.engine.anchored.regions import EYES, MOUTH, movement
from vcam.engine.renderer import AvatarPicture, Renderer
from vcam.engine.view import View
from vcam.geometry.skeleton import Skeleton

REGIONS = (MOUTH, *EYES)
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
        networks = figure.networks
        sides = (networks.mouth_side, networks.eye_side, networks.eye_side)
        self._looks = [RegionLooks(figure, *part) for part in zip(REGIONS, sides, strict=True)]

    def render(self, skeleton: Skeleton) -> AvatarPicture:
        """Draw the figure with the given skeleton (points in photo pixels)."""
        picture = self._prior.render(skeleton)
        layer, view = picture.layer, self.view
        strength = max(movement(region, skeleton) for region in REGIONS)
        if min(layer.shape[:2]) < MIN_SIDE_PX or strength < INVISIBLE:
            return picture
        raster = Raster(
            left=view.left + picture.left * view.scale,
            top=view.top + picture.top * view.scale,
            scale=view.scale,
        )
        seen = [look.now(layer, raster, skeleton) for look in self._looks]
        mouth, right, left = (
            network_input(now.prior, look.rest, now.maps) for now, look in zip(seen, self._looks, strict=True)
        )
        overlays = self.figure.networks.draw(mouth, np.stack([right, left]))
        for now, overlay in zip(seen, overlays, strict=True):
            lay(layer, overlay, now.to_raster)
        return picture
