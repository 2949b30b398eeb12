"""The texture updater: learned gradient descent that fits the texture to the source picture.

Source: Fast Bi-layer Neural Synthesis (2020), 3.3, A.2 and Figure 14.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from vcam.models.blocks import ResidualBlock, activate, conv3x3
from vcam.models.inference_generator import InferenceOutput
from vcam.models.sampling import sample

STEPS = 4
"""The paper's M."""


class TextureUpdater(nn.Module):
    """Encoder and decoder without normalisation."""

    def __init__(self, channels: int = 64, bottleneck_channels: int = 128, blocks: int = 8) -> None:
        """Make the network.

        Args:
            channels: at full size.
            bottleneck_channels: at half size.
            blocks: how many keep that size.
        """
        super().__init__()
        self.first_conv = conv3x3(6, channels)
        self.down = ResidualBlock(channels, bottleneck_channels, resize="down")
        self.middle = nn.ModuleList(
            ResidualBlock(bottleneck_channels, bottleneck_channels) for _ in range(blocks)
        )
        self.up = ResidualBlock(bottleneck_channels, channels, resize="up")
        self.head = conv3x3(channels, 3)

    def forward(self, texture: Tensor, gradient: Tensor) -> Tensor:
        """One update.

        Args:
            texture: (B,3,S,S).
            gradient: (B,3,S,S) of the loss with respect to it.

        Returns:
            (B,3,S,S) in [-1, 1], what is added to the texture.
        """
        x = self.first_conv(torch.cat([texture, gradient], 1))
        x = self.down(x).output  # (B,C,S/2,S/2)
        for block in self.middle:
            x = block(x).output
        x = self.up(x).output  # (B,C,S,S)
        return torch.tanh(self.head(activate(x)))

    def update(self, texture: Tensor, source: Tensor, drawn: InferenceOutput, steps: int = STEPS) -> Tensor:
        """Fit a texture to the source in some steps (Eq. 7).

        Gradients of the caller's own loss pass through all steps into this network and the texture.

        Args:
            texture: (B,3,S,S) to begin with.
            source: (B,3,S,S) RGB in [-1, 1].
            drawn: what the inference generator says about the source's pose.
            steps: how many.
        """
        for _ in range(steps):
            texture = texture + self(texture, reconstruction_gradient(texture, source, drawn))
        return texture


def reconstruction_gradient(texture: Tensor, source: Tensor, drawn: InferenceOutput) -> Tensor:
    """Gradient, with respect to the texture, of half the summed squared error of the source drawn anew.

    Both pictures are compared on black, cut out by the predicted mask. The result has no graph.
    """
    # Copies, because tensors made in inference mode can't take part in a gradient.
    with torch.inference_mode(False), torch.enable_grad():
        leaf = texture.detach().clone().requires_grad_()
        mask = drawn.mask.detach().clone()
        again = drawn.low_frequency.detach().clone() + sample(leaf, drawn.warp_field.detach().clone())
        error = (source.detach().clone() - again) * mask
        (gradient,) = torch.autograd.grad(0.5 * error.square().sum(), leaf)
    return gradient
