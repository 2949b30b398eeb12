"""The shipped networks: what is checked before they draw, and where they run."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch

import vcam.weights
from vcam.engine import device
from vcam.engine.anchored import figure as figures
from vcam.engine.anchored import torch_runtime
from vcam.engine.anchored.figure import AnchoredFigure, anchored_or_prior
from vcam.engine.anchored.networks import (
    HEAD_WEIGHTS,
    TORCH_WEIGHTS,
    WEIGHTS,
    load_generator,
    load_networks,
)
from vcam.engine.anchored.runtimes import trial_inputs
from vcam.engine.anchored.torch_runtime import TorchRuntime
from vcam.engine.device import GpuChoice
from vcam.engine.renderers import drawing_device
from vcam.errors import BackendUnavailable, CheckpointError

CPU = GpuChoice(gpu=None, reason="The device was chosen by the user.")
SHIPPED = vcam.weights.weights_folder()


@pytest.fixture
def copied(weights_folder: Path) -> Path:
    """The shipped networks in a weights folder that may be damaged."""
    manifest = vcam.weights.read_manifest(SHIPPED)
    rows = [vars(manifest.entry(name)) for name in (WEIGHTS, HEAD_WEIGHTS, TORCH_WEIGHTS)]
    for row in rows:
        shutil.copy(SHIPPED / row["file"], weights_folder)
    (weights_folder / "manifest.json").write_text(json.dumps({"weights": rows}))
    return weights_folder


def rewrite(folder: Path, name: str, **changes: Any) -> None:
    """Change a manifest's entry."""
    manifest = json.loads((folder / "manifest.json").read_text())
    (row,) = (row for row in manifest["weights"] if row["name"] == name)
    row.update(changes)
    (folder / "manifest.json").write_text(json.dumps(manifest))
    vcam.weights._shipped.cache_clear()


class Processor:
    """Stands for a `Compute`."""

    device = SimpleNamespace(type="cuda")
    name = "GeForce"


@pytest.fixture
def gpu(monkeypatch: pytest.MonkeyPatch) -> GpuChoice:
    """A graphics processor that PyTorch on the CPU stands for."""

    def on_the_cpu(network: Any, shapes: Any, outputs: Any, device: Any, *, half: bool) -> TorchRuntime:
        return TorchRuntime(network, shapes, outputs, torch.device("cpu"), half=half)

    monkeypatch.setattr(torch_runtime, "TorchRuntime", on_the_cpu)
    gpu: Any = Processor()
    return GpuChoice(gpu=gpu, reason="It is there.")


def test_graph_and_torch_weights_are_the_same_networks():
    networks, generator = load_networks(CPU), load_generator()
    inputs = trial_inputs(networks._overlays.shapes)
    with torch.no_grad():
        expected = generator(*(torch.from_numpy(array) for array in inputs.values()))
    for found, wanted in zip(networks._overlays.run(inputs).values(), expected, strict=True):
        np.testing.assert_allclose(found, wanted.numpy(), atol=1e-4)


def test_they_are_opened_once(copied):
    assert load_networks(CPU)._overlays is load_networks(CPU)._overlays
    rewrite(copied, WEIGHTS, sha256="0" * 64)
    with pytest.raises(CheckpointError, match="damaged"):
        load_networks(CPU)


@pytest.mark.parametrize("load", [lambda: load_networks(CPU), load_generator])
def test_networks_of_another_configuration_are_refused(copied, load):
    for name in (WEIGHTS, TORCH_WEIGHTS):
        rewrite(copied, name, config={"mouth": {"side": 32, "channels": 8}})
    with pytest.raises(CheckpointError, match=r"'side': 64.*expected.*'side': 32"):
        load()


@pytest.mark.parametrize(
    "trouble", ["missing", "no head", "cut", "changed", "other configuration", "no manifest"]
)
def test_whatever_is_wrong_the_prior_draws_and_one_line_says_why(astronaut, copied, caplog, trouble):
    path = copied / "anchored.onnx"
    content = path.read_bytes()
    if trouble == "missing":
        path.unlink()
    elif trouble == "no head":
        (copied / "anchored_head.onnx").unlink()
    elif trouble == "cut":
        path.write_bytes(content[:-100])
    elif trouble == "changed":
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    elif trouble == "other configuration":
        rewrite(copied, WEIGHTS, config={})
    else:
        (copied / "manifest.json").unlink()
    avatar, reason = anchored_or_prior(astronaut, "cpu")
    assert avatar is astronaut
    assert reason.startswith("The avatar is drawn by geometry alone: the ")
    assert reason.count("reinstall vcam") == 1
    assert "\n" not in reason
    assert [record.getMessage() for record in caplog.records] == [reason]


def test_a_file_of_no_graph_with_its_right_hash_is_refused(astronaut, copied):
    content = b"no graph at all"
    (copied / "anchored.onnx").write_bytes(content)
    rewrite(copied, WEIGHTS, bytes=len(content), sha256=hashlib.sha256(content).hexdigest())
    avatar, reason = anchored_or_prior(astronaut, "cpu")
    assert avatar is astronaut
    assert "can't be loaded" in reason


def test_a_gpu_that_is_there_draws_and_says_so(astronaut, copied, gpu, monkeypatch):
    monkeypatch.setattr(figures, "find_gpu", lambda wanted: gpu)
    avatar, told = anchored_or_prior(astronaut)
    assert isinstance(avatar, AnchoredFigure)
    assert told == ""
    name, reason = drawing_device(avatar)
    assert name == "GeForce"
    assert reason == "The small networks draw on it. It is there."


def test_a_gpu_without_its_weights_leaves_it_to_the_cpu_and_says_so(astronaut, copied, gpu, monkeypatch):
    (copied / "anchored.safetensors").unlink()
    monkeypatch.setattr(figures, "find_gpu", lambda wanted: gpu)
    avatar, told = anchored_or_prior(astronaut)
    assert isinstance(avatar, AnchoredFigure)
    assert told.startswith("The CPU draws mouth and eyes, as the weights file ")
    assert "is missing" in told
    name, reason = drawing_device(avatar)
    assert name == "CPU"
    assert told in reason


def test_a_gpu_that_pytorch_can_not_use_is_told(astronaut, monkeypatch):
    monkeypatch.setattr(device, "has_nvidia_driver", lambda: True)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    avatar, told = anchored_or_prior(astronaut)
    assert isinstance(avatar, AnchoredFigure)
    assert "install a PyTorch build" in told
    with pytest.raises(BackendUnavailable, match="'cuda' was asked for"):
        anchored_or_prior(astronaut, "cuda")
