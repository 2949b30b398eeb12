"""Networks narrowed to the strongest channels of wider ones."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from vcam.errors import ConfigError
from vcam.models.anchored import AnchoredConfig, AnchoredGenerator, RegionConfig, RegionNetwork
from vcam.models.anchored_narrow import narrowed, narrowed_weights

WIDE, NARROW = RegionConfig(side=16, channels=4), RegionConfig(side=16, channels=2)


def patches() -> torch.Tensor:
    return torch.rand(2, 11, 16, 16, generator=torch.Generator().manual_seed(1))


def painting(config: RegionConfig) -> RegionNetwork:
    """A network that paints, biases and all."""
    torch.manual_seed(0)
    network = RegionNetwork(config).eval()
    for parameter in network.parameters():
        nn.init.normal_(parameter, std=0.2)
    return network


def spread(narrow: RegionNetwork, wide: RegionNetwork) -> RegionNetwork:
    """The wide network drawing as the narrow one does: every second channel is the narrow one's, others 0."""
    state = wide.state_dict()
    for name, tensor in narrow.state_dict().items():
        target = torch.zeros_like(state[name])
        steps = [
            slice(1, None, 2) if large != small else slice(None)
            for large, small in zip(target.shape, tensor.shape, strict=True)
        ]
        target[tuple(steps)] = tensor
        state[name] = target
    wide.load_state_dict(state)
    return wide


def test_channels_that_do_nothing_are_left_out_and_the_picture_stays() -> None:
    narrow = painting(NARROW)
    wide = spread(narrow, RegionNetwork(WIDE).eval())
    found = RegionNetwork(NARROW).eval()
    found.load_state_dict(narrowed_weights(wide, found))
    for name, tensor in narrow.state_dict().items():
        assert torch.equal(found.state_dict()[name], tensor)
    torch.testing.assert_close(found(patches()), wide(patches()))


def test_as_wide_a_network_stays_what_it_is() -> None:
    wide = painting(WIDE)
    weights = narrowed_weights(wide, RegionNetwork(WIDE))
    assert all(torch.equal(weights[name], tensor) for name, tensor in wide.state_dict().items())


def test_a_network_cannot_grow_nor_take_other_patches() -> None:
    with pytest.raises(ConfigError, match="choose fewer channels"):
        narrowed_weights(painting(NARROW), RegionNetwork(WIDE))
    with pytest.raises(ConfigError, match="and the same patches"):
        narrowed_weights(painting(WIDE), RegionNetwork(RegionConfig(side=16, channels=2, hinted=True)))


def test_all_networks_are_narrowed_and_a_missing_one_begins_afresh() -> None:
    config = AnchoredConfig(mouth=NARROW, eyes=NARROW, head=NARROW)
    torch.manual_seed(0)
    wide = AnchoredGenerator(AnchoredConfig(mouth=WIDE, eyes=WIDE))
    narrow = narrowed(wide, config)
    assert narrow.config == config
    assert narrow.head is not None
    mouth, wide_mouth = narrow.mouth.entry.weight, wide.mouth.entry.weight
    assert all(any(torch.equal(one, other) for other in wide_mouth) for one in mouth)
