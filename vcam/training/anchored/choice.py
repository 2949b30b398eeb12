"""Which frames of a prepared clip become photos, and which drive each of them."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vcam.frames import Points
from vcam.geometry.pose import head_angles
from vcam.geometry.skeleton import eye_openings, mouth_opening, skeleton_of

NEUTRAL_SHARE = 0.3
"""Part of all pairs whose photo is the calmest frame, which is what users mostly choose."""
EVEN_PHOTOS = 8
"""Further photos, spread evenly over the clip: what a face looks like in its photo should vary too."""
OPEN_SHARE = 0.5
"""Part of the driving frames that is drawn by how far the mouth is open; the rest is drawn evenly."""
LEAST_OPENING = 0.01
"""Added to every mouth opening, in face heights, so that closed ones are drawn too."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Frames of one clip by their places.

    Args:
        photo: of the avatar.
        driving: all different from the photo and from each other.
    """

    photo: int
    driving: tuple[int, ...]


def choose_pairs(points: Points, count: int, seed: str) -> list[Choice]:
    """Pairs of one clip: its calmest frame, its extremes (mouth, eyes, turn) and even ones as photos.

    Args:
        points: (N, 478, 3) landmarks in pixels, N >= 2.
        count: how many pairs about.
        seed: the same text chooses the same frames.
    """
    shapes = [skeleton_of(frame).shape for frame in points]
    mouths = np.array([mouth_opening(shape) for shape in shapes])
    eyes = np.array([sum(eye_openings(shape)) / 2 for shape in shapes])
    yaws = np.array([abs(head_angles(frame)[0]) for frame in points])
    calm = mouths / 0.05 + yaws / 15 - eyes / max(float(np.median(eyes)), 1e-3)
    even = np.linspace(0, len(points) - 1, EVEN_PHOTOS)
    chosen = (calm.argmin(), mouths.argmax(), eyes.argmin(), yaws.argmax(), *even)
    photos = dict.fromkeys(int(k) for k in chosen)
    chance = random.Random(seed)
    choices = []
    for place, photo in enumerate(photos):
        share = NEUTRAL_SHARE if place == 0 else (1 - NEUTRAL_SHARE) / (len(photos) - 1)
        share = 1.0 if len(photos) == 1 else share
        driving = _draw(mouths, photo, max(1, round(count * share)), chance)
        choices.append(Choice(photo=photo, driving=driving))
    return choices


def _draw(mouths: NDArray[np.float64], photo: int, count: int, chance: random.Random) -> tuple[int, ...]:
    """`count` frames without the photo, or all there are; open mouths are likelier."""
    left = [place for place in range(len(mouths)) if place != photo]
    drawn: list[int] = []
    while left and len(drawn) < count:
        if chance.random() < OPEN_SHARE:
            place = chance.choices(left, [mouths[k] + LEAST_OPENING for k in left])[0]
        else:
            place = chance.choice(left)
        left.remove(place)
        drawn.append(place)
    return tuple(sorted(drawn))
