"""What the networks see of a photo."""

from __future__ import annotations

import numpy as np
import torch

from vcam.avatar.avatar import Avatar
from vcam.engine.bilayer.source import source_of
from vcam.landmarks.official_crop import EROSION


def test_the_networks_inputs_are_the_official_ones(astronaut: Avatar) -> None:
    source = source_of(astronaut, 64)
    for tensor in (source.image, source.landmark_image):
        assert tensor.shape == (1, 3, 64, 64)
        assert tensor.dtype == torch.float32
        assert -1 <= tensor.min() < tensor.max() <= 1
    assert source.landmark_image[0, :, 0, 0].tolist() == [np.float32(1) / np.float32(255) * 2 - 1] * 3
    assert source.keypoints.shape == (1, 68, 2)
    assert source.keypoints.abs().max() < 0.7
    # The square's middle is the photo's there.
    crop = source.crop
    middle = astronaut.photo[crop.top + crop.side // 2, crop.left + crop.side // 2]
    found = (source.image[0, :, 31:33, 31:33].mean((1, 2)) + 1) / 2 * 255
    np.testing.assert_allclose(found, middle, atol=25)


def test_the_mask_is_the_person_with_its_edge_eroded(astronaut: Avatar) -> None:
    source = source_of(astronaut, 64)
    crop = source.crop
    whole = astronaut.layers.cutout[
        crop.top : crop.top + crop.side, crop.left : crop.left + crop.side, 3
    ].mean()
    assert source.mask.shape == (1, 1, 64, 64)
    assert source.mask[0, 0, 32, 32] == 1
    assert source.mask[0, 0, 32, 1] < 0.1
    assert 0.3 < source.mask.mean() < whole / 255 - 0.02
    assert EROSION.sum() == 21
