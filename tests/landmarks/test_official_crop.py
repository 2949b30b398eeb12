"""The released code's crop and normalisation."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from vcam.errors import ShapeError
from vcam.landmarks.official_crop import Crop, crop_of, cut, normalise
from vcam.landmarks.stickman import draw_stickman


def box(left: float, top: float, right: float, bottom: float) -> np.ndarray:
    """Keypoints that span a box."""
    keypoints = np.full((68, 2), ((left + right) / 2, (top + bottom) / 2))
    keypoints[0], keypoints[1] = (left, top), (right, bottom)
    return keypoints


def test_the_crop_is_twice_the_face_and_lies_higher() -> None:
    assert crop_of(box(100, 200, 160, 290)) == Crop(left=40, top=245 - 15 - 90, side=180)


def test_the_centre_is_rounded_to_even_and_the_side_cut_off() -> None:
    assert crop_of(box(0, 0, 12.9, 5)) == Crop(left=6 - 12, top=2 - 2 - 12, side=24)


def test_cutting_at_full_size_copies_and_is_black_outside() -> None:
    image = np.random.default_rng(1).integers(1, 255, (30, 40, 3), np.uint8)
    found = cut(image, Crop(left=-10, top=5, side=40), 40)
    np.testing.assert_array_equal(found[:25, 10:], image[5:, :30])
    assert not found[:, :10].any()
    assert not found[25:].any()


def test_the_crops_edges_are_minus_one_and_one() -> None:
    keypoints = normalise(box(10, 20, 50, 60), Crop(left=10, top=20, side=40))
    np.testing.assert_allclose(keypoints[:3], [(-1, -1), (1, 1), (0, 0)])


@pytest.mark.parametrize("keypoints", [np.zeros((68, 2)), np.zeros((67, 2)), np.full((68, 2), np.nan)])
def test_keypoints_without_a_face_are_refused(keypoints: np.ndarray) -> None:
    with pytest.raises(ShapeError, match="expected"):
        crop_of(keypoints)


def test_it_is_the_official_preprocessing(shared_dir: Path) -> None:
    vectors = np.load(shared_dir / "bilayer_reference" / "vectors.npz")
    landmarks = vectors["pre_landmarks"]
    y, x, channel = np.mgrid[:480, :640, :3]
    image = np.floor(127.5 * (1 + np.sin(0.03 * x * (channel + 1) + 0.02 * y))).astype(np.uint8)
    crop = crop_of(landmarks)
    assert crop == Crop(left=103, top=-97, side=424)
    keypoints = normalise(landmarks, crop)
    np.testing.assert_allclose(keypoints.ravel(), vectors["pre_poses"], atol=1e-6)
    np.testing.assert_array_equal(draw_stickman(keypoints), vectors["pre_stickman_u8"])
    difference = np.abs(cut(image, crop).astype(int) - vectors["pre_image_u8"])
    assert difference.max() <= 1
