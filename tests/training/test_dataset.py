"""Pairs of frames: who and which, when, and what the networks get."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from torch.utils.data import DataLoader, DistributedSampler

from vcam.errors import ConfigError, TrainingError
from vcam.geometry.face_model import mean_face
from vcam.landmarks.keypoints68 import keypoints_68
from vcam.landmarks.official_crop import EROSION, crop_of, normalise
from vcam.landmarks.stickman import draw_stickman
from vcam.training.dataset import MIRRORED_68, PairDataset, make_view, mirror
from vcam.training.preparation.clip_file import (
    ClipContent,
    StoredFrame,
    encode_frame,
    encode_mask,
    write_clip,
)
from vcam.training.preparation.records import ClipRecord, Index, PrepareSettings, clip_path, write_index

SIDE = 64
SETTINGS = PrepareSettings(side=SIDE)
CLIPS = (("a1", "anna", "A", 30), ("a2", "anna", "B", 8), ("b1", "bert", "A", 5), ("c1", "cleo", "PD", 1))


def keypoints_of_mean_face() -> np.ndarray:
    keypoints = keypoints_68(mean_face())
    scaled = keypoints * 100 / np.ptp(keypoints, axis=0).max()
    return normalise(scaled, crop_of(scaled))


def write(folder: Path, clips: tuple[tuple[str, str, str, int], ...] = CLIPS) -> Path:
    """Prepared clips whose frames tell their number by their grey level: 8 * number."""
    records = []
    for name, person, tier, frames in clips:
        record = ClipRecord(
            id=name, person=person, split="train", tier=tier, source="x", digest="0", settings=SETTINGS
        )
        record = replace(record, frames=frames, crop=(0, 0, SIDE))
        grey = [np.full((SIDE, SIDE, 3), 8 * k, np.uint8) for k in range(frames)]
        mask = np.zeros((SIDE, SIDE), np.uint8)
        mask[16:48, 8:40] = 255
        content = ClipContent(
            frames=[encode_frame(picture, 95) for picture in grey],
            masks=[encode_mask(mask)] * frames,
            points=np.zeros((frames, 478, 3), np.float32),
            keypoints=np.stack([keypoints_of_mean_face()] * frames),
            indices=np.arange(frames),
        )
        write_clip(clip_path(folder, name), record, content)
        records.append(record)
    write_index(folder, Index(settings=SETTINGS, clips=tuple(records)))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path)


def number(image: torch.Tensor) -> int:
    """Which frame of its clip a picture is."""
    return round(float((image.mean() + 1) / 2 * 255) / 8)


def test_an_epoch_is_every_person_once(folder: Path) -> None:
    pairs = PairDataset(folder, SIDE)
    assert len(pairs) == 2
    assert pairs.people == ("anna", "bert")
    assert len(PairDataset(folder, SIDE, person_balanced=False)) == 3
    assert PairDataset(folder, SIDE, stills=True).people == ("anna", "bert", "cleo")
    with pytest.raises(IndexError):
        pairs[2]


def test_the_networks_get_what_they_expect(folder: Path) -> None:
    for size in (SIDE, 32, 96):
        for view in PairDataset(folder, size)[0]:
            assert view.image.shape == view.landmark_image.shape == (3, size, size)
            assert view.mask.shape == (1, size, size)
            assert view.keypoints.shape == (68, 2)
            assert all(tensor.dtype == torch.float32 for tensor in view)
            assert -1 <= view.image.min() <= view.image.max() <= 1
            assert (view.mask.min(), view.mask.max()) == (0, 1)
            drawn = draw_stickman(view.keypoints.numpy(), size)
            assert torch.equal(((view.landmark_image + 1) / 2 * 255).round().byte().permute(1, 2, 0),
                               torch.from_numpy(drawn))  # fmt: skip
            assert np.allclose(view.keypoints, keypoints_of_mean_face())


def test_the_mask_is_eroded_at_the_networks_size(folder: Path) -> None:
    mask = PairDataset(folder, SIDE)[0].source.mask[0]
    expected = torch.zeros(SIDE, SIDE)
    expected[18:46, 10:38] = 1
    assert EROSION.shape == (5, 5)
    assert torch.equal(mask, expected)


def test_source_and_target_are_different_frames_of_one_clip(folder: Path) -> None:
    pairs = PairDataset(folder, SIDE)
    for epoch in range(20):
        pairs.set_epoch(epoch)
        source, target = pairs[1]
        assert number(source.image) != number(target.image)
        assert number(source.image) < 5


def test_frames_cover_the_clip_evenly_and_clips_take_turns(folder: Path) -> None:
    pairs = PairDataset(folder, SIDE)
    sources, gaps = [], []
    for epoch in range(60):
        pairs.set_epoch(epoch)
        source, target = (number(view.image) for view in pairs[0])
        sources.append(source)
        gaps.append((target - source) % 30)
    # The clip of 30 frames has every second epoch; 30 visits leave no third of it unvisited.
    turns = {tuple(sources[k::2]) for k in (0, 1)}
    long, short = sorted(turns, key=max, reverse=True)
    assert max(short) < 8 <= max(long)
    assert len(set(short)) == 8
    assert len(set(long)) >= 20
    assert min(np.histogram(long, bins=3, range=(0, 30))[0]) >= 8
    assert len(set(gaps)) > 15


def test_the_choice_is_of_seed_epoch_and_index_alone(folder: Path) -> None:
    def chosen(seed: int, epoch: int) -> list[int]:
        pairs = PairDataset(folder, SIDE, seed=seed)
        pairs.set_epoch(epoch)
        return [number(view.image) for k in (1, 0) for view in pairs[k]]

    assert chosen(0, 4) == chosen(0, 4)
    assert len({tuple(chosen(seed, epoch)) for seed in range(3) for epoch in range(3)}) >= 7


def test_workers_and_distributed_samplers_read_it(folder: Path) -> None:
    pairs = PairDataset(folder, 32, stills=True)
    pairs.set_epoch(3)
    here = [pairs[k].source.image for k in range(3)]
    (batch,) = DataLoader(pairs, batch_size=3, num_workers=1)
    assert torch.equal(batch.source.image, torch.stack(here))
    assert batch.target.keypoints.shape == (3, 68, 2)
    halves = [list(DistributedSampler(pairs, num_replicas=2, rank=rank)) for rank in (0, 1)]
    assert set(halves[0]) | set(halves[1]) == {0, 1, 2}


def test_a_still_is_source_and_target(folder: Path) -> None:
    source, target = PairDataset(folder, SIDE, stills=True, tiers=["PD"])[0]
    assert torch.equal(source.image, target.image)


def test_tiers_and_splits_are_chosen(folder: Path) -> None:
    assert [clip.id for clip in PairDataset(folder, SIDE, tiers=["A"]).clips] == ["a1", "b1"]
    assert len(PairDataset(folder, SIDE, split="train")) == 2
    assert len(PairDataset(folder, SIDE, tiers=["B"])) == 1
    with pytest.raises(ConfigError, match="no clip of tier 'C': choose from A, B, PD"):
        PairDataset(folder, tiers=["C"])
    with pytest.raises(ConfigError, match="no clip of split 'test': choose from train"):
        PairDataset(folder, split="test")


def test_a_mirrored_face_is_a_face() -> None:
    keypoints = keypoints_of_mean_face()
    assert sorted(MIRRORED_68) == list(range(68))
    assert np.array_equal(MIRRORED_68[MIRRORED_68], np.arange(68))
    # The mean face is nearly symmetric about its own middle.
    middle = keypoints[27:31, 0].mean()
    assert np.abs(mirror(keypoints) - keypoints - [-2 * middle, 0]).max() < 0.05
    assert np.array_equal(mirror(mirror(keypoints)), keypoints)


def test_mirroring_moves_picture_mask_and_keypoints_alike() -> None:
    picture = np.zeros((SIDE, SIDE, 3), np.uint8)
    mask = np.zeros((SIDE, SIDE), np.uint8)
    keypoints = keypoints_of_mean_face() + np.float32([0.2, 0])
    x, y = ((keypoints[36] + 1) / 2 * SIDE).astype(int)
    cv2.circle(picture, (int(x), int(y)), 4, (255, 255, 255), -1)
    cv2.circle(mask, (int(x), int(y)), 6, 255, -1)
    frame = StoredFrame(image=picture, mask=mask, keypoints=keypoints, points=np.zeros((478, 3), np.float32))
    view = make_view(frame, SIDE, mirrored=True)
    # The person's right eye is a left one now.
    x, y = ((view.keypoints[45] + 1) / 2 * SIDE).int().tolist()
    assert view.image[:, y, x].min() == 1
    assert view.mask[0, y, x] == 1


def test_flipping_is_off_until_asked_for(folder: Path) -> None:
    straight, flipped = PairDataset(folder, SIDE), PairDataset(folder, SIDE, flip=True)
    seen = set()
    for epoch in range(12):
        straight.set_epoch(epoch)
        flipped.set_epoch(epoch)
        for view in straight[1]:
            assert view.mask[0, 32, 12] == 1
        source, target = flipped[1]
        assert torch.equal(source.mask, target.mask)
        seen.add(float(source.mask[0, 32, 12]))
    assert seen == {0.0, 1.0}


def test_folders_of_no_use_are_told(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=r"no index\.json: make them by `vcam train prepare`"):
        PairDataset(tmp_path)
    write_index(tmp_path, Index(settings=SETTINGS))
    with pytest.raises(TrainingError, match="no clip with 2 frames or more"):
        PairDataset(tmp_path)
    write(tmp_path)
    clip_path(tmp_path, "b1").write_bytes(b"damaged")
    with pytest.raises(TrainingError, match=r"b1\.safetensors can't be read"):
        PairDataset(tmp_path)[1]
    clip_path(tmp_path, "b1").unlink()
    with pytest.raises(TrainingError, match=r"b1\.safetensors is missing"):
        PairDataset(tmp_path)
    with pytest.raises(ConfigError, match="expected 1 or more"):
        PairDataset(write(tmp_path), 0)


def test_one_clip_of_one_person_is_enough(tmp_path: Path) -> None:
    pairs = PairDataset(write(tmp_path, (("a", "anna", "A", 2),)), SIDE)
    assert len(pairs) == 1
    assert sorted(number(view.image) for view in pairs[0]) == [0, 1]


LEAN = """
import sys
for name in ("PIL", "av", "typer", "rich", "PySide6", "platformdirs", "numba"):
    sys.modules[name] = None
from vcam.training.dataset import PairDataset
from pathlib import Path
print(len(PairDataset(Path(sys.argv[1]), 32)[0]))
"""


def test_it_needs_no_video_window_or_command_line_package(folder: Path) -> None:
    done = subprocess.run([sys.executable, "-c", LEAN, str(folder)], capture_output=True, text=True)
    assert done.stdout == "2\n", done.stderr
