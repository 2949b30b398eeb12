"""Metrics on pictures whose errors are known."""

import numpy as np
import pytest
from skimage.metrics import structural_similarity

from vcam.evaluation.metrics import (
    EYE_POINTS,
    MOUTH_POINTS,
    colour_shift,
    detail,
    eye_mask,
    l1,
    mouth_mask,
    nme,
    ssim,
)
from vcam.geometry.face_model import mean_face


def pictures(seed=0):
    rng = np.random.default_rng(seed)
    a = rng.integers(0, 256, (90, 110, 3)).astype(np.uint8)
    b = np.clip(a.astype(int) + rng.integers(-40, 40, a.shape), 0, 255).astype(np.uint8)
    return a, b


def test_l1_counts_grey_levels_in_the_mask():
    image = np.full((20, 20, 3), 100, np.uint8)
    truth = image.copy()
    truth[:10] = 130
    mask = np.zeros((20, 20), bool)
    mask[:10] = True
    assert l1(image, truth) == 15
    assert l1(image, truth, mask) == 30
    assert np.isnan(l1(image, truth, np.zeros((20, 20), bool)))


def test_a_colour_shift_is_no_moved_detail():
    image = np.zeros((20, 20, 3), np.uint8)
    image[:10] = 100
    assert colour_shift(image[::-1], image) == 0
    assert colour_shift(image + np.uint8([0, 3, 9]), image) == pytest.approx(4)


def test_detail_is_the_steepness_in_the_mask():
    ramp = np.repeat(np.arange(0, 200, 10, dtype=np.uint8)[None], 20, 0)
    steep = np.dstack([ramp] * 3)
    mask = np.zeros((20, 20), bool)
    mask[5:15, 5:15] = True
    assert detail(steep, mask) == detail(steep.transpose(1, 0, 2).copy(), mask) == 10
    assert detail(np.dstack([ramp // 2] * 3), mask) == 5
    assert detail(np.full_like(steep, 80), mask) == 0
    assert np.isnan(detail(steep, np.zeros((20, 20), bool)))


def test_ssim_agrees_with_scikit_image():
    a, b = pictures()
    reference = structural_similarity(
        a, b, channel_axis=2, gaussian_weights=True, sigma=1.5, use_sample_covariance=False, data_range=255
    )
    assert ssim(a, b) == pytest.approx(reference, abs=2e-4)
    assert ssim(a, a) == pytest.approx(1)


def test_nme_is_in_percent_of_the_distance_between_the_irises():
    truth = mean_face() * 200
    eyes = np.linalg.norm(truth[468, :2] - truth[473, :2])
    assert nme(truth + [0.03 * eyes, 0, 50], truth) == pytest.approx(3, rel=1e-4)


def test_masks_lie_inside_lips_and_lids():
    points = (mean_face() * 200 + [150, 150, 0]).astype(np.float32)
    points[14, 1] += 20
    mouth, eyes = mouth_mask(points, (300, 300)), eye_mask(points, (300, 300))
    assert mouth[round((points[13, 1] + points[14, 1]) / 2), 150]
    assert eyes[round(points[468, 1]), round(points[468, 0])]
    assert not (mouth & eyes).any()
    assert mouth.sum() < 0.02 * mouth.size


def test_nme_of_a_group_counts_its_points_alone():
    truth = mean_face() * 200
    eyes = np.linalg.norm(truth[468, :2] - truth[473, :2])
    points = truth.copy()
    points[MOUTH_POINTS, 1] += 0.05 * eyes
    assert nme(points, truth, MOUTH_POINTS) == pytest.approx(5, rel=1e-4)
    assert nme(points, truth, EYE_POINTS) == 0
    assert 0 < nme(points, truth) < 1
