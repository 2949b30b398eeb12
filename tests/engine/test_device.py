"""Where networks run and with how many threads."""

from __future__ import annotations

import subprocess
import sys

import pytest
import torch

from vcam.engine.device import choose_compute, thread_count
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


def test_the_engine_loads_no_pytorch_before_networks_are_wanted() -> None:
    code = (
        "import sys, vcam.engine.session, vcam.engine.stage, vcam.engine.bilayer.figure, vcam.cli.render; "
        "assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
