"""Looks: written whole, read back exactly, refused in one clear sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vcam.errors import ConfigError
from vcam.geometry.editing import EDIT_RANGES, Edits
from vcam.geometry.looks import load_look, save_look, stored_looks


def test_a_look_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    edits = Edits(yaw=-7.25, smile=0.4, zoom=1.5, eye_size=0.1, mouth=0)
    save_look(edits, tmp_path / "new" / "happy.json")
    assert load_look(tmp_path / "new" / "happy.json") == edits
    save_look(Edits(), tmp_path / "plain.json")
    assert load_look(tmp_path / "plain.json") == Edits()


def test_every_edit_can_be_kept_at_both_ends(tmp_path: Path) -> None:
    for end in ("low", "high"):
        edits = Edits(**{name: getattr(limits, end) for name, limits in EDIT_RANGES.items()})
        save_look(edits, tmp_path / "look.json")
        assert load_look(tmp_path / "look.json") == edits


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    save_look(Edits(smile=0.5), tmp_path / "look.json")
    written = json.loads((tmp_path / "look.json").read_text())
    assert written == {"format": "vcam look", "version": 1, "edits": {"smile": 0.5}}


def test_a_folder_that_cant_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="can't be written"):
        save_look(Edits(), tmp_path / "file" / "look.json")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("not json", "is no look"),
        ("[1, 2]", "format is not 'vcam look'"),
        ('{"edits": {}}', "format is not 'vcam look'"),
        ('{"format": "vcam look", "version": 2, "edits": {}}', "version is 2, expected 1"),
        ('{"format": "vcam look", "version": 1}', "has no edits"),
        ('{"format": "vcam look", "version": 1, "edits": {}, "hat": 1}', "unknown part 'hat'"),
        ('{"format": "vcam look", "version": 1, "edits": {"hat": 1}}', "unknown edit 'hat'"),
        ('{"format": "vcam look", "version": 1, "edits": {"smile": 3}}', "smile=3 is out of range"),
        ('{"format": "vcam look", "version": 1, "edits": {"smile": NaN}}', "out of range"),
        ('{"format": "vcam look", "version": 1, "edits": {"smile": 1' + "0" * 400 + "}}", "can't be used"),
        ('{"format": "vcam look", "version": 1, "edits": {"smile": true}}', "smile is True, expected"),
        ('{"format": "vcam look", "version": 1, "edits": {"smile": "0.5"}}', "expected a number"),
    ],
)
def test_what_is_no_look_is_refused(content: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "look.json"
    path.write_text(content)
    with pytest.raises(ConfigError, match=says):
        load_look(path)


def test_missing_and_binary_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="can't be read"):
        load_look(tmp_path / "none.json")
    (tmp_path / "picture.json").write_bytes(b"\x89PNG\xff\xfe")
    with pytest.raises(ConfigError, match="no text"):
        load_look(tmp_path / "picture.json")


def test_stored_looks_are_found_by_name_whatever_their_case(tmp_path):
    for name in ("beta.json", "Alpha.json", "note.txt"):
        (tmp_path / name).touch()
    (tmp_path / "folder.json").mkdir()
    assert list(stored_looks(tmp_path)) == ["Alpha", "beta"]
    assert stored_looks(tmp_path / "missing") == {}
