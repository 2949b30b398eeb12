"""Openings that follow, and calibrations that spoil what is shown."""

from __future__ import annotations

import math

import numpy as np
import pytest

from vcam.evaluation.following import calibration_errors, following, openings
from vcam.frames import Landmarks
from vcam.geometry.editing import Edits
from vcam.geometry.expression_modes import expression_modes
from vcam.geometry.retargeting import retarget_relative


def talk(person, count=24):
    """A person's landmarks while his jaw goes up and down."""
    rest, mode = person.skeleton, expression_modes()["jaw"]
    jaws = 0.4 * (1 - np.cos(np.linspace(0, 4 * np.pi, count)))
    jaws[:12] = 0
    points = [rest.pose.apply((rest.shape + jaw * mode).astype(np.float32)) for jaw in jaws]
    return [Landmarks(points=one, image_size=person.size) for one in points]


def test_an_opening_of_half_the_size_follows_perfectly_over_half_the_range():
    driver = [0.01 * (k % 5) for k in range(40)]
    assert following(driver, driver) == pytest.approx((1, 1))
    assert following([0.1 + value / 2 for value in driver], driver) == pytest.approx((1, 0.5))
    assert following([-value for value in driver], driver)[0] == pytest.approx(-1)
    assert following([0.2] * 40, driver) == (0, 0)


def test_a_driver_whose_mouth_stays_as_it_is_tells_nothing():
    assert all(math.isnan(value) for value in following([0.0, 0.1] * 5, [0.02] * 10))


def test_openings_grow_with_the_edits(astronaut):
    rest = astronaut.skeleton
    mouth, eyes = openings(rest.points())
    opened = retarget_relative(rest, rest, rest, Edits(mouth_open=0.5, blink_left=1))
    wider, narrower = openings(opened.points())
    assert wider > mouth + 0.03
    assert narrower < 0.7 * eyes


def test_a_poor_calibration_costs_and_a_good_one_hardly_anything(astronaut):
    found = calibration_errors(astronaut, talk(astronaut), "analytic")
    assert found["calibrated_nme"] < 1
    assert found["smiling_nme"] > found["calibrated_nme"] + 1
    assert math.isnan(found["turned_nme"])  # nobody turns here


def test_the_turned_face_is_one_of_the_clips(astronaut):
    rest = astronaut.skeleton
    smiling = retarget_relative(rest, rest, rest, Edits(yaw=25, smile=1)).points()
    clip = [*talk(astronaut), Landmarks(points=smiling, image_size=astronaut.size)]
    found = calibration_errors(astronaut, clip, "analytic")
    assert found["turned_nme"] == pytest.approx(found["smiling_nme"], rel=0.3)


def test_the_anchored_skeleton_is_measured_by_itself(astronaut):
    analytic, anchored = (
        calibration_errors(astronaut, talk(astronaut), kind) for kind in ("analytic", "anchored")
    )
    assert anchored.keys() == analytic.keys()
    assert anchored != analytic
    assert all(0 < anchored[key] < 20 for key in ("calibrated_nme", "smiling_nme"))
