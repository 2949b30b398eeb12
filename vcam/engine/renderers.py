"""Which renderer draws an avatar."""

from __future__ import annotations

from typing import Literal, Protocol

from vcam.avatar.avatar import Avatar
from vcam.engine.anchored.figure import AnchoredFigure
from vcam.engine.anchored.renderer import AnchoredRenderer
from vcam.engine.bilayer.figure import BilayerFigure
from vcam.engine.bilayer.renderer import BilayerRenderer
from vcam.engine.renderer import AvatarPicture, OnPart, Renderer, go_on
from vcam.engine.view import View
from vcam.geometry.skeleton import Skeleton

DrawnBy = Literal["networks", "geometry", "bilayer"]


class AvatarRenderer(Protocol):
    """Draws one avatar in one view, of numbers alone.

    Attributes:
        view: what the output shows.
        cutout: whether it draws for a background that is not the photo's own.
    """

    view: View
    cutout: bool

    def render(self, skeleton: Skeleton, *, on_part: OnPart = go_on) -> AvatarPicture:
        """Draw the avatar.

        Args:
            skeleton: to show, its points in photo pixels.
            on_part: called between the parts of the work; what it raises ends it, and nothing has changed.
        """
        ...


def make_renderer(avatar: Avatar, view: View, *, cutout: bool = False) -> AvatarRenderer:
    """The networks for a figure of theirs, the warp prior alone for any other avatar."""
    if isinstance(avatar, AnchoredFigure):
        return AnchoredRenderer(avatar, view, cutout=cutout)
    if isinstance(avatar, BilayerFigure):
        return BilayerRenderer(avatar, view, cutout=cutout)
    return Renderer(avatar, view, cutout=cutout)


def drawn_by(avatar: Avatar) -> DrawnBy:
    """What draws an avatar."""
    if isinstance(avatar, AnchoredFigure):
        return "networks"
    return "bilayer" if isinstance(avatar, BilayerFigure) else "geometry"


def drawing_device(avatar: Avatar) -> tuple[str, str]:
    """Where an avatar is drawn, for people, and why there, in one sentence."""
    if isinstance(avatar, AnchoredFigure):
        networks = avatar.networks
        return networks.device, f"The small networks draw on it. {networks.reason}".strip()
    if not isinstance(avatar, BilayerFigure):
        return "CPU", "The warp prior draws on it."
    compute = avatar.portrait.compute
    return (compute.name, compute.reason) if compute is not None else ("CPU", "")
