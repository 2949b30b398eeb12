"""An avatar that the Bi-layer networks draw; goes wherever an avatar goes."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vcam.avatar.avatar import Avatar
from vcam.engine.bilayer.checkpoints import find_checkpoint
from vcam.engine.device import Device, choose_compute

if TYPE_CHECKING:
    from vcam.engine.bilayer.portrait import Portrait


@dataclass(frozen=True, eq=False, kw_only=True)
class BilayerFigure(Avatar):
    """An avatar with its portrait.

    Args:
        portrait: placed on a device.
    """

    portrait: Portrait


def make_figure(avatar: Avatar, checkpoint: Path | None = None, device: Device = "auto") -> BilayerFigure:
    """Let the Bi-layer networks draw an avatar; takes seconds the first time, so not in a live thread.

    Args:
        avatar: of any photo; a figure of other networks is possible too.
        checkpoint: folder of the networks; the imported ones by default.
        device: where they draw.

    Raises:
        CheckpointError: there is no checkpoint, or it can't be used.
        BackendUnavailable: the device is missing.
    """
    folder = find_checkpoint(checkpoint)
    compute = choose_compute(device)
    from vcam.engine.bilayer.cache import portrait_of

    return with_portrait(avatar, portrait_of(avatar, folder).placed(compute))


def with_portrait(avatar: Avatar, portrait: Portrait) -> BilayerFigure:
    """An avatar, to be drawn by a portrait that was made of it."""
    return BilayerFigure(**_parts(avatar), portrait=portrait)


def without_networks(avatar: Avatar) -> Avatar:
    """The same avatar, to be drawn by the warp prior."""
    return Avatar(**_parts(avatar))


def _parts(avatar: Avatar) -> dict[str, Any]:
    return {part.name: getattr(avatar, part.name) for part in fields(Avatar) if part.init}
