"""The weights' manifest and its checks."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from vcam import weights
from vcam.errors import CheckpointError
from vcam.landmarks import onnx
from vcam.weights import check_config, read_manifest, verify, weights_folder, weights_path

NAMES = ("face_mesh", "face_short", "selfie", "lift68")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "weights"
    folder.mkdir()
    for path in weights_folder().iterdir():
        if path.is_file():
            (folder / path.name).write_bytes(path.read_bytes())
    return folder


def test_all_shipped_weights_are_whole() -> None:
    checks = verify()
    assert {check.entry.name for check in checks} >= set(NAMES)
    assert [check.problem for check in checks] == [None] * len(checks)


def test_every_entry_says_what_it_is() -> None:
    for entry in read_manifest().entries:
        assert entry.purpose
        assert entry.licence
        assert entry.source
        assert entry.recipe.startswith("python -m ")
        assert entry.figures
        assert all(isinstance(value, int | float) for value in entry.figures.values())
    files = {path.name for path in weights_folder().iterdir() if path.suffix in (".onnx", ".safetensors")}
    assert files == {entry.file for entry in read_manifest().entries}


def test_notice_and_licence_lie_beside_the_weights() -> None:
    notice = (weights_folder() / "NOTICE").read_text()
    for entry in read_manifest().entries:
        if entry.licence == "Apache-2.0":
            assert entry.file in notice
    assert "Apache License" in (weights_folder() / "LICENSE.Apache-2.0.txt").read_text()


@pytest.mark.parametrize("name", NAMES)
def test_a_path_is_given_by_name(name: str) -> None:
    assert weights_path(name).is_file()


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(CheckpointError, match="face_mesh"):
        weights_path("face_mess")
    with pytest.raises(CheckpointError, match="face_mesh"):
        verify("face_mess")


def test_one_file_can_be_verified() -> None:
    (check,) = verify("selfie")
    assert check.entry.file == "selfie.onnx"
    assert check.problem is None


def test_missing_cut_and_changed_files_are_told_apart(copy: Path) -> None:
    (copy / "selfie.onnx").unlink()
    (copy / "face_short.onnx").write_bytes(b"short")
    content = bytearray((copy / "lift68.safetensors").read_bytes())
    content[-1] ^= 1
    (copy / "lift68.safetensors").write_bytes(content)
    problems = {check.entry.name: check.problem for check in verify(folder=copy)}
    assert problems["face_mesh"] is None
    assert "is missing" in problems["selfie"]
    assert "5 bytes" in problems["face_short"]
    assert "hash" in problems["lift68"]


def test_a_path_is_not_given_for_a_cut_file(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "weights_folder", lambda: copy)
    (copy / "selfie.onnx").write_bytes(b"short")
    with pytest.raises(CheckpointError, match="reinstall"):
        weights_path("selfie")


def test_a_network_that_onnxruntime_refuses_is_one_error(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (copy / "selfie.onnx").write_bytes(b"x" * 1000)
    monkeypatch.setattr(onnx, "weights_path", lambda name: copy / f"{name}.onnx")
    with pytest.raises(CheckpointError, match="can't be loaded"):
        onnx.open_session("selfie")


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", json.dumps({"weights": [{"name": "a"}]}), json.dumps({"weights": 3})],
    ids=["empty", "list", "no weights", "half an entry", "number"],
)
def test_a_damaged_manifest_is_one_error(copy: Path, content: str) -> None:
    (copy / "manifest.json").write_text(content)
    with pytest.raises(CheckpointError, match="can't be read"):
        read_manifest(copy)


def test_a_missing_manifest_is_one_error(copy: Path) -> None:
    shutil.rmtree(copy)
    with pytest.raises(CheckpointError, match="is missing"):
        read_manifest(copy)


def test_a_file_is_held_to_the_configuration_that_the_manifest_tells() -> None:
    entry = replace(read_manifest().entry("selfie"), config={"mouth": {"side": 64}, "eyes": None})
    check_config(entry, {"mouth": {"side": 64}})
    check_config(entry, {"mouth": {"side": 64}, "head": None})
    for found in ({"mouth": {"side": 32}}, {"mouth": {"side": 64}, "head": {}}, {}, None, 3):
        with pytest.raises(CheckpointError, match=r"selfie.onnx is of networks of .*'side': 64"):
            check_config(entry, found)


def test_weights_trained_for_vcam_tell_how() -> None:
    for name in ("lift68", "anchored", "anchored_head", "anchored_torch"):
        entry = read_manifest().entry(name)
        assert entry.trained_on
        assert entry.tiers
        assert set(entry.tiers) <= {"A", "B", "PD", "S"}
        assert entry.device
        if name != "lift68":
            assert {"head", "mouth", "eyes"} == set(entry.steps) == set(entry.config)
            assert set(entry.steps) == set(entry.hours) == set(entry.seeds) == set(entry.commits)


def test_columns_of_a_later_version_are_passed_over(copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text())
    manifest["weights"][0]["colour"] = "blue"
    (copy / "manifest.json").write_text(json.dumps(manifest))
    assert read_manifest(copy).entries == read_manifest().entries
