"""The user's live edits on top of tracking (pose, position, zoom, strengths of the expression)."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from vcam.errors import ConfigError


@dataclass(frozen=True, kw_only=True)
class EditRange:
    """Limits and wording of one edit, for checks, help texts and sliders."""

    label: str
    low: float
    high: float
    default: float
    unit: str = ""


EDIT_RANGES: dict[str, EditRange] = {
    "yaw": EditRange(label="Turn", low=-40, high=40, default=0, unit="deg"),
    "pitch": EditRange(label="Nod", low=-30, high=30, default=0, unit="deg"),
    "roll": EditRange(label="Tilt", low=-45, high=45, default=0, unit="deg"),
    "x": EditRange(label="Left / right", low=-0.5, high=0.5, default=0, unit="face heights"),
    "y": EditRange(label="Up / down", low=-0.5, high=0.5, default=0, unit="face heights"),
    "zoom": EditRange(label="Zoom", low=0.5, high=2.0, default=1),
    "motion": EditRange(label="Head motion", low=0, high=1.5, default=1),
    "expression": EditRange(label="Expression", low=0, high=2, default=1),
    "mouth": EditRange(label="Mouth", low=0, high=2, default=1),
    "eyes": EditRange(label="Eyes", low=0, high=2, default=1),
    "brows": EditRange(label="Brows", low=0, high=2, default=1),
    "gaze": EditRange(label="Gaze", low=0, high=2, default=1),
}


@dataclass(frozen=True, kw_only=True)
class Edits:
    """Live edits; the defaults leave tracking as it is.

    Angles in degrees: `yaw` positive turns the avatar towards picture right, `pitch` positive nods
    down, `roll` positive tilts clockwise in the picture. `x` and `y` are in avatar face heights,
    right and down. `zoom` scales the head and shoulders together. `motion` is the strength of the
    driver's head motion, `expression` of all offsets, `mouth`, `eyes`, `brows`, `gaze` of their
    region, multiplied with `expression`.
    """

    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    x: float = 0.0
    y: float = 0.0
    zoom: float = 1.0
    motion: float = 1.0
    expression: float = 1.0
    mouth: float = 1.0
    eyes: float = 1.0
    brows: float = 1.0
    gaze: float = 1.0

    def __post_init__(self) -> None:
        for field in fields(self):
            value, limit = getattr(self, field.name), EDIT_RANGES[field.name]
            if not limit.low <= value <= limit.high:
                raise ConfigError(
                    f"edit {field.name}={value:g} is out of range: expected {limit.low:g} to {limit.high:g}"
                )

    def with_value(self, name: str, value: float) -> Edits:
        """A copy with one edit changed; `ConfigError` for an unknown name or a value out of range."""
        if name not in EDIT_RANGES:
            raise ConfigError(f"unknown edit {name!r}: choose from {', '.join(EDIT_RANGES)}")
        return replace(self, **{name: value})


def parse_edits(text: str) -> Edits:
    """Edits from `"yaw=10,mouth=1.5"`; an empty text gives the defaults.

    Raises:
        ConfigError: a part is not `name=number`, the name is unknown, or the value is out of range.
    """
    edits = Edits()
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        name, separator, number = part.partition("=")
        try:
            value = float(number)
        except ValueError:
            separator = ""
            value = 0.0
        if not separator:
            raise ConfigError(
                f"edit {part!r} can't be read: expected name=number, for example yaw=10,mouth=1.5"
            )
        edits = edits.with_value(name.strip(), value)
    return edits
