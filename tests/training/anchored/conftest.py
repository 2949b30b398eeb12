"""Pairs for the tests: prepared clips of the shipped astronaut whose mouth opens, and small random pairs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from vcam.frames import Points
from vcam.geometry import face_model as face
from vcam.landmarks.keypoints68 import keypoints_68
from vcam.landmarks.official_crop import crop_of, cut, normalise
from vcam.training.anchored.pair_file import REGIONS, PairRecord, write_pairs
from vcam.training.preparation.clip_file import ClipContent, encode_frame, encode_mask, write_clip
from vcam.training.preparation.records import ClipRecord, Index, PrepareSettings, clip_path, write_index

SIDE = 128
SETTINGS = PrepareSettings(side=SIDE)


def speaking(points: Points, count: int) -> Points:
    """(count, 478, 3) the same face with its mouth ever wider."""
    frames = np.repeat(points[None], count, 0)
    drop = np.linspace(0, 0.12, count) * np.ptp(points[:, 1])
    frames[:, face.LOWER_LIP_INNER[1:-1], 1] += drop[:, None]
    return frames.astype(np.float32)


@pytest.fixture
def prepared(astronaut, tmp_path: Path) -> Path:
    """A folder of prepared clips: two of anna, one of bert, and a picture."""
    folder = tmp_path / "prepared"
    crop = crop_of(keypoints_68(astronaut.points))
    image = cut(astronaut.photo, crop, SIDE)
    scale = SIDE / crop.side
    points = (astronaut.points - np.array([crop.left, crop.top, 0], np.float32)) * np.float32(scale)
    records = []
    for name, person, count in (("a1", "anna", 5), ("a2", "anna", 3), ("b1", "bert", 4), ("c1", "cleo", 1)):
        record = ClipRecord(
            id=name, person=person, split="train", tier="A", source="x", digest="0", settings=SETTINGS
        )
        record = replace(record, frames=count, crop=(0, 0, SIDE))
        shown = speaking(points, count)
        inside = crop_of(keypoints_68(shown[0]))
        content = ClipContent(
            frames=[encode_frame(image, 95)] * count,
            masks=[encode_mask(np.full((SIDE, SIDE), 255, np.uint8))] * count,
            points=shown,
            keypoints=np.stack([normalise(keypoints_68(frame), inside) for frame in shown]),
            indices=np.arange(count),
        )
        write_clip(clip_path(folder, name), record, content)
        records.append(record)
    write_index(folder, Index(settings=SETTINGS, clips=tuple(records)))
    return folder


def write_random_pairs(
    folder: Path, name: str, person: str, count: int = 6, *, still: bool = False, **record: str
) -> Path:
    """Pairs of 16 pixel patches whose truth is brighter than the prior, in reach but for the border."""
    chance = np.random.default_rng(len(name))
    tensors: dict[str, NDArray[Any]] = {"photo": np.arange(count, dtype=np.int64) % 2}
    for region in REGIONS:
        prior = chance.integers(40, 120, (count, 16, 16, 3)).astype(np.uint8)
        maps = np.zeros((count, 16, 16, 3), np.uint8)
        maps[:, 4:12, 4:12, :2] = 255
        maps[:, 1:-1, 1:-1, 2] = 255
        tensors |= {
            f"{region}_prior": prior,
            f"{region}_truth": prior + 60,
            f"{region}_maps": maps,
            f"{region}_rest": chance.integers(0, 256, (2, 16, 16, 5)).astype(np.uint8),
        }
    tensors |= _random_heads(count, chance)
    path = folder / f"{name}.safetensors"
    described = {"split": "train", "tier": "A", "digest": "0", "made_with": "{}", **record}
    write_pairs(path, PairRecord(person=person, still=still, **described), tensors)
    return path


def _random_heads(count: int, chance: np.random.Generator) -> dict[str, NDArray[Any]]:
    """Heads of 16 pixel patches whose truth is the prior moved by one pixel of the finer picture.

    The displacement points the same way, so that a network can tell mirrored heads.
    """
    fine = cv2.GaussianBlur(chance.integers(0, 256, (40, 48, 3)).astype(np.uint8), (0, 0), 2.0)
    layer = np.stack([np.dstack([fine[k : k + 32, 4:36], np.full((32, 32), 255)]) for k in range(count)])
    truth = np.stack([fine[k : k + 32, 5:37] for k in range(count)])
    maps = np.zeros((count, 16, 16, 2), np.uint8)
    maps[:, 2:-2, 2:-2] = 255
    rest = chance.integers(0, 256, (2, 16, 16, 5)).astype(np.uint8)
    return {
        "head_layer": layer.astype(np.uint8),
        "head_truth": truth,
        "head_field": np.full((count, 16, 16, 2), (0.25, 0), np.float16),
        "head_maps": maps,
        "head_motion": np.zeros((count, 2, 4), np.float32),
        "head_rest": rest,
        "head_behind": np.zeros((2, 32, 32, 3), np.uint8),
    }


@pytest.fixture
def add_pairs() -> Callable[..., Path]:
    """Writes random pairs of a person."""
    return write_random_pairs


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    folder = tmp_path / "pairs"
    write_random_pairs(folder, "a1", "anna")
    write_random_pairs(folder, "a22", "anna", 3)
    write_random_pairs(folder, "b333", "bert", tier="B")
    return folder
