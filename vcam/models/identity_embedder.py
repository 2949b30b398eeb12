"""The identity embedder: source picture and landmark image to a stack of embeddings.

Source: Fast Bi-layer Neural Synthesis (2020), 3.1, A.2 and Figure 12.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn

from vcam.models.blocks import ResidualBlock, conv3x3


class IdentityEmbedder(nn.Module):
    """No normalisation, so that it learns more slowly than the other networks (A.2)."""

    def __init__(self, encoder_channels: Sequence[int], embedding_channels: Sequence[int]) -> None:
        """Make the network.

        Args:
            encoder_channels: after the first convolution and after each halving of the size.
            embedding_channels: of the embeddings, coarse to fine.
        """
        super().__init__()
        self.first_conv = conv3x3(6, encoder_channels[0])
        self.encoder = nn.ModuleList(
            ResidualBlock(before, after, resize="down") for before, after in pairwise(encoder_channels)
        )
        self.decoder = nn.ModuleList(
            ResidualBlock(before, after)
            for before, after in pairwise([encoder_channels[-1], *embedding_channels])
        )

    def forward(self, source: Tensor, mask: Tensor, landmark_image: Tensor) -> tuple[Tensor, ...]:
        """Embed one source frame per avatar.

        Args:
            source: (B,3,S,S) RGB in [-1, 1].
            mask: (B,1,S,S) foreground in [0, 1]; what is not foreground becomes black.
            landmark_image: (B,3,S,S) the source's landmarks drawn, RGB in [-1, 1].

        Returns:
            One (B,C,8,8) embedding per generator block, coarse to fine.
        """
        masked = source * mask - (1 - mask)
        x = self.first_conv(torch.cat([masked, landmark_image], 1))
        for block in self.encoder:
            x = block(x).output  # (B,C,H/2,W/2)
        embeddings = []
        for block in self.decoder:
            out = block(x)
            embeddings.append(out.features)  # (B,C,8,8)
            x = out.output
        return tuple(embeddings)
