"""Tests of the real engine behind the window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ui.real_services import real_services

HEAVY = ("av", "llvmlite", "numba", "onnxruntime", "torch")
OPENED = f"""
import sys
import ui.main_window, ui.app
from ui.real_services import real_services
services = real_services()
print([name for name in {HEAVY} if name in sys.modules])
"""


def test_the_window_comes_up_without_what_only_the_engine_needs() -> None:
    done = subprocess.run([sys.executable, "-c", OPENED], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_store_is_the_real_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VCAM_HOME", str(tmp_path))
    avatars = real_services().avatars
    assert {"astronaut", "character"} <= {entry.name for entry in avatars.list()}
