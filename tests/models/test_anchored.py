import json

import pytest
import torch
from safetensors.torch import save

from vcam.errors import CheckpointError, ConfigError
from vcam.models.anchored import (
    INPUTS,
    REACH,
    AnchoredConfig,
    AnchoredGenerator,
    RegionConfig,
    RegionNetwork,
    lay_over,
    low_frequencies,
)
from vcam.models.anchored_file import anchored_bytes, load_anchored
from vcam.models.cost import count_macs
from vcam.models.region_discriminator import RegionDiscriminator

SMALL = AnchoredConfig(mouth=RegionConfig(side=32, channels=4), eyes=RegionConfig(side=16, channels=4))


def patches(count: int, side: int) -> torch.Tensor:
    return torch.rand(count, INPUTS, side, side, generator=torch.Generator().manual_seed(3))


def shaken(config: RegionConfig) -> RegionNetwork:
    """A network that paints, as a trained one does."""
    torch.manual_seed(0)
    network = RegionNetwork(config).eval()
    torch.nn.init.normal_(network.head.weight, std=0.5)
    return network


def test_zero_output_is_the_prior_exactly() -> None:
    prior = patches(2, 32)[:, :3]
    assert torch.equal(lay_over(prior, torch.zeros(2, 4, 32, 32)), prior)
    network = shaken(SMALL.mouth)
    torch.nn.init.zeros_(network.head.weight)
    patch = patches(2, 32)
    assert torch.equal(lay_over(patch[:, :3], network(patch)), patch[:, :3])


def test_nothing_changes_out_of_reach() -> None:
    network, patch = shaken(SMALL.mouth), patches(2, 32)
    patch[:, REACH, :, 16:] = 0
    overlay = network(patch)
    assert torch.equal(overlay[..., 16:], torch.zeros(2, 4, 32, 16))
    assert (overlay[..., :16].abs().amax((2, 3)) > 0.1).all()


def test_a_hint_reaches_the_picture_and_only_within_reach() -> None:
    network, patch = shaken(RegionConfig(side=32, channels=4, hinted=True)), patches(1, 32)
    patch[:, REACH, :, 16:] = 0
    dark, light = (network(torch.cat([patch, torch.full((1, 3, 32, 32), x)], 1)) for x in (0.0, 1.0))
    assert (dark - light)[..., :16].abs().max() > 0.1
    assert torch.equal(dark[..., 16:], light[..., 16:])


def test_a_fresh_network_leaves_the_low_frequencies_alone() -> None:
    torch.manual_seed(0)
    flat = torch.full((1, INPUTS, 32, 32), 0.4)
    picture = lay_over(flat[:, :3], RegionNetwork(SMALL.mouth)(flat))
    torch.testing.assert_close(picture, flat[:, :3])


def test_the_mask_takes_away_high_frequencies_alone() -> None:
    prior = patches(1, 32)[:, :3]
    overlay = torch.cat([low_frequencies(prior), torch.ones(1, 1, 32, 32)], 1)
    torch.testing.assert_close(lay_over(prior, overlay), low_frequencies(prior))
    plain = torch.full((1, 3, 32, 32), 0.3)
    torch.testing.assert_close(low_frequencies(plain), plain)


def test_a_frame_costs_what_a_call_can_afford() -> None:
    with torch.device("meta"):
        generator = AnchoredGenerator(AnchoredConfig())
        config = generator.config
        mouth = torch.empty(1, config.mouth.inputs, 64, 64)
        eyes = torch.empty(2, config.eyes.inputs, 48, 48)
    assert 0.05e9 < count_macs(generator, lambda: generator(mouth, eyes)) <= 0.35e9


def test_both_regions_are_drawn() -> None:
    mouth, eyes = AnchoredGenerator(SMALL)(patches(1, 32), patches(2, 16))
    assert mouth.shape == (1, 4, 32, 32)
    assert eyes.shape == (2, 4, 16, 16)


def test_the_discriminator_judges_places_of_a_patch() -> None:
    patch = patches(2, 32)
    verdict = RegionDiscriminator(4)(patch[:, :3], patch)
    assert verdict.scores.shape == (2, 1, 4, 4)
    assert [tuple(f.shape) for f in verdict.features] == [(2, 4, 16, 16), (2, 8, 8, 8), (2, 16, 4, 4)]


@pytest.mark.parametrize(
    "values",
    [{"side": 30, "channels": 4}, {"side": 32, "channels": 0}, {"side": 32, "channels": 4, "hinted": 1}],
)
def test_impossible_sizes_are_refused(values: dict[str, int]) -> None:
    with pytest.raises(ConfigError, match="region"):
        RegionConfig(**values)


def test_a_file_gives_back_the_networks(tmp_path) -> None:
    generator = AnchoredGenerator(SMALL).eval()
    path = tmp_path / "anchored.safetensors"
    path.write_bytes(anchored_bytes(generator, "made by a test"))
    read = load_anchored(path)
    assert read.config == SMALL
    assert not read.training
    for name, tensor in generator.state_dict().items():
        assert torch.equal(read.state_dict()[name], tensor)


def test_a_missing_or_wrong_file_is_told_in_one_sentence(tmp_path) -> None:
    with pytest.raises(CheckpointError, match="can't be read"):
        load_anchored(tmp_path / "none.safetensors")
    path = tmp_path / "other.safetensors"
    path.write_bytes(save({"weight": torch.zeros(1)}))
    with pytest.raises(CheckpointError, match="can't be read"):
        load_anchored(path)
    described = {"version": 1, "config": SMALL.to_json(), "origin": ""}
    path.write_bytes(save({"weight": torch.zeros(1)}, {"vcam-anchored": json.dumps(described)}))
    with pytest.raises(CheckpointError, match="missing: "):
        load_anchored(path)
