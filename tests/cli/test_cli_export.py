"""`vcam export`, from a photo to a file that other runtimes draw."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from small_checkpoint import write_small_checkpoint

from vcam.cli.main import main


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small_checkpoint(tmp_path_factory.mktemp("networks") / "small")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VCAM_HOME", str(tmp_path / "home"))


def command(output: Path, to: str = "torchscript", checkpoint: Path | None = None, *more: str) -> list[str]:
    networks = ["--checkpoint", str(checkpoint)] if checkpoint else []
    bilayer = ["--renderer", "bilayer", *networks, *more]
    return ["export", "--avatar", "astronaut", "--to", to, "--output", str(output), *bilayer]


@pytest.mark.parametrize(
    ("to", "ending", "precision", "limit"),
    [("onnx", "onnx", "fp32", 1e-3), ("torchscript", "pt", "fp16", 1e-2)],
)
def test_by_default_the_small_networks_are_written(tmp_path, capsys, to, ending, precision, limit):
    pytest.importorskip("onnx", reason="the package onnx is not installed")
    output = tmp_path / f"a.{ending}"
    command = ["export", "--avatar", "astronaut", "--to", to, "--output", str(output)]
    assert main([*command, "--precision", precision, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["files"] == [str(output)]
    assert set(report["differences"]) == {"corrections", "mouth_overlay", "eyes_overlay"}
    assert all(difference["largest"] <= limit for difference in report["differences"].values())
    assert report["description"]["avatar"] == "astronaut"


@pytest.mark.parametrize("option", [("--sampling", "inside"), ("--checkpoint", ".")])
def test_options_of_the_other_networks_are_wrong_usage(tmp_path, capsys, option):
    command = ["export", "--avatar", "astronaut", "--to", "onnx", "--output", str(tmp_path / "a.onnx")]
    assert main([*command, *option]) == 2
    assert "needs --renderer bilayer" in capsys.readouterr().err


def test_onnx_is_written_and_runs(checkpoint, tmp_path, capfd):
    pytest.importorskip("onnx", reason="the package onnx is not installed")
    output = tmp_path / "a.onnx"
    assert main(command(output, "onnx", checkpoint, "--json")) == 0
    report = json.loads(capfd.readouterr().out)
    assert report["files"] == [str(output)]
    assert report["bytes"] == output.stat().st_size
    assert report["differences"]["image"]["largest"] <= 1e-3
    assert report["description"]["avatar"] == "astronaut"
    session = onnxruntime.InferenceSession(str(output), providers=["CPUExecutionProvider"])
    image, mask = session.run(None, {"keypoints": np.zeros((1, 68, 2), np.float32)})
    assert image.shape == (1, 3, 32, 32)
    assert mask.shape == (1, 1, 32, 32)


def test_torchscript_with_the_texture_beside_it(checkpoint, tmp_path, capsys):
    output = tmp_path / "a.pt"
    more = ("--sampling", "outside", "--precision", "fp16")
    assert main(command(output, "torchscript", checkpoint, *more)) == 0
    said = capsys.readouterr()
    assert f"Wrote {output} and {tmp_path / 'a.textures.safetensors'}" in said.out
    assert "low_frequency, warp_field, mask" in said.out
    assert (tmp_path / "a.textures.safetensors").is_file()
    assert "checking" in said.err


def test_another_ending_is_wrong_usage(checkpoint, tmp_path, capsys):
    assert main(command(tmp_path / "a.onnx", "torchscript", checkpoint)) == 2
    assert ".pt or .torchscript" in capsys.readouterr().err
    assert main(command(tmp_path / "a.pt", "tflite", checkpoint)) == 2


def test_without_networks_it_says_what_to_do(tmp_path, capsys):
    assert main(command(tmp_path / "a.pt")) == 1
    error = capsys.readouterr().err
    assert "vcam weights import-official" in error
    assert "vcam train" in error
    assert error.count("\n") == 1


def test_without_the_package_it_says_what_to_install(checkpoint, tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "onnx", None)
    assert main(command(tmp_path / "a.onnx", "onnx", checkpoint)) == 1
    error = capsys.readouterr().err
    assert "pip install onnx" in error
    assert error.count("\n") == 1
    assert not list(tmp_path.glob("*.onnx"))


def test_a_place_for_no_file_is_one_sentence(checkpoint, tmp_path, capsys):
    (tmp_path / "file").touch()
    assert main(command(tmp_path / "file" / "a.pt", "torchscript", checkpoint)) == 1
    assert capsys.readouterr().err.count("\n") == 1
