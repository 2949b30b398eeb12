"""Bi-layer networks that are small enough for unit tests, and pictures for them."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from vcam.models.bilayer import Bilayer
from vcam.models.build import BilayerConfig, build

SIDE = 32
KEYPOINTS = 5


def small_config(**changes: Any) -> BilayerConfig:
    sizes = {"image_size": SIDE, "min_channels": 8, "max_channels": 16, "pose_width": 12}
    return BilayerConfig(**{**sizes, "keypoints": KEYPOINTS, **changes})


def small_bilayer(**changes: Any) -> Bilayer:
    """Fresh networks in evaluation mode, their statistics and weights away from the trivial."""
    generator = torch.Generator().manual_seed(3)
    bilayer = build(small_config(**changes))
    for module in bilayer.modules():
        if isinstance(module, nn.BatchNorm2d):
            assert module.running_mean is not None
            assert module.running_var is not None
            module.running_mean.uniform_(-0.2, 0.2, generator=generator)
            module.running_var.uniform_(0.8, 1.2, generator=generator)
    return bilayer.eval()


def pictures(batch: int = 1) -> tuple[Tensor, Tensor, Tensor]:
    """Source, mask and landmark image."""
    generator = torch.Generator().manual_seed(5)
    colours = torch.rand(2, batch, 3, SIDE, SIDE, generator=generator) * 2 - 1
    mask = torch.rand(batch, 1, SIDE, SIDE, generator=generator)
    return colours[0], mask, colours[1]


def poses(batch: int = 1) -> Tensor:
    generator = torch.Generator().manual_seed(7)
    return torch.rand(batch, KEYPOINTS, 2, generator=generator) * 2 - 1
