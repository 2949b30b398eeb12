"""The look: a dark and a light palette, one style sheet, icons tinted from line drawings."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QByteArray, QDir, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFont, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from ui.palettes import ALIKE, PALETTES, ROLES, Scheme
from ui.restyling import Restyling

RESOURCES = Path(__file__).parent / "resources"

Appearance = Literal["system", "dark", "light"]

FONT_FAMILIES = [
    *("Inter", "Segoe UI Variable Text", "Segoe UI", "SF Pro Text", "Noto Sans", "DejaVu Sans"),
    # For Chinese, which the others lack.
    *("Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "WenQuanYi Micro Hei"),
]
FONT_PX = 13
SPACE = 8


class Theme(QObject):
    """How the application looks: as the system does, following its changes, or as the user chose.

    Signals:
        changed: other colours are in use on the whole screen; texts that hold colours are to be written anew.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        """Style the application, as the system looks."""
        super().__init__(app)
        self._app = app
        self._appearance: Appearance = "system"
        QDir.setSearchPaths("icons", [str(RESOURCES / "icons")])
        app.setStyle("Fusion")
        font = QFont()
        font.setFamilies(FONT_FAMILIES)
        font.setPixelSize(FONT_PX)
        app.setFont(font)
        app.setWindowIcon(QIcon(str(RESOURCES / "icons" / "app.svg")))
        self._restyling = Restyling(app, _restyle)
        self._restyling.shown.connect(self.changed)
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self._use(self._wanted())
        app.setStyleSheet(style_sheet())

    @property
    def changing(self) -> bool:
        """Whether some widgets, though none on the screen after `changed`, still have other colours."""
        return self._restyling.running

    def choose(self, appearance: Appearance) -> None:
        """Look dark, light, or as the system does, from now on."""
        self._appearance = appearance
        hints = self._app.styleHints()
        # So that frames and dialogs that the system draws look alike.
        if appearance == "system":
            hints.unsetColorScheme()
        else:
            dark = appearance == "dark"
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        self._follow()

    def _follow(self) -> None:
        if self._wanted() != _look.scheme:
            self._use(self._wanted())
            self._restyling.begin()

    def _wanted(self) -> Scheme:
        if self._appearance != "system":
            return self._appearance
        # Where the system does not tell, dark, as most programs around video are.
        light = self._app.styleHints().colorScheme() == Qt.ColorScheme.Light
        return "light" if light else "dark"

    def _use(self, scheme: Scheme) -> None:
        _look.scheme = scheme
        self._app.setPalette(_palette())


@dataclass
class _Look:
    """Which colours are in use: one for the whole process, as Qt's own palette and style are."""

    scheme: Scheme = "dark"


_look = _Look()


def scheme() -> Scheme:
    """Which colours are in use."""
    return _look.scheme


def colour(name: str, alpha: int = 255) -> QColor:
    """A colour of the palette in use, by name."""
    value = QColor(PALETTES[_look.scheme][name])
    value.setAlpha(alpha)
    return value


def style_sheet() -> str:
    """The style sheet, whose colours are roles of the application's palette.

    Raises:
        KeyError: the sheet names a colour that has no role.
    """
    text = (RESOURCES / "theme.qss").read_text(encoding="utf-8")
    return re.sub(r"@([a-z-]+)", lambda match: f"palette({_in_sheet(ROLES[match[1]])})", text)


def _in_sheet(role: QPalette.ColorRole) -> str:
    """What a style sheet calls a role: `AlternateBase` is `alternate-base` there."""
    return re.sub("(?<=[a-z])(?=[A-Z])", "-", role.name).lower()


def theme_of(app: QApplication) -> Theme:
    """The application's theme, made at the first call."""
    return app.findChild(Theme) or Theme(app)


def _palette() -> QPalette:
    palette = QPalette()
    for role, name in ({role: name for name, role in ROLES.items()} | ALIKE).items():
        palette.setColor(role, colour(name))
    return palette


def pixmap(name: str, tint: str, size_px: int, ratio: float = 1.0) -> QPixmap:
    """A line icon in one colour of the palette in use, sharp at the screen's pixel ratio.

    Args:
        name: file name in resources/icons without `.svg`.
        tint: name of a palette colour.
        size_px: side in device-independent pixels.
    """
    picture = _drawn(name, PALETTES[_look.scheme][tint], size_px, ratio)
    _recipes[_key(picture)] = partial(pixmap, name, tint, size_px, ratio)
    return picture


def icon(name: str, tint: str = "text", disabled: str = "faint", checked: str = "") -> QIcon:
    """A line icon with a paler drawing for the disabled state.

    Args:
        tint, disabled: names of palette colours.
        checked: palette colour while a button is down, empty for `tint`.
    """
    result = _icon(_look.scheme, name, tint, disabled, checked)
    _recipes[_key(result)] = partial(icon, name, tint, disabled, checked)
    return result


def forget_pictures() -> None:
    """Let go of all drawn icons, which may not outlive the application."""
    _drawn.cache_clear()
    _icon.cache_clear()
    _recipes.clear()


_recipes: dict[tuple[type, int], Callable[[], Any]] = {}
"""How to make an icon or pixmap again in other colours."""


def _key(picture: QIcon | QPixmap) -> tuple[type, int]:
    """Of what is drawn; Qt numbers icons and pixmaps apart, so that one of each may have the same number."""
    return type(picture), picture.cacheKey()


@cache
def _drawn(name: str, value: str, size_px: int, ratio: float) -> QPixmap:
    source = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", value).encode()))
    picture = QPixmap(QSize(round(size_px * ratio), round(size_px * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, picture.width(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@cache
def _icon(_scheme: Scheme, name: str, tint: str, disabled: str, checked: str) -> QIcon:
    result = QIcon()
    for ratio in (1.0, 2.0):
        if checked:
            down = pixmap(name, checked, 20, ratio)
            result.addPixmap(down, QIcon.Mode.Normal, QIcon.State.On)
        result.addPixmap(pixmap(name, tint, 20, ratio), QIcon.Mode.Normal)
        result.addPixmap(pixmap(name, disabled, 20, ratio), QIcon.Mode.Disabled)
    return result


def _restyle(widget: QWidget) -> None:
    """Give a widget the colours in use; where it shows an icon or pixmap of ours, the same one in them."""
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().polish(widget)
    for holder in (widget, *widget.actions()):
        if isinstance(holder, QAbstractButton | QAction):
            recipe = _recipes.get(_key(holder.icon()))
            if recipe is not None:
                holder.setIcon(recipe())
    if isinstance(widget, QLabel):
        recipe = _recipes.get(_key(widget.pixmap()))
        if recipe is not None:
            widget.setPixmap(recipe())
