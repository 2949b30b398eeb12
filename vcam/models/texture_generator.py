"""The texture generator: embeddings to the avatar's pose-independent texture.

Source: Fast Bi-layer Neural Synthesis (2020), 3.1, 3.5, A.2 and Figure 10.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn

from vcam.models.adaptive import AdaptiveParameters, ParameterPredictor
from vcam.models.blocks import AdaptiveUpBlock, activate, batch_norm, conv3x3
from vcam.models.norms import AdaptiveBatchNorm, AdaSpade

FIRST_SIDE = 4
"""Side of the learned constant that the texture starts from."""


class TextureGenerator(nn.Module):
    """Runs once per avatar."""

    def __init__(
        self, channels: Sequence[int], *, ada_spade: bool = True, adaptive_skips: bool = True
    ) -> None:
        """Make the network.

        Args:
            channels: of the embeddings and the blocks' outputs, coarse to fine.
            ada_spade: False replaces AdaSPADE by adaptive batch normalisation and biases per pixel.
            adaptive_skips: False replaces predicted skips by learned ones.
        """
        super().__init__()
        channels_in = [channels[0], *channels[:-1]]
        self.constant = nn.Parameter(torch.randn(1, channels[0], FIRST_SIDE, FIRST_SIDE))

        def norm(count: int, side: int) -> nn.Module:
            return AdaSpade(count, side) if ada_spade else AdaptiveBatchNorm(count, bias_side=side)

        sides = [FIRST_SIDE * 2**level for level in range(len(channels) + 1)]
        self.blocks = nn.ModuleList(
            AdaptiveUpBlock(
                before,
                after,
                norm1=norm(before, side) if side > FIRST_SIDE else batch_norm(before),
                norm2=norm(after, next_side),
                late_upsampling=False,
                adaptive_skip=adaptive_skips,
            )
            for before, after, (side, next_side) in zip(channels_in, channels, pairwise(sides), strict=True)
        )
        self.final_norm = norm(channels[-1], sides[-1])
        self.head = conv3x3(channels[-1], 3)
        self.predictor = ParameterPredictor(
            channels,
            channels_in,
            list(zip(channels_in, channels, strict=True)),
            spade=ada_spade,
            skips=adaptive_skips,
        )

    def predict(self, embeddings: Sequence[Tensor]) -> AdaptiveParameters:
        """The adaptive parameters for (B,C,8,8) embeddings."""
        parameters: AdaptiveParameters = self.predictor(embeddings)
        return parameters

    def forward(self, parameters: AdaptiveParameters) -> Tensor:
        """Make the texture: (B,3,S,S) in [-1, 1]."""
        x = self.constant.expand(len(parameters[0].norm2[0].bias), -1, -1, -1)  # (B,C,4,4)
        entry = None
        for block, own in zip(self.blocks, parameters, strict=True):
            x = block(x, entry, own)  # (B,C,2H,2W)
            entry = own.next_norm
        return torch.tanh(self.head(activate(self.final_norm(x, entry))))
