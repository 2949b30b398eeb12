"""The badge: where it stands, that it can be read on anything, and that it leaves the rest alone."""

from __future__ import annotations

import numpy as np
import pytest

from vcam.engine.badge import make_badge, with_badge
from vcam.frames import Composite


def composite(level: tuple[int, int, int], width: int = 640, height: int = 360) -> Composite:
    image = np.full((height, width, 3), level, np.uint8)
    return Composite(image=image, index=7, captured_at_s=1.5)


def test_it_stands_in_the_lower_left_corner_and_nothing_else_changes() -> None:
    plain = composite((90, 120, 200))
    badged = with_badge(plain)
    assert (badged.index, badged.captured_at_s) == (7, 1.5)
    assert badged.image.flags.c_contiguous
    rows, columns = np.nonzero((badged.image != plain.image).any(axis=2))
    assert 0 < columns.min() < 40
    assert columns.max() < 320
    assert rows.min() > 300
    assert rows.max() < 359
    assert (plain.image == (90, 120, 200)).all()


@pytest.mark.parametrize("level", [(0, 0, 0), (255, 255, 255), (0, 255, 0), (128, 128, 128)])
def test_letters_stand_out_from_the_plate_on_any_background(level: tuple[int, int, int]) -> None:
    image = with_badge(composite(level, 1280, 720)).image
    tall, wide = make_badge(720).shape[:2]
    inside = image[720 - 22 - tall : 720 - 22, 22 : 22 + wide].mean(axis=2)
    assert np.percentile(inside, 50) < 40
    assert (inside > 240).mean() > 0.03


@pytest.mark.parametrize("level", [0, 255])
def test_its_outline_stands_out(level: int) -> None:
    image = with_badge(composite((level,) * 3, 1280, 720)).image
    tall = make_badge(720).shape[0]
    column = image[720 - 22 - tall : 720 - 22, 200].mean(axis=1)
    assert np.ptp(column) > 15


def test_it_says_what_it_is_told_and_english_where_no_font_has_the_letters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    english, german = make_badge(720), make_badge(720, "Künstlicher Avatar im Bild")
    assert german.shape[0] == english.shape[0]
    assert german.shape[1] > english.shape[1]
    monkeypatch.setattr("vcam.engine.badge.font_for", lambda *_: None)
    make_badge.cache_clear()
    unknown = make_badge(720, "合成形象")
    make_badge.cache_clear()
    np.testing.assert_array_equal(unknown, english)


def test_a_picture_that_is_too_small_stays_as_it_is() -> None:
    tiny = composite((1, 2, 3), 64, 48)
    assert with_badge(tiny) is tiny
