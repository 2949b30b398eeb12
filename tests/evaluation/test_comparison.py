"""Sheets that show methods side by side."""

import math

import cv2
import numpy as np
import pytest

from vcam.errors import RecordingError
from vcam.evaluation import comparison
from vcam.evaluation.comparison import ClipRows, ComparisonSheet, Row
from vcam.evaluation.reenactment import Sample


def grey(level, width=100, height=100):
    return np.full((height, width, 3), level, np.uint8)


def sample(protocol, index, drawn, fault=math.nan, person="kim"):
    return Sample(
        protocol=protocol,
        person=person,
        driving="lee",
        clip="walk",
        index=index,
        photo=grey(100),
        driver=grey(200, height=20),
        drawn={"prior": grey(50), "anchored": grey(drawn)},
        fault=fault,
    )


def chosen(count, faults):
    rows = ClipRows(count)
    for index, fault in enumerate(faults):
        rows.offer(fault, lambda index=index: Row(index=index, panels={}))
    return list(rows.chosen())


def test_the_worst_frame_is_shown_among_others():
    faults = [*range(20), math.nan, 99, *range(20)]
    assert chosen(3, faults) == ["frame 10", "frame 21, worst", "frame 30"]
    assert chosen(2, [1, 5, 2]) == ["frame 1, worst"]
    assert chosen(3, [math.inf]) == ["frame 0, worst"]


def test_without_a_measure_no_frame_is_the_worst():
    assert chosen(3, [math.nan] * 9) == ["frame 2", "frame 6"]


def test_a_row_a_frame_with_self_reenactment_first(tmp_path, monkeypatch):
    labels = []
    draw = comparison.paper_figure

    def figure(once, rows, panel_px, names):
        labels.extend(names)
        return draw(once, rows, panel_px, names)

    monkeypatch.setattr(comparison, "paper_figure", figure)
    path = tmp_path / "sheet.png"
    sheet = ComparisonSheet(path, rows_a_clip=2, panel_px=100)
    for index in range(9):
        sheet.add(sample("cross", index, 60))
        sheet.add(sample("self", index, 10 * index, fault=index, person="lee"))
    sheet.add(Sample(**{**vars(sample("self", 0, 77, person="kim")), "driving": "kim", "clip": "talk"}))
    assert not path.exists()
    sheet.write()
    assert labels == [
        "person 1, frame 4",
        "person 1, frame 8, worst",
        "person 2, frame 0",
        "person 2 by 1, frame 4",
    ]
    picture = cv2.imread(str(path))
    # 14 for a line of captions, 3 between panels.
    assert picture.shape == (14 + 4 * 103, 3 + 14 + 4 * 103, 3)
    middles = picture[14 + 50 :: 103, 17 + 50 :: 103, 0]
    assert middles.tolist() == [
        [100, 200, 50, 40],
        [100, 200, 50, 80],
        [100, 200, 50, 77],
        [100, 200, 50, 60],
    ]
    # A wide picture lies whole in its square.
    assert picture[14 + 10, 17 + 103 + 50, 0] == 255
    assert picture[14 : 14 + 100, 3:17].min() < 150


def test_nothing_drawn_is_nothing_written(tmp_path):
    ComparisonSheet(tmp_path / "a.png").write()
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written(tmp_path):
    (tmp_path / "file").touch()
    sheet = ComparisonSheet(tmp_path / "file" / "a.png")
    sheet.add(sample("self", 0, 0))
    with pytest.raises(RecordingError, match="the sheet"):
        sheet.write()
