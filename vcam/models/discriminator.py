"""The discriminator: realism scores of the patches of a picture, given its landmark image.

Training makes the scores relativistic; the network itself is a PatchGAN.
Source: Fast Bi-layer Neural Synthesis (2020), 3.1, 3.2, A.1, A.2 and Figure 13.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor, nn

from vcam.models.blocks import ResidualBlock, activate, batch_norm, conv3x3


@dataclass(frozen=True, kw_only=True, eq=False)
class DiscriminatorOutput:
    """What it says about a batch of pictures.

    Args:
        scores: (B,1,8,8), high for real.
        features: of each block, large to small, for feature matching.
    """

    scores: Tensor
    features: tuple[Tensor, ...]


class Discriminator(nn.Module):
    """Batch normalisation: real and fake pictures go through it in one batch (A.2)."""

    def __init__(self, channels: Sequence[int]) -> None:
        """Make the network.

        Args:
            channels: after the first convolution and after each halving of the size.
        """
        super().__init__()
        self.first_conv = conv3x3(6, channels[0])
        downs = [ResidualBlock(a, b, resize="down", norm=True) for a, b in pairwise(channels)]
        self.blocks = nn.ModuleList([*downs, ResidualBlock(channels[-1], channels[-1], norm=True)])
        self.final_norm = batch_norm(channels[-1])
        self.head = nn.Conv2d(channels[-1], 1, 1)

    def forward(self, image: Tensor, landmark_image: Tensor) -> DiscriminatorOutput:
        """Judge pictures.

        Args:
            image: (B,3,S,S) RGB in [-1, 1].
            landmark_image: (B,3,S,S) landmarks drawn, RGB in [-1, 1].
        """
        x = self.first_conv(torch.cat([image, landmark_image], 1))
        features = []
        for block in self.blocks:
            out = block(x)
            features.append(out.features)
            x = out.output  # (B,C,H/2,W/2), but in the last block
        return DiscriminatorOutput(scores=self.head(activate(self.final_norm(x))), features=tuple(features))
