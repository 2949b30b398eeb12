"""Contact sheets."""

import cv2
import numpy as np
import pytest
from PIL import Image as Pillow

from vcam.errors import RecordingError
from vcam.evaluation.sheet import BACKGROUND, GAP_PX, ContactSheet, contact_sheet
from vcam.frames import Composite
from vcam.output.base import SYNTHETIC_NOTICE


def grey(level, width=64, height=36):
    return np.full((height, width, 3), level, np.uint8)


def test_pictures_stand_row_by_row():
    sheet = contact_sheet([grey(50), grey(100), grey(150)], columns=2, width_px=64)
    assert sheet.shape == (2 * 36 + 3 * GAP_PX, 2 * 64 + 3 * GAP_PX, 3)
    assert sheet[GAP_PX + 18, GAP_PX + 32, 0] == 50
    assert sheet[GAP_PX + 18, 2 * GAP_PX + 96, 0] == 100
    assert sheet[2 * GAP_PX + 54, GAP_PX + 32, 0] == 150
    assert sheet[-GAP_PX - 5, -GAP_PX - 5, 0] == BACKGROUND


def write(path, count, frames=6):
    output = ContactSheet(path, frames=frames, columns=3, width_px=32)
    output.open(64, 36, 30)
    for index in range(count):
        output.write(Composite(image=grey(index * 250 // count), index=index, captured_at_s=index / 30))
    return output


@pytest.mark.parametrize("count", [6, 7, 100, 1000])
def test_frames_are_spread_over_the_whole_clip(tmp_path, count):
    path = tmp_path / "sheet.png"
    write(path, count).close()
    sheet = cv2.imread(str(path))
    levels = [int(sheet[GAP_PX + 9 + row * (18 + GAP_PX), GAP_PX + 16 + col * (32 + GAP_PX), 0])
              for row in range(2) for col in range(3)]  # fmt: skip
    assert levels == sorted(set(levels))
    assert levels[0] == 0
    assert levels[-1] >= 250 * 0.83
    assert Pillow.open(path).info["Comment"] == SYNTHETIC_NOTICE


def test_nothing_is_written_without_frames_or_after_discarding(tmp_path):
    write(tmp_path / "a.png", 0).close()
    output = write(tmp_path / "b.png", 10)
    output.discard()
    output.close()
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(RecordingError, match="the sheet"):
        write(tmp_path / "file" / "a.png", 10).close()
