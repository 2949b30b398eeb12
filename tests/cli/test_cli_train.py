"""`vcam train`: two stages, one line for every trouble, and Ctrl-C that loses nothing."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch
from training_runs import SmallPairs, narrow

from vcam.cli.main import main
from vcam.models.checkpoint import load_checkpoint
from vcam.training import perceptual

HELPERS = Path(__file__).resolve().parent.parent / "helpers"
TINY = ("--image-size", "32", "--size", "small", "--batch", "2", "--standing-batches", "1", "--workers", "0")


def run(capsys, *arguments):
    """(exit code, stdout, stderr) of a command."""
    code = main(("train", *map(str, arguments)))
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.fixture
def small(monkeypatch):
    """Pairs without files, narrow perceptual networks, one thread."""
    monkeypatch.setattr("vcam.training.dataset.PairDataset", lambda *_, **__: SmallPairs(keypoints=68))
    for name in ("VGG19", "VGGFACE"):
        monkeypatch.setattr(perceptual, name, narrow(getattr(perceptual, name)))
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def test_both_stages(capsys, small, tmp_path):
    base, full = tmp_path / "base", tmp_path / "full"
    code, out, err = run(capsys, "--data", "x", "--out", base, *TINY, "--iterations", 1, "--ema", 0.9)
    assert (code, str(base / "checkpoint") in out) == (0, True)
    assert "VGG19 replaced by fixed random features" in err
    updater = ("--stage", "updater", "--from", base, "--iterations", 1, "--batch", 2, "--workers", 0)
    assert run(capsys, "--data", "x", "--out", full, *updater)[0] == 0
    config = load_checkpoint(full / "checkpoint").config
    assert (config.size, config.image_size, config.updater) == ("small", 32, True)


def test_the_same_command_goes_on(capsys, small, tmp_path):
    command = ("--data", "x", "--out", tmp_path, *TINY, "--log-every", 1)
    assert run(capsys, *command, "--iterations", 1)[0] == 0
    code, _, err = run(capsys, *command, "--iterations", 2)
    assert code == 0
    assert "going on after iteration 1" in err
    assert len((tmp_path / "log.csv").read_text().splitlines()) == 3
    code, _, err = run(capsys, *command, "--iterations", 3, "--seed", 5)
    assert (code, err.count("\n")) == (1, 1)
    assert "seed was 0 and is 5" in err


def test_ablations_reach_the_networks(capsys, small, tmp_path):
    switches = ("--no-ada-spade", "--no-adaptive-skips", "--no-updater")
    assert run(capsys, "--data", "x", "--out", tmp_path, *TINY, "--iterations", 1, *switches)[0] == 0
    networks = json.loads((tmp_path / "settings.json").read_text())["settings"]["networks"]
    assert not any(networks[name] for name in ("ada_spade", "adaptive_skips", "updater"))


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 2, "--data"),
        (("--data", "x"), 2, "--out"),
        (("--data", "x", "--out", "y", "--stage", "updater", "--no-updater"), 2, "--no-updater"),
        (("--data", "x", "--out", "y", "--batch", "0"), 2, "--batch"),
        (("--data", "x", "--out", "{tmp}/y", "--ema", "2"), 1, "ema_decay"),
        (
            ("--data", "x", "--out", "{tmp}/y", "--precision", "bf16", "--device", "cpu"),
            1,
            "--precision fp32",
        ),
        (("--data", "x", "--out", "{tmp}/y", "--batch", "3", "--accumulate", "2"), 1, "multiple of 2"),
        (("--data", "x", "--out", "{tmp}/y", "--stage", "updater"), 1, "--from"),
        (("--data", "x", "--out", "{tmp}/y", "--from", "{tmp}/nothing"), 1, "nothing is no checkpoint"),
        (("--data", "x", "--out", "{tmp}/y", "--vgg", "{tmp}/none.pth"), 1, "none.pth can't be read"),
        (("--data", "x", "--out", "{tmp}/y", "--image-size", "100"), 1, "power of two"),
    ],
)
def test_trouble_is_one_line(capsys, small, tmp_path, arguments, code, message):
    found, out, err = run(capsys, *(argument.replace("{tmp}", str(tmp_path)) for argument in arguments))
    assert (found, out, err.count("\n")) == (code, "", 1), err
    assert message in err


def test_a_folder_without_data_is_one_line(capsys, tmp_path):
    code, _, err = run(capsys, "--data", tmp_path, "--out", tmp_path / "y", *TINY)
    assert (code, err.count("\n")) == (1, 1)
    assert not (tmp_path / "y").exists()


@pytest.mark.skipif(importlib.util.find_spec("tensorboard") is not None, reason="TensorBoard is installed")
def test_tensorboard_missing_is_one_line(capsys, small, tmp_path):
    code, _, err = run(capsys, "--data", "x", "--out", tmp_path, *TINY, "--log", "tensorboard")
    assert code == 1
    assert err.splitlines()[-1].startswith("vcam: TensorBoard is not installed")


SMALL = """
import sys
sys.path.insert(0, sys.argv[1])
import torch
torch.set_num_threads(1)
from training_runs import SmallPairs, narrow
from vcam.training import dataset, perceptual
dataset.PairDataset = lambda *_, **__: SmallPairs(keypoints=68)
perceptual.VGG19, perceptual.VGGFACE = narrow(perceptual.VGG19), narrow(perceptual.VGGFACE)
from vcam.cli import train
train.PROGRAM = (*sys.orig_argv[:3], sys.argv[1])
from vcam.cli.main import main
sys.exit(main(sys.argv[2:]))
"""
"""The program, with small networks and pairs without files."""


@pytest.mark.timeout(600)
@pytest.mark.parametrize("together", [(), ("--processes", "2")], ids=["alone", "two"])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_saves_the_state(capsys, small, tmp_path, number, code, together):
    out = tmp_path / "run"
    command = ("--data", "x", "--out", str(out), *TINY, "--log-every", "1")
    process = subprocess.Popen(
        [sys.executable, "-c", SMALL, str(HELPERS), "train", *command, *together],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    deadline_s = time.monotonic() + 300
    while time.monotonic() < deadline_s and process.poll() is None:
        if (out / "log.csv").exists() and (out / "log.csv").read_text().count("\n") > 2:
            break
        time.sleep(0.05)
    process.send_signal(number)
    _, err = process.communicate(timeout=240)
    assert process.returncode == code, err
    assert "Traceback" not in err
    assert err.count("vcam: stopped") == (1 if number == signal.SIGINT else 0)
    done = (out / "log.csv").read_text().count("\n") - 1
    found, _, err = run(capsys, *command, "--iterations", done + 1)
    assert found == 0
    assert f"going on after iteration {done}" in err


@pytest.mark.timeout(600)
def test_two_processes_train_to_the_end(tmp_path):
    command = ("--data", "x", "--out", str(tmp_path), *TINY, "--iterations", "2", "--no-updater")
    done = subprocess.run(
        [sys.executable, "-c", SMALL, str(HELPERS), "train", *command, "--processes", "2"],
        capture_output=True,
        text=True,
        timeout=540,
        check=False,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    assert done.returncode == 0, done.stderr
    assert "Training on cpu in 2 processes, from the beginning." in done.stderr
    assert done.stdout.count("after 2 iterations") == 1
    assert not load_checkpoint(tmp_path / "checkpoint").config.updater


def test_a_port_in_use_is_one_line(capsys, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, out, err = run(capsys, "--data", "x", "--out", tmp_path / "y", "--processes", 2, "--port", port)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert f"port {port}" in err
    assert not (tmp_path / "y").exists()


def test_processes_within_torchrun_are_wrong_usage(capsys, monkeypatch):
    monkeypatch.setenv("RANK", "0")
    code, _, err = run(capsys, "--data", "x", "--out", "y", "--processes", 2)
    assert (code, err.count("\n")) == (2, 1)
    assert "torchrun" in err
