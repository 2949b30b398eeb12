"""The networks' measurement gives every size; how fast they are depends on the machine."""

import json

import pytest

from vcam.bench import networks
from vcam.cli.main import main
from vcam.weights import read_manifest

SIZES = ("small", "medium", "large")


@pytest.fixture
def short(monkeypatch):
    monkeypatch.setattr(networks, "WARM_UP", 0)
    monkeypatch.setattr(networks, "REPEATS", 1)
    monkeypatch.setattr(networks, "AVATAR_REPEATS", 1)


def test_json_has_every_size_and_the_papers_table(short, capsys):
    assert main(["bench", "--networks", "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    report = value["bilayer"]
    assert [row["size"] for row in report] == [*SIZES]
    assert all(row["frame_ms"] > 0 and row["folded_ms"] > 0 for row in report)
    assert all(row["ratio"] == pytest.approx(row["folded_ms"] / row["frame_ms"]) for row in report)
    assert [round(row["cost"]["frame_gmac"], 2) for row in report] == [1.11, 4.31, 17.03]

    rows = {row["name"]: row for row in value["table2"]}
    ours, theirs = [f"bilayer {size}" for size in SIZES], [f"paper's {size}" for size in SIZES]
    assert list(rows) == ["anchored", *ours, *theirs]
    for own, other in zip(ours, theirs, strict=True):
        assert rows[own]["gmac"] == pytest.approx(rows[other]["gmac"], rel=0.03)
        assert rows[own]["init_ms"] > 0
        assert rows[own]["csim"] is None
    shipped = read_manifest().entry("anchored").figures
    assert rows["anchored"]["nme"] == pytest.approx(shipped["heldout_nme_percent_of_iris_distance"] / 10)
    assert rows["anchored"]["ssim"] == shipped["heldout_ssim"]
    assert 0 < rows["anchored"]["gmac"] < 0.35
    assert rows["anchored"]["frame_ms"] > 0


def test_table_names_the_papers_figures(short, capsys):
    assert main(["bench", "--networks"]) == 0
    out = capsys.readouterr().out
    assert all(text in out for text in ("medium", "4.314", "4.32", "17.3", "5.34", "ratio"))
    assert all(text in out for text in ("anchored", "CSIM", "0.653", "17.300"))
