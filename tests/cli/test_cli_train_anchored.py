"""`vcam train anchored` and its pairs by the command line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime as ort
import pytest
import torch

from vcam.cli.main import main
from vcam.evaluation.graph_cost import graph_gmac
from vcam.models.anchored import AnchoredGenerator
from vcam.models.anchored_file import anchored_bytes, load_anchored
from vcam.training.anchored.pair_file import REGIONS, PairRecord, write_pairs
from vcam.training.anchored.parts import FULL, SMALL


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    """Four pairs each of three people."""
    folder, chance = tmp_path / "pairs", np.random.default_rng(0)
    for person in ("anna", "bert", "cleo"):
        tensors = {"photo": np.zeros(4, np.int64)}
        for region, side in zip(REGIONS, (64, 48, 48), strict=True):
            maps = 6 if region == "mouth" else 3
            for part, count, channels in (
                ("prior", 4, 3),
                ("truth", 4, 3),
                ("maps", 4, maps),
                ("rest", 1, 5),
            ):
                values = chance.integers(0, 256, (count, side, side, channels))
                tensors[f"{region}_{part}"] = values.astype(np.uint8)
        for part, count, side, channels in (
            ("layer", 4, 128, 4),
            ("truth", 4, 128, 3),
            ("maps", 4, 64, 2),
            ("rest", 1, 64, 5),
            ("behind", 1, 128, 3),
        ):
            values = chance.integers(0, 256, (count, side, side, channels))
            tensors[f"head_{part}"] = values.astype(np.uint8)
        tensors["head_field"] = np.zeros((4, 64, 64, 2), np.float16)
        tensors["head_motion"] = np.zeros((4, 2, 4), np.float32)
        record = PairRecord(person=person, split="train", tier="A", digest="0", still=False, made_with="{}")
        write_pairs(folder / f"{person}.safetensors", record, tensors)
    return folder


def test_trains_all_networks_and_goes_on(pairs: Path, tmp_path: Path, capsys) -> None:
    out = tmp_path / "run"
    command = ["train", "anchored", "--pairs", str(pairs), "--out", str(out), "--batch", "2"]
    assert main([*command, "--iterations", "1", "--unseen", "bert"]) == 0
    told = capsys.readouterr()
    assert "on 2 people, 1 are unseen" in told.err
    assert "by geometry alone" in told.out
    assert load_anchored(out / "anchored.safetensors").config == FULL
    session = ort.InferenceSession(out / "anchored.onnx", providers=["CPUExecutionProvider"])
    assert {entry.name for entry in session.get_inputs()} == {"mouth", "eyes"}
    assert main([*command, "--iterations", "2", "--unseen", "bert"]) == 0
    rows = (out / "mouth" / "log.csv").read_text().splitlines()
    assert [row.split(",")[0] for row in rows] == ["iteration", "1", "2"]
    begun = ["train", "anchored", "--pairs", str(pairs), "--out", str(tmp_path / "next"), "--batch", "2"]
    begun += ["--iterations", "1", "--from", str(out / "anchored.safetensors"), "--parts", "eyes"]
    assert main(begun) == 0
    first, second = (load_anchored(folder / "anchored.safetensors") for folder in (out, tmp_path / "next"))
    for part, same in (("head", True), ("mouth", True), ("eyes", False)):
        pairs_of = zip(getattr(first, part).parameters(), getattr(second, part).parameters(), strict=True)
        assert all(torch.equal(one, other) for one, other in pairs_of) is same


def test_small_networks_begin_with_the_strongest_channels_of_full_ones(
    pairs: Path, tmp_path: Path, capsys
) -> None:
    torch.manual_seed(0)
    full, out = AnchoredGenerator(FULL), tmp_path / "run"
    path = tmp_path / "full.safetensors"
    path.write_bytes(anchored_bytes(full, "made by a test"))
    command = ["train", "anchored", "--pairs", str(pairs), "--out", str(out), "--batch", "1"]
    command += ["--iterations", "1", "--from", str(path), "--size", "small", "--parts", "eyes"]
    assert main(command) == 0
    small = load_anchored(out / "anchored.safetensors")
    assert small.config == SMALL
    assert all(
        any(torch.equal(one, other) for other in full.mouth.entry.weight) for one in small.mouth.entry.weight
    )
    assert not torch.equal(small.eyes.entry.weight, full.eyes.entry.weight)  # trained, on shrunk patches
    session = ort.InferenceSession(out / "anchored.onnx", providers=["CPUExecutionProvider"])
    assert {entry.name: entry.shape[-1] for entry in session.get_inputs()} == {"mouth": 64, "eyes": 32}
    assert sum(graph_gmac(out / f"{name}.onnx") for name in ("anchored", "anchored_head")) <= 0.137


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--unseen", "dora"], "nobody called dora"),
        (["--unseen", "anna,bert,cleo"], "prepare clips of more people"),
        (["--tiers", "B"], "no pairs that fit"),
        (["--parts", "nose"], "parts nose can't be trained: expected some of head, mouth, eyes"),
    ],
)
def test_trouble_is_told_in_one_line(
    options: list[str], told: str, pairs: Path, tmp_path: Path, capsys
) -> None:
    command = ["train", "anchored", "--pairs", str(pairs), "--out", str(tmp_path / "run"), *options]
    assert main(command) == 1
    assert told in capsys.readouterr().err.strip().splitlines()[-1]


def test_pairs_need_prepared_clips(tmp_path: Path, capsys) -> None:
    command = ["train", "anchored-pairs", "--data", str(tmp_path), "--out", str(tmp_path / "pairs")]
    assert main(command) == 1
    assert "vcam train prepare" in capsys.readouterr().err
