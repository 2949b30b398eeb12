"""The colours of the dark and the light look, by what they are for."""

from __future__ import annotations

from typing import Literal

from PySide6.QtGui import QPalette

Scheme = Literal["dark", "light"]

_ON_PICTURE = {
    "on-picture": "#e8ebf1",
    "on-picture-muted": "#a3abbb",
    "on-picture-live": "#3fd69a",
    "on-picture-record": "#ff5c6c",
    "on-picture-warning": "#ffb454",
}
"""For what lies on pictures or on their dark notes, whatever the rest looks like."""

PALETTES: dict[Scheme, dict[str, str]] = {
    "dark": {
        "window": "#0e1014",
        "panel": "#14171d",
        "card": "#1b1f27",
        "raised": "#242a35",
        "hover": "#2c3340",
        "line": "#272d38",
        "text": "#e8ebf1",
        "muted": "#949db0",
        "faint": "#737c90",
        "accent": "#7f8cff",
        "accent-bright": "#98a3ff",
        "accent-deep": "#5a66e0",
        "on-accent": "#0c0e1c",
        "live": "#3fd69a",
        "record": "#ff5c6c",
        "warning": "#ffb454",
        "stage": "#07080a",
        "knob": "#e8ebf1",
        "error-card": "#2a171c",
        "error-line": "#5a2731",
        "warning-card": "#2a2117",
        "warning-line": "#57431f",
        **_ON_PICTURE,
    },
    "light": {
        "window": "#f3f4f8",
        "panel": "#fcfcfe",
        "card": "#eceef4",
        "raised": "#e2e5ee",
        "hover": "#d5d9e5",
        "line": "#dcdfe8",
        "text": "#171b26",
        "muted": "#525b70",
        "faint": "#7b8499",
        "accent": "#5360e6",
        "accent-bright": "#4450d2",
        "accent-deep": "#3742b8",
        "on-accent": "#ffffff",
        "live": "#0c8f5a",
        "record": "#cf2b40",
        "warning": "#a35f00",
        "stage": "#dfe2ea",
        "knob": "#ffffff",
        "error-card": "#fdecee",
        "error-line": "#f2bcc3",
        "warning-card": "#fdf3e1",
        "warning-line": "#ecd3a2",
        **_ON_PICTURE,
    },
}

_Role = QPalette.ColorRole

ROLES: dict[str, _Role] = {
    "window": _Role.Window,
    "panel": _Role.AlternateBase,
    "card": _Role.Base,
    "raised": _Role.Button,
    "hover": _Role.Light,
    "line": _Role.Mid,
    "text": _Role.Text,
    "muted": _Role.Dark,
    "faint": _Role.PlaceholderText,
    "accent": _Role.Highlight,
    "accent-bright": _Role.Link,
    "accent-deep": _Role.LinkVisited,
    "on-accent": _Role.HighlightedText,
    "record": _Role.BrightText,
    "warning": _Role.Midlight,
    "error-card": _Role.Shadow,
}
"""Where the style sheet finds the colours that it names: in these roles of the application's palette.

So the sheet itself never changes, for Qt styles every widget as often as it lies deep when it does. The
roles are those that Qt itself uses for the like, or hardly.
"""

ALIKE: dict[_Role, str] = {
    _Role.WindowText: "text",
    _Role.ButtonText: "text",
    _Role.ToolTipBase: "raised",
    _Role.ToolTipText: "text",
    _Role.Accent: "accent",
}
"""The other roles: colours for what Qt draws by itself."""
