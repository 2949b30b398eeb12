"""Edits: ranges and parsing."""

from dataclasses import fields

import pytest

from vcam.errors import ConfigError
from vcam.geometry.editing import EDIT_GROUPS, EDIT_RANGES, Edits, edits_of, parse_edits


def test_every_edit_has_a_range_around_its_default():
    assert [field.name for field in fields(Edits)] == list(EDIT_RANGES)
    for name, limit in EDIT_RANGES.items():
        assert limit.low < limit.high
        assert getattr(Edits(), name) == limit.default


def test_every_edit_is_described_for_people():
    for limit in EDIT_RANGES.values():
        assert limit.label
        assert limit.help.endswith(".")
    labels = [(limit.group, limit.label) for limit in EDIT_RANGES.values()]
    assert len(set(labels)) == len(labels)
    assert [name for group in EDIT_GROUPS for name in edits_of(group)] == list(EDIT_RANGES)


def test_changed_names_what_differs_from_the_defaults():
    assert Edits().changed() == {}
    assert Edits(zoom=1.5, smile=0.2, mouth=1).changed() == {"zoom": 1.5, "smile": 0.2}


def test_edits_start_from_others():
    assert parse_edits("smile=0.5,yaw=0", Edits(yaw=10, zoom=1.2)) == Edits(smile=0.5, zoom=1.2)


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
