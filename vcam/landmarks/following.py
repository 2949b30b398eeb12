"""Which face to follow: the largest at first, then the same one until it has stayed away for a while."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

PATIENCE = 15
"""Pictures for which a lost face is waited for before another one is taken."""
MAX_MOVE, MAX_GROWTH = 1.5, 2.0
"""How far, in face sides, and how much larger or smaller a lost face may come back at once."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Box:
    """The box of a face.

    Args:
        score: 0 to 1.
        x0, y0, x1, y1: edges in picture pixels; they may lie beyond the picture.
    """

    score: float
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def side(self) -> float:
        """The longer side in pixels."""
        return max(self.x1 - self.x0, self.y1 - self.y0)

    @property
    def centre(self) -> tuple[float, float]:
        """The middle in pixels."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2


AnyBox = TypeVar("AnyBox", bound=Box)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the followed face was seen last: centre and side of its box in pixels."""

    x: float
    y: float
    side: float

    def may_become(self, box: Box) -> bool:
        """Whether the face may show up as `box` in the next picture."""
        x, y = box.centre
        near = math.hypot(x - self.x, y - self.y) <= MAX_MOVE * self.side
        return near and self.side / MAX_GROWTH <= box.side <= self.side * MAX_GROWTH


class FollowedFace:
    """Remembers the followed face from picture to picture.

    Attributes:
        place: where it was seen last, None when there is none to wait for.
        missing: pictures since then.
    """

    def __init__(self) -> None:
        """Start with no face."""
        self.reset()

    def reset(self) -> None:
        """Forget the face."""
        self.place: Place | None = None
        self.missing = 0

    def candidates(self, boxes: Sequence[AnyBox]) -> list[AnyBox]:
        """The boxes that may be followed now, the largest first."""
        place = self.place
        wanted = [box for box in boxes if place is None or place.may_become(box)]
        return sorted(wanted, key=lambda box: box.side, reverse=True)

    def seen(self, place: Place) -> None:
        """The face is here in this picture."""
        self.place, self.missing = place, 0

    def missed(self) -> None:
        """The face is not in this picture."""
        self.missing += 1
        if self.missing >= PATIENCE:
            self.place = None
