"""Batch normalisation whose scale and bias are predicted: per channel, or per pixel (AdaSPADE).

Source: Fast Bi-layer Neural Synthesis (2020), 3.5 and A.2; the ablation is that of Table 1.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from vcam.models.adaptive import AdaptiveConv, NormWeights
from vcam.models.blocks import batch_norm


class AdaptiveBatchNorm(nn.Module):
    """Batch normalisation with a predicted scale and bias per channel."""

    def __init__(self, channels: int, *, bias_side: int | None = None) -> None:
        """Make the norm.

        Args:
            channels: of its input.
            bias_side: give it a learned bias per pixel, of so many pixels square (AdaSPADE's substitute in
                the ablation).
        """
        super().__init__()
        self.norm = batch_norm(channels, affine=False)
        self.pixel_bias = (
            None if bias_side is None else nn.Parameter(torch.zeros(1, channels, bias_side, bias_side))
        )

    def forward(self, x: Tensor, weights: NormWeights) -> Tensor:
        """Normalise (B,C,H,W)."""
        (affine,) = weights
        scale = affine.weight[..., None] + 1  # (B,C,1,1)
        y = self.norm(x) * scale + affine.bias[..., None, None]
        return y if self.pixel_bias is None else y + self.pixel_bias


class AdaSpade(nn.Module):
    """Batch normalisation with a scale and bias per pixel, made of learned features by predicted weights."""

    def __init__(self, channels: int, side: int) -> None:
        """Make the norm of (B,channels,side,side)."""
        super().__init__()
        self.norm = batch_norm(channels, affine=False)
        self.pixel_features = nn.Parameter(torch.randn(1, channels, side, side))
        self.to_scale = AdaptiveConv()
        self.to_bias = AdaptiveConv()

    def forward(self, x: Tensor, weights: NormWeights) -> Tensor:
        """Normalise (B,C,H,W)."""
        scale, bias = weights
        scale_map = self.to_scale(self.pixel_features, scale) + 1  # (B,C,H,W)
        bias_map = self.to_bias(self.pixel_features, bias)  # (B,C,H,W)
        return self.norm(x) * scale_map + bias_map
