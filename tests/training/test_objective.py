"""Each loss reaches the networks that it is meant for; bf16 costs little and never blurs sampling."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
import torch
from small_networks import small_config
from training_runs import SmallPairs, small_perceptual

from vcam.training.distributed import Processes
from vcam.training.losses import LossWeights
from vcam.training.networks import new_networks
from vcam.training.objective import LOSSES, Objective
from vcam.training.stream import Schedule, load_parts

NONE = LossWeights(**dict.fromkeys([field.name for field in fields(LossWeights)], 0.0))


def pair():
    (batch,) = load_parts(SmallPairs(), Schedule(length=3, part=2).parts(0, 1), Processes())
    return batch


def objective(stage="base", **options):
    torch.manual_seed(0)
    bilayer = new_networks(small_config(), stage)
    return Objective(bilayer, small_perceptual(), stage=stage, **{"weights": LossWeights(), **options})


def moved_by(warp_weight=0.0, **weights):
    """The networks and heads that get a gradient from some of the losses."""
    made = objective(weights=replace(NONE, **weights))
    made(pair(), warp_weight).total.backward()
    return {
        ".".join(name.split(".")[:2]) if name.startswith("inference_generator") else name.split(".")[0]
        for name, parameter in made.bilayer.named_parameters()
        if parameter.grad is not None and bool(parameter.grad.any())
    }


def test_total_is_the_weighted_sum():
    made = objective()
    total, values = made(pair(), 3.0)
    assert tuple(values) == LOSSES
    weights = [10, 10, 0.01, 0.5, 10, 3.0, 10, 0.5]
    expected = sum(w * v.item() for w, v in zip(weights, values.values(), strict=True))
    assert total.item() == pytest.approx(expected, rel=1e-5)


def test_the_pixelwise_loss_moves_the_low_frequencies_alone():
    moved = moved_by(pixel=1.0)
    assert "inference_generator.low_frequency_head" in moved
    assert not moved & {"texture_generator", "discriminator"}
    assert not moved & {"inference_generator.warp_head", "inference_generator.mask_head"}


@pytest.mark.parametrize("name", ["perceptual", "face"])
def test_perceptual_losses_move_texture_and_warp_alone(name):
    moved = moved_by(**{name: 1.0})
    assert {"texture_generator", "inference_generator.warp_head"} <= moved
    assert not moved & {"inference_generator.low_frequency_head", "inference_generator.mask_head"}


def test_feature_matching_leaves_the_discriminator_alone():
    moved = moved_by(feature_matching=1.0)
    assert {"texture_generator", "inference_generator.low_frequency_head"} <= moved
    assert not moved & {"discriminator", "inference_generator.mask_head"}


def test_adversarial_losses_move_all_but_the_mask():
    moved = moved_by(adversarial=1.0)
    assert {"discriminator", "texture_generator", "identity_embedder", "keypoint_embedder"} <= moved
    assert "inference_generator.mask_head" not in moved


def test_the_mask_loss_moves_the_mask_alone():
    moved = moved_by(mask=1.0)
    assert "inference_generator.mask_head" in moved
    assert not moved & {"inference_generator.low_frequency_head", "texture_generator", "discriminator"}


def test_the_warp_loss_moves_the_warp_alone():
    moved = moved_by(warp_weight=1.0)
    assert "inference_generator.warp_head" in moved
    assert not moved & {"texture_generator", "inference_generator.low_frequency_head", "discriminator"}


def test_the_discriminators_gradient_is_its_own_loss_alone():
    alone, all_losses = objective(weights=replace(NONE, adversarial=0.5)), objective()
    for made in (alone, all_losses):
        made(pair(), 10.0).total.backward()
    for one, other in zip(
        alone.bilayer.discriminator.parameters(), all_losses.bilayer.discriminator.parameters(), strict=True
    ):
        torch.testing.assert_close(one.grad, other.grad)


def test_the_updater_stage_moves_updater_and_discriminator():
    made = objective("updater")
    made(pair(), 0.0).total.backward()
    moved = {name.split(".")[0] for name, p in made.bilayer.named_parameters() if p.grad is not None}
    assert moved == {"texture_updater", "discriminator"}
    assert made.bilayer.texture_updater.training
    assert not made.bilayer.texture_generator.training


@pytest.mark.parametrize("stage", ["base", "updater"])
def test_bf16_is_near_fp32_and_samples_in_fp32(stage):
    full, half = (objective(stage, precision=precision) for precision in ("fp32", "bf16"))
    wanted, found = full(pair(), 10.0), half(pair(), 10.0)
    assert found.total.item() == pytest.approx(wanted.total.item(), rel=0.1)
    found.total.backward()
    assert all(bool(p.grad.isfinite().all()) for p in half.bilayer.parameters() if p.grad is not None)
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        drawn = half.draw(pair())
    assert drawn.texture.dtype == drawn.rendering.drawn.warp_field.dtype == torch.float32
    assert drawn.rendering.image.dtype == torch.float32
