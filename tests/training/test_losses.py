"""The losses are what the paper's equations say, and gradients reach what they should."""

from __future__ import annotations

import pytest
import torch

from vcam.training import losses


def test_on_black_keeps_the_foreground_and_blackens_the_rest():
    image = torch.full((1, 3, 2, 2), 0.5)
    mask = torch.tensor([[[[1.0, 0.0], [0.5, 1.0]]]])
    cut = losses.on_black(image, mask)
    assert cut[0, 0].tolist() == [[0.5, -1.0], [-0.25, 0.5]]


def test_no_gradient_passes_to_the_mask():
    image = torch.zeros(1, 3, 2, 2, requires_grad=True)
    mask = torch.full((1, 1, 2, 2), 0.5, requires_grad=True)
    losses.on_black(image, mask).sum().backward()
    assert mask.grad is None
    assert image.grad is not None


def test_pixel_loss_is_the_mean_absolute_error():
    assert losses.pixel_loss(torch.zeros(1, 3, 2, 2), torch.full((1, 3, 2, 2), -0.25)).item() == 0.25


def test_mask_loss_is_small_for_the_right_mask_alone():
    logits = torch.tensor([[[[9.0, -9.0]]]])
    mask = torch.tensor([[[[1.0, 0.0]]]])
    assert losses.mask_loss(logits, mask) < 0.001
    assert losses.mask_loss(-logits, mask) > 8


def test_warp_loss_is_the_mean_magnitude():
    assert losses.warp_loss(torch.tensor([[[[0.5, -1.5]]]])).item() == 1.0


@pytest.mark.parametrize(("iteration", "weight"), [(0, 10), (49, 10), (50, 9), (100, 8.1), (10_000, 0)])
def test_warp_weight_loses_a_tenth_every_50_iterations(iteration, weight):
    assert losses.warp_weight(10.0, iteration) == pytest.approx(weight)


def test_relativistic_scores_are_differences_from_the_others_mean():
    scores = torch.tensor([1.0, 3.0]).view(2, 1, 1, 1)
    others = torch.tensor([2.0, 4.0]).view(2, 1, 1, 1)
    assert losses.relativistic(scores, others).flatten().tolist() == [-2.0, 0.0]


def test_adversarial_losses_by_hand():
    real = torch.tensor([2.0, 0.0]).view(2, 1, 1, 1)
    fake = torch.tensor([0.5, -0.5]).view(2, 1, 1, 1)
    # Means are 1 and 0: real scores are 2 and 0, generated ones -0.5 and -1.5.
    assert losses.discriminator_loss(real, fake).item() == pytest.approx((0 + 1) / 2 + (0.5 + 0) / 2)
    assert losses.generator_loss(real, fake).item() == pytest.approx((1.5 + 2.5) / 2 + (3 + 1) / 2)


def test_both_sides_pull_apart():
    real, fake = (torch.zeros(2, 1, 2, 2, requires_grad=True) for _ in range(2))
    losses.discriminator_loss(real, fake).backward()
    assert (real.grad < 0).all()
    assert (fake.grad > 0).all()
    fake.grad = None
    losses.generator_loss(real.detach(), fake).backward()
    assert (fake.grad < 0).all()


def test_feature_matching_is_the_mean_over_layers():
    real = [torch.zeros(1, 2, 4, 4), torch.zeros(1, 3, 2, 2, requires_grad=True)]
    fake = [torch.full((1, 2, 4, 4), 1.0, requires_grad=True), torch.full((1, 3, 2, 2), -3.0)]
    loss = losses.feature_matching_loss(real, fake)
    assert loss.item() == 2.0
    loss.backward()
    assert real[1].grad is None
    assert fake[0].grad is not None
