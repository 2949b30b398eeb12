"""Where networks run and with how many threads."""

from __future__ import annotations

import subprocess
import sys

import pytest
import torch

from vcam.engine import device
from vcam.engine.device import choose_compute, find_gpu, thread_count
from vcam.errors import BackendUnavailable, ConfigError


@pytest.mark.parametrize(("cores", "threads"), [(1, 1), (2, 2), (3, 2), (4, 3), (64, 8)])
def test_a_core_is_left_to_tracking(cores: int, threads: int) -> None:
    assert thread_count(cores) == threads


def test_the_cpu_can_be_chosen_and_says_why() -> None:
    compute = choose_compute("cpu")
    assert (compute.name, compute.reason) == ("CPU", "The device was chosen by the user.")


def test_auto_tells_that_there_is_no_graphics_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    compute = choose_compute()
    assert compute.device.type == "cpu"
    assert "no graphics processor" in compute.reason


def test_a_missing_or_unknown_device_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(BackendUnavailable, match="'cuda' was asked for"):
        choose_compute("cuda")
    with pytest.raises(ConfigError, match="'npu' is not known"):
        choose_compute("npu")  # type: ignore[arg-type]


def test_without_a_driver_no_pytorch_is_loaded_to_find_no_gpu() -> None:
    code = (
        "import sys; from vcam.engine import device; device.has_nvidia_driver = lambda: False; "
        "found = device.find_gpu(), device.find_gpu('cpu'); assert 'torch' not in sys.modules; "
        "print([(choice.gpu, choice.reason, choice.worth_telling) for choice in found])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert "(None, 'There is no driver of an NVIDIA graphics processor.', False)" in done.stdout
    assert "(None, 'The device was chosen by the user.', False)" in done.stdout


def test_a_gpu_that_pytorch_can_not_use_is_worth_telling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device, "has_nvidia_driver", lambda: True)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    choice = find_gpu()
    assert choice.gpu is None
    assert choice.worth_telling
    assert "install a PyTorch build" in choice.reason
    with pytest.raises(BackendUnavailable, match="'cuda' was asked for"):
        find_gpu("cuda")


def test_without_pytorch_the_cpu_draws_unless_a_gpu_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise ImportError("No module named 'torch'")

    monkeypatch.setattr(device, "has_nvidia_driver", lambda: True)
    monkeypatch.setattr(device, "prepare_torch", missing)
    choice = find_gpu()
    assert choice.gpu is None
    assert choice.worth_telling
    assert "pip install torch" in choice.reason
    with pytest.raises(BackendUnavailable, match="pip install torch"):
        find_gpu("cuda")


def test_a_gpu_that_is_there_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device, "has_nvidia_driver", lambda: True)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    choice = find_gpu()
    assert choice.gpu is not None
    assert choice.gpu.device.type == "cuda"
    assert not choice.worth_telling


def test_the_engine_loads_no_pytorch_before_networks_are_wanted() -> None:
    code = (
        "import sys, vcam.engine.session, vcam.engine.stage, vcam.engine.bilayer.figure, vcam.cli.render; "
        "assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
