"""The inference generator, which runs per frame: a pose to low-frequency layer, warp delta and mask.

Source: Fast Bi-layer Neural Synthesis (2020), 3.1, 3.4, 3.5, A.2 and Figure 11.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from vcam.models.adaptive import AdaptiveParameters, ParameterPredictor
from vcam.models.blocks import AdaptiveUpBlock, activate, batch_norm, conv3x3
from vcam.models.norms import AdaptiveBatchNorm
from vcam.models.sampling import identity_field


@dataclass(frozen=True, kw_only=True, eq=False)
class InferenceOutput:
    """What the network says about one pose.

    Args:
        low_frequency: (B,3,S,S) RGB in [-1, 1].
        warp_delta: (B,S,S,2) x then y in [-1, 1], what is added to the identity.
        mask_logits: (B,1,S,S); their sigmoid is the probability of foreground.
    """

    low_frequency: Tensor
    warp_delta: Tensor
    mask_logits: Tensor

    @property
    def warp_field(self) -> Tensor:
        """(B,S,S,2) where each pixel comes from in the texture, x then y, align_corners=False."""
        return identity_field(self.warp_delta) + self.warp_delta

    @property
    def mask(self) -> Tensor:
        """(B,1,S,S) probability of foreground."""
        return torch.sigmoid(self.mask_logits)


class InferenceGenerator(nn.Module):
    """Small, medium or large, by its channels."""

    def __init__(
        self,
        channels: Sequence[int],
        embedding_channels: Sequence[int],
        *,
        adaptive_skips: bool = True,
    ) -> None:
        """Make the network.

        Args:
            channels: of the blocks' outputs, coarse to fine: the same fraction of each embedding's channels.
            embedding_channels: of the embeddings, coarse to fine.
            adaptive_skips: False replaces predicted skips by learned ones.
        """
        super().__init__()
        channels_in = [channels[0], *channels[:-1]]
        self.blocks = nn.ModuleList(
            AdaptiveUpBlock(
                before,
                after,
                norm1=AdaptiveBatchNorm(before) if level else batch_norm(before),
                norm2=AdaptiveBatchNorm(after),
                late_upsampling=True,
                adaptive_skip=adaptive_skips,
            )
            for level, (before, after) in enumerate(zip(channels_in, channels, strict=True))
        )
        self.final_norm = AdaptiveBatchNorm(channels[-1])
        self.warp_head = conv3x3(channels[-1], 2)
        self.low_frequency_head = conv3x3(channels[-1], 3)
        self.mask_head = conv3x3(channels[-1], 1)
        self.predictor = ParameterPredictor(
            embedding_channels,
            [embedding_channels[0], *embedding_channels[:-1]],
            list(zip(channels_in, channels, strict=True)),
            spade=False,
            skips=adaptive_skips,
        )

    def predict(self, embeddings: Sequence[Tensor]) -> AdaptiveParameters:
        """The adaptive parameters for (B,C,8,8) embeddings."""
        parameters: AdaptiveParameters = self.predictor(embeddings)
        return parameters

    def forward(self, pose: Tensor, parameters: AdaptiveParameters) -> InferenceOutput:
        """Draw a pose.

        Args:
            pose: (B,C,4,4) from the keypoint embedder.
            parameters: of one avatar for the whole batch, or of one for each pose.
        """
        x, entry = pose, None
        for block, own in zip(self.blocks, parameters, strict=True):
            x = block(x, entry, own)  # (B,C,2H,2W)
            entry = own.next_norm
        x = activate(self.final_norm(x, entry))
        return InferenceOutput(
            low_frequency=torch.tanh(self.low_frequency_head(x)),
            warp_delta=torch.tanh(self.warp_head(x)).permute(0, 2, 3, 1),  # (B,S,S,2)
            mask_logits=self.mask_head(x),
        )
