"""Editing stills, drawing sheets and keeping looks by the command line."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from vcam.avatar.photo import load_photo
from vcam.avatar.shipped import shipped_photo
from vcam.cli.edits import markdown_tables
from vcam.cli.main import main
from vcam.geometry.editing import EDIT_RANGES, Edits
from vcam.geometry.looks import load_look, save_look


def picture(path: Path) -> np.ndarray:
    return cv2.imread(str(path)).astype(int)


def photo() -> np.ndarray:
    return load_photo(shipped_photo("astronaut")).rgb[..., ::-1].astype(int)


def test_a_still_without_edits_is_the_photo_and_with_them_another(tmp_path: Path) -> None:
    assert main(["edit", "astronaut", "-o", str(tmp_path / "same.png")]) == 0
    assert main(["edit", "astronaut", "--edits", "smile=-1", "-o", str(tmp_path / "sad.png")]) == 0
    same, sad = picture(tmp_path / "same.png"), picture(tmp_path / "sad.png")
    assert np.abs(same - photo()).mean() < 1
    assert same.shape == sad.shape
    changed = np.abs(same - sad).max(-1) > 30
    assert 300 < changed.sum() < 0.1 * changed.size


def test_a_look_is_kept_and_used_and_edits_change_it(tmp_path: Path) -> None:
    look, output = tmp_path / "calm.json", tmp_path / "a.png"
    assert main(["edit", "astronaut", "--edits", "yaw=12,smile=-0.3", "--save-look", str(look)]) == 0
    assert load_look(look) == Edits(yaw=12, smile=-0.3)
    more = tmp_path / "more.json"
    arguments = ["edit", "astronaut", "--look", str(look), "--edits", "yaw=0", "--save-look", str(more)]
    assert main([*arguments, "-o", str(output), "--size", "128", "--renderer", "prior"]) == 0
    assert load_look(more) == Edits(smile=-0.3)
    assert picture(output).shape == (128, 128, 3)


def test_a_clip_is_rendered_with_a_look(tmp_path: Path) -> None:
    save_look(Edits(zoom=0.6, face_width=0.15), tmp_path / "small.json")
    for name, more in (("plain", []), ("look", ["--look", str(tmp_path / "small.json")])):
        arguments = ["render", "-a", "astronaut", "-d", str(shipped_photo("character")), "--size", "96"]
        output = tmp_path / name
        assert main([*arguments, "-o", str(output), "--renderer", "prior", *more]) == 0
    assert np.abs(picture(tmp_path / "plain/000000.png") - picture(tmp_path / "look/000000.png")).mean() > 5


def test_a_sheet_has_a_row_for_each_edit_of_the_group(tmp_path: Path) -> None:
    output = tmp_path / "sheet.jpg"
    sheet = ["--grid", "position", "--columns", "3", "--size", "64"]
    assert main(["edit", "character", *sheet, "-o", str(output), "--renderer", "prior"]) == 0
    height, width = picture(output).shape[:2]
    assert (height, width) == (3 * 68 + 4, 3 * 68 + 4)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ([], 2, "nothing to do"),
        (["-o", "a.gif"], 1, "ends in .png or .jpg"),
        (["-o", "a.png", "--edits", "smile=7"], 2, "smile=7 is out of range"),
        (["-o", "a.png", "--look", "none.json"], 1, "the look none.json can't be read"),
        (["-o", "a.png", "--grid", "shape", "--size", "100x50"], 2, "doesn't suit a sheet"),
    ],
)
def test_wrong_use_is_told_in_one_line(
    arguments: list[str], code: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["edit", "astronaut", *arguments]) == code
    told = capsys.readouterr().err.strip()
    assert says in told
    assert "\n" not in told


def test_all_edits_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["edits"]) == 0
    listed = capsys.readouterr().out
    assert all(name in listed for name in EDIT_RANGES)
    assert main(["edits", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["smile"]["low"] == -1


def test_the_page_about_edits_has_the_tables_of_the_program() -> None:
    page = (Path(__file__).parents[2] / "docs" / "edits.md").read_text(encoding="utf-8")
    for table in markdown_tables().split("\n\n"):
        assert table in page
