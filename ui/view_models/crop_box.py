"""How a crop follows a hand: which of its edges move, and how far they may."""

from __future__ import annotations

from dataclasses import dataclass

from vcam.avatar.photo import Box

LEAST = 0.08
"""Least width and height of a crop, as a part of the photo's."""


@dataclass(frozen=True, kw_only=True)
class Grip:
    """What of a crop is held: -1 for its left or top edge, 1 for its right or bottom one, 0 for neither.

    Both 0 hold the whole crop.
    """

    x: int = 0
    y: int = 0


INSIDE = Grip()
EDGES = tuple(Grip(x=x, y=y) for y in (-1, 0, 1) for x in (-1, 0, 1) if x or y)
"""All corners and edges."""


def place_of(grip: Grip, box: Box) -> tuple[float, float]:
    """Where a grip is, in the crop's units."""
    left, top, right, bottom = box
    return (left + right + grip.x * (right - left)) / 2, (top + bottom + grip.y * (bottom - top)) / 2


def grip_at(box: Box, x: float, y: float, reach: tuple[float, float]) -> Grip | None:
    """What of the crop a press at a place takes hold of; corners before edges, None outside.

    Args:
        box: the crop.
        x, y: the place, 0 to 1 of the photo.
        reach: how far a grip reaches in x and y.
    """
    for grip in sorted(EDGES, key=lambda grip: -abs(grip.x) - abs(grip.y)):
        at = place_of(grip, box)
        near_x, near_y = abs(x - at[0]) <= reach[0], abs(y - at[1]) <= reach[1]
        on_edge = (grip.x == 0 and box[0] <= x <= box[2] and near_y) or (
            grip.y == 0 and box[1] <= y <= box[3] and near_x
        )
        if (near_x and near_y) or on_edge:
            return grip
    return INSIDE if box[0] <= x <= box[2] and box[1] <= y <= box[3] else None


def dragged(box: Box, grip: Grip, dx: float, dy: float) -> Box:
    """The crop after a drag from its place at the press; it stays inside the photo and large enough.

    Args:
        box: the crop at the press.
        grip: what is held.
        dx, dy: how far the hand has moved since, 0 to 1 of the photo.
    """
    left, right = _span(box[0], box[2], grip.x, dx, moved=grip == INSIDE)
    top, bottom = _span(box[1], box[3], grip.y, dy, moved=grip == INSIDE)
    return left, top, right, bottom


def _span(low: float, high: float, side: int, by: float, *, moved: bool) -> tuple[float, float]:
    if moved:
        by = min(max(by, -low), 1 - high)
        return low + by, high + by
    if side < 0:
        return min(max(low + by, 0.0), high - LEAST), high
    if side > 0:
        return low, max(min(high + by, 1.0), low + LEAST)
    return low, high
