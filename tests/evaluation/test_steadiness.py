"""A driver who holds still, and what smoothing costs in time."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from vcam.evaluation.steadiness import LOOKS, delay_frames, held_still, smoothed, trembling
from vcam.frames import Landmarks
from vcam.geometry.editing import Edits
from vcam.geometry.retargeting import retarget_relative
from vcam.landmarks.face_mesh import FaceMeshTracker


def noisy(person, size_px):
    """A person's landmarks, found again and again with independent errors."""
    chance = np.random.default_rng(0)
    points = person.skeleton.points()
    errors = chance.normal(0, size_px, (LOOKS, *points.shape)).astype(np.float32)
    return [Landmarks(points=points + error, image_size=person.size) for error in errors]


def turning(person, count=60):
    """A person who shakes his head."""
    rest = person.skeleton
    angles = 20 * np.sin(np.linspace(0, 6 * np.pi, count))
    points = [retarget_relative(rest, rest, rest, Edits(yaw=float(angle))).points() for angle in angles]
    return [Landmarks(points=one, image_size=person.size) for one in points]


def test_a_picture_is_found_a_little_differently_each_time(astronaut):
    still = held_still(astronaut.photo, FaceMeshTracker().detect_all)
    assert len(still) == LOOKS
    points = np.stack([landmarks.points for landmarks in still])
    assert 0 < points.std(0).mean() < 2
    assert held_still(np.full((64, 64, 3), 128, np.uint8), FaceMeshTracker().detect_all) == []


def test_smoothing_makes_the_avatar_tremble_less_than_its_driver(astronaut, monkeypatch):
    still = noisy(astronaut, 0.5)
    steadied = trembling(astronaut, still, "analytic")
    assert 0 < steadied < 0.7
    monkeypatch.setattr("vcam.evaluation.steadiness.smoothed", lambda clip: clip)
    assert trembling(astronaut, still, "analytic") > 2 * steadied
    assert math.isnan(trembling(astronaut, [], "analytic"))


def test_the_delay_is_that_of_the_smoothing(astronaut, monkeypatch):
    clip = turning(astronaut)
    assert 0 <= delay_frames(clip) <= 1
    later = [clip[0], clip[0], *clip[:-2]]
    monkeypatch.setattr("vcam.evaluation.steadiness.smoothed", lambda clip: later)
    assert delay_frames(clip) == pytest.approx(2, abs=0.2)
    assert math.isnan(delay_frames(clip[:3]))


def test_smoothing_keeps_the_clips_length_and_picture(astronaut):
    clip = noisy(astronaut, 0.5)
    found = smoothed([replace(one, image_size=(640, 480)) for one in clip])
    assert [one.image_size for one in found] == [(640, 480)] * LOOKS
