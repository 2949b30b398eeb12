"""Reactions: ready-made expressions that a press of a button puts on top of the driver's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from vcam.geometry.editing import EDIT_RANGES, Edits

REACTIONS: dict[str, dict[str, float]] = {
    "smile": {"smile": 1.0, "blink_right": 0.12, "blink_left": 0.12},
    "laugh": {"smile": 1.0, "mouth_open": 0.45, "blink_right": 0.3, "blink_left": 0.3, "brow_raise": 0.2},
    "surprise": {"brow_raise": 1.0, "mouth_open": 0.5, "blink_right": -0.3, "blink_left": -0.3},
    "wink": {"blink_left": 1.0, "smile": 0.45},
    "kiss": {"pucker": 1.0, "blink_right": 0.25, "blink_left": 0.25},
    "frown": {"brow_frown": 1.0, "smile": -0.9},
}
"""What each reaction adds to the edits at full strength, in the units of `EDIT_RANGES`."""


def with_added(edits: Edits, added: Mapping[str, float]) -> Edits:
    """The edits with numbers added to some of them, each kept within its range; the same where nothing is."""
    values = {name: getattr(edits, name) + value for name, value in added.items() if value}
    limits = {name: EDIT_RANGES[name] for name in values}
    return replace(
        edits,
        **{name: min(limits[name].high, max(limits[name].low, value)) for name, value in values.items()},
    )
