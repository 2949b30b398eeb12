"""Warp fields: the identity, and a texture sampled by a field."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional


def identity_field(like: Tensor) -> Tensor:
    """(1,H,W,2) pixel centres in [-1, 1], x then y, align_corners=False, for a field like (B,H,W,2)."""
    height, width = like.shape[1:3]
    x = (2 * torch.arange(width, device=like.device, dtype=like.dtype) + 1) / width - 1
    y = (2 * torch.arange(height, device=like.device, dtype=like.dtype) + 1) / height - 1
    return torch.stack(torch.meshgrid(x, y, indexing="xy"), -1)[None]


def sample(texture: Tensor, field: Tensor) -> Tensor:
    """The texture seen through a warp field, bilinear, zero beyond its border.

    Args:
        texture: (B,3,H,W); a batch of 1 goes with all fields.
        field: (B,S,S,2) x then y in [-1, 1], align_corners=False.

    Returns:
        (B,3,S,S).
    """
    texture = texture.expand(len(field), -1, -1, -1)
    return functional.grid_sample(texture, field, mode="bilinear", padding_mode="zeros", align_corners=False)
