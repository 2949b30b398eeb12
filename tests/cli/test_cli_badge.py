"""The badge and the metadata in what commands write."""

from __future__ import annotations

from pathlib import Path

import av
import cv2
import numpy as np
from PIL import Image as Pillow

from vcam.cli.main import main
from vcam.output.provenance import DIGITAL_SOURCE_TYPE, PNG_KEYWORD


def test_an_edited_photo_is_marked_for_eyes_when_asked_and_for_programs_always(tmp_path: Path) -> None:
    command = ["edit", "astronaut", "--size", "360", "--renderer", "prior"]
    assert main([*command, "-o", str(tmp_path / "plain.png")]) == 0
    assert main([*command, "-o", str(tmp_path / "marked.png"), "--badge"]) == 0
    plain, marked = (cv2.imread(str(tmp_path / f"{name}.png")) for name in ("plain", "marked"))
    rows, columns = np.nonzero((plain != marked).any(axis=2))
    assert rows.min() > 300
    assert columns.min() > 0
    for name in ("plain", "marked"):
        with Pillow.open(tmp_path / f"{name}.png") as picture:
            assert DIGITAL_SOURCE_TYPE in picture.text[PNG_KEYWORD]


def test_a_sheet_takes_no_badge(tmp_path: Path) -> None:
    command = ["edit", "astronaut", "--grid", "pose", "-o", str(tmp_path / "a.png"), "--badge"]
    assert main(command) == 2


def test_a_rendered_clip_is_marked(tmp_path: Path) -> None:
    command = ["render", "-a", "astronaut", "-d", "everyday", "--seconds", "0.1", "--size", "320x240"]
    for name, more in (("plain.mp4", []), ("marked.mp4", ["--badge"])):
        assert main([*command, "-o", str(tmp_path / name), "--renderer", "prior", *more]) == 0
    pictures = []
    for name in ("plain.mp4", "marked.mp4"):
        with av.open(str(tmp_path / name), options={"export_xmp": "1"}) as container:
            assert DIGITAL_SOURCE_TYPE in container.metadata["xmp"]
            pictures.append(next(container.decode(video=0)).to_ndarray(format="rgb24").astype(int))
    changed = np.abs(pictures[0] - pictures[1]).max(axis=2) > 40
    assert changed[200:, :160].sum() > 200
    assert changed[:150].sum() == 0
