"""Inference weights: statistics are means over batches, averages are applied, training is undisturbed."""

from __future__ import annotations

import torch
from small_networks import small_config
from torch import nn
from training_runs import SmallPairs

from vcam.training.distributed import Processes
from vcam.training.ema import WeightAverage
from vcam.training.networks import exported_config, new_networks
from vcam.training.sample import Pair
from vcam.training.standing import inference_networks
from vcam.training.stream import Schedule, load_parts

CONFIG = exported_config(small_config(), "base")


def batches(count: int) -> list[Pair]:
    return list(load_parts(SmallPairs(4), Schedule(length=4, part=2).parts(0, count), Processes()))


def networks():
    torch.manual_seed(0)
    return new_networks(small_config(), "base").train()


def test_statistics_are_means_over_batches():
    bilayer = networks()
    found = inference_networks(bilayer, CONFIG, batches(3), processes=Processes())
    inputs: list[torch.Tensor] = []
    norm = found.inference_generator.blocks[0].norm1
    assert isinstance(norm, nn.BatchNorm2d)
    hook = norm.register_forward_hook(lambda _module, given, _out: inputs.append(given[0]))
    with torch.no_grad():
        for pair in batches(3):
            avatar = found.make_avatar(pair.source.image, pair.source.mask, pair.source.landmark_image)
            found.draw(avatar, pair.target.keypoints)
    hook.remove()
    means = torch.stack([x.mean((0, 2, 3)) for x in inputs]).mean(0)
    variances = torch.stack([x.var((0, 2, 3)) for x in inputs]).mean(0)
    torch.testing.assert_close(norm.running_mean, means)
    torch.testing.assert_close(norm.running_var, variances)


def test_the_copy_draws_what_the_networks_in_training_would():
    bilayer = networks()
    (pair,) = batches(1)
    found = inference_networks(bilayer, CONFIG, [pair], processes=Processes())
    arguments = (pair.source.image, pair.source.mask, pair.source.landmark_image)
    bilayer.eval()
    for module in bilayer.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.train()
    with torch.no_grad():
        wanted, drawn = (b.draw(b.make_avatar(*arguments), pair.target.keypoints) for b in (bilayer, found))
    # Their statistics differ by the unbiased variances alone.
    assert (
        drawn.low_frequency - wanted.low_frequency
    ).abs().mean() < 0.02 * wanted.low_frequency.std() + 0.02


def test_training_is_undisturbed():
    bilayer = networks()
    before = {name: tensor.clone() for name, tensor in bilayer.state_dict().items()}
    random = torch.get_rng_state()
    inference_networks(bilayer, CONFIG, batches(2), processes=Processes())
    for name, tensor in bilayer.state_dict().items():
        assert torch.equal(tensor, before[name]), name
    assert bilayer.training
    assert torch.equal(torch.get_rng_state(), random)


def test_averages_become_the_weights():
    bilayer = networks()
    average = WeightAverage(bilayer.named_parameters(), decay=0.0)
    with torch.no_grad():
        bilayer.identity_embedder.first_conv.parametrizations.weight.original.normal_()
    found = inference_networks(bilayer, CONFIG, batches(1), processes=Processes(), average=average)
    kept = average.tensors["identity_embedder.first_conv.parametrizations.weight.original"]
    weight = found.identity_embedder.first_conv.weight
    torch.testing.assert_close(weight / weight.norm(), kept / kept.norm())
    largest = torch.linalg.matrix_norm(weight.flatten(1), 2)
    torch.testing.assert_close(largest, torch.tensor(1.0), atol=0.01, rtol=0)


def test_the_average_follows_by_its_decay():
    layer = nn.Linear(1, 1)
    with torch.no_grad():
        layer.weight.fill_(1.0)
        average = WeightAverage(layer.named_parameters(), decay=0.75)
        values = []
        for value in (2.0, 2.0):
            layer.weight.fill_(value)
            average.update()
            values.append(average.tensors["weight"].item())
    assert values == [1.25, 1.4375]
