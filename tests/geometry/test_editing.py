"""Edits: ranges and parsing."""

from dataclasses import fields

import pytest

from vcam.errors import ConfigError
from vcam.geometry.editing import EDIT_RANGES, Edits, parse_edits


def test_every_edit_has_a_range_around_its_default():
    assert [field.name for field in fields(Edits)] == list(EDIT_RANGES)
    for name, limit in EDIT_RANGES.items():
        assert limit.low < limit.high
        assert getattr(Edits(), name) == limit.default


def test_edits_are_read_from_text():
    assert parse_edits("") == Edits()
    assert parse_edits(" yaw=10, mouth=1.5 ") == Edits(yaw=10, mouth=1.5)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("yaw", "expected name=number"),
        ("yaw=left", "expected name=number"),
        ("nose=1", "unknown edit 'nose'"),
        ("zoom=9", "out of range: expected 0.5 to 2"),
        ("yaw=nan", "out of range"),
    ],
)
def test_bad_edits_say_what_is_wrong(text, says):
    with pytest.raises(ConfigError, match=says):
        parse_edits(text)
