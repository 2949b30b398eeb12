"""Two real processes under torchrun train as one does with the whole batch."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from training_runs import logged

from vcam.errors import ConfigError, TrainingError
from vcam.models.checkpoint import load_checkpoint
from vcam.training.distributed import join_processes

SCRIPT = Path(__file__).resolve().parent.parent / "helpers" / "distributed_training.py"
LAUNCHERS = {
    "one": [],
    "two": ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"],
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """What one process, and two together, made of the same work."""
    made = {}
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "passive"}
    for name, launcher in LAUNCHERS.items():
        made[name] = tmp_path_factory.mktemp(name)
        command = [sys.executable, *launcher, str(SCRIPT), str(made[name])]
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=110, check=False, env=environment
        )
        assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="module")
def found(folders):
    ranks = [folders["one"] / "rank0.pt", folders["two"] / "rank0.pt", folders["two"] / "rank1.pt"]
    return [torch.load(path, weights_only=True) for path in ranks]


def test_a_norm_is_over_the_whole_batch(found):
    whole, *shares = (each["norm"] for each in found)
    for name in ("output", "gradient"):
        joined = torch.cat([share[name] for share in shares])
        torch.testing.assert_close(joined, whole[name], atol=1e-5, rtol=1e-5)
    for share in shares:
        assert share.keys() == whole.keys()
        for name in ("0.running_mean", "0.running_var", "0.num_batches_tracked", "mean"):
            torch.testing.assert_close(share[name], whole[name])


def test_gradients_are_those_of_the_whole_batch(found):
    whole, first, second = (each["gradients"] for each in found)
    assert whole.keys() == first.keys()
    longest = max(gradient.norm() for gradient in whole.values())
    for name, gradient in whole.items():
        assert torch.equal(first[name], second[name]), name
        assert (first[name] - gradient).norm() <= 1e-3 * gradient.norm() + 1e-5 * longest, name


def test_both_end_with_the_same_weights(found):
    _, first, second = (each["networks"] for each in found)
    for name, tensor in first.items():
        assert torch.equal(tensor, second[name]), name


def test_losses_are_those_of_one_process(folders):
    header, *one = logged(folders["one"] / "run")
    assert header[0] == "iteration"
    _, *two = logged(folders["two"] / "run")
    assert len(one) == len(two) == 3
    for number, (a, b) in enumerate(zip(one, two, strict=True)):
        # Adam's first steps have the gradient's sign alone, so that rounding grows with each iteration.
        tolerance = (1e-3, 0.05, 0.2)[number]
        assert [float(x) for x in b] == pytest.approx([float(x) for x in a], rel=tolerance), header


def test_the_leading_process_writes_everything(folders):
    names = {"settings.json", "training.pt", "checkpoint", "log.csv", "samples"}
    assert {path.name for path in (folders["two"] / "run").iterdir()} == names
    one, two = (load_checkpoint(folders[name] / "run" / "checkpoint").bilayer for name in ("one", "two"))
    assert one.state_dict().keys() == two.state_dict().keys()


def test_alone_without_torchrun(monkeypatch):
    for name in ("RANK", "WORLD_SIZE", "LOCAL_RANK"):
        monkeypatch.delenv(name, raising=False)
    with join_processes("cpu") as processes:
        assert (processes.rank, processes.world, processes.leads) == (0, 1, True)


def test_a_port_in_use_is_one_sentence(monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        values = {"RANK": 0, "WORLD_SIZE": 2, "LOCAL_RANK": 0, "MASTER_ADDR": "127.0.0.1"}
        for name, value in {**values, "MASTER_PORT": taken.getsockname()[1]}.items():
            monkeypatch.setenv(name, str(value))
        with pytest.raises(TrainingError, match="free --master-port"), join_processes("cpu"):
            pass


def test_variables_that_are_no_numbers(monkeypatch):
    monkeypatch.setenv("WORLD_SIZE", "many")
    with pytest.raises(ConfigError, match="WORLD_SIZE is 'many'"), join_processes("cpu"):
        pass


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
def test_no_gpu_is_one_sentence():
    with pytest.raises(ConfigError, match="no GPU"), join_processes("cuda"):
        pass


def test_more_processes_than_gpus(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    for name, value in (("RANK", "3"), ("WORLD_SIZE", "4"), ("LOCAL_RANK", "3")):
        monkeypatch.setenv(name, value)
    with (
        pytest.raises(ConfigError, match="found 2: use --processes 2, or torchrun"),
        join_processes(),
    ):
        pass
