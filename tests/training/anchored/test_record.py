"""What a run tells about itself."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from vcam.errors import CheckpointError, TrainingError
from vcam.training.anchored import record as records
from vcam.training.anchored.record import RECORD, RunRecord, describe_run, read_run, write_record
from vcam.training.anchored.trainer import FORMAT, STATE
from vcam.training.code_version import code_version


class Pairs:
    """Stands for a `PairRecord`."""

    def __init__(self, person: str, tier: str, still: bool = False) -> None:
        self.person, self.tier, self.still = person, tier, still


@pytest.fixture
def described(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RunRecord:
    return describe(tmp_path, monkeypatch, "mouth")


def describe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, network: str) -> RunRecord:
    files = {
        "a1": Pairs("anna", "B"),
        "a2": Pairs("anna", "A", still=True),
        "b": Pairs("bert", "PD"),
        "c": Pairs("cleo", "A"),
    }
    for name in files:
        (tmp_path / f"{name}.safetensors").touch()
    monkeypatch.setattr(records, "read_pair_record", lambda path: files[path.stem])
    return describe_run(
        tmp_path,
        network=network,
        config={"side": 32, "channels": 2},
        people={"anna", "bert"},
        unseen={"cleo"},
        tiers=("A", "B"),
        batch=8,
        seed=3,
    )


def test_tiers_and_files_are_those_that_were_trained_on(described):
    assert (described.tiers, described.files) == (("A", "B"), 2)
    assert (described.people, described.unseen) == (2, 1)
    assert described.seed == 3
    assert described.commit == code_version()


def test_the_heads_network_learns_from_clips_alone(tmp_path, monkeypatch):
    head = describe(tmp_path, monkeypatch, "head")
    assert (head.tiers, head.files) == (("B",), 1)


def test_it_is_read_back_with_the_weights(described, tmp_path):
    write_record(tmp_path, described)
    weights = {"head.bias": torch.ones(2)}
    state = {"format": FORMAT, "iteration": 9, "best": weights}
    torch.save(state, tmp_path / STATE)
    run = read_run(tmp_path)
    assert (run.record, run.steps, run.hours) == (described, 9, None)
    torch.testing.assert_close(run.weights, weights)
    torch.save({**state, "best_iteration": 6, "seconds": 900.0}, tmp_path / STATE)
    run = read_run(tmp_path)
    assert (run.steps, run.hours) == (6, 0.25)


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"network": "mouth", "tiers": 3}'])
def test_a_damaged_record_is_one_error(tmp_path, content):
    (tmp_path / RECORD).write_text(content)
    with pytest.raises(TrainingError, match="can't be read"):
        read_run(tmp_path)


def test_a_run_without_a_state_is_refused(described, tmp_path):
    write_record(tmp_path, described)
    with pytest.raises(CheckpointError, match="got as far as a measurement"):
        read_run(tmp_path)
