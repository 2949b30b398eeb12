"""Words in any script, where the system has a font for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import ImageFont

from vcam.engine import fonts
from vcam.engine.card import draw_card

STILL = np.full((360, 640, 3), 128, np.uint8)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    fonts.font_for.cache_clear()
    yield
    fonts.font_for.cache_clear()


def test_english_needs_no_font_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_system_fonts", lambda: pytest.fail("it was looked for"))
    assert fonts.font_for("Back soon", 20) is not None


def test_a_system_without_a_font_shows_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_system_fonts", lambda: ())
    assert fonts.font_for("马上回来", 20) is None
    assert np.array_equal(
        draw_card(STILL, "马上回来", "Back soon"), draw_card(STILL, "Back soon", "Back soon")
    )


def test_a_file_that_is_no_font_is_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "nothing-at-all.ttf").write_bytes(b"nothing")
    monkeypatch.setattr(fonts, "_system_fonts", lambda: (tmp_path / "nothing-at-all.ttf",))
    assert fonts.font_for("Ж", 20) is None


def test_a_font_of_the_system_is_taken_for_what_it_has() -> None:
    if not any(_has(path, "Ж") for path in fonts._system_fonts()):
        pytest.skip("no font with Cyrillic letters is installed")
    assert fonts.font_for("Жду", 20) is not None
    assert not np.array_equal(
        draw_card(STILL, "Жду", "Back soon"), draw_card(STILL, "Back soon", "Back soon")
    )


def _has(path: Path, text: str) -> bool:
    return fonts._has_all(ImageFont.truetype(str(path), 20), text)
