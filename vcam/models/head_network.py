"""The network for the whole head: it bends the prior's warp field, and mends colours and smears.

As in the Bi-layer paper the generator gives a low-frequency layer, a warp field and a mask; here each is
a correction of what geometry gives, so zero output is the prior itself:

    warp field = warp prior + warp delta,
    picture    = low frequencies + residual + (1 - mask) * high frequencies.

It works at a small size; the picture is sampled once, by the sum of both fields, at the texture's own.
Source: Fast Bi-layer Neural Synthesis (2020), 3.1, with the field anchored to geometry.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from vcam.models.patch_network import PatchNetwork, low_frequencies

INPUTS = 17
"""Channels of a patch: the prior's picture and alpha, the photo's, the face's outline now and in the photo,
reach, the prior's displacement, and that by the head's rigid motion with its change by depth."""
REACH = 10
CORRECTIONS = 6
MAX_DELTA = 0.08
"""Greatest warp delta along an axis, as a part of the patch's side."""
FAR_FROM, FAR_AT = 0.6, 1.0
"""Displacement by the prior, as the patch tells it, from which the network acts ever less, and from which not
at all: a head that has gone so far is rare in training, and geometry moves it well."""
SOFTNESS = 5
"""Width of the window that the displacement is averaged over for that, in pixels of the patch."""


class HeadNetwork(PatchNetwork):
    """Corrects the whole head."""

    def __init__(self, channels: int) -> None:
        """Make the network; fresh, it changes nothing."""
        super().__init__(INPUTS, CORRECTIONS, channels)
        self.start_at_zero(slice(0, 5))
        self.start_at_zero(slice(5, 6), 0.1)

    def forward(self, patch: Tensor) -> Tensor:
        """What to change.

        Args:
            patch: (B,17,S,S): RGB and alpha that the prior drew, RGB and alpha of the photo, outlines of
                the face now and in the photo, reach, all in [0, 1]; the prior's displacement (x, y), that
                by the head's rigid motion, and the latter's change by depth, in [-1, 1].

        Returns:
            (B,6,S,S): warp delta (x, y) in parts of the patch's side, then an overlay as of
            `vcam.models.anchored.RegionNetwork`.
        """
        x = torch.cat([patch[:, : REACH + 1], patch[:, REACH + 1 :] * 0.5 + 0.5], 1)
        out = self.correct(x)
        reach = patch[:, REACH : REACH + 1] * near(patch[:, REACH + 1 : REACH + 3])
        delta = MAX_DELTA * reach * out[:, :2].tanh()
        mask = reach * out[:, 5:].clamp(0, 1)
        return torch.cat([delta, reach * out[:, 2:5] + mask * low_frequencies(patch[:, :3]), mask], 1)


def near(displacement: Tensor) -> Tensor:
    """(B,1,S,S) in [0, 1] how far the network may act where the prior moves the picture by (B,2,S,S)."""
    distance = displacement.square().sum(1, keepdim=True).sqrt()
    smooth = functional.avg_pool2d(distance, SOFTNESS, stride=1, padding=SOFTNESS // 2)
    return ((FAR_AT - smooth) / (FAR_AT - FAR_FROM)).clamp(0, 1)


def bend(layer: Tensor, delta: Tensor) -> Tensor:
    """What a layer sampled by the prior's field looks like when the field is bent.

    Args:
        layer: (B,C,H,W).
        delta: (B,2,h,w) in parts of the side (`HeadNetwork`).

    Returns:
        (B,C,H,W): at each place the layer's value that lies `delta` from it.
    """
    size = layer.shape[-2:]
    fine = functional.interpolate(delta, size, mode="bilinear", align_corners=False)
    identity = functional.affine_grid(
        torch.eye(2, 3, dtype=layer.dtype, device=layer.device).expand(len(layer), -1, -1),
        [len(layer), 1, *size],
        align_corners=False,
    )
    grid = identity + 2 * fine.permute(0, 2, 3, 1)
    return functional.grid_sample(layer, grid, padding_mode="border", align_corners=False)
