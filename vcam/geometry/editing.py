"""The user's live edits on top of tracking: pose, position, face shape, expression, strengths.

`EDIT_RANGES` is the one table that the command line, the app's sliders, looks and the docs read.
Source: the editing of OneGT's supplement, Figures 1 and 2.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Literal

from vcam.errors import ConfigError

EditGroup = Literal["pose", "position", "shape", "expression", "strength"]
EDIT_GROUPS: dict[EditGroup, str] = {
    "pose": "Pose",
    "position": "Position",
    "shape": "Face shape",
    "expression": "Expression",
    "strength": "Strength",
}
"""What the groups are called, in their order."""


@dataclass(frozen=True, kw_only=True)
class EditRange:
    """Limits and wording of one number that the user sets, for checks, help texts and sliders.

    Args:
        label: its name for people.
        low, high, default: in `unit`.
        unit: `deg`, `face heights`, `times`, or what the value is a part of.
        group: of the edits.
        help: one sentence, what happens towards `high`.
    """

    label: str
    low: float
    high: float
    default: float
    unit: str = ""
    group: EditGroup = "strength"
    help: str = ""


def _turn(label: str, limit: float, help_text: str) -> EditRange:
    return EditRange(label=label, low=-limit, high=limit, default=0, unit="deg", group="pose", help=help_text)


def _move(label: str, help_text: str) -> EditRange:
    return EditRange(
        label=label, low=-0.5, high=0.5, default=0, unit="face heights", group="position", help=help_text
    )


def _shape(label: str, limit: float, unit: str, help_text: str) -> EditRange:
    return EditRange(label=label, low=-limit, high=limit, default=0, unit=unit, group="shape", help=help_text)


def _expression(
    label: str, low: float, help_text: str, *, high: float = 1, unit: str = "of full strength"
) -> EditRange:
    return EditRange(
        label=label, low=low, high=high, default=0, unit=unit, group="expression", help=help_text
    )


def _strength(label: str, high: float, help_text: str) -> EditRange:
    return EditRange(label=label, low=0, high=high, default=1, unit="times", group="strength", help=help_text)


EDIT_RANGES: dict[str, EditRange] = {
    "yaw": _turn("Turn", 40, "Turns the head towards the picture's right."),
    "pitch": _turn("Nod", 25, "Nods the head down."),
    "roll": _turn("Tilt", 35, "Tilts the head clockwise in the picture."),
    "x": _move("Left / right", "Moves the avatar to the picture's right."),
    "y": _move("Up / down", "Moves the avatar down."),
    "zoom": EditRange(
        label="Zoom",
        low=0.5,
        high=2,
        default=1,
        unit="times",
        group="position",
        help="Enlarges head and shoulders.",
    ),
    "face_width": _shape("Face width", 0.15, "of its width", "Widens the face."),
    "jaw_width": _shape("Jaw width", 0.16, "of its width", "Widens the lower jaw."),
    "chin_length": _shape("Chin length", 0.3, "of its length", "Lengthens the chin."),
    "forehead_height": _shape("Forehead height", 0.25, "of its height", "Heightens the forehead."),
    "cheek_fullness": _shape("Cheeks", 0.12, "of the face's width", "Fills the cheeks."),
    "nose_length": _shape("Nose length", 0.16, "of its length", "Lengthens the nose."),
    "nose_width": _shape("Nose width", 0.25, "of its width", "Widens the nose."),
    "eye_size": _shape("Eye size", 0.25, "of their size", "Enlarges the eyes."),
    "eye_distance": _shape("Eye distance", 0.12, "of it", "Sets the eyes further apart."),
    "lip_fullness": _shape("Lip fullness", 0.4, "of their thickness", "Makes the lips fuller."),
    "mouth_width": _shape("Mouth width", 0.2, "of its width", "Widens the mouth."),
    "brow_height": _shape("Brow height", 0.3, "of the way from the lids", "Sets the brows higher."),
    "smile": _expression("Smile", -1, "Smiles; below zero the corners of the mouth go down."),
    "mouth_open": _expression("Mouth open", 0, "Opens the mouth by dropping the jaw."),
    "brow_raise": _expression("Brow raise", 0, "Raises both brows."),
    "brow_frown": _expression("Brow frown", 0, "Draws the brows down and together."),
    "blink_right": _expression(
        "Close right eye", -0.3, "Closes the avatar's right eye; below zero opens it wide."
    ),
    "blink_left": _expression(
        "Close left eye", -0.3, "Closes the avatar's left eye; below zero opens it wide."
    ),
    "gaze_x": _expression("Gaze sideways", -25, "Looks to the picture's right.", high=25, unit="deg"),
    "gaze_y": _expression("Gaze up / down", -15, "Looks down.", high=15, unit="deg"),
    "pucker": _expression("Pucker", 0, "Purses the lips as for a kiss."),
    "cheek_puff": _expression("Cheek puff", 0, "Blows up the cheeks."),
    "motion": _strength("Head motion", 1.5, "Strengthens the driver's head motion."),
    "expression": _strength("Whole face", 2, "Strengthens the driver's whole expression."),
    "mouth": _strength("Mouth", 2, "Strengthens the driver's mouth."),
    "eyes": _strength("Eyes", 2, "Strengthens the driver's eyelids."),
    "brows": _strength("Brows", 2, "Strengthens the driver's brows."),
    "gaze": _strength("Gaze", 2, "Strengthens the driver's glances."),
}
"""Every edit by the name that it has in `Edits`, on the command line and in look files."""


@dataclass(frozen=True, kw_only=True)
class Edits:
    """Live edits, in the units of `EDIT_RANGES`; the defaults leave tracking as it is.

    `expression` is the strength of all the driver's offsets; `mouth`, `eyes`, `brows` and `gaze` are
    multiplied with it in their region. The expressions are added to the driver's own.

    Raises:
        ConfigError: a value is out of its range.
    """

    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    x: float = 0.0
    y: float = 0.0
    zoom: float = 1.0
    face_width: float = 0.0
    jaw_width: float = 0.0
    chin_length: float = 0.0
    forehead_height: float = 0.0
    cheek_fullness: float = 0.0
    nose_length: float = 0.0
    nose_width: float = 0.0
    eye_size: float = 0.0
    eye_distance: float = 0.0
    lip_fullness: float = 0.0
    mouth_width: float = 0.0
    brow_height: float = 0.0
    smile: float = 0.0
    mouth_open: float = 0.0
    brow_raise: float = 0.0
    brow_frown: float = 0.0
    blink_right: float = 0.0
    blink_left: float = 0.0
    gaze_x: float = 0.0
    gaze_y: float = 0.0
    pucker: float = 0.0
    cheek_puff: float = 0.0
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

    def changed(self) -> dict[str, float]:
        """The edits that differ from their defaults, by name, in the table's order."""
        return {
            name: getattr(self, name)
            for name, limits in EDIT_RANGES.items()
            if getattr(self, name) != limits.default
        }

    def of_group(self, group: EditGroup) -> tuple[float, ...]:
        """The values of one group, in the table's order."""
        return tuple(getattr(self, name) for name in edits_of(group))


def edits_of(group: EditGroup) -> tuple[str, ...]:
    """Names of the edits of one group, in the table's order."""
    return tuple(name for name, limits in EDIT_RANGES.items() if limits.group == group)


def value_text(limits: EditRange, value: float) -> str:
    """A value for the eye: degrees and per cent, with a sign where the default is nothing."""
    if limits.unit == "deg":
        return f"{value:+.0f}°" if round(value) else "0°"
    percent = round(value * 100)
    return f"{percent:+d} %" if limits.default == 0 and percent else f"{percent} %"


def parse_edits(text: str, start: Edits | None = None) -> Edits:
    """Edits from `"yaw=10,mouth=1.5"`; an empty text gives the defaults.

    Args:
        text: what the user wrote.
        start: what is changed by it; the defaults when None.

    Raises:
        ConfigError: a part is not `name=number`, the name is unknown, or the value is out of range.
    """
    edits = Edits() if start is None else start
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        name, separator, number = part.partition("=")
        try:
            value = float(number)
        except ValueError:
            separator, value = "", 0.0
        if not separator:
            raise ConfigError(
                f"edit {part!r} can't be read: expected name=number, for example yaw=10,mouth=1.5"
            )
        edits = edits.with_value(name.strip(), value)
    return edits
