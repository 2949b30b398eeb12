"""The folded networks draw what the whole ones draw."""

from __future__ import annotations

import pytest
import torch
from small_networks import pictures, poses, small_bilayer
from torch.nn import functional

from vcam.errors import ShapeError
from vcam.models.folded import FoldedGenerator, _upsampled


@pytest.mark.parametrize("size", ["small", "medium", "large"])
@pytest.mark.parametrize("changes", [{}, {"adaptive_skips": False}, {"spectral_norm": True}])
def test_same_layers(size, changes):
    bilayer = small_bilayer(size=size, **changes)
    with torch.no_grad():
        avatar = bilayer.make_avatar(*pictures())
        expected = bilayer.draw(avatar, poses(3))
        found = FoldedGenerator(bilayer, avatar)(poses(3))
    for name in ("low_frequency", "warp_delta", "warp_field", "mask_logits"):
        torch.testing.assert_close(getattr(found, name), getattr(expected, name), atol=1e-5, rtol=1e-4)


def test_a_transposed_convolution_upsamples_and_convolves():
    x, weight = torch.randn(2, 3, 5, 4).double(), torch.randn(6, 3, 3, 3).double()
    expected = functional.conv2d(functional.interpolate(x, scale_factor=2), weight, padding=1)
    found = functional.conv_transpose2d(x, _upsampled(weight).transpose(0, 1), stride=2, padding=1)
    torch.testing.assert_close(found, expected)


def test_it_has_nothing_to_learn_and_leaves_the_networks_alone():
    bilayer = small_bilayer()
    before = {name: tensor.clone() for name, tensor in bilayer.state_dict().items()}
    with torch.no_grad():
        folded = FoldedGenerator(bilayer, bilayer.make_avatar(*pictures()))
    assert not any(weight.requires_grad for weight in folded.parameters())
    assert all(weight.requires_grad for weight in bilayer.parameters())
    assert all(torch.equal(tensor, before[name]) for name, tensor in bilayer.state_dict().items())


def test_several_avatars_are_refused():
    bilayer = small_bilayer()
    with torch.no_grad(), pytest.raises(ShapeError, match="2 avatars"):
        FoldedGenerator(bilayer, bilayer.make_avatar(*pictures(2)))


def test_halved_it_draws_nearly_the_same():
    bilayer = small_bilayer()
    with torch.no_grad():
        folded = FoldedGenerator(bilayer, bilayer.make_avatar(*pictures()))
        expected = folded(poses())
        folded.halve()
        found = folded(poses())
    coarse, *fine = [{weight.dtype for weight in block.parameters()} for block in folded.blocks]
    assert coarse == {torch.float16}
    assert fine == [{torch.float32}] * 2
    for name in ("low_frequency", "warp_delta", "mask_logits"):
        assert getattr(found, name).dtype == torch.float32
        torch.testing.assert_close(getattr(found, name), getattr(expected, name), atol=2e-3, rtol=0)
