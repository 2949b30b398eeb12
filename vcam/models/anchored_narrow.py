"""Networks with fewer channels, begun with the strongest ones of wider networks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import torch
from torch import Tensor

from vcam.errors import ConfigError
from vcam.models.anchored import AnchoredConfig, AnchoredGenerator
from vcam.models.patch_network import PatchNetwork

Layer = tuple[str, str, str]
"""A convolution's name, and the names of the channels that it gives and takes; "" where all are kept."""


def narrowed(wide: AnchoredGenerator, config: AnchoredConfig) -> AnchoredGenerator:
    """All networks narrowed to a configuration; a part that the wider one lacks begins afresh.

    Raises:
        ConfigError: a network would have to grow, or takes other patches.
    """
    generator = AnchoredGenerator(config)
    for name, narrow in generator.named_children():
        one = getattr(wide, name)
        if one is not None:
            narrow.load_state_dict(narrowed_weights(one, cast(PatchNetwork, narrow)))
    return generator


def narrowed_weights(wide: PatchNetwork, narrow: PatchNetwork) -> dict[str, Tensor]:
    """Weights for a narrower network of the same kind: those between the strongest channels of a wider one.

    Channels that layers share, as sums across do, are kept or left together. The narrower network has to be
    trained on, but begins far nearer than by chance.

    Args:
        wide: whose weights are taken.
        narrow: tells how many channels are kept.

    Returns:
        A state for `narrow`.

    Raises:
        ConfigError: the narrower network is wider somewhere, or takes or gives other patches.
    """
    state, shapes = wide.state_dict(), narrow.state_dict()
    layers = list(_layers(len(wide.down)))
    kept = _strongest(layers, state, shapes)
    found: dict[str, Tensor] = {}
    for name, given, taken in layers:
        weight, bias = state[f"{name}.weight"], state[f"{name}.bias"]
        if given:
            weight, bias = weight[kept[given]], bias[kept[given]]
        if taken:
            weight = weight[:, kept[taken]]
        found |= {f"{name}.weight": weight.clone(), f"{name}.bias": bias.clone()}
    wrong = [name for name, shape in shapes.items() if found[name].shape != shape.shape]
    if wrong:
        raise ConfigError(
            f"a network can't be narrowed to one whose {wrong[0]} is {tuple(shapes[wrong[0]].shape)}, having "
            f"{tuple(found[wrong[0]].shape)}: choose fewer channels, and the same patches"
        )
    return found


def _strongest(layers: list[Layer], state: dict[str, Tensor], shapes: dict[str, Tensor]) -> dict[str, Tensor]:
    """Places of the channels to keep, in order, by the channels' names: as many as `shapes` have."""
    strength: dict[str, Tensor] = {}
    width: dict[str, int] = {}
    for name, given, taken in layers:
        weight = state[f"{name}.weight"].float()
        for axis, channels in enumerate((given, taken)):
            if channels:
                # Of a channel both is looked at: what feeds it, and what is made of it.
                power = weight.transpose(0, axis).flatten(1).square().sum(1).clamp(min=1e-12)
                strength[channels] = strength.get(channels, torch.zeros(())) + power.log()
                width[channels] = shapes[f"{name}.weight"].shape[axis]
    return {
        channels: power.topk(min(width[channels], len(power))).indices.sort().values
        for channels, power in strength.items()
    }


def _layers(levels: int) -> Iterator[Layer]:
    """All convolutions; `level0` are the channels at half the patch's side, `level3` the deepest."""
    yield "entry", "level0", ""
    for k in range(levels):
        yield from _block(f"down.{k}", f"level{k + 1}", f"level{k}")
    yield from _block("middle", f"level{levels}", f"level{levels}")
    for k in range(levels):
        yield from _block(f"up.{k}", f"level{levels - k - 1}", f"level{levels - k}")
    yield "head", "", "level0"


def _block(name: str, given: str, taken: str) -> Iterator[Layer]:
    yield f"{name}.conv1", name, taken
    yield f"{name}.conv2", given, name
    if given != taken:
        yield f"{name}.skip", given, taken
