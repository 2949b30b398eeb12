"""Samples: what the pictures show follows from the truth beside them, exactly where nothing disturbs."""

from dataclasses import fields

import pytest
import torch
from small_heads import small_heads

from vcam.errors import TrainingError
from vcam.synthetic.heads import read_heads
from vcam.training.skeleton.fitting import fit_heads, in_perspective, mended
from vcam.training.skeleton.samples import HeadSampler, SampleSettings

EXACT = SampleSettings(noise=0, hidden=0, self_driven=1)


def sampler(settings: SampleSettings = EXACT, seed: int = 0) -> HeadSampler:
    return HeadSampler(small_heads(), settings, seed)


def test_true_corrections_bring_the_true_head_onto_the_landmarks() -> None:
    batch = sampler().batch(16, 0)
    heads = (batch.shape + batch.photo_expression, *(batch.shape + offsets for offsets in batch.expression))
    corrections = (batch.corrections[0][:, 0], batch.corrections[0][:, 1], batch.corrections[1][:, 1])
    for pixels, head, correction in zip(batch.pixels, heads, corrections, strict=False):
        pose = mended(fit_heads(pixels), correction)
        seen = in_perspective(head[:, :478] @ pose.rotation.mT, correction[:, -1])
        placed = pose.scale[:, None, None] * seen + pose.position[:, None]
        torch.testing.assert_close(placed[..., :2], pixels[..., :2], atol=1e-4, rtol=0)


def test_true_corrections_tell_the_true_turns() -> None:
    batch = sampler().batch(16, 1)
    for row, (pixels, rotation) in enumerate(
        ((0, batch.still_rotation[0]), (1, batch.rotation[0]), (3, batch.still_rotation[1]))
    ):
        found = mended(fit_heads(batch.pixels[pixels]), batch.corrections[0][:, row])
        torch.testing.assert_close(found.rotation, rotation, atol=1e-4, rtol=0)


def test_inputs_are_the_landmarks_in_their_fits() -> None:
    batch = sampler(SampleSettings()).batch(8, 2)
    for own, pixels in ((batch.photo, 0), (batch.driver[0], 1), (batch.driver[1], 2), (batch.neutral, 3)):
        fit = fit_heads(batch.pixels[pixels])
        torch.testing.assert_close(fit.invert(batch.pixels[pixels]), own, atol=1e-4, rtol=0)
    torch.testing.assert_close(batch.views.norm(dim=-1), torch.ones(2, 8, 3))


def test_a_number_gives_the_same_batch_again_and_another_gives_other_people() -> None:
    first, again, other = (sampler(SampleSettings()).batch(4, number) for number in (3, 3, 4))
    for entry in fields(first):
        assert torch.equal(getattr(first, entry.name), getattr(again, entry.name))
    assert not torch.allclose(first.shape, other.shape)
    assert not torch.allclose(first.shape, sampler(SampleSettings(), seed=1).batch(4, 3).shape)


def test_settings_do_what_they_say() -> None:
    settings = SampleSettings(uncalibrated=1, hidden=1, photo_expression=0)
    batch = sampler(settings).batch(16, 0)
    assert not batch.calibrated.any()
    assert not batch.photo_expression.any()
    hidden = 1 - batch.visible.mean(2)
    assert (hidden > 0).all()
    assert (hidden < 0.6).all()
    noisy, exact = (sampler(SampleSettings(noise=noise, exact=0)).batch(16, 0).pixels for noise in (1.0, 0.0))
    assert 5e-4 < (noisy - exact).abs().mean() < 2e-2


def test_successive_pictures_differ_little() -> None:
    batch = sampler().batch(16, 0)
    assert (batch.expression[1] - batch.expression[0]).norm() < 0.2 * batch.expression[0].norm()
    assert not torch.equal(batch.rotation[0], batch.rotation[1])


def test_heads_are_needed(tmp_path) -> None:
    with pytest.raises(TrainingError, match="vcam train synth"):
        read_heads(tmp_path)
