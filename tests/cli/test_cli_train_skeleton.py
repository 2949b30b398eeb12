"""`vcam train skeleton` by the command line."""

from pathlib import Path

import onnxruntime as ort
import pytest
from prepared_faces import write_faces
from small_heads import small_heads

from vcam.cli.main import main
from vcam.models.skeleton_anchor_file import load_skeleton_anchor, skeleton_anchor_origin
from vcam.synthetic.heads import FILE, write_heads


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vcam.training.skeleton.start.BATCH", 40)
    monkeypatch.setattr("vcam.training.skeleton.trainer.HELDOUT_BATCHES", 1)
    monkeypatch.setattr("vcam.training.skeleton.trainer.HELDOUT_COUNT", 4)


def test_trains_and_writes_what_runs_live(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_heads(tmp_path / FILE, small_heads())
    out = tmp_path / "run"
    command = ["train", "skeleton", "--data", str(tmp_path), "--out", str(out), "--start", "2"]
    assert main([*command, "--iterations", "1", "--batch", "2"]) == 0
    assert "On held-out heads the keypoints are" in capsys.readouterr().out
    assert load_skeleton_anchor(out / "skeleton_anchor.safetensors").config.width > 0
    session = ort.InferenceSession(out / "skeleton_anchor.onnx", providers=["CPUExecutionProvider"])
    assert session.get_outputs()[0].name == "shape"


def test_fits_it_to_real_faces(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vcam.training.skeleton.refit.BATCH", 40)
    monkeypatch.setattr("vcam.training.skeleton.refit.WIDENING_BATCHES", 2)
    monkeypatch.setattr("vcam.training.skeleton.clip_figures.COUNT", 8)
    write_heads(tmp_path / FILE, small_heads())
    write_faces(tmp_path / "clips")
    out = tmp_path / "run"
    command = ["train", "skeleton", "--data", str(tmp_path), "--out", str(out), "--start", "2", "--fit", "2"]
    assert main([*command, "--iterations", "1", "--batch", "2", "--clips", str(tmp_path / "clips")]) == 0
    assert "On people kept from it, mouths open" in capsys.readouterr().out
    origin = skeleton_anchor_origin(out / "skeleton_anchor.safetensors")
    assert origin.endswith("landmarks of 9 people in 9 clips and pictures (rights tiers A).")


def test_heads_are_needed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "skeleton", "--data", str(tmp_path), "--out", str(tmp_path / "run")]) == 1
    assert "vcam train synth" in capsys.readouterr().err.strip().splitlines()[-1]
