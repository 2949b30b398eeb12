"""The guiding gradient is that of the reconstruction's squared error, and following it mends the texture."""

from __future__ import annotations

import torch
from small_networks import SIDE, pictures, poses, small_bilayer

from vcam.models.inference_generator import InferenceOutput
from vcam.models.texture_updater import reconstruction_gradient


def drawn_as(low_frequency: torch.Tensor, mask_logit: float) -> InferenceOutput:
    """Nothing is warped."""
    return InferenceOutput(
        low_frequency=low_frequency,
        warp_delta=torch.zeros(1, SIDE, SIDE, 2),
        mask_logits=torch.full((1, 1, SIDE, SIDE), mask_logit),
    )


def test_gradient_is_the_masked_error_where_nothing_is_warped():
    source, _, low = pictures()
    texture = torch.zeros(1, 3, SIDE, SIDE)
    gradient = reconstruction_gradient(texture, source, drawn_as(low, 0.0))
    torch.testing.assert_close(gradient, 0.25 * (low - source), atol=1e-5, rtol=1e-5)


def test_no_gradient_outside_the_mask():
    source, _, low = pictures()
    assert not reconstruction_gradient(low, source, drawn_as(low, -200.0)).any()


def test_a_step_against_the_gradient_lowers_the_error():
    source, _, low = pictures()
    drawn = drawn_as(low, 200.0)
    texture = torch.zeros(1, 3, SIDE, SIDE)
    mended = texture - reconstruction_gradient(texture, source, drawn)
    torch.testing.assert_close(low + mended, source, atol=1e-5, rtol=1e-5)


def test_works_without_gradients_and_in_inference_mode():
    bilayer = small_bilayer()
    with torch.no_grad():
        avatar = bilayer.make_avatar(*pictures())
        plain = bilayer.update_avatar(avatar, pictures()[0], poses()).texture
    with torch.inference_mode():
        avatar = bilayer.make_avatar(*pictures())
        inferred = bilayer.update_avatar(avatar, pictures()[0], poses()).texture
    assert not plain.requires_grad
    torch.testing.assert_close(inferred.clone(), plain)
    assert (plain - avatar.texture).abs().max() > 0
