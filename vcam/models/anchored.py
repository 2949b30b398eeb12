"""The geometry-anchored generator: small networks that repair what the warp prior can't know.

The prior draws a head from its geometry; what lies in the opened mouth and behind the lids it can only
guess. Each region has an aligned patch and a U-Net of its own that corrects the prior there and nowhere
else; the rest of the head has `vcam.models.head_network`. As in the Bi-layer paper the picture is a
low-frequency layer plus high frequencies,

    patch    = low frequencies of the prior + residual + (1 - mask) * high frequencies of the prior,

with `reach` confining residual and mask: zero output is the prior itself, whatever the resolution.
Source of the two layers: Fast Bi-layer Neural Synthesis (2020), 3.1.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import Any

import torch
from torch import Tensor, nn

from vcam.errors import ConfigError
from vcam.models.head_network import HeadNetwork
from vcam.models.patch_network import LEVELS, PatchNetwork, low_frequencies

MAPS = 5
"""Maps of a patch: the opening and the lips' or iris's shape now, both in the photo, and the reach."""
INPUTS = 3 + 3 + MAPS
"""Channels of a patch: prior, photo, maps."""
REACH = INPUTS - 1
HINT = 3
"""Further channels of the mouth's patch: coarse colours of what the driver shows between his lips."""
OVERLAY = 4


@dataclass(frozen=True, kw_only=True)
class RegionConfig:
    """One part's network.

    Args:
        side: of the patch in pixels, a multiple of 16.
        channels: at half the patch's side; twice, three and four times as many below.
        hinted: whether the patch has the channels of the `HINT`.
    """

    side: int
    channels: int
    hinted: bool = False

    @property
    def inputs(self) -> int:
        """Channels of the patch."""
        return INPUTS + HINT * self.hinted

    def __post_init__(self) -> None:
        """Raise `ConfigError` unless both are in their ranges."""
        for name in ("side", "channels"):
            if type(getattr(self, name)) is not int:
                raise ConfigError(f"a region's {name} is {getattr(self, name)!r}, expected a whole number")
        if self.side < 2**LEVELS or self.side % 2**LEVELS:
            raise ConfigError(f"a region's patch has a side of {self.side}, expected a multiple of 16")
        if self.channels < 1:
            raise ConfigError(f"a region's network has {self.channels} channels, expected at least 1")
        if type(self.hinted) is not bool:
            raise ConfigError(f"a region's hinted is {self.hinted!r}, expected true or false")


@dataclass(frozen=True, kw_only=True)
class AnchoredConfig:
    """The networks of all parts.

    Args:
        mouth, eyes: of the regions.
        head: of the whole head; None leaves it to the prior.
    """

    mouth: RegionConfig = field(default_factory=lambda: RegionConfig(side=64, channels=24, hinted=True))
    eyes: RegionConfig = field(default_factory=lambda: RegionConfig(side=48, channels=16))
    head: RegionConfig | None = None

    def to_json(self) -> dict[str, Any]:
        """As plain values, without what is None."""
        return {name: value for name, value in asdict(self).items() if value is not None}

    @classmethod
    def from_json(cls, values: object) -> AnchoredConfig:
        """Read back what `to_json` gave.

        Raises:
            ConfigError: a value is missing, not known, or wrong.
        """
        names = {entry.name for entry in fields(cls)}
        if not isinstance(values, dict) or set(values) | {"head"} != names:
            raise ConfigError(f"the regions given are {values!r}, expected {', '.join(sorted(names))}")
        try:
            return cls(**{name: value and RegionConfig(**value) for name, value in values.items()})
        except TypeError as error:
            raise ConfigError(f"a region is {values!r}, expected side and channels") from error


class RegionNetwork(PatchNetwork):
    """Repairs one region's patches."""

    def __init__(self, config: RegionConfig) -> None:
        """Make the network; fresh, it leaves the prior's colours alone."""
        super().__init__(config.inputs, OVERLAY, config.channels)
        self.start_at_zero(slice(0, 3))
        self.start_at_zero(slice(3, 4), 0.1)

    def forward(self, patch: Tensor) -> Tensor:
        """What to lay over the prior.

        Args:
            patch: (B,11,S,S): the prior's picture and the photo's at rest, RGB in [0, 1]; what is open
                and the lips' or iris's shape, now and in the photo, and the reach, in [0, 1]. If the network
                is hinted, (B,14,S,S) with the hint's RGB, black where nothing is known.

        Returns:
            (B,4,S,S) overlay: RGB to add, in [0, 1] for black to white, and the mask that the prior is
            darkened by before (`lay_over`).
        """
        out = self.correct(patch)
        reach = patch[:, REACH : REACH + 1]
        mask = reach * out[:, 3:].clamp(0, 1)
        return torch.cat([reach * out[:, :3] + mask * low_frequencies(patch[:, :3]), mask], 1)


class AnchoredGenerator(nn.Module):
    """All networks; `head` is None where the whole head is left to the prior."""

    def __init__(self, config: AnchoredConfig) -> None:
        """Make the networks with fresh weights."""
        super().__init__()
        self.config = config
        self.mouth = RegionNetwork(config.mouth)
        self.eyes = RegionNetwork(config.eyes)
        self.head = HeadNetwork(config.head.channels) if config.head else None

    def forward(self, mouth: Tensor, eyes: Tensor) -> tuple[Tensor, Tensor]:
        """Overlays of one frame's mouth and eyes; `head` comes before, by itself.

        Args:
            mouth: (1,14,M,M) patch, or (1,11,M,M) if its network takes no hint.
            eyes: (2,11,E,E) patches, the right eye's and the left one's mirrored.

        Returns:
            (1,4,M,M) and (2,4,E,E).
        """
        return self.mouth(mouth), self.eyes(eyes)


def lay_over(prior: Tensor, overlay: Tensor) -> Tensor:
    """(B,3,S,S) the repaired picture, not clamped, of the prior's (B,3,S,S) and (B,4,S,S) overlays."""
    return prior * (1 - overlay[:, 3:]) + overlay[:, :3]
