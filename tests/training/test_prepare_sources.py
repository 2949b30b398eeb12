"""Which clips a folder offers."""

from __future__ import annotations

from pathlib import Path

import pytest

from vcam.errors import ConfigError
from vcam.training.preparation.sources import find_sources

MANIFEST = """kind,id,identity,split,rights_tier,note
clip,a1,anna,train,A,
clip,a2,anna,train,B,soft
clip,b1,bert,heldout,A,
portrait,c1,cleo,train,PD,
music,x,nobody,train,A,
"""


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    (tmp_path / "manifest.csv").write_text(MANIFEST)
    return tmp_path


def write(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return folder


def test_a_manifest_names_clips_people_splits_and_tiers(listed: Path) -> None:
    found = find_sources(listed)
    assert [(one.id, one.person, one.tier, one.still) for one in found] == [
        ("a1", "anna", "A", False),
        ("a2", "anna", "B", False),
        ("c1", "cleo", "PD", True),
    ]
    assert found[0].path == listed / "clips" / "a1.mp4"
    assert found[2].path == listed / "portraits" / "c1.jpg"
    assert [one.id for one in find_sources(listed, splits=["heldout"])] == ["b1"]
    assert [one.id for one in find_sources(listed, splits=["train", "heldout"], tiers=["A"])] == ["a1", "b1"]


def test_unknown_splits_and_tiers_are_told_with_the_known_ones(listed: Path) -> None:
    with pytest.raises(ConfigError, match="split 'test': choose from heldout, train"):
        find_sources(listed, splits=["test"])
    with pytest.raises(ConfigError, match="tier 'Z': choose from A, B, PD"):
        find_sources(listed, tiers=["Z"])
    with pytest.raises(ConfigError, match="no clip of split heldout in tier PD"):
        find_sources(listed, splits=["heldout"], tiers=["PD"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kind,id\nclip,a\n", "no column identity, split, rights_tier"),
        ("kind,id,identity,split,rights_tier\nclip,../a,x,train,A\n", "no plain file name"),
        ("kind,id,identity,split,rights_tier\nclip,a,x\n", "incomplete row"),
        ("kind,id,identity,split,rights_tier\nclip,a,x,train,A\nportrait,A,y,train,A\n", "several rows"),
    ],
)
def test_a_wrong_manifest_is_told(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "manifest.csv").write_text(text)
    with pytest.raises(ConfigError, match=told):
        find_sources(tmp_path)


def test_a_manifest_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_bytes(b"\xff\xfe\x00kind")
    with pytest.raises(ConfigError, match="can't be read"):
        find_sources(tmp_path)


def test_top_level_folders_and_lone_files_are_people(tmp_path: Path) -> None:
    write(tmp_path, "anna/talk.mp4", "anna/deep/photo.JPG", "bert.mov", "notes.txt", ".hidden/x.mp4")
    found = {one.id: (one.person, one.still) for one in find_sources(tmp_path)}
    assert found == {
        "anna__talk": ("anna", False),
        "anna__deep__photo": ("anna", True),
        "bert": ("bert", False),
    }


def test_files_that_would_get_one_name_get_several(tmp_path: Path) -> None:
    write(tmp_path, "a b.mp4", "a?b.mp4", "A_B.mkv", "c.mp4")
    ids = [one.id for one in find_sources(tmp_path)]
    assert len({name.casefold() for name in ids}) == 4
    assert "c" in ids
    assert all(name.replace("-", "_").isidentifier() for name in ids)


def test_a_folder_with_nothing_in_it_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="holds no video and no picture"):
        find_sources(tmp_path)
    with pytest.raises(ConfigError, match="no folder of clips"):
        find_sources(tmp_path / "missing")
    with pytest.raises(ConfigError, match="no split or tier"):
        find_sources(write(tmp_path, "a.mp4"), splits=["train"])
