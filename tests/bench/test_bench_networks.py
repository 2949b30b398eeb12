"""The networks' measurement gives every size; how fast they are depends on the machine."""

import json

import pytest

from vcam.bench import networks
from vcam.cli.main import main


@pytest.fixture(autouse=True)
def short(monkeypatch):
    monkeypatch.setattr(networks, "WARM_UP", 0)
    monkeypatch.setattr(networks, "REPEATS", 1)


def test_json_has_every_size(capsys):
    assert main(["bench", "--networks", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [row["size"] for row in report] == ["small", "medium", "large"]
    assert all(row["frame_ms"] > 0 and row["folded_ms"] > 0 for row in report)
    assert all(row["ratio"] == pytest.approx(row["folded_ms"] / row["frame_ms"]) for row in report)
    assert [round(row["cost"]["frame_gmac"], 2) for row in report] == [1.11, 4.31, 17.03]


def test_table_names_the_papers_figures(capsys):
    assert main(["bench", "--networks"]) == 0
    out = capsys.readouterr().out
    assert all(text in out for text in ("medium", "4.314", "4.32", "17.3", "5.34", "ratio"))
