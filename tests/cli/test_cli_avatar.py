"""`vcam avatar` on a store of its own."""

import json
import shutil

import pytest

from vcam.avatar.shipped import shipped_photo
from vcam.cli.main import main


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("VCAM_HOME", str(tmp_path / "home"))


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "Eileen Collins.png"
    shutil.copy(shipped_photo("astronaut"), path)
    return path


def names(capsys):
    capsys.readouterr()
    assert main(["avatar", "list", "--json"]) == 0
    return [entry["name"] for entry in json.loads(capsys.readouterr().out)]


def test_add_list_and_remove(photo, capsys):
    assert main(["avatar", "add", str(photo), "--name", "Eileen"]) == 0
    assert "Eileen" in names(capsys)
    assert main(["avatar", "add", str(photo), "--name", "Eileen"]) == 1
    assert "already" in capsys.readouterr().err
    assert main(["avatar", "remove", "Eileen"]) == 0
    assert "Eileen" not in names(capsys)
    assert main(["avatar", "remove", "Eileen"]) == 1
    assert main(["avatar", "remove", "astronaut"]) == 1
    assert photo.exists()


def test_rename_and_move(photo, capsys):
    assert main(["avatar", "add", str(photo), "--name", "Eileen", "--consent"]) == 0
    assert main(["avatar", "rename", "eileen", "Commander Collins"]) == 0
    assert names(capsys) == ["Commander Collins", "astronaut", "character"]
    assert main(["avatar", "move", "character", "1"]) == 0
    assert "character, Commander Collins, astronaut" in capsys.readouterr().out
    assert names(capsys) == ["character", "Commander Collins", "astronaut"]
    assert main(["avatar", "rename", "astronaut", "x"]) == 1
    assert "ships with vcam" in capsys.readouterr().err
    assert main(["avatar", "move", "character", "0"]) == 2
    assert main(["avatar", "move", "nobody", "1"]) == 1


def test_consent_is_noted_where_it_is_given(photo, tmp_path):
    for name, options in (("with", ["--consent"]), ("without", [])):
        assert main(["avatar", "add", str(photo), "--name", name, *options]) == 0
        record = json.loads((tmp_path / "home" / "avatars" / name / "avatar.json").read_text())
        assert ("consent" in record) == bool(options)


def test_check_accepts_a_portrait(photo, capsys):
    assert main(["avatar", "check", str(photo), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["accepted"] is True
    assert report["faces"] == 1
    assert main(["avatar", "check", str(photo)]) == 0
    assert "can become an avatar" in capsys.readouterr().out


def test_check_refuses_a_picture_without_a_face(tmp_path, capsys):
    import cv2
    import numpy as np

    blank = tmp_path / "blank.png"
    cv2.imwrite(str(blank), np.full((200, 200, 3), 90, np.uint8))
    assert main(["avatar", "check", str(blank)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert main(["avatar", "check", str(blank), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["accepted"] is False
    assert main(["avatar", "add", str(blank)]) == 1


def test_a_text_file_is_no_photo(tmp_path, capsys):
    note = tmp_path / "note.png"
    note.write_text("I am no picture.")
    for command in ("check", "add"):
        assert main(["avatar", command, str(note)]) == 1
        assert capsys.readouterr().err.count("\n") == 1
