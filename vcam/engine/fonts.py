"""A font for words on a picture: Pillow's own, and for other scripts one of the system's."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from PIL import ImageFont

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

_NO_CHARACTER = "\uffff"
_FOLDERS = {
    "win32": ("C:/Windows/Fonts",),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
}
_FOLDERS_ELSEWHERE = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
_NAMES = (
    "DejaVuSans.ttf",
    "NotoSans-Regular.ttf",
    "LiberationSans-Regular.ttf",
    "segoeui.ttf",
    "Helvetica.ttc",
    "NotoSansCJK-Regular.ttc",
    "NotoSansSC-Regular.otf",
    "SourceHanSansSC-Regular.otf",
    "wqy-microhei.ttc",
    "wqy-zenhei.ttc",
    "DroidSansFallbackFull.ttf",
    "msyh.ttc",
    "simhei.ttf",
    "Hiragino Sans GB.ttc",
    "STHeiti Light.ttc",
    "Arial Unicode.ttf",
)
"""File names of sans-serif fonts that systems come with; those for Latin, Greek and Cyrillic first."""


@cache
def font_for(text: str, size_px: int) -> Font | None:
    """A font that has every character of a text; None where this system has none.

    Args:
        text: to be written.
        size_px: height of a line.
    """
    return next((font for font in _fonts(size_px) if _has_all(font, text)), None)


def _fonts(size_px: int) -> Iterator[Font]:
    yield ImageFont.load_default(size_px)
    for path in _system_fonts():
        try:
            yield ImageFont.truetype(str(path), size_px)
        except OSError:  # not a font after all
            continue


@cache
def _system_fonts() -> tuple[Path, ...]:
    """Files of `_NAMES` that are there, in that order."""
    found: dict[str, Path] = {}
    for folder in _FOLDERS.get(sys.platform, _FOLDERS_ELSEWHERE):
        for path in Path(folder).expanduser().rglob("*.[to]t[fc]"):
            found.setdefault(path.name, path)
    return tuple(found[name] for name in _NAMES if name in found)


def _has_all(font: Font, text: str) -> bool:
    """Whether none of the characters is drawn as the sign that stands for what a font doesn't have."""
    missing = _drawn(font, _NO_CHARACTER)
    return all(_drawn(font, character) != missing for character in text if not character.isspace())


def _drawn(font: Font, character: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(character)
    return mask.size, bytes(mask)
