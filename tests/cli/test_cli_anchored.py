"""What draws by default, and what happens when its weights are missing."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

import vcam.weights
from vcam.cli import window
from vcam.cli.main import main

COMMON = ["render", "--avatar", "astronaut", "--driver", "everyday", "--size", "128", "--seconds", "4"]
"""Long enough for the mouth to open."""


def pictures(folder: Path) -> np.ndarray:
    return np.stack([cv2.imread(str(path)) for path in sorted(folder.glob("*.png"))]).astype(int)


@pytest.fixture
def no_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation whose file for mouth and eyes is damaged."""
    folder = tmp_path / "weights"
    folder.mkdir()
    shipped = vcam.weights.weights_folder()
    (folder / "manifest.json").write_bytes((shipped / "manifest.json").read_bytes())
    for entry in vcam.weights.read_manifest().entries:
        (folder / entry.file).write_bytes((shipped / entry.file).read_bytes())
    graph = folder / vcam.weights.read_manifest().entry("anchored").file
    content = bytearray(graph.read_bytes())
    content[len(content) // 2] ^= 1
    graph.write_bytes(content)
    monkeypatch.setattr(vcam.weights, "weights_folder", lambda: folder)


def test_the_networks_draw_by_default_on_what_the_prior_draws(tmp_path: Path) -> None:
    for name, options in (
        ("default", []),
        ("anchored", ["--renderer", "anchored"]),
        ("prior", ["--renderer", "prior"]),
    ):
        assert main([*COMMON, *options, "--output", str(tmp_path / name)]) == 0
    default, anchored, prior = (pictures(tmp_path / name) for name in ("default", "anchored", "prior"))
    np.testing.assert_array_equal(default, anchored)
    difference = np.abs(default - prior).max(3)
    assert difference.max() > 2
    assert (difference > 0).mean() < 0.4
    assert difference[:, :, :4].max() == difference[:, :, -4:].max() == 0  # nothing but head and shoulders


@pytest.mark.usefixtures("no_weights")
def test_damaged_weights_are_told_in_one_line_and_the_prior_draws(tmp_path: Path, capsys) -> None:
    assert main([*COMMON, "--output", str(tmp_path / "default")]) == 0
    told = [line for line in capsys.readouterr().err.splitlines() if "geometry alone" in line]
    assert len(told) == 1
    assert "damaged" in told[0]
    assert main([*COMMON, "--renderer", "prior", "--output", str(tmp_path / "prior")]) == 0
    np.testing.assert_array_equal(pictures(tmp_path / "default"), pictures(tmp_path / "prior"))


def test_a_checkpoint_belongs_to_the_other_networks(tmp_path: Path, capsys) -> None:
    command = [*COMMON, "--checkpoint", str(tmp_path), "--output", str(tmp_path / "out")]
    assert main(command) == 2
    assert "--renderer bilayer" in capsys.readouterr().err


def test_a_gpu_that_was_asked_for_and_is_missing_is_one_line(tmp_path: Path, capsys, monkeypatch) -> None:
    torch = pytest.importorskip("torch")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    assert main([*COMMON, "--device", "cuda", "--output", str(tmp_path / "out")]) == 1
    assert "'cuda' was asked for" in capsys.readouterr().err.splitlines()[-1]
    assert not list(tmp_path.rglob("*.png"))


def test_the_app_takes_a_device_too(monkeypatch, capsys) -> None:
    opened = []
    monkeypatch.setattr(window, "open_window", lambda device, **_: opened.append(device) or 0)
    assert main([]) == main(["--device", "cpu"]) == 0
    assert opened == ["auto", "cpu"]
    assert main(["--device", "cpu", "cameras"]) == 2
    assert "after the command's name" in capsys.readouterr().err
