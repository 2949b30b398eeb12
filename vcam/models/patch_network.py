"""The U-Net that every network of the anchored generator is: patches in, small corrections out."""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional

from vcam.models.blocks import ResidualBlock, activate, conv3x3

LEVELS = 4
"""How often a patch's side is halved."""


class PatchNetwork(nn.Module):
    """Residual blocks down to a sixteenth of the patch's side and up again, with sums across."""

    def __init__(self, inputs: int, outputs: int, channels: int) -> None:
        """Make the network.

        Args:
            inputs, outputs: channels of the patch.
            channels: at half the patch's side; twice, three and four times as many below.
        """
        super().__init__()
        c = channels
        self.entry = conv3x3(4 * inputs, c)  # over blocks of 2 x 2 pixels
        widths = (c, 2 * c, 3 * c, 4 * c)
        self.down = nn.ModuleList(ResidualBlock(low, high, resize="down") for low, high in pairwise(widths))
        self.middle = ResidualBlock(4 * c, 4 * c)
        self.up = nn.ModuleList(
            ResidualBlock(high, low, resize="up")
            for low, high in zip(widths[-2::-1], widths[:0:-1], strict=True)
        )
        self.head = conv3x3(c, 4 * outputs)
        nn.init.zeros_(self.head.get_parameter("bias"))

    def start_at_zero(self, outputs: slice, gain: float = 0.0) -> None:
        """Let a fresh network give (almost) 0 in some of its outputs."""
        with torch.no_grad():
            self.head.weight[4 * outputs.start : 4 * outputs.stop].mul_(gain)

    def correct(self, patch: Tensor) -> Tensor:
        """(B,outputs,S,S) of (B,inputs,S,S) in [0, 1], S a multiple of 16."""
        weight = _over_pixels(self.entry.weight)
        x = functional.conv2d(2 * patch - 1, weight, self.entry.bias, stride=2, padding=2)  # (B,c,S/2,S/2)
        kept = []
        for block in self.down:
            kept.append(x)
            x = block(x).output
        x = self.middle(x).output  # (B,4c,S/16,S/16)
        for block in self.up:
            x = block(x).output + kept.pop()
        return functional.pixel_shuffle(self.head(activate(x)), 2)


def _over_pixels(weight: Tensor) -> Tensor:
    """(C,4N,3,3) weights over blocks of 2 x 2 pixels as (C,N,6,6) over the pixels, which spares a copy."""
    count, blocks = weight.shape[:2]
    apart = weight.reshape(count, blocks // 4, 2, 2, 3, 3)
    return apart.permute(0, 1, 4, 2, 5, 3).reshape(count, blocks // 4, 6, 6)


def low_frequencies(picture: Tensor) -> Tensor:
    """(B,3,S,S) what a picture of half the side still shows."""
    half = functional.avg_pool2d(picture, 2)
    return functional.interpolate(half, scale_factor=2.0, mode="bilinear", align_corners=False)
