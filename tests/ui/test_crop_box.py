"""Dragging the frame around what is kept of a photo."""

from __future__ import annotations

import pytest

from ui.view_models.crop_box import EDGES, INSIDE, LEAST, Grip, dragged, grip_at, place_of
from vcam.avatar.crop import WHOLE

BOX = (0.2, 0.2, 0.6, 0.8)


@pytest.mark.parametrize(
    ("grip", "expected"),
    [
        (INSIDE, (0.3, 0.3, 0.7, 0.9)),
        (Grip(x=-1, y=-1), (0.3, 0.3, 0.6, 0.8)),
        (Grip(x=1, y=1), (0.2, 0.2, 0.7, 0.9)),
        (Grip(x=1), (0.2, 0.2, 0.7, 0.8)),
        (Grip(y=-1), (0.2, 0.3, 0.6, 0.8)),
    ],
)
def test_only_what_is_held_moves(grip: Grip, expected: tuple[float, ...]) -> None:
    assert dragged(BOX, grip, 0.1, 0.1) == pytest.approx(expected)


@pytest.mark.parametrize("grip", [INSIDE, *EDGES])
@pytest.mark.parametrize("by", [(9, 9), (-9, -9), (9, -9)])
def test_no_drag_leaves_the_photo_or_makes_it_too_small(grip: Grip, by: tuple[float, float]) -> None:
    left, top, right, bottom = dragged(BOX, grip, *by)
    assert 0 <= left < right <= 1
    assert 0 <= top < bottom <= 1
    assert min(right - left, bottom - top) >= LEAST - 1e-9
    if grip == INSIDE:
        assert (right - left, bottom - top) == pytest.approx((0.4, 0.6))


def test_the_whole_photo_cannot_be_moved_and_comes_back_exactly() -> None:
    assert dragged(WHOLE, INSIDE, 0.2, -0.2) == WHOLE
    assert dragged((0.1, 0.0, 1.0, 1.0), Grip(x=-1), -0.5, 0.0) == WHOLE


def test_what_a_press_takes_hold_of() -> None:
    reach = (0.02, 0.02)
    for grip in EDGES:
        assert grip_at(BOX, *place_of(grip, BOX), reach) == grip
    assert grip_at(BOX, 0.19, 0.5, reach) == Grip(x=-1)
    assert grip_at(BOX, 0.4, 0.5, reach) == INSIDE
    assert grip_at(BOX, 0.9, 0.9, reach) is None
