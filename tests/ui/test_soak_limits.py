"""What a soak says of its limits."""

from __future__ import annotations

from typing import Any

from soak_limits import TURN_MS, limits
from soak_report import Report, text_of


def found(**ms: list[float]) -> dict[str, Any]:
    blocks = [{"ms": 61.0, "cpu_ms": 9.0}, {"ms": 33.0, "cpu_ms": 30.0}]
    return {
        "ms": {name.replace("_", " "): values for name, values in ms.items()},
        "window_thread": {"beats": 4000, "over": 1, "blocks": blocks},
    }


def test_a_limit_is_kept_when_it_always_was() -> None:
    kept, missed, turns = limits(found(avatar_switch=[80.0, 150.0], slider=[20.0, 50.5, 30.0, 70.0]))
    assert kept.line() == "kept: avatar switch to the first new picture, at most 150 of 150 ms"
    assert (
        missed.line() == "MISSED 2 of 4 times: a slider's effect at the virtual camera, at most 70 of 50 ms"
    )
    assert (turns.highest, turns.worst, turns.missed, turns.count) == (TURN_MS, 61.0, 1, 4000)


def test_the_first_live_picture_counts_from_the_start_of_the_program() -> None:
    assert [limit.worst for limit in limits(found(window_up=[900.0], first_picture=[250.0]))[:2]] == [
        900.0,
        1150.0,
    ]


def test_what_was_not_measured_has_no_limit() -> None:
    nothing = {"ms": {}, "window_thread": {"beats": None, "over": None, "blocks": None}}
    assert limits(nothing) == []


def test_a_report_says_each_limit_and_breaks_by_none() -> None:
    report = Report(far_end=None, load=0.0)  # type: ignore[arg-type]
    report.take({"kind": "up", "at_ns": 10**18})
    report.take({"kind": "memory", "when": "warm", "mb": 400.0})
    report.take({"kind": "memory", "when": "end", "mb": 401.0})
    report.end(0, 0.0)
    told = report.found()
    assert told["broken"] == []
    assert [limit["kept"] for limit in told["limits"]] == [False]
    assert "MISSED 1 of 1 times: window up" in text_of(told)
