"""Confidence intervals of a mean over few people, by drawing the people anew.

Source: B. Efron, Bootstrap methods: another look at the jackknife (1979); the percentile interval.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

LEVEL = 0.95
RESAMPLES = 10_000
SEED = 0


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A mean and where it may lie.

    Args:
        mean: over the people; NaN without any.
        low, high: ends of the interval; NaN with fewer than two people.
        people: how many were measured.
    """

    mean: float
    low: float
    high: float
    people: int


def estimate(values: Sequence[float], *, level: float = LEVEL, resamples: int = RESAMPLES) -> Estimate:
    """The mean of one value a person with its interval; the same values always give the same one.

    Args:
        values: one a person; NaN where a person could not be measured.
        level: part of the resampled means that lies in the interval.
        resamples: how often the people are drawn anew.
    """
    known = np.array([value for value in values if not math.isnan(value)])
    mean = float(known.mean()) if len(known) else math.nan
    if len(known) < 2:
        return Estimate(mean=mean, low=math.nan, high=math.nan, people=len(known))
    drawn = np.random.default_rng(SEED).integers(0, len(known), (resamples, len(known)))
    low, high = np.quantile(known[drawn].mean(1), [(1 - level) / 2, (1 + level) / 2])
    return Estimate(mean=mean, low=float(low), high=float(high), people=len(known))
