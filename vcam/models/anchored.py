"""The geometry-anchored generator: small networks that repair what the warp prior can't know.

The prior draws a head from its geometry; what lies in the opened mouth and behind the lids it can only
guess. Each region has an aligned patch and a U-Net of its own that corrects the prior there and nowhere
else. As in the Bi-layer paper the picture is a low-frequency layer plus high frequencies,

    patch    = low frequencies of the prior + residual + (1 - mask) * high frequencies of the prior,

with `reach` confining residual and mask: zero output is the prior itself, whatever the resolution.
Source of the two layers: Fast Bi-layer Neural Synthesis (2020), 3.1.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from itertools import pairwise
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from vcam.errors import ConfigError
from vcam.models.blocks import ResidualBlock, activate, conv3x3

MAPS = 5
"""Maps of a patch: the opening and the lips' or iris's shape now, both in the photo, and the reach."""
INPUTS = 3 + 3 + MAPS
"""Channels of a patch: prior, photo, maps."""
OVERLAY = 4
LEVELS = 4
"""How often a patch's side is halved."""


@dataclass(frozen=True, kw_only=True)
class RegionConfig:
    """One region's network.

    Args:
        side: of the patch in pixels, a multiple of 16.
        channels: at half the patch's side; twice, three and four times as many below.
    """

    side: int
    channels: int

    def __post_init__(self) -> None:
        """Raise `ConfigError` unless both are in their ranges."""
        for name in ("side", "channels"):
            if type(getattr(self, name)) is not int:
                raise ConfigError(f"a region's {name} is {getattr(self, name)!r}, expected a whole number")
        if self.side < 2**LEVELS or self.side % 2**LEVELS:
            raise ConfigError(f"a region's patch has a side of {self.side}, expected a multiple of 16")
        if self.channels < 1:
            raise ConfigError(f"a region's network has {self.channels} channels, expected at least 1")


@dataclass(frozen=True, kw_only=True)
class AnchoredConfig:
    """The networks of both regions."""

    mouth: RegionConfig = field(default_factory=lambda: RegionConfig(side=64, channels=24))
    eyes: RegionConfig = field(default_factory=lambda: RegionConfig(side=48, channels=16))

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: object) -> AnchoredConfig:
        """Read back what `to_json` gave.

        Raises:
            ConfigError: a value is missing, not known, or wrong.
        """
        names = {entry.name for entry in fields(cls)}
        if not isinstance(values, dict) or set(values) != names:
            raise ConfigError(f"the regions given are {values!r}, expected {', '.join(sorted(names))}")
        try:
            return cls(**{name: RegionConfig(**values[name]) for name in names})
        except TypeError as error:
            raise ConfigError(f"a region is {values!r}, expected side and channels") from error


class RegionNetwork(nn.Module):
    """Repairs one region's patches."""

    def __init__(self, config: RegionConfig) -> None:
        """Make the network; fresh, it leaves the prior's colours alone."""
        super().__init__()
        c = config.channels
        self.entry = conv3x3(4 * INPUTS, c)
        widths = (c, 2 * c, 3 * c, 4 * c)
        self.down = nn.ModuleList(ResidualBlock(low, high, resize="down") for low, high in pairwise(widths))
        self.middle = ResidualBlock(4 * c, 4 * c)
        self.up = nn.ModuleList(
            ResidualBlock(high, low, resize="up")
            for low, high in zip(widths[-2::-1], widths[:0:-1], strict=True)
        )
        self.head = conv3x3(c, 4 * OVERLAY)
        with torch.no_grad():
            self.head.weight[: 4 * 3].zero_()
            self.head.weight[4 * 3 :].mul_(0.1)
        nn.init.zeros_(self.head.get_parameter("bias"))

    def forward(self, patch: Tensor) -> Tensor:
        """What to lay over the prior.

        Args:
            patch: (B,11,S,S): the prior's picture and the photo's at rest, RGB in [0, 1]; what is open
                and the lips' or iris's shape, now and in the photo, and the reach, in [0, 1].

        Returns:
            (B,4,S,S) overlay: RGB to add, in [0, 1] for black to white, and the mask that the prior is
            darkened by before (`lay_over`).
        """
        x = self.entry(functional.pixel_unshuffle(2 * patch - 1, 2))  # (B,c,S/2,S/2)
        kept = []
        for block in self.down:
            kept.append(x)
            x = block(x).output
        x = self.middle(x).output  # (B,4c,S/16,S/16)
        for block in self.up:
            x = block(x).output + kept.pop()
        out = functional.pixel_shuffle(self.head(activate(x)), 2)  # (B,4,S,S)
        reach = patch[:, -1:]
        mask = reach * out[:, 3:].clamp(0, 1)
        return torch.cat([reach * out[:, :3] + mask * low_frequencies(patch[:, :3]), mask], 1)


class AnchoredGenerator(nn.Module):
    """Both regions' networks."""

    def __init__(self, config: AnchoredConfig) -> None:
        """Make the networks with fresh weights."""
        super().__init__()
        self.config = config
        self.mouth = RegionNetwork(config.mouth)
        self.eyes = RegionNetwork(config.eyes)

    def forward(self, mouth: Tensor, eyes: Tensor) -> tuple[Tensor, Tensor]:
        """Overlays of one frame.

        Args:
            mouth: (1,11,M,M) patch.
            eyes: (2,11,E,E) patches, the right eye's and the left one's mirrored.

        Returns:
            (1,4,M,M) and (2,4,E,E).
        """
        return self.mouth(mouth), self.eyes(eyes)


def low_frequencies(picture: Tensor) -> Tensor:
    """(B,3,S,S) what a picture of half the side still shows."""
    half = functional.avg_pool2d(picture, 2)
    return functional.interpolate(half, scale_factor=2.0, mode="bilinear", align_corners=False)


def lay_over(prior: Tensor, overlay: Tensor) -> Tensor:
    """(B,3,S,S) the repaired picture, not clamped, of the prior's (B,3,S,S) and (B,4,S,S) overlays."""
    return prior * (1 - overlay[:, 3:]) + overlay[:, :3]
