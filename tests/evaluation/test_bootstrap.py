"""Intervals of means over people."""

import math

import numpy as np
import pytest

from vcam.evaluation.bootstrap import estimate


def test_equal_people_leave_no_doubt():
    one = estimate([3.0] * 5)
    assert (one.mean, one.low, one.high, one.people) == (3, 3, 3, 5)


def test_two_people_are_resampled_as_counted_by_hand():
    # Their means are 0, 1 (half of the draws) and 2.
    assert estimate([0.0, 2.0], level=0.4).low == estimate([0.0, 2.0], level=0.4).high == 1
    wide = estimate([0.0, 2.0])
    assert (wide.mean, wide.low, wide.high) == (1, 0, 2)


def test_many_people_come_near_the_normal_interval():
    values = np.random.default_rng(3).normal(10, 2, 400)
    one = estimate(list(values))
    half = 1.96 * values.std() / math.sqrt(400)
    assert one.low == pytest.approx(one.mean - half, abs=0.03)
    assert one.high == pytest.approx(one.mean + half, abs=0.03)
    assert one == estimate(list(values))


def test_people_who_were_not_measured_do_not_count():
    assert estimate([1.0, math.nan, 3.0]) == estimate([1.0, 3.0])
    lone = estimate([4.0, math.nan])
    assert lone.mean == 4
    assert math.isnan(lone.low)
    assert math.isnan(estimate([]).mean)
    assert estimate([math.nan]).people == 0
