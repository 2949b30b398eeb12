"""An avatar that networks correct; goes wherever an avatar goes."""

from __future__ import annotations

import logging
from dataclasses import dataclass, fields

from vcam.avatar.avatar import Avatar
from vcam.engine.anchored.networks import AnchoredNetworks, load_networks
from vcam.engine.device import Device, find_gpu
from vcam.errors import BackendUnavailable, CheckpointError

log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False, kw_only=True)
class AnchoredFigure(Avatar):
    """An avatar with the networks that draw on it.

    Args:
        networks: maybe shared with other figures.
    """

    networks: AnchoredNetworks


def make_anchored(avatar: Avatar, networks: AnchoredNetworks | None = None) -> AnchoredFigure:
    """Let networks correct an avatar's picture.

    Args:
        avatar: of any photo.
        networks: the shipped ones by default.

    Raises:
        CheckpointError, BackendUnavailable: the shipped networks can't be used.
    """
    parts = {part.name: getattr(avatar, part.name) for part in fields(Avatar) if part.init}
    return AnchoredFigure(**parts, networks=networks or load_networks())


def anchored_or_prior(avatar: Avatar, device: Device = "auto") -> tuple[Avatar, str]:
    """The avatar with the shipped networks, or without them; and what the user should be told about it.

    Args:
        avatar: of any photo.
        device: where the networks draw.

    Raises:
        BackendUnavailable: that device was asked for and isn't there.
    """
    choice = find_gpu(device)
    try:
        figure = make_anchored(avatar, load_networks(choice))
    except (CheckpointError, BackendUnavailable) as error:
        reason = f"The avatar is drawn by geometry alone: {error}."
        log.warning("%s", reason)
        return avatar, reason
    return figure, " ".join(figure.networks.notes)
