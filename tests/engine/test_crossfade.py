"""The cross-fade: seen at once, monotonic, over in time, and nothing but composites in it."""

from __future__ import annotations

import numpy as np
import pytest

from vcam.engine.crossfade import FADE_S, FIRST_SHARE, Crossfade


def grey(level: int) -> np.ndarray:
    return np.full((4, 6, 3), level, np.uint8)


def test_without_a_fade_pictures_pass_unchanged() -> None:
    fade, picture = Crossfade(), grey(10)
    assert fade.show(picture, 0.0) is picture
    assert not fade.running


def test_the_new_avatar_shows_at_once_and_alone_in_the_end() -> None:
    fade = Crossfade()
    fade.show(grey(0), 0.0)
    fade.begin()
    assert fade.running
    levels = [int(fade.show(grey(200), 5.0 + t)[0, 0, 0]) for t in np.arange(0, FADE_S + 0.04, 1 / 30)]
    assert levels[0] == round(200 * FIRST_SHARE)
    assert levels == sorted(levels)
    assert levels[-1] == 200
    assert not fade.running


def test_a_fade_in_a_fade_goes_on_from_the_mixture() -> None:
    fade = Crossfade()
    fade.show(grey(0), 0.0)
    fade.begin()
    fade.show(grey(200), 1.0)
    mixed = int(fade.show(grey(200), 1.0 + FADE_S / 2)[0, 0, 0])
    fade.begin()
    assert int(fade.show(grey(mixed), 1.0 + FADE_S)[0, 0, 0]) == pytest.approx(mixed, abs=1)


def test_nothing_to_fade_from_shows_the_new_avatar_at_once() -> None:
    fade = Crossfade()
    fade.begin()
    assert int(fade.show(grey(7), 0.0)[0, 0, 0]) == 7
    fade.begin()
    fade.cut()
    assert int(fade.show(grey(90), 0.1)[0, 0, 0]) == 90
    assert not fade.running
