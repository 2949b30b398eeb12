"""A portrait draws what the whole networks draw."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from small_checkpoint import small_checkpoint

from vcam.avatar.avatar import Avatar
from vcam.engine.bilayer.portrait import in_half, make_portrait
from vcam.engine.bilayer.source import pose_of, source_of
from vcam.engine.device import choose_compute
from vcam.errors import CheckpointError


@pytest.mark.parametrize("changes", [{}, {"updater": False}, {"image_size": 64, "adaptive_skips": False}])
def test_it_equals_the_networks(astronaut: Avatar, changes: dict[str, object]) -> None:
    checkpoint = small_checkpoint(**changes)
    bilayer = checkpoint.bilayer
    source = source_of(astronaut, checkpoint.config.image_size)
    keypoints = (source.keypoints[0] * 0.9 + 0.05).numpy()
    with torch.no_grad():
        avatar = bilayer.make_avatar(source.image, source.mask, source.landmark_image)
        avatar = bilayer.update_avatar(avatar, source.image, source.keypoints)
        expected = bilayer.render(avatar, pose_of(keypoints))
    portrait = make_portrait(astronaut, checkpoint)
    found = portrait.render(keypoints)
    torch.testing.assert_close(found.image, expected.image, atol=1e-4, rtol=1e-3)
    torch.testing.assert_close(found.drawn.mask, expected.drawn.mask, atol=1e-4, rtol=1e-3)

    layer = portrait.draw(keypoints)
    mask = expected.drawn.mask[0]
    colour = (expected.image[0].clamp(-1, 1) + 1) / 2 * mask
    wanted = 255 * torch.cat([colour, mask]).permute(1, 2, 0)
    assert layer.dtype == np.uint8
    assert np.abs(layer - wanted.numpy()).max() <= 1


def test_networks_for_other_keypoints_are_refused(astronaut: Avatar) -> None:
    with pytest.raises(CheckpointError, match="5 keypoints, expected 68"):
        make_portrait(astronaut, small_checkpoint(keypoints=5))


def test_networks_that_draw_no_numbers_are_refused(astronaut: Avatar) -> None:
    checkpoint = small_checkpoint()
    with torch.no_grad():
        checkpoint.bilayer.inference_generator.low_frequency_head.bias.fill_(torch.nan)
    with pytest.raises(CheckpointError, match="no numbers"):
        make_portrait(astronaut, checkpoint)


def test_half_precision_is_taken_where_it_draws_the_same(astronaut: Avatar) -> None:
    portrait = make_portrait(astronaut, small_checkpoint())
    half = in_half(portrait, choose_compute("cpu"))
    assert half.generator.blocks[0].conv1.weight.dtype == torch.float16
    assert portrait.generator.blocks[0].conv1.weight.dtype == torch.float32
    keypoints = portrait.keypoints[0].numpy()
    assert np.abs(half.draw(keypoints).astype(int) - portrait.draw(keypoints)).mean() < 2


def test_half_precision_that_draws_black_is_not_taken(astronaut: Avatar) -> None:
    portrait = make_portrait(astronaut, small_checkpoint())
    first = portrait.generator.blocks[0]
    with torch.no_grad():
        # The same picture by way of numbers that half precision can't hold.
        first.conv1.weight *= 1e6
        first.conv1.bias *= 1e6
        first.conv2.weight /= 1e6
    single = in_half(portrait, choose_compute("cpu"))
    assert single.generator.blocks[0].conv1.weight.dtype == torch.float32
    assert single.compute is not None
    assert single.compute.reason.startswith("The device was chosen by the user. It draws in single precision")


@pytest.mark.gpu
def test_on_a_gpu_it_draws_the_same_and_the_original_stays(astronaut: Avatar) -> None:
    if not torch.cuda.is_available():
        pytest.skip("there is no CUDA device")
    portrait = make_portrait(astronaut, small_checkpoint())
    placed = portrait.placed(choose_compute("cuda"))
    keypoints = portrait.keypoints[0].numpy()
    assert next(placed.generator.parameters()).device.type == "cuda"
    assert next(portrait.generator.parameters()).device.type == "cpu"
    assert np.abs(placed.draw(keypoints).astype(int) - portrait.draw(keypoints)).mean() < 2
