from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from vcam.frames import Image, Landmarks, Points
from vcam.landmarks.inner_mouth import (
    LOWER,
    MAX_TINT,
    MOST,
    UPPER,
    USUAL_SKIN,
    measure_inner_mouth,
    skin_reference,
    with_inner_mouth,
)

SKIN_RGB = (200.0, 150.0, 130.0)


def _face(gap: float = 20.0) -> Points:
    """Points of a face of 200 pixels whose mouth is open by a gap, all others in its middle."""
    points = np.full((478, 3), 100, np.float32)
    points[10, :2], points[152, :2] = (100, 20), (100, 220)
    for lip, sign in ((UPPER, -1), (LOWER, 1)):
        across = np.linspace(-1, 1, len(lip))
        points[lip, 0] = 100 + 40 * across
        points[lip, 1] = 160 + sign * gap / 2 * (1 - across**2)
    return points


def _picture(points: Points, paint: Callable[[Image], None] = lambda image: None) -> Image:
    image = np.empty((240, 200, 3), np.uint8)
    image[:] = SKIN_RGB
    outline = np.concatenate([points[UPPER, :2], points[LOWER, :2][::-1]])
    inside = np.zeros(image.shape[:2], np.uint8)
    cv2.fillPoly(inside, [np.round(outline).astype(np.int32)], 1)
    drawn = image.copy()
    paint(drawn)
    return np.where(inside[..., None] == 1, drawn, image)


def _teeth_above(image: Image) -> None:
    image[:158], image[158:] = 240, 20


def test_teeth_above_and_a_dark_throat_below_are_told_apart_by_row() -> None:
    points = _face()
    found = measure_inner_mouth(_picture(points, _teeth_above), points)
    assert found is not None
    assert (found.shape, found.dtype) == ((3, 3, 3), np.float32)
    assert found[0].min() > 3 * found[2].max()


def test_left_and_right_are_those_of_the_picture() -> None:
    points = _face()

    def one_side(image: Image) -> None:
        image[:, :100], image[:, 100:] = 30, 230

    found = measure_inner_mouth(_picture(points, one_side), points)
    assert found is not None
    assert found[:, 2].min() > 3 * found[:, 0].max()


def test_a_red_tongue_is_lighter_in_red_than_in_green() -> None:
    points = _face()

    def tongue(image: Image) -> None:
        image[:] = (190, 70, 80)

    found = measure_inner_mouth(_picture(points, tongue), points)
    assert found is not None
    own = found[..., 0] / found[..., 1]
    np.testing.assert_allclose(own, (190 / 70) / (SKIN_RGB[0] / SKIN_RGB[1]), rtol=0.1)


def test_colours_that_no_mouth_has_are_toned_down() -> None:
    points = _face()

    def lollipop(image: Image) -> None:
        image[:] = (20, 255, 20)

    found = measure_inner_mouth(_picture(points, lollipop), points)
    assert found is not None
    mean = found.mean(2, keepdims=True)
    assert (found < MAX_TINT**2 * mean).all()
    assert (found > mean / MAX_TINT**2).all()


@pytest.mark.parametrize("turn", [-25.0, 25.0])
def test_a_tilted_head_gives_the_same_numbers(turn: float) -> None:
    points = _face()
    image = _picture(points, _teeth_above)
    matrix = cv2.getRotationMatrix2D((100, 120), turn, 1.0)
    tilted = points.copy()
    tilted[:, :2] = points[:, :2] @ matrix[:, :2].T.astype(np.float32) + matrix[:, 2].astype(np.float32)
    turned = cv2.warpAffine(image, matrix, (200, 240), borderMode=cv2.BORDER_REPLICATE)
    straight, found = measure_inner_mouth(image, points), measure_inner_mouth(turned, tilted)
    assert straight is not None
    assert found is not None
    np.testing.assert_allclose(found, straight, atol=0.12)


def test_a_closed_or_tiny_mouth_shows_nothing() -> None:
    image = _picture(_face())
    assert measure_inner_mouth(image, _face(gap=0.4)) is None
    assert measure_inner_mouth(image, _face() * np.float32(0.02)) is None


def test_lips_that_overlap_and_glaring_light_stay_within_range() -> None:
    points = _face()
    points[LOWER[:4], 1] = points[UPPER[:4], 1] - 3
    dark = np.zeros((240, 200, 3), np.uint8)
    dark[140:] = 255
    found = measure_inner_mouth(dark, points)
    assert found is not None
    assert np.isfinite(found).all()
    assert found.min() >= 0
    assert found.max() <= MOST


def test_half_of_a_skins_darkness_is_its_own() -> None:
    points = _face()
    image = np.full((240, 200, 3), 0, np.uint8)
    image[:] = (66, 66, 66)
    assert skin_reference(image, points) == pytest.approx(np.sqrt(66 * USUAL_SKIN) * np.ones(3), rel=1e-3)


def test_no_face_stays_none_and_a_face_keeps_its_points() -> None:
    points = _face()
    image = _picture(points, _teeth_above)
    assert with_inner_mouth(None, image) is None
    face = Landmarks(points=points, image_size=(200, 240))
    found = with_inner_mouth(face, image)
    assert found is not None
    assert found.points is face.points
    assert found.inner_mouth is not None
