"""Cutting a photo: exact, upright, from the file's full resolution, with a file of its own."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import ExifTags, Image

from vcam.avatar.crop import WHOLE, crop_photo, photo_from_pixels
from vcam.avatar.photo import MAX_SIDE_PX, Photo, decode_photo
from vcam.errors import ConfigError, PhotoRejected


def noise(width: int, height: int, channels: int = 3) -> np.ndarray:
    return np.random.default_rng(1).integers(0, 256, (height, width, channels), np.uint8)


def stored(pixels: np.ndarray, kind: str = "PNG", **options: object) -> Photo:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, kind, **options)
    return decode_photo(buffer.getvalue(), name="me")


def test_the_whole_photo_keeps_its_file() -> None:
    photo = stored(noise(80, 60), "JPEG")
    assert crop_photo(photo, WHOLE) is photo


def test_a_part_is_exact_and_its_file_holds_nothing_else() -> None:
    pixels = noise(100, 80)
    part = crop_photo(stored(pixels), (0.2, 0.25, 0.7, 1.0))
    np.testing.assert_array_equal(part.rgb, pixels[20:, 20:70])
    assert (part.suffix, part.name) == (".png", "me")
    np.testing.assert_array_equal(decode_photo(part.original_bytes, name="x").rgb, part.rgb)


def test_a_small_part_has_the_files_full_resolution() -> None:
    pixels = np.zeros((100, 2 * MAX_SIDE_PX, 3), np.uint8)
    pixels[:, ::2] = 255  # lost when the whole is scaled down
    part = crop_photo(stored(pixels), (0.0, 0.0, 0.25, 1.0))
    assert part.size == (MAX_SIDE_PX // 2, 100)
    assert np.ptp(part.rgb) == 255


def test_the_box_is_of_the_upright_photo() -> None:
    pixels = np.full((60, 120, 3), 40, np.uint8)
    pixels[:, :40] = (250, 0, 0)
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6  # a quarter turn clockwise: the red end is on top
    part = crop_photo(stored(pixels, exif=exif), (0.0, 0.0, 1.0, 1 / 3))
    assert part.size == (60, 40)
    assert (part.rgb == (250, 0, 0)).all()


def test_transparency_stays() -> None:
    pixels = np.full((60, 80, 4), 255, np.uint8)
    pixels[:, 40:, 3] = 0
    part = crop_photo(stored(pixels), (0.25, 0.0, 1.0, 1.0))
    assert part.alpha is not None
    assert [int(part.alpha[0, 0]), int(part.alpha[0, -1])] == [255, 0]


@pytest.mark.parametrize("box", [(0.5, 0, 0.5, 1), (-0.1, 0, 1, 1), (0, 0, 1, 1.2), (0.8, 0, 0.2, 1)])
def test_impossible_boxes(box: tuple[float, float, float, float]) -> None:
    with pytest.raises(ConfigError, match="inside the photo"):
        crop_photo(stored(noise(80, 60)), box)


def test_too_small_a_part() -> None:
    with pytest.raises(PhotoRejected, match="keep more of it"):
        crop_photo(stored(noise(80, 60)), (0.0, 0.0, 0.2, 1.0))


def test_pixels_become_a_photo() -> None:
    pixels = noise(50, 40)
    photo = photo_from_pixels(pixels, "Pasted photo")
    np.testing.assert_array_equal(photo.rgb, pixels)
    assert photo.name == "Pasted photo"
