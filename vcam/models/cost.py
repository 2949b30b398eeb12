"""Counts what networks cost: multiply-accumulate operations, parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import prod
from typing import Any

import torch
from torch import nn

from vcam.models.adaptive import AdaptiveConv
from vcam.models.bilayer import Bilayer
from vcam.models.build import BilayerConfig, Size, build
from vcam.models.folded import FoldedGenerator
from vcam.models.texture_updater import TextureUpdater


@dataclass(frozen=True, kw_only=True)
class NetworkCost:
    """Cost of the networks of one size, in 10**9 multiply-accumulate operations.

    Args:
        frame_gmac: keypoint embedder and inference generator, for each frame.
        folded_gmac: the same, folded for one avatar.
        avatar_gmac: embedder, texture and prediction of all adaptive parameters, once per avatar.
        update_gmac: one step of the texture updater's network.
        frame_parameters: learned numbers that a frame takes, without predicted ones.
        parameters: learned numbers of everything but the discriminator.
    """

    frame_gmac: float
    folded_gmac: float
    avatar_gmac: float
    update_gmac: float
    frame_parameters: int
    parameters: int


class Counter:
    """Sums multiply-accumulate operations."""

    macs = 0

    def note(self, module: nn.Module, inputs: Any, output: torch.Tensor) -> None:
        """Add one call of a layer (a forward hook)."""
        if isinstance(module, nn.ConvTranspose2d):
            self.macs += inputs[0].numel() * module.out_channels * prod(module.kernel_size)
        elif isinstance(module, nn.Conv2d):
            self.macs += output.numel() * module.in_channels * prod(module.kernel_size)
        elif isinstance(module, nn.Linear):
            self.macs += output.numel() * module.in_features
        else:
            self.macs += output.numel() * inputs[0].shape[1]


@contextmanager
def counting(network: nn.Module) -> Iterator[Counter]:
    """Count the convolutions and linear layers, learned and predicted, that run in the block."""
    counter = Counter()
    kinds = nn.Conv2d | nn.ConvTranspose2d | nn.Linear | AdaptiveConv
    layers = [module for module in network.modules() if isinstance(module, kinds)]
    hooks = [layer.register_forward_hook(counter.note) for layer in layers]
    try:
        yield counter
    finally:
        for hook in hooks:
            hook.remove()


def count_macs(network: nn.Module, work: Callable[[], object]) -> int:
    """Multiply-accumulate operations of the network's layers while `work` runs."""
    with counting(network) as counter, torch.no_grad():
        work()
    return counter.macs


def network_cost(size: Size) -> NetworkCost:
    """Cost of the paper's networks for one frame or avatar, counted without computing anything."""
    config = BilayerConfig(size=size)
    with torch.device("meta"):
        bilayer = build(config).eval()
        picture = torch.empty(1, 3, config.image_size, config.image_size)
        keypoints = torch.empty(1, config.keypoints, 2)
        with torch.no_grad(), counting(bilayer) as made:
            avatar = bilayer.make_avatar(picture, picture[:, :1], picture)
        drawn = count_macs(bilayer, lambda: bilayer.render(avatar, keypoints))
        generator = FoldedGenerator(bilayer, avatar)
        folded = count_macs(generator, lambda: generator(keypoints))
        updater = TextureUpdater()
        updated = count_macs(updater, lambda: updater(picture, picture))
    return NetworkCost(
        frame_gmac=drawn / 1e9,
        folded_gmac=folded / 1e9,
        avatar_gmac=made.macs / 1e9,
        update_gmac=updated / 1e9,
        frame_parameters=_frame_parameters(bilayer),
        parameters=_parameters(bilayer),
    )


def _frame_parameters(bilayer: Bilayer) -> int:
    generator = bilayer.inference_generator
    return _parameters(bilayer.keypoint_embedder) + _parameters(generator) - _parameters(generator.predictor)


def _parameters(network: nn.Module) -> int:
    return sum(parameter.numel() for parameter in network.parameters())
