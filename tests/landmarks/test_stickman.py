"""The landmark image."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from vcam.errors import ShapeError
from vcam.landmarks.stickman import draw_stickman


def spread() -> np.ndarray:
    """Keypoints that all lie far outside, where nothing is drawn."""
    return np.full((68, 2), 9.0)


def test_an_empty_picture_is_one_everywhere() -> None:
    drawn = draw_stickman(spread(), 64)
    assert drawn.shape == (64, 64, 3)
    assert (drawn == 1).all()


@pytest.mark.parametrize(
    ("points", "colour"),
    [
        ((0, 1), (255, 255, 255)),
        ((17, 18), (255, 0, 0)),
        ((25, 26), (0, 255, 0)),
        ((27, 28), (0, 0, 255)),
        ((30, 33), (0, 0, 255)),
        ((36, 41), (255, 0, 255)),
        ((42, 47), (0, 255, 255)),
        ((48, 59), (255, 255, 0)),
        ((60, 67), (255, 255, 0)),
    ],
)
def test_each_part_has_its_colour(points: tuple[int, int], colour: tuple[int, int, int]) -> None:
    keypoints = spread()
    keypoints[list(points)] = (-0.5, 0), (0.5, 0)
    drawn = draw_stickman(keypoints, 64)
    assert tuple(drawn[32, 32]) == colour


def test_parts_are_not_joined() -> None:
    keypoints = spread()
    keypoints[[16, 17]] = (-0.5, 0), (0.5, 0)
    assert (draw_stickman(keypoints, 64)[32, 28:36] == 1).all()


def test_coordinates_are_cut_off_to_pixels() -> None:
    keypoints = spread()
    keypoints[:17] = (0, 2 * 10.9 / 64 - 1)
    rows = np.flatnonzero((draw_stickman(keypoints, 64) == 255).any((1, 2)))
    assert rows.mean() == pytest.approx(10, abs=0.6)


def test_other_shapes_are_refused() -> None:
    with pytest.raises(ShapeError, match="68"):
        draw_stickman(np.zeros((68, 3)))


def test_it_is_the_official_drawing(shared_dir: Path) -> None:
    vectors = np.load(shared_dir / "bilayer_reference" / "vectors.npz")
    index = np.arange(68)
    angle = 2 * np.pi * index / 68 + 0.3
    x = 0.5 * np.cos(angle) * (1 + 0.2 * np.sin(3.1 * index)) + 0.08
    y = 0.6 * np.sin(angle) * (1 + 0.2 * np.cos(2.3 * index)) - 0.05
    keypoints = np.stack([x, y], 1).astype(np.float32)
    np.testing.assert_array_equal(draw_stickman(keypoints), vectors["stickman_target_u8"])
