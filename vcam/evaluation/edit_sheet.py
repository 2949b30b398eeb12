"""Sheets of edits: a row for each edit of a group, from one end of its range to the other.

Source: OneGT's supplement, Figure 1 (position, zoom, shape, expression) and Figure 2 (Euler angles).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, get_args

import cv2
import numpy as np

from vcam.avatar.avatar import Avatar
from vcam.engine.settings import OutputFormat, Settings
from vcam.engine.stage import Stage
from vcam.evaluation.sheet import contact_sheet
from vcam.frames import Image
from vcam.geometry.editing import EDIT_RANGES, EditRange, edits_of, value_text

GridGroup = Literal["pose", "position", "shape", "expression"]
GRID_GROUPS: tuple[GridGroup, ...] = get_args(GridGroup)
CLOSE_UP = 1.6
"""Zoom for the edits of the face, which are small in a portrait."""
LABEL_HEIGHT = 0.058
"""Height of the words in a picture, as a part of its side."""


def draw_edited(avatar: Avatar, output_format: OutputFormat, settings: Settings) -> Image:
    """(H, W, 3) uint8 RGB: the avatar as its photo shows it, with the settings' edits."""
    return Stage(avatar, output_format, settings).draw(None, 0.0).image


def edit_sheet(
    avatar: Avatar,
    group: GridGroup,
    settings: Settings,
    *,
    columns: int = 5,
    side_px: int = 256,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Image:
    """(H, W, 3) uint8 RGB: the sheet of one group, each picture with its edit and value.

    Args:
        avatar: what is edited.
        group: of the edits.
        settings: the background, and the edits that are the same in all pictures.
        columns: pictures a row, 2 or more.
        side_px: side of a picture.
        progress: told after each picture how many are drawn, and of how many.
    """
    names, base = edits_of(group), settings.edits
    if group in ("shape", "expression") and base.zoom == 1:
        base = base.with_value("zoom", CLOSE_UP)
    output_format = OutputFormat(width=side_px, height=side_px)
    stage = Stage(avatar, output_format, settings)
    pictures: list[Image] = []
    for name in names:
        for value in spread_values(EDIT_RANGES[name], columns):
            stage.settings = Settings(edits=base.with_value(name, value), background=settings.background)
            pictures.append(_labelled(stage.draw(None, 0.0).image, EDIT_RANGES[name], value))
            progress(len(pictures), len(names) * columns)
    return contact_sheet(pictures, columns, side_px)


def spread_values(limits: EditRange, count: int) -> list[float]:
    """Values from low to high, as many on each side of the default as the range has."""
    if limits.low < limits.default < limits.high:
        places = np.linspace(-1, 1, count)
        values = np.interp(places, [-1, 0, 1], [limits.low, limits.default, limits.high])
    else:
        values = np.linspace(limits.low, limits.high, count)
    return [float(value) for value in values]


def _labelled(picture: Image, limits: EditRange, value: float) -> Image:
    """The picture with its edit and value in the lower left corner; OpenCV's letters have no degree sign."""
    text = f"{limits.label} {value_text(limits, value)}".replace("°", " deg")
    labelled = picture.copy()
    scale, height = LABEL_HEIGHT * picture.shape[0] / 30, picture.shape[0]
    place = (round(0.03 * height), round(0.96 * height))
    for colour, thickness in (((0, 0, 0), 3), ((255, 255, 255), 1)):
        cv2.putText(labelled, text, place, cv2.FONT_HERSHEY_SIMPLEX, scale, colour, thickness, cv2.LINE_AA)
    return labelled
