from __future__ import annotations

import os
from pathlib import Path

import cv2
import numpy as np
import pytest
from engine_fakes import composite
from PIL import Image

from vcam.errors import RecordingError
from vcam.frames import Composite
from vcam.output.base import SYNTHETIC_NOTICE
from vcam.output.frame_folder import FrameFolder
from vcam.output.provenance import DIGITAL_SOURCE_TYPE, PNG_KEYWORD


def noise(seed: int) -> Composite:
    image = np.random.default_rng(seed).integers(0, 256, (17, 31, 3), np.uint8)
    return Composite(image=image, index=seed, captured_at_s=0.0)


def write(path: Path, count: int) -> FrameFolder:
    folder = FrameFolder(path)
    folder.open(31, 17, 25)
    for seed in range(count):
        folder.write(noise(seed))
    return folder


def test_pictures_come_back_bit_for_bit(tmp_path: Path) -> None:
    write(tmp_path / "frames", 3).close()
    assert sorted(os.listdir(tmp_path / "frames")) == ["000000.png", "000001.png", "000002.png"]
    for seed in range(3):
        path = tmp_path / "frames" / f"{seed:06d}.png"
        np.testing.assert_array_equal(cv2.imread(str(path))[..., ::-1], noise(seed).image)
        with Image.open(path) as picture:
            assert picture.text["Comment"] == SYNTHETIC_NOTICE
            assert DIGITAL_SOURCE_TYPE in picture.text[PNG_KEYWORD]
            np.testing.assert_array_equal(np.asarray(picture), noise(seed).image)


def test_the_folder_appears_only_when_it_is_finished(tmp_path: Path) -> None:
    path = tmp_path / "new" / "frames"
    folder = write(path, 2)
    assert not path.exists()
    folder.close()
    folder.close()
    assert len(os.listdir(path)) == folder.frames == 2
    assert os.listdir(tmp_path / "new") == ["frames"]


def test_discarding_leaves_nothing(tmp_path: Path) -> None:
    folder = write(tmp_path / "frames", 2)
    folder.discard()
    folder.discard()
    folder.close()
    assert os.listdir(tmp_path) == []
    write(tmp_path / "frames", 0).close()
    assert os.listdir(tmp_path) == []


def test_an_empty_folder_and_an_earlier_rendering_are_replaced(tmp_path: Path) -> None:
    path = tmp_path / "frames"
    path.mkdir()
    write(path, 5).close()
    write(path, 2).close()
    assert sorted(os.listdir(path)) == ["000000.png", "000001.png"]


def test_other_pictures_are_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "frames"
    path.mkdir()
    foreign = path / "000000.png"
    cv2.imwrite(str(foreign), noise(0).image)
    before = foreign.read_bytes()
    with pytest.raises(RecordingError, match=r"holds other files \(000000\.png\)"):
        FrameFolder(path).open(31, 17, 25)
    assert foreign.read_bytes() == before
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(RecordingError, match="is a file, expected a folder"):
        FrameFolder(file).open(31, 17, 25)


def test_files_that_appear_meanwhile_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "frames"
    folder = write(path, 2)
    path.mkdir()
    (path / "mine.txt").write_text("x")
    with pytest.raises(RecordingError, match="holds other files"):
        folder.close()
    assert os.listdir(path) == ["mine.txt"]
    assert os.listdir(tmp_path) == ["frames"]


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(RecordingError, match="can't be"):
        FrameFolder(tmp_path / "file" / "frames").open(31, 17, 25)


def test_wrong_use_is_told(tmp_path: Path) -> None:
    folder = FrameFolder(tmp_path / "frames")
    with pytest.raises(RecordingError, match="open it before writing"):
        folder.write(composite())
    folder.open(32, 16, 25)
    with pytest.raises(RecordingError, match="already"):
        folder.open(32, 16, 25)
    folder.discard()
