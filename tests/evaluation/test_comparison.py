"""Sheets that show methods side by side."""

import cv2
import numpy as np
import pytest

from vcam.errors import RecordingError
from vcam.evaluation.comparison import ComparisonSheet
from vcam.evaluation.reenactment import Sample
from vcam.evaluation.sheet import BACKGROUND, GAP_PX, TITLE_PX


def grey(level, width=40, height=40):
    return np.full((height, width, 3), level, np.uint8)


def sample(protocol, index, drawn):
    return Sample(
        protocol=protocol,
        clip="walk",
        index=index,
        photo=grey(100),
        driver=grey(200, height=20),
        drawn={"static": grey(100), "prior": grey(drawn)},
    )


def test_a_row_a_frame_with_self_reenactment_first(tmp_path):
    path = tmp_path / "sheet.png"
    sheet = ComparisonSheet(path, rows_a_clip=2, panel_px=40)
    for index in range(9):
        sheet.add(sample("cross", index, 60))
        sheet.add(sample("self", index, 10 * index))
    assert not path.exists()
    sheet.write()
    picture = cv2.imread(str(path))
    assert picture.shape == (TITLE_PX + 4 * (40 + GAP_PX) + GAP_PX, 4 * (40 + GAP_PX) + GAP_PX, 3)
    middles = picture[TITLE_PX + GAP_PX + 20 :: 40 + GAP_PX, GAP_PX + 20 :: 40 + GAP_PX, 0]
    assert middles.tolist() == [
        [100, 200, 100, 0],
        [100, 200, 100, 80],
        [100, 200, 100, 60],
        [100, 200, 100, 60],
    ]
    # A wide picture lies whole in its square.
    assert picture[TITLE_PX + GAP_PX + 5, 2 * GAP_PX + 40 + 20, 0] == BACKGROUND
    assert picture[:TITLE_PX].max() > 200


def test_nothing_drawn_is_nothing_written(tmp_path):
    ComparisonSheet(tmp_path / "a.png").write()
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written(tmp_path):
    (tmp_path / "file").touch()
    sheet = ComparisonSheet(tmp_path / "file" / "a.png")
    sheet.add(sample("self", 0, 0))
    with pytest.raises(RecordingError, match="contact sheet"):
        sheet.write()
