"""Pre-activation residual blocks, plain and adaptive, that all networks are made of.

Source: E. Zakharov et al., Fast Bi-layer Neural Synthesis of One-Shot Realistic Head Avatars (2020), A.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from torch import Tensor, nn
from torch.nn import functional

from vcam.models.adaptive import AdaptiveConv, BlockParameters, NormWeights

NORM_EPS = 1e-7
NORM_MOMENTUM = 1.0
"""Running statistics are those of the last batch: standing statistics replace them after training."""
SLOPE = 0.2

Resize = Literal["none", "up", "down"]


@dataclass(frozen=True, kw_only=True, eq=False)
class BlockOutput:
    """What a plain block gives.

    Args:
        features: right after the second activation, (B,Cout,H,W) before a reduction.
        output: main path plus skip.
    """

    features: Tensor
    output: Tensor


def activate(x: Tensor) -> Tensor:
    """The one activation of all networks."""
    return functional.leaky_relu(x, SLOPE)


def upsample(x: Tensor) -> Tensor:
    """Twice the size, nearest neighbour."""
    return functional.interpolate(x, scale_factor=2, mode="nearest")


def conv3x3(channels_in: int, channels_out: int) -> nn.Conv2d:
    """A 3x3 convolution that keeps the size; the border is zero."""
    return nn.Conv2d(channels_in, channels_out, 3, padding=1)


def batch_norm(channels: int, *, affine: bool = True) -> nn.BatchNorm2d:
    """Batch normalisation as all networks use it."""
    return nn.BatchNorm2d(channels, eps=NORM_EPS, momentum=NORM_MOMENTUM, affine=affine)


class ResidualBlock(nn.Module):
    """The plain block of embedder, discriminator and updater."""

    def __init__(
        self, channels_in: int, channels_out: int, *, resize: Resize = "none", norm: bool = False
    ) -> None:
        """Make the block.

        Args:
            channels_in, channels_out: the first convolution changes from one to the other.
            resize: `up` doubles the size before the first convolution, `down` halves it after the second.
            norm: batch normalisation before both activations.
        """
        super().__init__()
        self.resize = resize
        self.norm1 = batch_norm(channels_in) if norm else nn.Identity()
        self.conv1 = conv3x3(channels_in, channels_out)
        self.norm2 = batch_norm(channels_out) if norm else nn.Identity()
        self.conv2 = conv3x3(channels_out, channels_out)
        keeps = channels_in == channels_out and resize == "none"
        self.skip = nn.Identity() if keeps else nn.Conv2d(channels_in, channels_out, 1)

    def forward(self, x: Tensor) -> BlockOutput:
        """Apply the block to (B,Cin,H,W)."""
        main = activate(self.norm1(x))
        if self.resize == "up":
            main, x = upsample(main), upsample(x)  # (B,Cin,2H,2W)
        features = activate(self.norm2(self.conv1(main)))
        output = self.conv2(features)
        skip = self.skip(x)
        if self.resize == "down":
            output, skip = (
                functional.avg_pool2d(output, 2),
                functional.avg_pool2d(skip, 2),
            )  # (B,Cout,H/2,W/2)
        return BlockOutput(features=features, output=output + skip)


class AdaptiveUpBlock(nn.Module):
    """The block of both generators: doubles the size, with predicted norms and skip."""

    def __init__(
        self,
        channels_in: int,
        channels_out: int,
        *,
        norm1: nn.Module,
        norm2: nn.Module,
        late_upsampling: bool,
        adaptive_skip: bool,
    ) -> None:
        """Make the block.

        Args:
            channels_in, channels_out: the first convolution changes from one to the other.
            norm1, norm2: normalisations before the two activations.
            late_upsampling: double the size before the second convolution, not before the first, which
                halves the cost (Figure 11).
            adaptive_skip: the skip's weights are predicted, not learned.
        """
        super().__init__()
        self.late_upsampling = late_upsampling
        self.norm1 = norm1
        self.conv1 = conv3x3(channels_in, channels_out)
        self.norm2 = norm2
        self.conv2 = conv3x3(channels_out, channels_out)
        self.skip = AdaptiveConv() if adaptive_skip else nn.Conv2d(channels_in, channels_out, 1)

    def forward(self, x: Tensor, entry: NormWeights | None, parameters: BlockParameters) -> Tensor:
        """Apply the block.

        Args:
            x: (B,Cin,H,W).
            entry: what the block before predicted for the first norm; None where that norm is ordinary.
            parameters: of this block.

        Returns:
            (B,Cout,2H,2W).
        """
        main = activate(self.norm1(x) if entry is None else self.norm1(x, entry))
        if self.late_upsampling:
            main = upsample(activate(self.norm2(self.conv1(main), parameters.norm2)))  # (B,Cout,2H,2W)
        else:
            main = activate(self.norm2(self.conv1(upsample(main)), parameters.norm2))  # (B,Cout,2H,2W)
        x = upsample(x)  # (B,Cin,2H,2W)
        skip: Tensor = self.skip(x) if parameters.skip is None else self.skip(x, parameters.skip)
        return skip + self.conv2(main)
