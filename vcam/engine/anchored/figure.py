"""An avatar that networks correct; goes wherever an avatar goes."""

from __future__ import annotations

import logging
from dataclasses import dataclass, fields
from functools import cached_property

from vcam.avatar.avatar import Avatar
from vcam.engine.anchored.head import HeadLooks
from vcam.engine.anchored.looks import RegionLooks
from vcam.engine.anchored.networks import AnchoredNetworks, load_networks
from vcam.engine.anchored.regions import REGIONS
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

    @cached_property
    def head_looks(self) -> HeadLooks | None:
        """Looks at the head, the same for every view; None where the prior draws it alone."""
        return HeadLooks(self, self.networks.head_side) if self.networks.head_side else None

    @cached_property
    def region_looks(self) -> tuple[RegionLooks, ...]:
        """Looks at mouth, right and left eye, the same for every view."""
        sides = (self.networks.mouth_side, self.networks.eye_side, self.networks.eye_side)
        return tuple(RegionLooks(self, *part) for part in zip(REGIONS, sides, strict=True))


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
