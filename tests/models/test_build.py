"""Sizes, configuration, spectral norm."""

from __future__ import annotations

import pytest
import torch
from small_networks import pictures, poses, small_config
from torch import nn

from vcam.errors import ConfigError
from vcam.models.build import SIZES, BilayerConfig, build, fold_weights


@pytest.mark.parametrize(("size", "channels"), [("small", 16), ("medium", 32), ("large", 64)])
def test_channels_are_the_papers(size, channels):
    config = BilayerConfig(size=size)
    assert config.encoder_channels == [64, 128, 256, 512, 512, 512]
    assert config.inference_channels == [8 * channels] * 3 + [4 * channels, 2 * channels, channels]


def test_config_survives_json():
    for size in SIZES:
        config = small_config(size=size, ada_spade=False)
        assert BilayerConfig.from_json(config.to_json()) == config


@pytest.mark.parametrize(
    "changes",
    [
        {"size": "huge"},
        {"image_size": 200},
        {"image_size": 256.0},
        {"min_channels": 4},
        {"max_channels": 32},
        {"keypoints": 0},
        {"updater": 1},
    ],
)
def test_wrong_values_are_refused(changes):
    with pytest.raises(ConfigError, match=r"expected|at least"):
        BilayerConfig(**changes)


@pytest.mark.parametrize("values", [None, [], {}, {**BilayerConfig().to_json(), "colour": 1}])
def test_other_json_is_refused(values):
    with pytest.raises(ConfigError, match="ada_spade"):
        BilayerConfig.from_json(values)


def test_spectral_norm_folds_without_a_change():
    torch.manual_seed(0)
    bilayer = build(small_config(spectral_norm=True)).eval()
    assert all(
        hasattr(m, "parametrizations") for m in bilayer.modules() if isinstance(m, nn.Conv2d | nn.Linear)
    )
    with torch.no_grad():
        before = bilayer.render(bilayer.make_avatar(*pictures()), poses()).image
        fold_weights(bilayer)
        after = bilayer.render(bilayer.make_avatar(*pictures()), poses()).image
    torch.testing.assert_close(after, before)
    assert bilayer.state_dict().keys() == build(small_config()).state_dict().keys()
    norms = torch.linalg.matrix_norm(bilayer.inference_generator.warp_head.weight.detach().flatten(1), 2)
    assert float(norms) == pytest.approx(1, rel=0.05)
