"""Where a figure's panels and captions stand."""

import numpy as np

from vcam.evaluation.paper_figure import paper_figure


def grey(level, side=20):
    return np.full((side, side, 3), level, np.uint8)


def test_panels_stand_in_rows_with_what_is_made_once_beside_them():
    once = {"photo": grey(10), "person": grey(20), "eyes": grey(30)}
    rows = [{"pose": grey(40), "result": grey(50, 200)}, {"pose": grey(60), "result": grey(70, 200)}]
    figure = paper_figure(once, rows, 100)
    # 14 for a line of captions, 3 between panels.
    assert figure.shape == (14 + 2 * 103, 3 + 2 * 117 + 2 * 103, 3)
    middles = figure[14 + 50 :: 103, [3 + 14 + 50, 3 + 117 + 14 + 50, 237 + 50, 237 + 103 + 50], 0]
    assert middles.tolist() == [[10, 30, 40, 50], [20, 255, 60, 70]]
    captions = [figure[:14, left : left + 100] for left in (3 + 14, 237, 237 + 103)]
    beside = [figure[14 + top : 14 + top + 100, 3 : 3 + 14] for top in (0, 103)]
    assert all(part.min() < 100 for part in (*captions, *beside))
    gap = figure[:, 237 + 100 : 237 + 103]
    assert gap.min() == 255


def test_a_long_caption_stays_over_its_panel():
    figure = paper_figure({}, [{"an uncommonly long caption for so small a panel": grey(0)}], 100)
    assert figure.shape == (14 + 103, 3 + 103, 3)
    written = np.flatnonzero(figure[:14].min((0, 2)) < 200)
    assert written[0] >= 3
    assert written[-1] < 103
