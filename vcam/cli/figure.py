"""Opening the avatar that a command was given, with what draws it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from vcam.cli.console import note
from vcam.cli.options import DEFAULT_RENDERER, Device, Renderer

if TYPE_CHECKING:
    from vcam.avatar.avatar import Avatar
    from vcam.engine.settings import Settings


def open_figure(
    avatar: str,
    renderer: Renderer = DEFAULT_RENDERER,
    checkpoint: Path | None = None,
    device: Device = "auto",
) -> Avatar:
    """The avatar, ready to be drawn.

    Args:
        avatar: a photo or an avatar's name.
        renderer, checkpoint, device: the options; a checkpoint is for the Bi-layer networks alone.

    Raises:
        VcamError: the avatar, the checkpoint or the device can't be used.
    """
    from vcam.avatar.store import AvatarStore

    if renderer != "bilayer":
        if checkpoint is not None:
            raise typer.BadParameter("needs --renderer bilayer too", param_hint="--checkpoint")
        figure = AvatarStore().resolve(avatar)
        return _anchored(figure, device) if renderer == "anchored" else figure
    from vcam.engine.bilayer.checkpoints import find_checkpoint
    from vcam.engine.bilayer.figure import make_figure

    # Before anything is made: the most likely trouble is that there is no checkpoint.
    folder = find_checkpoint(checkpoint.expanduser() if checkpoint else None)
    figure = AvatarStore().resolve(avatar)
    note(f"Making {figure.name} ready for the Bi-layer networks; the first time it takes some seconds.")
    drawn = make_figure(figure, folder, device)
    compute = drawn.portrait.compute
    if compute is not None:
        note(
            f"The Bi-layer networks draw on {compute.name}: {compute.reason} {drawn.portrait.origin}".strip()
        )
    return drawn


def tell_stand_in(settings: Settings) -> None:
    """Say so where the analytic skeleton has to stand in for the anchored one that was asked for."""
    from vcam.engine.skeleton_network import network_of

    if told := network_of(settings.skeleton)[1]:
        note(told)


def _anchored(avatar: Avatar, device: Device) -> Avatar:
    """The avatar with the small networks, or as it is; with a note where that is unexpected."""
    from vcam.engine.anchored.figure import AnchoredFigure, anchored_or_prior

    figure, told = anchored_or_prior(avatar, device)
    if told:
        note(told)
    elif isinstance(figure, AnchoredFigure) and figure.networks.device != "CPU":
        note(f"The small networks draw on {figure.networks.device}: {figure.networks.reason}")
    return figure
