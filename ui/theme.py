"""The look: one palette, one style sheet, icons tinted from line drawings."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QDir, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

RESOURCES = Path(__file__).parent / "resources"

COLOURS: dict[str, str] = {
    "window": "#0e1014",
    "panel": "#14171d",
    "card": "#1b1f27",
    "raised": "#242a35",
    "hover": "#2c3340",
    "line": "#272d38",
    "text": "#e8ebf1",
    "muted": "#949db0",
    "faint": "#6b7487",
    "accent": "#7f8cff",
    "accent-bright": "#98a3ff",
    "accent-deep": "#5a66e0",
    "on-accent": "#0c0e1c",
    "live": "#3fd69a",
    "record": "#ff5c6c",
    "warning": "#ffb454",
    "stage": "#07080a",
}

FONT_FAMILIES = ["Inter", "Segoe UI Variable Text", "Segoe UI", "SF Pro Text", "Noto Sans", "DejaVu Sans"]
FONT_PX = 13
SPACE = 8


def colour(name: str, alpha: int = 255) -> QColor:
    """A colour of the palette by name."""
    value = QColor(COLOURS[name])
    value.setAlpha(alpha)
    return value


def style_sheet() -> str:
    """The style sheet with the palette's colours filled in.

    Raises:
        KeyError: the sheet names a colour that the palette does not have.
    """
    text = (RESOURCES / "theme.qss").read_text(encoding="utf-8")
    return re.sub(r"@([a-z-]+)", lambda match: COLOURS[match[1]], text)


def apply_theme(app: QApplication) -> None:
    """Style the whole application."""
    QDir.setSearchPaths("icons", [str(RESOURCES / "icons")])
    app.setStyle("Fusion")
    font = QFont()
    font.setFamilies(FONT_FAMILIES)
    font.setPixelSize(FONT_PX)
    app.setFont(font)
    app.setPalette(_palette())
    app.setStyleSheet(style_sheet())
    app.setWindowIcon(QIcon(str(RESOURCES / "icons" / "app.svg")))


def _palette() -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "window",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "card",
        QPalette.ColorRole.AlternateBase: "raised",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Button: "raised",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.ToolTipBase: "raised",
        QPalette.ColorRole.ToolTipText: "text",
        QPalette.ColorRole.PlaceholderText: "faint",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on-accent",
    }
    for role, name in roles.items():
        palette.setColor(role, colour(name))
    return palette


@lru_cache(maxsize=256)
def pixmap(name: str, tint: str, size_px: int, ratio: float = 1.0) -> QPixmap:
    """A line icon in one colour of the palette, sharp at the screen's pixel ratio.

    Args:
        name: file name in resources/icons without `.svg`.
        tint: name of a palette colour.
        size_px: side in device-independent pixels.
    """
    source = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", COLOURS[tint]).encode()))
    picture = QPixmap(QSize(round(size_px * ratio), round(size_px * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, picture.width(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, tint: str = "text", disabled: str = "faint", checked: str = "") -> QIcon:
    """A line icon with a paler drawing for the disabled state.

    Args:
        tint, disabled: names of palette colours.
        checked: palette colour while a button is down, empty for `tint`.
    """
    result = QIcon()
    for ratio in (1.0, 2.0):
        if checked:
            down = pixmap(name, checked, 20, ratio)
            result.addPixmap(down, QIcon.Mode.Normal, QIcon.State.On)
        result.addPixmap(pixmap(name, tint, 20, ratio), QIcon.Mode.Normal)
        result.addPixmap(pixmap(name, disabled, 20, ratio), QIcon.Mode.Disabled)
    return result
