"""Tables and JSON of results that are known."""

import json
import math

import pytest

from vcam.evaluation.measures import MEASURES, measures_of
from vcam.evaluation.reenactment import ClipResult
from vcam.evaluation.report import as_json, differences, summarise, table_rows


def result(person, clip, *, method="prior", protocol="self", **scores):
    known = {measure.key: math.nan for measure in measures_of(protocol)} | scores
    return ClipResult(
        protocol=protocol, method=method, person=person, photo=clip, clip=clip, frames=3, scores=known
    )


RESULTS = [
    result("a", "a1", l1=10.0, ssim=0.5),
    result("a", "a2", l1=20.0, ssim=math.nan),
    result("b", "b1", l1=30.0, ssim=0.7),
    result("a", "a1", method="static", l1=40.0),
    result("b", "b1", protocol="cross", leak=0.25, lost=0.0),
]


def test_a_persons_clips_count_as_one():
    table = summarise(RESULTS)
    assert list(table) == ["prior", "static"]
    assert table["prior"]["l1"].mean == (15 + 30) / 2
    assert table["prior"]["l1"].people == 2
    assert (table["prior"]["l1"].low, table["prior"]["l1"].high) == (15, 30)
    assert table["prior"]["ssim"].mean == pytest.approx(0.6)
    assert table["static"]["l1"].mean == 40
    assert list(summarise(RESULTS, "cross")) == ["prior"]


def test_the_table_has_a_row_for_what_was_measured():
    rows = table_rows(summarise(RESULTS), "self")
    assert rows == [
        ("L1", "22.50 [15.00, 30.00]", "40.00"),
        ("SSIM", "0.600 [0.500, 0.700]", "-"),
    ]
    assert table_rows(summarise(RESULTS, "cross"), "cross") == [("identity leak", "0.250")]


def test_json_says_null_for_what_is_missing():
    value = json.loads(json.dumps(as_json(RESULTS, {"lpips": "not installed"}), allow_nan=False))
    assert value["not_measured"] == {"lpips": "not installed"}
    assert value["mean_over_people"]["self"]["prior"]["l1"] == {
        "mean": 22.5, "low": 15.0, "high": 30.0, "people": 2
    }  # fmt: skip
    assert value["mean_over_people"]["self"]["static"]["ssim"]["mean"] is None
    assert value["mean_over_people"]["cross"]["prior"]["leak"]["low"] is None
    assert value["clips"][1]["scores"]["ssim"] is None
    assert value["clips"][4]["protocol"] == "cross"


def test_measures_have_names_of_their_own():
    assert len({measure.key for measure in MEASURES}) == len({measure.label for measure in MEASURES})
    assert {measure.key for measure in measures_of("self")} >= {"l1", "ssim", "lpips", "nme", "csim"}
    assert "l1" not in {measure.key for measure in measures_of("cross")}


def test_differences_are_taken_person_by_person():
    values = {"a": (10.0, 9.0), "b": (50.0, 48.0), "c": (30.0, math.nan)}
    results = [
        result(person, person, method=method, l1=value)
        for person, pair in values.items()
        for method, value in zip(("prior", "anchored"), pair, strict=True)
    ]
    difference = differences(results)
    assert list(difference) == ["anchored"]
    found = difference["anchored"]["l1"]
    assert (found.mean, found.low, found.high, found.people) == (-1.5, -2, -1, 2)
    assert differences(results, base="static") == {}
    assert as_json(results)["more_than_prior"]["self"]["anchored"]["l1"]["high"] == -1
