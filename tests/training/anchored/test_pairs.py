from pathlib import Path

import numpy as np
import pytest

from vcam.errors import TrainingError
from vcam.training.anchored.pair_file import REGIONS, read_pair_record, read_pairs
from vcam.training.anchored.pairs import PairSettings, make_pairs

SETTINGS = PairSettings(mouth_side=32, eye_side=16, a_person=8)


def test_every_clip_gets_its_pairs(prepared: Path, tmp_path: Path) -> None:
    told = []
    out = tmp_path / "out"
    assert make_pairs(prepared, out, SETTINGS, lambda done, total: told.append((done, total))) == 3
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert sorted(path.stem for path in out.iterdir()) == ["a1", "a2", "b1"]  # one picture makes no pair
    read = read_pairs(out / "b1.safetensors")
    count = len(read["photo"])
    assert 6 <= count <= 10
    for region, side in zip(REGIONS, (32, 16, 16), strict=True):
        for part in ("prior", "truth", "maps"):
            assert read[f"{region}_{part}"].shape == (count, side, side, 3)
        assert read[f"{region}_rest"].shape == (read["photo"].max() + 1, side, side, 5)
    assert read_pair_record(out / "b1.safetensors").person == "bert"


def test_the_truth_is_the_driving_frame_at_the_same_place(prepared: Path, tmp_path: Path) -> None:
    make_pairs(prepared, tmp_path / "out", SETTINGS)
    read = read_pairs(tmp_path / "out" / "b1.safetensors")
    # All frames of these clips show one picture, so truth is what the photo shows at rest.
    rest = read["mouth_rest"][read["photo"]][..., :3].astype(int)
    assert np.abs(rest - read["mouth_truth"]).mean() < 2
    # The prior opened the mouth, which the truth doesn't show: inside it differs most.
    wide = read["mouth_maps"][..., 0].sum((1, 2)).argmax()
    inside = read["mouth_maps"][wide, ..., 0] > 200
    difference = np.abs(read["mouth_prior"][wide].astype(int) - read["mouth_truth"][wide]).mean(2)
    assert difference[inside].mean() > 2 * difference[read["mouth_maps"][wide, ..., 2] == 0].mean()


def test_pairs_that_are_there_are_kept_and_others_made_anew(prepared: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    make_pairs(prepared, out, SETTINGS)
    stamps = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    (out / "a1.safetensors").write_bytes(b"half of it")
    make_pairs(prepared, out, SETTINGS)
    changed = {path.name for path in out.iterdir() if path.stat().st_mtime_ns != stamps[path.name]}
    assert changed == {"a1.safetensors"}
    make_pairs(prepared, out, PairSettings(mouth_side=16, eye_side=16, a_person=8))
    assert read_pairs(out / "b1.safetensors")["mouth_prior"].shape[1] == 16


def test_clips_of_one_frame_are_no_use(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="no prepared clips"):
        make_pairs(tmp_path, tmp_path / "out", SETTINGS)


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.safetensors"
    path.write_bytes(b"no pairs")
    with pytest.raises(TrainingError, match="can't be read"):
        read_pairs(path)
    with pytest.raises(TrainingError, match="can't be read"):
        read_pair_record(path)
