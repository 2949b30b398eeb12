"""Sheets of edits: a row for each edit, its default in the middle."""

from __future__ import annotations

import numpy as np
import pytest

from vcam.avatar.avatar import Avatar
from vcam.engine.settings import Settings
from vcam.evaluation.edit_sheet import edit_sheet, spread_values
from vcam.evaluation.sheet import GAP_PX
from vcam.geometry.editing import EDIT_RANGES, Edits, edits_of

SIDE = 96


def cell(sheet: np.ndarray, row: int, column: int) -> np.ndarray:
    """One picture of a sheet, without the words at its foot."""
    top, left = (GAP_PX + place * (SIDE + GAP_PX) for place in (row, column))
    return sheet[top : top + SIDE * 7 // 8, left : left + SIDE].astype(int)


@pytest.mark.parametrize(
    ("name", "count", "values"),
    [
        ("gaze_y", 3, [-15, 0, 15]),
        ("blink_left", 5, [-0.3, -0.15, 0, 0.5, 1]),
        ("mouth_open", 3, [0, 0.5, 1]),
        ("zoom", 3, [0.5, 1, 2]),
    ],
)
def test_values_reach_both_ends_and_the_default(name: str, count: int, values: list[float]) -> None:
    assert spread_values(EDIT_RANGES[name], count) == pytest.approx(values)


def test_each_row_is_one_edit_with_rest_in_its_middle(character: Avatar) -> None:
    seen: list[tuple[int, int]] = []
    sheet = edit_sheet(
        character,
        "pose",
        Settings(),
        columns=3,
        side_px=SIDE,
        progress=lambda done, total: seen.append((done, total)),
    )
    count = len(edits_of("pose"))
    assert sheet.shape == (count * (SIDE + GAP_PX) + GAP_PX, 3 * (SIDE + GAP_PX) + GAP_PX, 3)
    assert seen[-1] == (3 * count, 3 * count)
    for row in range(count):
        np.testing.assert_array_equal(cell(sheet, row, 1), cell(sheet, 0, 1))
        for column in (0, 2):
            assert np.abs(cell(sheet, row, column) - cell(sheet, row, 1)).mean() > 1


def test_edits_of_the_face_are_seen_from_near_and_together_with_the_others(character: Avatar) -> None:
    near = edit_sheet(character, "shape", Settings(), columns=2, side_px=SIDE)
    far = edit_sheet(character, "shape", Settings(edits=Edits(zoom=0.8)), columns=2, side_px=SIDE)
    turned = edit_sheet(character, "shape", Settings(edits=Edits(yaw=20)), columns=2, side_px=SIDE)
    assert np.abs(cell(near, 0, 0) - cell(far, 0, 0)).mean() > 5
    assert np.abs(cell(near, 0, 0) - cell(turned, 0, 0)).mean() > 1
