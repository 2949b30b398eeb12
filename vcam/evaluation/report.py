"""Clip results as a table of means over people with their intervals, and as JSON."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from vcam.evaluation.bootstrap import LEVEL, RESAMPLES, Estimate, estimate
from vcam.evaluation.measures import PROTOCOLS, Measure, Protocol, measures_of
from vcam.evaluation.reenactment import ClipResult
from vcam.evaluation.trial import mean_of_known

Summary = dict[str, dict[str, Estimate]]
"""By method and measure."""


def summarise(results: Sequence[ClipResult], protocol: Protocol = "self") -> Summary:
    """Mean over people of each score, for each method; a person's clips count together as one."""
    return {
        method: {key: estimate(list(people.values())) for key, people in scores.items()}
        for method, scores in _by_person(results, protocol).items()
    }


def differences(results: Sequence[ClipResult], protocol: Protocol = "self", base: str = "prior") -> Summary:
    """How much more of each score a method has than the base, person by person; empty without the base.

    People differ more than methods do: an interval of the differences that leaves 0 out is telling where
    those of two means still overlap.
    """
    scores = _by_person(results, protocol)
    return {
        method: {
            key: estimate([value - scores[base][key][person] for person, value in people.items()])
            for key, people in own.items()
        }
        for method, own in scores.items()
        if base in scores and method != base
    }


def _by_person(results: Sequence[ClipResult], protocol: Protocol) -> dict[str, dict[str, dict[str, float]]]:
    """Mean over a person's clips, by method, measure and person."""
    gathered: dict[str, dict[str, dict[str, list[float]]]] = {}
    for result in results:
        if result.protocol == protocol:
            measures = gathered.setdefault(result.method, {})
            for key, score in result.scores.items():
                measures.setdefault(key, {}).setdefault(result.person, []).append(score)
    return {
        method: {
            key: {person: mean_of_known(scores) for person, scores in people.items()}
            for key, people in measures.items()
        }
        for method, measures in gathered.items()
    }


def table_rows(summary: Summary, protocol: Protocol) -> list[tuple[str, ...]]:
    """A row for each measure that tells something: its label, then mean and interval of each method.

    What was not measured is left out, and what is 0 for every method.
    """
    return [
        (measure.label, *(_cell(methods[measure.key], measure) for methods in summary.values()))
        for measure in measures_of(protocol)
        if measure.shown and any(_tells(methods[measure.key]) for methods in summary.values())
    ]


def as_json(results: Sequence[ClipResult], missing: dict[str, str] | None = None) -> dict[str, Any]:
    """Everything measured as plain values; what is missing is None.

    Args:
        results: of `evaluate`.
        missing: why measures could not be taken, by their keys.
    """
    protocols = [one for one in PROTOCOLS if any(result.protocol == one for result in results)]
    return {
        "interval": {"level": LEVEL, "resamples": RESAMPLES, "over": "people"},
        "not_measured": missing or {},
        "mean_over_people": {one: _plain_summary(summarise(results, one)) for one in protocols},
        "more_than_prior": {one: _plain_summary(differences(results, one)) for one in protocols},
        "clips": [{**asdict(result), "scores": _plain(result.scores)} for result in results],
    }


def _plain_summary(summary: Summary) -> dict[str, Any]:
    return {
        method: {key: _plain(asdict(value)) for key, value in row.items()} for method, row in summary.items()
    }


def _tells(value: Estimate) -> bool:
    return value.people > 0 and value.mean != 0


def _cell(value: Estimate, measure: Measure) -> str:
    if math.isnan(value.mean):
        return "-"
    mean, low, high = (f"{number:.{measure.decimals}f}" for number in (value.mean, value.low, value.high))
    return mean if math.isnan(value.low) or low == high else f"{mean} [{low}, {high}]"


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """Numbers rounded, None for NaN."""
    return {key: None if math.isnan(value) else round(value, 4) for key, value in values.items()}
