"""Predicted weights land where they belong."""

from __future__ import annotations

import pytest
import torch
from torch import nn
from torch.nn import functional

from vcam.models.adaptive import AdaptiveConv, AdaptiveWeight, ParameterPredictor
from vcam.models.norms import AdaptiveBatchNorm, AdaSpade


def some_weight(batch: int, rows: int, columns: int) -> AdaptiveWeight:
    return AdaptiveWeight(weight=torch.randn(batch, rows, columns), bias=torch.randn(batch, rows))


def test_adaptive_conv_is_a_1x1_convolution_per_avatar():
    x, weight = torch.randn(2, 3, 5, 4), some_weight(2, 6, 3)
    expected = [
        functional.conv2d(x[i : i + 1], weight.weight[i][..., None, None], weight.bias[i]) for i in range(2)
    ]
    torch.testing.assert_close(AdaptiveConv()(x, weight), torch.cat(expected))


def test_adaptive_norm_adds_one_to_the_scale():
    x = torch.randn(2, 3, 4, 4)
    zero = AdaptiveWeight(weight=torch.zeros(2, 3, 1), bias=torch.zeros(2, 3))
    norm = AdaptiveBatchNorm(3).eval()
    torch.testing.assert_close(norm(x, (zero,)), x)
    double = AdaptiveWeight(weight=torch.ones(2, 3, 1), bias=torch.full((2, 3), 0.5))
    torch.testing.assert_close(norm(x, (double,)), 2 * x + 0.5)


def test_pixel_biases_of_the_ablation_are_added():
    norm = AdaptiveBatchNorm(3, bias_side=4).eval()
    assert norm.pixel_bias is not None
    nn.init.constant_(norm.pixel_bias, 0.25)
    zero = AdaptiveWeight(weight=torch.zeros(1, 3, 1), bias=torch.zeros(1, 3))
    torch.testing.assert_close(norm(torch.zeros(1, 3, 4, 4), (zero,)), torch.full((1, 3, 4, 4), 0.25))


def test_spade_makes_maps_of_its_features():
    norm, x = AdaSpade(3, 4).eval(), torch.randn(2, 3, 4, 4)
    scale, bias = some_weight(2, 3, 3), some_weight(2, 3, 3)
    features = norm.pixel_features.detach().expand(2, -1, -1, -1)
    maps = [
        torch.einsum("boi,bihw->bohw", w.weight, features) + w.bias[..., None, None] for w in (scale, bias)
    ]
    torch.testing.assert_close(norm(x, (scale, bias)).detach(), x * (maps[0] + 1) + maps[1])


@pytest.mark.parametrize(("spade", "norms", "columns"), [(False, 1, 1), (True, 2, 4)])
@pytest.mark.parametrize("skips", [True, False])
def test_predictor_gives_a_row_per_output_channel(spade, norms, columns, skips):
    predictor = ParameterPredictor([16, 8], [16, 16], [(8, 8), (8, 4)], spade=spade, skips=skips)
    embeddings = [torch.randn(3, 16, 8, 8), torch.randn(3, 8, 8, 8)]
    last = predictor(embeddings)[1]
    assert len(last.norm2) == len(last.next_norm) == norms
    assert last.norm2[0].weight.shape == last.next_norm[-1].weight.shape == (3, 4, columns)
    assert last.norm2[0].bias.shape == (3, 4)
    assert (last.skip is not None) == skips
    if last.skip is not None:
        assert last.skip.weight.shape == (3, 4, 8)


def test_rows_of_a_narrower_generator_join_neighbouring_channels():
    predictor = ParameterPredictor([4], [4], [(2, 2)], spade=False, skips=False)
    first = predictor.groups[0].get_submodule("0.0")
    assert isinstance(first, nn.Linear)
    assert first.in_features == 2 * 16 * 16
    embedding = torch.randn(1, 4, 8, 8, requires_grad=True)
    (group,) = predictor([embedding])
    group.norm2[0].bias[0, 0].backward()
    assert embedding.grad is not None
    assert embedding.grad[0, :2].abs().sum() > 0
    assert not embedding.grad[0, 2:].any()
