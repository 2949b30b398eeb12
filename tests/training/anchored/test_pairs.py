from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from vcam.errors import ConfigError, TrainingError
from vcam.training.anchored import pairs
from vcam.training.anchored.pair_file import HEAD, REGIONS, read_pair_record, read_pairs
from vcam.training.anchored.pairs import PairSettings, make_pairs

SETTINGS = PairSettings(mouth_side=32, eye_side=16, head_side=32, a_person=8, a_still=2)
ALL = (*REGIONS, HEAD)


def test_every_clip_gets_its_pairs(prepared: Path, tmp_path: Path) -> None:
    told = []
    out = tmp_path / "out"
    assert make_pairs(prepared, out, SETTINGS, lambda done, total: told.append((done, total))) == 4
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert sorted(path.stem for path in out.iterdir()) == ["a1", "a2", "b1", "c1"]
    read = read_pairs(out / "b1.safetensors", ALL)
    count = len(read["photo"])
    assert 6 <= count <= 16
    for region, side in zip(REGIONS, (32, 16, 16), strict=True):
        for part in ("prior", "truth"):
            assert read[f"{region}_{part}"].shape == (count, side, side, 3)
        maps = 6 if region == "mouth" else 3
        assert read[f"{region}_maps"].shape == (count, side, side, maps)
        assert read[f"{region}_rest"].shape == (read["photo"].max() + 1, side, side, 5)
    assert read["head_layer"].shape == (count, 64, 64, 4)
    assert read["head_truth"].shape == (count, 64, 64, 3)
    assert read["head_field"].shape == read["head_maps"].shape == (count, 32, 32, 2)
    assert read["head_motion"].shape == (count, 2, 4)
    assert read_pair_record(out / "b1.safetensors").person == "bert"
    heads = {name for name in read if name.startswith("head_")}
    assert set(read_pairs(out / "b1.safetensors", (HEAD,))) == heads | {"photo"}


def test_a_single_picture_is_the_truth_of_what_geometry_makes_of_it(prepared: Path, tmp_path: Path) -> None:
    make_pairs(prepared, tmp_path / "out", SETTINGS)
    assert read_pair_record(tmp_path / "out" / "c1.safetensors").still
    read = read_pairs(tmp_path / "out" / "c1.safetensors", ALL)
    assert read["photo"].tolist() == [0, 1]
    # Both moved photos are driven back to where the picture stands, which shows it as the truth.
    assert np.abs(read["head_truth"][0].astype(int) - read["head_truth"][1]).mean() < 8
    for k in range(2):
        colour, alpha = np.split(read["head_layer"][k], [3], axis=2)
        drawn = colour + (1 - alpha / 255) * read["head_behind"][k]
        inside = read["head_maps"][k, ..., 0].repeat(2, 0).repeat(2, 1) > 200
        assert np.abs(drawn - read["head_truth"][k])[inside].mean() < 15


def test_without_pictures_clips_alone_make_pairs(prepared: Path, tmp_path: Path) -> None:
    assert make_pairs(prepared, tmp_path / "out", replace(SETTINGS, a_still=0)) == 3
    assert not (tmp_path / "out" / "c1.safetensors").exists()


def test_the_truth_is_the_driving_frame_at_the_same_place(prepared: Path, tmp_path: Path) -> None:
    make_pairs(prepared, tmp_path / "out", SETTINGS)
    read = read_pairs(tmp_path / "out" / "b1.safetensors", ALL)
    # All frames of these clips show one picture, so truth is what the photo shows at rest.
    rest = read["mouth_rest"][read["photo"]][..., :3].astype(int)
    assert np.abs(rest - read["mouth_truth"]).mean() < 2
    # The prior opened the mouth, which the truth doesn't show: inside it differs most.
    wide = read["mouth_maps"][..., 0].sum((1, 2)).argmax()
    inside = read["mouth_maps"][wide, ..., 0] > 200
    difference = np.abs(read["mouth_prior"][wide].astype(int) - read["mouth_truth"][wide]).mean(2)
    assert difference[inside].mean() > 2 * difference[read["mouth_maps"][wide, ..., 2] == 0].mean()


def test_the_hint_shows_coarsely_what_the_true_frame_has_between_the_lips(
    prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("UNKNOWN_SHARE", "SEEN_GAIN", "SEEN_TINT"):
        monkeypatch.setattr(pairs, name, 0.0)
    make_pairs(prepared, tmp_path / "out", SETTINGS)
    read = read_pairs(tmp_path / "out" / "b1.safetensors", ALL)
    wide = read["mouth_maps"][..., 0].sum((1, 2)).argmax()
    inside = read["mouth_maps"][wide, ..., 0] > 200
    hint, truth = read["mouth_maps"][wide, ..., 3:], read["mouth_truth"][wide]
    np.testing.assert_allclose(hint[inside].mean(0), truth[inside].mean(0), atol=12)
    assert not hint[read["mouth_maps"][wide, ..., 0] == 0].any()


def test_what_is_seen_is_doubted_and_now_and_then_not_known(
    prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pairs, "UNKNOWN_SHARE", 0.4)
    make_pairs(prepared, tmp_path / "out", replace(SETTINGS, a_person=60))
    hints = [read_pairs(tmp_path / "out" / f"{clip}.safetensors", ALL)["mouth_maps"] for clip in ("a1", "b1")]
    opened = [maps for maps in np.concatenate(hints) if (maps[..., 0] > 200).sum() > 20]
    seen = np.array([maps[maps[..., 0] > 200][:, 3:].mean() for maps in opened])
    assert 0.1 < (seen == 0).mean() < 0.7
    assert seen[seen > 0].std() > 5


def test_pairs_that_are_there_are_kept_and_others_made_anew(prepared: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    make_pairs(prepared, out, SETTINGS)
    stamps = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    (out / "a1.safetensors").write_bytes(b"half of it")
    make_pairs(prepared, out, SETTINGS)
    changed = {path.name for path in out.iterdir() if path.stat().st_mtime_ns != stamps[path.name]}
    assert changed == {"a1.safetensors"}
    make_pairs(prepared, out, replace(SETTINGS, mouth_side=16))
    assert read_pairs(out / "b1.safetensors", ALL)["mouth_prior"].shape[1] == 16


def test_clips_of_one_frame_are_no_use(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="no prepared clips"):
        make_pairs(tmp_path, tmp_path / "out", SETTINGS)


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.safetensors"
    path.write_bytes(b"no pairs")
    with pytest.raises(TrainingError, match="can't be read"):
        read_pairs(path, ALL)
    with pytest.raises(TrainingError, match="can't be read"):
        read_pair_record(path)


def test_settings_that_make_nothing_are_refused() -> None:
    with pytest.raises(ConfigError, match="expected at least 1 and 0"):
        PairSettings(a_person=0)
