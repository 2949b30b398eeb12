"""Idle motion: breathing, swaying and blinking of somebody who sits still, as a function of time alone."""

from __future__ import annotations

import math
from dataclasses import dataclass

BREATH_S = 4.3
BREATH_RISE, BREATH_NOD_DEG = 0.006, 0.5
"""One breath, how far it lifts the head, in face heights, and how far it tips it."""
_SWAYS = {
    "yaw": ((2.0, 9.1), (0.8, 3.7)),
    "pitch": ((0.8, 7.3), (0.4, 2.9)),
    "roll": ((1.1, 11.7), (0.5, 4.9)),
}
"""Amplitude in degrees and period in seconds of the waves that turn the head; they never meet again."""
BLINK_EVERY_S = 4.0
_EARLIEST, _SPREAD = 0.2, 0.65
"""Each period has one blink: where in it, at the earliest, and over which part of it blinks scatter."""
_CLOSE_S, _SHUT_S, _OPEN_S = 0.07, 0.04, 0.13
_GOLDEN = 0.6180339887


@dataclass(frozen=True, kw_only=True)
class IdlePose:
    """How somebody at rest stands away from perfect stillness.

    Args:
        yaw, pitch, roll: degrees, as in `Edits`.
        rise: upwards, in face heights.
        blink: 0 for open eyes, 1 for shut ones.
    """

    yaw: float
    pitch: float
    roll: float
    rise: float
    blink: float


def idle_pose(time_s: float) -> IdlePose:
    """The pose so long after the idle motion began; perfect stillness at the beginning."""
    breath = math.sin(2 * math.pi * time_s / BREATH_S)
    turns = {name: _sway(waves, time_s) for name, waves in _SWAYS.items()}
    turns["pitch"] -= BREATH_NOD_DEG * breath
    return IdlePose(**turns, rise=BREATH_RISE * breath, blink=_blink(time_s))


def _sway(waves: tuple[tuple[float, float], ...], time_s: float) -> float:
    return sum(size * math.sin(2 * math.pi * time_s / period_s) for size, period_s in waves)


def _blink(time_s: float) -> float:
    """How far the eyes are shut: once a period, at a moment that looks random but isn't."""
    period = math.floor(time_s / BLINK_EVERY_S)
    begins = _EARLIEST + _SPREAD * math.fmod(period * _GOLDEN, 1.0)
    since_s = time_s - (period + begins) * BLINK_EVERY_S
    if since_s <= 0:
        return 0.0
    if since_s < _CLOSE_S:
        return since_s / _CLOSE_S
    return min(1.0, max(0.0, 1 - (since_s - _CLOSE_S - _SHUT_S) / _OPEN_S))
