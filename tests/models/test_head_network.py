"""The network for the whole head."""

import torch

from vcam.models.anchored import AnchoredConfig, AnchoredGenerator, RegionConfig
from vcam.models.cost import count_macs
from vcam.models.head_network import CORRECTIONS, INPUTS, MAX_DELTA, REACH, HeadNetwork, bend


def patches(count: int, side: int = 32) -> torch.Tensor:
    return torch.rand(count, INPUTS, side, side, generator=torch.Generator().manual_seed(0))


def test_it_acts_within_its_reach_alone() -> None:
    torch.manual_seed(0)
    network = HeadNetwork(4)
    torch.nn.init.normal_(network.head.weight, std=5.0)
    patch = patches(2)
    patch[:, REACH, :16] = 0
    corrections = network(patch).detach()
    assert corrections.shape == (2, CORRECTIONS, 32, 32)
    assert float(corrections[:, :, :16].abs().max()) == 0
    assert 0 < float(corrections[:, :2].abs().max()) <= MAX_DELTA
    assert float(corrections[:, 5].min()) >= 0
    assert float(corrections[:, 5].max()) <= 1


def test_a_fresh_network_bends_and_tints_nothing() -> None:
    corrections = HeadNetwork(4)(patches(1)).detach()
    assert float(corrections[:, :2].abs().max()) == 0
    mask, colour = corrections[:, 5:], corrections[:, 2:5]
    assert float(colour.abs().max()) <= float(mask.max())  # no more than the low frequencies it replaces


def test_bending_shows_what_lies_the_delta_away() -> None:
    x = torch.linspace(0, 1, 64).expand(1, 1, 64, 64)
    delta = torch.zeros(1, 2, 16, 16)
    delta[:, 0] = 4 / 64
    torch.testing.assert_close(bend(x, torch.zeros(1, 2, 16, 16)), x)
    torch.testing.assert_close(bend(x, delta)[..., :-4], x[..., 4:], atol=1e-5, rtol=0)
    torch.testing.assert_close(bend(x.mT, delta), x.mT)


def test_all_networks_together_cost_what_a_call_can_afford() -> None:
    head = RegionConfig(side=64, channels=20)
    config = AnchoredConfig(head=head)
    assert AnchoredConfig.from_json(config.to_json()) == config
    assert AnchoredConfig.from_json(AnchoredConfig().to_json()).head is None
    generator = AnchoredGenerator(config)
    regions = torch.rand(1, config.mouth.inputs, 64, 64), torch.rand(2, 11, 48, 48)
    macs = count_macs(generator, lambda: (generator(*regions), generator.head(patches(1, 64))))
    assert macs <= 0.35e9
