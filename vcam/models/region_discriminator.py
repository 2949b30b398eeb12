"""Tells repaired patches of a region from true ones, in training alone: it is what keeps teeth from blurring.

Source: the conditional PatchGAN of P. Isola et al., Image-to-Image Translation with Conditional Adversarial
Networks (2017), with spectral norm as in the Bi-layer paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn.utils import parametrizations

from vcam.models.anchored import INPUTS
from vcam.models.blocks import activate

LAYERS = 3


@dataclass(frozen=True, kw_only=True, eq=False)
class Verdict:
    """What the discriminator thinks of patches.

    Args:
        scores: (B,1,S/8,S/8), greater is truer.
        features: of each layer, large to small.
    """

    scores: Tensor
    features: tuple[Tensor, ...]


class RegionDiscriminator(nn.Module):
    """Judges patches beside the photo's and their maps."""

    def __init__(self, channels: int = 32) -> None:
        """Make it with fresh weights; `channels` at half the patch's side, doubled below."""
        super().__init__()
        widths = [INPUTS, *(channels << level for level in range(LAYERS))]
        self.layers = nn.ModuleList(
            parametrizations.spectral_norm(nn.Conv2d(before, after, 4, stride=2, padding=1))
            for before, after in pairwise(widths)
        )
        self.score = parametrizations.spectral_norm(nn.Conv2d(widths[-1], 1, 3, padding=1))

    def forward(self, picture: Tensor, patch: Tensor) -> Verdict:
        """Judge.

        Args:
            picture: (B,3,S,S) RGB in [0, 1], repaired or true.
            patch: (B,11,S,S) what the network that repairs has seen; a hint after that is left out.
        """
        x = torch.cat([2 * picture - 1, 2 * patch[:, 3:INPUTS] - 1], 1)
        features = []
        for layer in self.layers:
            x = activate(layer(x))
            features.append(x)
        return Verdict(scores=self.score(x), features=tuple(features))
