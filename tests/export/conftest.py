"""Small random networks for one avatar, as a portrait."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
import torch
from small_networks import pictures, poses, small_bilayer, small_config
from torch import Tensor

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
def new_pose() -> Tensor:
    """One that no export was checked with."""
    return torch.rand(1, 5, 2, generator=torch.Generator().manual_seed(17)) * 2 - 1
