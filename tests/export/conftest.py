"""Small random networks for one avatar, as a portrait."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
import torch
from small_networks import pictures, poses, small_bilayer, small_config
from torch import Tensor, nn

from vcam.engine.bilayer.portrait import Portrait
from vcam.landmarks.official_crop import Crop
from vcam.models.bilayer import Bilayer, BilayerAvatar, Rendering
from vcam.models.folded import FoldedGenerator


@dataclass(frozen=True)
class Sitter:
    """A portrait and the whole networks that it was made of."""

    portrait: Portrait
    bilayer: Bilayer
    avatar: BilayerAvatar

    def render(self, keypoints: Tensor) -> Rendering:
        with torch.no_grad():
            return self.bilayer.render(self.avatar, keypoints)


@pytest.fixture(scope="session")
def sitter() -> Sitter:
    torch.manual_seed(13)
    bilayer = small_bilayer(spectral_norm=True)
    with torch.no_grad():
        avatar = bilayer.make_avatar(*pictures())
    portrait = Portrait(
        generator=FoldedGenerator(bilayer, avatar),
        texture=avatar.texture,
        keypoints=poses(),
        crop=Crop(left=3, top=-2, side=40),
        config=small_config(),
        origin="Random weights of a test.",
    )
    return Sitter(portrait, bilayer, avatar)


@pytest.fixture(scope="session")
def mover() -> Sitter:
    """One whose pose moves the texture a long way, and whose texture is smooth as a photo is."""
    torch.manual_seed(0)
    bilayer = small_bilayer(image_size=64, max_channels=32)
    generator = bilayer.inference_generator
    layers = [layer for layer in bilayer.keypoint_embedder.mlp if isinstance(layer, nn.Linear)]
    heads = (generator.warp_head, generator.low_frequency_head, generator.mask_head)
    chance = torch.Generator().manual_seed(1)
    source = torch.rand(1, 3, 64, 64, generator=chance) * 2 - 1
    with torch.no_grad():
        for layer in (*layers, *heads):
            layer.weight.mul_(4)
        avatar = bilayer.make_avatar(source, torch.ones(1, 1, 64, 64), source)
    coarse = torch.rand(1, 3, 8, 8, generator=chance) * 2 - 1
    avatar = replace(avatar, texture=nn.functional.interpolate(coarse, size=64, mode="bicubic"))
    portrait = Portrait(
        generator=FoldedGenerator(bilayer, avatar),
        texture=avatar.texture,
        keypoints=poses(),
        crop=Crop(left=0, top=0, side=64),
        config=small_config(image_size=64, max_channels=32),
        origin="Random weights of a test.",
    )
    return Sitter(portrait, bilayer, avatar)


@pytest.fixture(scope="session")
def new_pose() -> Tensor:
    """One that no export was checked with."""
    return torch.rand(1, 5, 2, generator=torch.Generator().manual_seed(17)) * 2 - 1
