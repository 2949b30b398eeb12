"""Makes the networks of a configuration: the one place that decides sizes.

Source: Fast Bi-layer Neural Synthesis (2020), A.2; small and large are those of Table 2.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, get_args

from torch import nn
from torch.nn.utils import parametrizations, parametrize

from vcam.errors import ConfigError
from vcam.models.bilayer import Bilayer
from vcam.models.blocks import NORM_EPS
from vcam.models.discriminator import Discriminator
from vcam.models.identity_embedder import IdentityEmbedder
from vcam.models.inference_generator import InferenceGenerator
from vcam.models.keypoint_embedder import KeypointEmbedder
from vcam.models.texture_generator import FIRST_SIDE, TextureGenerator
from vcam.models.texture_updater import TextureUpdater

Size = Literal["small", "medium", "large"]
SIZES: tuple[Size, ...] = get_args(Size)

INFERENCE_SHRINK: dict[Size, int] = {"small": 4, "medium": 2, "large": 1}
"""How many times fewer channels the inference generator has than the other networks."""


@dataclass(frozen=True, kw_only=True)
class BilayerConfig:
    """What the networks are like; the defaults are the paper's.

    Args:
        size: of the inference generator.
        image_size: side of all pictures, a power of two.
        keypoints: of a pose.
        min_channels, max_channels: of the networks that run once per avatar.
        pose_width: of the keypoint embedder's hidden layers.
        ada_spade: False is the ablation with adaptive batch normalisation and biases per pixel.
        adaptive_skips: False is the ablation with learned skips.
        updater: False is the ablation without the texture updater.
        discriminator: True for training.
        spectral_norm: the weights are spectrally normalised, as in training; False when that is folded.
    """

    size: Size = "medium"
    image_size: int = 256
    keypoints: int = 68
    min_channels: int = 64
    max_channels: int = 512
    pose_width: int = 256
    ada_spade: bool = True
    adaptive_skips: bool = True
    updater: bool = True
    discriminator: bool = False
    spectral_norm: bool = False

    def __post_init__(self) -> None:
        """Check the values."""
        if self.size not in SIZES:
            raise ConfigError(f"size is {self.size!r}, expected one of {', '.join(SIZES)}")
        for field in fields(self):
            value = getattr(self, field.name)
            kind = type(field.default)
            if type(value) is not kind:
                raise ConfigError(f"{field.name} is {value!r}, expected {kind.__name__}")
        for name in ("image_size", "min_channels", "max_channels"):
            value = getattr(self, name)
            if value < 8 or value & (value - 1):
                raise ConfigError(f"{name} is {value}, expected a power of two from 8 on")
        if self.keypoints < 1 or self.pose_width < 1:
            raise ConfigError("keypoints and pose_width must be at least 1")
        if self.max_channels < self.min_channels:
            raise ConfigError(
                f"max_channels is {self.max_channels}, expected at least min_channels, {self.min_channels}"
            )

    @property
    def encoder_channels(self) -> list[int]:
        """Channels at each size, from the full one to 8x8; reversed, those of embeddings and texture."""
        levels = (self.image_size // FIRST_SIDE).bit_length() - 1
        return [min(self.max_channels, self.min_channels << level) for level in range(levels)]

    @property
    def inference_channels(self) -> list[int]:
        """Output channels of the inference generator's blocks, coarse to fine."""
        return [count // INFERENCE_SHRINK[self.size] for count in reversed(self.encoder_channels)]

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: object) -> BilayerConfig:
        """Read back what `to_json` gave.

        Raises:
            ConfigError: a value is missing, not known, or wrong.
        """
        names = {field.name for field in fields(cls)}
        if not isinstance(values, dict) or set(values) != names:
            found = ", ".join(sorted(map(str, values))) if isinstance(values, dict) else repr(values)
            raise ConfigError(f"the values given are {found}, expected {', '.join(sorted(names))}")
        return cls(**values)


def build(config: BilayerConfig) -> Bilayer:
    """Make all networks of a configuration, with fresh weights, in training mode."""
    down = config.encoder_channels
    up = down[::-1]
    low = config.min_channels
    bilayer = Bilayer(
        identity_embedder=IdentityEmbedder(down, up),
        texture_generator=TextureGenerator(
            up, ada_spade=config.ada_spade, adaptive_skips=config.adaptive_skips
        ),
        keypoint_embedder=KeypointEmbedder(config.keypoints, config.pose_width, config.inference_channels[0]),
        inference_generator=InferenceGenerator(
            config.inference_channels, up, adaptive_skips=config.adaptive_skips
        ),
        texture_updater=TextureUpdater(low, 2 * low) if config.updater else None,
        discriminator=Discriminator(down) if config.discriminator else None,
    )
    if config.spectral_norm:
        normalise_weights(bilayer)
    return bilayer


def normalise_weights(network: nn.Module) -> None:
    """Put spectral norm on every learned convolution and linear layer; predicted weights have none."""
    for module in list(network.modules()):
        if isinstance(module, nn.Conv2d | nn.Linear):
            parametrizations.spectral_norm(module, eps=NORM_EPS)


def fold_weights(network: nn.Module) -> None:
    """Take spectral norm off again: weights become the normalised ones, as evaluation mode sees them."""
    network.eval()
    for module in list(network.modules()):
        if parametrize.is_parametrized(module, "weight"):
            parametrize.remove_parametrizations(module, "weight", leave_parametrized=True)
