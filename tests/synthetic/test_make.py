"""`vcam train synth` in small: a few heads from the morphable one."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from safetensors.numpy import load_file

from vcam.cli.main import main
from vcam.errors import FaceNotFound
from vcam.models.skeleton_layout import KEYPOINTS
from vcam.synthetic.heads import read_heads
from vcam.synthetic.make import SynthSettings, make_synthetic


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vcam.synthetic.correspondence.VIEWS", ((0, 0), (15, 0)))
    monkeypatch.setattr("vcam.synthetic.detector.MODES", 2)


@pytest.mark.usefixtures("few")
def test_makes_heads_report_and_renders(shared_dir: Path, tmp_path: Path) -> None:
    settings = SynthSettings(identities=1, heads=6, pictures=2, renders=1)
    report = make_synthetic(shared_dir / "facekit", tmp_path, settings)
    assert json.loads((tmp_path / "report.json").read_text()) == report
    assert report["heads"] + report["lost_heads"] == 6
    assert report["regions"]["lips"]["reprojection_percent_of_eyes"] < 8
    heads = read_heads(tmp_path)
    assert np.abs(heads.errors.bias[0]).max() < 0.3
    assert heads.errors.jitter_spread.mean() < heads.errors.spread.mean() + 0.01
    picture = cv2.imread(str(tmp_path / "renders" / "000000.png"))
    truth = load_file(tmp_path / "renders" / "000000.safetensors")["keypoints"]
    assert truth.shape == (KEYPOINTS, 3)
    landmarks = truth[:478, :2]
    assert ((landmarks > 0) & (landmarks < picture.shape[1])).all()


@pytest.mark.usefixtures("few")
def test_too_few_faces_are_told(shared_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vcam.landmarks.face_mesh.FaceMeshTracker.track", lambda self, image: None)
    with pytest.raises(FaceNotFound, match="render more"):
        make_synthetic(shared_dir / "facekit", tmp_path, SynthSettings(identities=1, heads=3, pictures=2))
    assert not (tmp_path / "heads.safetensors").exists()


def test_the_command_names_what_it_needs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "synth", "--facekit", str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    assert "facekit.npz" in capsys.readouterr().err.strip().splitlines()[-1]
