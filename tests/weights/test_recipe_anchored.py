"""From run folders to shipped networks, whole and told about."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnxruntime as ort
import pytest
import torch

from vcam.errors import ConfigError, TrainingError
from vcam.models.anchored import AnchoredConfig, AnchoredGenerator, RegionConfig
from vcam.models.anchored_file import load_anchored
from vcam.training.anchored.record import RECORD, RunRecord, write_record
from vcam.training.anchored.trainer import FORMAT, STATE
from vcam.weights import check_config, read_manifest, verify, weights_folder
from weights.recipe.anchored import GRAPH, HEAD, TORCH, put_together, write_figures, write_release

SMALL = AnchoredConfig(
    mouth=RegionConfig(side=32, channels=2),
    eyes=RegionConfig(side=16, channels=2),
    head=RegionConfig(side=32, channels=2),
)


@pytest.fixture
def runs(tmp_path: Path) -> list[Path]:
    """A run folder of each network."""
    torch.manual_seed(0)
    generator, folders = AnchoredGenerator(SMALL), []
    for name, steps in (("mouth", 700), ("eyes", 1400), ("head", 900)):
        folder, network = tmp_path / name, getattr(generator, name)
        record = RunRecord(
            network=name,
            config=asdict(getattr(SMALL, name)),
            tiers=("A", "B") if name == "mouth" else ("A",),
            people=30,
            files=40,
            unseen=6,
            batch=8,
            device="CPU, 1 threads",
            seed=4,
            commit="0123456789ab",
        )
        write_record(folder, record)
        state = {"format": FORMAT, "iteration": 2000, "best_iteration": steps, "best": network.state_dict()}
        torch.save(state | {"seconds": 2 * 3600.0}, folder / STATE)
        folders.append(folder)
    return folders


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A weights folder as it ships."""
    copied = tmp_path / "weights"
    shutil.copytree(weights_folder(), copied, ignore=shutil.ignore_patterns("recipe", "__pycache__"))
    return copied


def test_a_release_is_whole_and_tells_what_the_runs_told(runs, folder):
    pytest.importorskip("onnx", reason="the package onnx is not installed")
    others = [entry for entry in read_manifest(folder).entries if not entry.name.startswith("anchored")]
    write_release(runs, folder)
    assert [check.problem for check in verify(folder=folder)] == [None] * (len(others) + 3)
    manifest = read_manifest(folder)
    assert [entry for entry in manifest.entries if entry not in others] == [
        manifest.entry(name) for name in (GRAPH, TORCH, HEAD)
    ]
    for entry in (manifest.entry(name) for name in (GRAPH, TORCH, HEAD)):
        assert entry.steps == {"mouth": 700, "eyes": 1400, "head": 900}
        assert entry.tiers == ["A", "B"]
        assert entry.device == "CPU, 1 threads"
        assert entry.hours == {"mouth": 2.0, "eyes": 2.0, "head": 2.0}
        assert entry.seeds == {"mouth": 4, "eyes": 4, "head": 4}
        assert entry.commits == dict.fromkeys(("mouth", "eyes", "head"), "0123456789ab")
        assert "700 iterations, at last of 8 pairs of 30 people in 40 clips" in entry.trained_on
        assert entry.figures == {}  # those of the weights before are not kept
        check_config(entry, SMALL.to_json())
    generator = load_anchored(folder / manifest.entry(TORCH).file)
    session = ort.InferenceSession(folder / manifest.entry(GRAPH).file, providers=["CPUExecutionProvider"])
    mouth, eyes = np.full((1, 11, 32, 32), 0.5, np.float32), np.full((2, 11, 16, 16), 0.5, np.float32)
    with torch.no_grad():
        expected = generator(torch.from_numpy(mouth), torch.from_numpy(eyes))
    for found, wanted in zip(session.run(None, {"mouth": mouth, "eyes": eyes}), expected, strict=True):
        np.testing.assert_allclose(found, wanted.numpy(), atol=1e-3)


def test_figures_stay_with_the_same_weights_alone(runs, folder, tmp_path):
    pytest.importorskip("onnx", reason="the package onnx is not installed")
    write_release(runs, folder)
    told = tmp_path / "heldout.json"
    told.write_text(
        json.dumps({"mean_over_people": {"self": {"anchored": {"l1": {"mean": 11.0, "people": 7}}}}})
    )
    write_figures(told, folder)
    write_release(runs, folder)
    figures = {"heldout_l1_grey_levels": 11.0, "heldout_people": 7}
    assert [read_manifest(folder).entry(name).figures for name in (GRAPH, HEAD, TORCH)] == [figures] * 3
    state = torch.load(runs[0] / STATE)
    state["best"]["head.bias"] += 1
    torch.save(state, runs[0] / STATE)
    write_release(runs, folder)
    assert [read_manifest(folder).entry(name).figures for name in (GRAPH, HEAD, TORCH)] == [{}] * 3


def test_runs_of_old_tell_no_hours_seed_and_commit(runs):
    for run in runs:
        record = json.loads((run / RECORD).read_text())
        (run / RECORD).write_text(
            json.dumps({k: v for k, v in record.items() if k not in ("seed", "commit")})
        )
        state = torch.load(run / STATE)
        del state["seconds"]
        torch.save(state, run / STATE)
    for run in put_together(runs).runs.values():
        assert (run.hours, run.record.seed, run.record.commit) == (None, None, "")


def test_a_release_without_a_head_takes_the_old_one_away(runs, folder):
    pytest.importorskip("onnx", reason="the package onnx is not installed")
    old = folder / read_manifest(folder).entry(HEAD).file
    assert old.is_file()
    write_release(runs[:2], folder)
    assert not old.exists()
    assert HEAD not in [entry.name for entry in read_manifest(folder).entries]


def test_figures_are_those_of_the_evaluation(folder, tmp_path):
    before = read_manifest(folder)
    means = {
        "anchored": {"l1": {"mean": 11.0, "people": 7}, "ssim": {"mean": 0.75, "people": 7}},
        "prior": {"l1": {"mean": 11.5, "people": 7}, "ssim": {"mean": None, "people": 0}},
    }
    leak = {method: {"leak": {"mean": 0.2, "people": 7}} for method in means}
    told = tmp_path / "heldout.json"
    told.write_text(json.dumps({"mean_over_people": {"self": means, "cross": leak}}))
    write_figures(told, folder)
    after = read_manifest(folder)
    assert after.entry(GRAPH).figures == {
        "heldout_l1_grey_levels": 11.0,
        "prior_heldout_l1_grey_levels": 11.5,
        "heldout_ssim": 0.75,
        "heldout_cross_leak": 0.2,
        "prior_heldout_cross_leak": 0.2,
        "heldout_people": 7,
    }
    assert after.entry(GRAPH).sha256 == before.entry(GRAPH).sha256
    assert after.entry("selfie") == before.entry("selfie")


def test_one_run_of_each_network_is_needed(runs):
    with pytest.raises(ConfigError, match="eyes"):
        put_together(runs[:1])
    with pytest.raises(TrainingError, match="two runs are of one network"):
        put_together([runs[0], runs[0]])


def test_folders_that_are_no_runs_are_refused(runs, folder, tmp_path):
    before = (folder / "manifest.json").read_bytes()
    with pytest.raises(TrainingError, match="run folder of one network"):
        write_release([*runs, tmp_path], folder)
    torch.save({"format": FORMAT, "iteration": 3, "best": {}}, runs[0] / STATE)
    with pytest.raises(TrainingError, match="train further"):
        write_release(runs, folder)
    assert (folder / "manifest.json").read_bytes() == before
