"""Idle motion: still at its beginning, small, smooth, and the same at the same time."""

from __future__ import annotations

import numpy as np
import pytest

from vcam.engine.idle import BLINK_EVERY_S, BREATH_RISE, IdlePose, idle_pose


def poses(seconds: float, fps: float = 60.0) -> list[IdlePose]:
    return [idle_pose(k / fps) for k in range(round(seconds * fps))]


def test_it_begins_from_stillness() -> None:
    assert idle_pose(0.0) == IdlePose(yaw=0, pitch=0, roll=0, rise=0, blink=0)


def test_the_same_time_gives_the_same_pose() -> None:
    assert idle_pose(123.4) == idle_pose(123.4)


@pytest.mark.parametrize("name", ["yaw", "pitch", "roll"])
def test_the_head_sways_a_little_and_smoothly(name: str) -> None:
    angles = np.array([getattr(pose, name) for pose in poses(60)])
    assert 0.8 < np.abs(angles).max() < 4
    assert np.abs(np.diff(angles)).max() < 0.1
    assert abs(angles.mean()) < 0.3


def test_the_breath_lifts_the_head_as_far_as_it_says() -> None:
    rises = np.array([pose.rise for pose in poses(20)])
    assert rises.max() == pytest.approx(BREATH_RISE, rel=0.01)
    assert rises.min() == pytest.approx(-BREATH_RISE, rel=0.01)


def test_eyes_shut_fully_once_a_period_at_uneven_moments() -> None:
    shut = np.array([pose.blink for pose in poses(40, fps=200)])
    begins = np.flatnonzero((shut[1:] > 0) & (shut[:-1] == 0)) / 200
    assert len(begins) == 40 / BLINK_EVERY_S
    assert shut.max() == 1
    assert np.diff(begins).std() > 0.3
    assert (shut > 0).mean() < 0.1
