"""Which checkpoint is used, and how a changed one is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from vcam.engine.bilayer.checkpoints import (
    checkpoint_digest,
    default_checkpoint,
    find_checkpoint,
    stored_checkpoints,
)
from vcam.errors import CheckpointError
from vcam.paths import checkpoints_folder


@pytest.fixture(autouse=True)
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VCAM_HOME", str(tmp_path / "home"))


def test_without_one_it_says_what_to_download_or_train() -> None:
    with pytest.raises(CheckpointError, match=r"download .*import-official.*vcam train"):
        find_checkpoint()


def test_the_imported_one_is_the_default_and_another_can_be_named(tmp_path: Path) -> None:
    default_checkpoint().mkdir(parents=True)
    assert find_checkpoint() == default_checkpoint()
    assert find_checkpoint(tmp_path) == tmp_path
    with pytest.raises(CheckpointError, match=r"no checkpoint folder .*absent"):
        find_checkpoint(tmp_path / "absent")


def test_stored_ones_are_listed_by_name() -> None:
    assert stored_checkpoints() == []
    for name in ("official", "mine", ".half.part", "empty"):
        (checkpoints_folder() / name).mkdir(parents=True)
        if name != "empty":
            (checkpoints_folder() / name / "weights.safetensors").touch()
    assert stored_checkpoints() == ["mine", "official"]


def test_the_digest_tells_the_content(tmp_path: Path) -> None:
    for name, content in (("a", b"one"), ("b", b"one"), ("c", b"two")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "config.json").write_text("{}")
        (tmp_path / name / "weights.safetensors").write_bytes(content)
    first, same, other = (checkpoint_digest(tmp_path / name) for name in "abc")
    assert first == same != other
    (tmp_path / "a" / "weights.safetensors").write_bytes(b"more")
    assert checkpoint_digest(tmp_path / "a") != first


def test_an_incomplete_folder_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=r"no whole checkpoint .*config\.json"):
        checkpoint_digest(tmp_path)
