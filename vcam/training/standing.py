"""Inference weights of networks in training: averaged, with standing statistics, spectral norm folded.

Source: Fast Bi-layer Neural Synthesis (2020), 3.5 and A.1.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import torch
from torch import Tensor, nn
from torch.nn.modules.batchnorm import _BatchNorm
from torch.nn.utils import parametrize

from vcam.models.bilayer import Bilayer
from vcam.models.build import BilayerConfig, build
from vcam.training.distributed import Processes
from vcam.training.ema import WeightAverage
from vcam.training.sample import Pair
from vcam.training.sync_norm import synchronise

POWER_ITERATIONS = 15
"""As many as spectral norm makes when it is put on."""


def inference_networks(
    bilayer: Bilayer,
    config: BilayerConfig,
    batches: Iterable[Pair] | None,
    *,
    processes: Processes,
    average: WeightAverage | None = None,
) -> Bilayer:
    """A copy of networks in training for use: evaluation mode, no discriminator, spectral norm folded.

    Args:
        bilayer: in training; it stays as it is.
        config: of the copy.
        batches: for the statistics, as many in every process; None keeps those that the networks have.
        processes: that make the same copy together.
        average: weights to take instead of the networks' own.
    """
    # On `meta` nothing is computed for weights that are about to be replaced.
    with torch.device("meta"):
        new = build(config)
    tensors = _folded_tensors(bilayer, average.tensors if average is not None else {})
    new.load_state_dict({name: tensors[name] for name in new.state_dict()}, assign=True)
    new.requires_grad_(False).eval()
    if batches is not None:
        synchronise(new, processes)
        collect_statistics(new, batches)
    return new


def collect_statistics(bilayer: Bilayer, batches: Iterable[Pair]) -> None:
    """Set the running statistics of all normalisations to the means over batches.

    Variances are means of the batches' unbiased ones. Nothing but the normalisations is in training mode.
    """
    norms = [module for module in bilayer.modules() if isinstance(module, _BatchNorm)]
    momenta = [norm.momentum for norm in norms]
    for norm in norms:
        norm.reset_running_stats()
        # None is PyTorch's cumulative mean.
        norm.momentum = None
    with batch_statistics(bilayer), torch.no_grad():
        for pair in batches:
            avatar = bilayer.make_avatar(pair.source.image, pair.source.mask, pair.source.landmark_image)
            bilayer.draw(avatar, pair.target.keypoints)
    for norm, momentum in zip(norms, momenta, strict=True):
        norm.momentum = momentum


@contextmanager
def batch_statistics(bilayer: Bilayer) -> Iterator[None]:
    """All in evaluation mode, but for the normalisations, which go by the batch; then as before."""
    before = [(module, module.training) for module in bilayer.modules()]
    bilayer.eval()
    for module, _ in before:
        if isinstance(module, _BatchNorm):
            module.train()
    try:
        yield
    finally:
        for module, training in before:
            module.training = training


def _folded_tensors(bilayer: Bilayer, averages: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Copies of all tensors, named as without spectral norm, some replaced by averages."""
    tensors = {name: averages.get(name, own).clone() for name, own in bilayer.state_dict().items()}
    for name, module in bilayer.named_modules():
        if parametrize.is_parametrized(module, "weight"):
            original = f"{name}.parametrizations.weight.original"
            norm = module.get_submodule("parametrizations.weight.0")
            tensors[f"{name}.weight"] = _normalised(norm, tensors[original], settle=original in averages)
    return tensors


def _normalised(norm: nn.Module, weight: Tensor, *, settle: bool) -> Tensor:
    """A weight as spectral norm makes it, whose own state stays as it is.

    Args:
        norm: the parametrisation.
        weight: to divide by its largest singular value.
        settle: that value has to be found first: the weight is not the one that `norm` knows.
    """
    norm = copy.deepcopy(norm)
    if settle:
        # In training mode each call is one more power iteration.
        norm.train()
        for _ in range(POWER_ITERATIONS):
            norm(weight)
    normalised: Tensor = norm.eval()(weight)
    return normalised
