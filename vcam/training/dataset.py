"""Pairs of frames from prepared clips, as the training takes them.

Source: Fast Bi-layer Neural Synthesis (2020), 4, and the sampling of its released code.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import Dataset

from vcam.errors import ConfigError, TrainingError
from vcam.frames import Points
from vcam.landmarks.official_crop import erode
from vcam.landmarks.stickman import draw_stickman
from vcam.training.preparation.clip_file import StoredFrame, read_frame
from vcam.training.preparation.records import ClipRecord, clip_path, read_index
from vcam.training.sample import Pair, View

SOURCE_STEP, TARGET_STEP = math.sqrt(5), math.sqrt(2)
"""Steps of the low-discrepancy sequences that choose frames, in clip lengths, modulo 1.

The released code draws both frames from one sequence of the first step, so that source and target would
always lie 0.24 of the clip apart; with two steps every pair of places comes up.
"""

MIRRORED_68 = np.array([
    *range(16, -1, -1), *range(26, 16, -1), *range(27, 31), *range(35, 30, -1),
    45, 44, 43, 42, 47, 46, 39, 38, 37, 36, 41, 40,
    *range(54, 47, -1), *range(59, 54, -1), *range(64, 59, -1), *range(67, 64, -1),
])  # fmt: skip
"""Which of the 68 keypoints takes each one's place in a mirrored face."""


class PairDataset(Dataset[Pair]):
    """Pairs of frames of one clip each, from a folder of `vcam train prepare`.

    An epoch visits every person once (or every clip, see `person_balanced`), with one source and one
    target frame of one of the person's clips; clips take turns from epoch to epoch. Which frames is a
    function of seed, epoch and index alone. The order is left to the sampler, which needs its own
    `set_epoch` when it is a `DistributedSampler`.

    The object holds no open file, so worker processes may copy it at any time; tell it the epoch before
    they start.
    """

    def __init__(
        self,
        folder: Path,
        image_size: int = 256,
        *,
        tiers: Sequence[str] = (),
        split: str = "",
        seed: int = 0,
        person_balanced: bool = True,
        stills: bool = False,
        flip: bool = False,
    ) -> None:
        """Read the index.

        Args:
            folder: holds prepared clips.
            image_size: side of the networks' pictures in pixels.
            tiers: rights tiers to take; empty takes all.
            split: the split to take; empty takes all.
            seed: of the choice of frames.
            person_balanced: an epoch is every person once; else every clip.
            stills: take clips of a single frame as well, which is then source and target alike.
            flip: mirror every second pair at random; the paper does not.

        Raises:
            TrainingError: the folder holds no prepared clips, or none that fits.
            ConfigError: a split or tier is not among the prepared ones.
        """
        if image_size < 1:
            raise ConfigError(
                f"the networks' pictures have a side of {image_size} pixels, expected 1 or more"
            )
        self.folder = folder
        self.image_size = image_size
        self.seed = seed
        self.flip = flip
        self.epoch = 0
        clips = _choose(folder, tuple(tiers), split, 1 if stills else 2)
        groups: dict[str, list[ClipRecord]] = {}
        for clip in clips:
            groups.setdefault(clip.person if person_balanced else clip.id, []).append(clip)
        self._groups = list(groups.values())
        self.clips = tuple(clips)
        """The clips that pairs are taken from."""

    @property
    def people(self) -> tuple[str, ...]:
        """Whose faces they show."""
        return tuple(dict.fromkeys(clip.person for clip in self.clips))

    def set_epoch(self, epoch: int) -> None:
        """Choose other frames from here on: those of this epoch, 0 or more."""
        self.epoch = epoch

    def __len__(self) -> int:
        """Pairs an epoch."""
        return len(self._groups)

    def __getitem__(self, index: int) -> Pair:
        """One pair.

        Raises:
            IndexError: there are not so many.
            TrainingError: a prepared clip is missing or damaged.
        """
        clips = self._groups[index]
        clip = clips[(self._pick(clips[0].person, "clip", len(clips)) + self.epoch) % len(clips)]
        path = clip_path(self.folder, clip.id)
        mirrored = self.flip and bool(self._pick(clip.id, f"flip {self.epoch}", 2))
        source, target = self._places(clip, self.epoch // len(clips))
        return Pair(
            source=make_view(read_frame(path, source), self.image_size, mirrored=mirrored),
            target=make_view(read_frame(path, target), self.image_size, mirrored=mirrored),
        )

    def _places(self, clip: ClipRecord, visit: int) -> tuple[int, int]:
        """Source and target frame of the clip's n-th visit; they differ if there are two."""
        first, second = self._random(clip.id, "frames").random(), self._random(clip.id, "targets").random()
        source = int((first + visit * SOURCE_STEP) % 1 * clip.frames)
        if clip.frames == 1:
            return source, source
        offset = 1 + int((second + visit * TARGET_STEP) % 1 * (clip.frames - 1))
        return source, (source + offset) % clip.frames

    def _pick(self, name: str, purpose: str, count: int) -> int:
        return self._random(name, purpose).randrange(count)

    def _random(self, name: str, purpose: str) -> random.Random:
        # Seeded by a text, which unlike `hash` gives the same in every process.
        return random.Random(f"{self.seed} {purpose} {name}")


def make_view(frame: StoredFrame, side: int, *, mirrored: bool = False) -> View:
    """A stored frame as the networks take it.

    Args:
        frame: of a prepared clip.
        side: of the networks' pictures in pixels.
        mirrored: left and right exchanged.
    """
    image, mask = _resized(frame.image, side), erode(_resized(frame.mask, side))
    keypoints = frame.keypoints
    if mirrored:
        image, mask, keypoints = image[:, ::-1], mask[:, ::-1], mirror(keypoints)
    return View(
        image=_picture(image),
        mask=torch.from_numpy(np.ascontiguousarray(mask)).float()[None] / 255,
        landmark_image=_picture(draw_stickman(keypoints, side)),
        keypoints=torch.from_numpy(np.array(keypoints, np.float32)),
    )


def mirror(keypoints: Points) -> Points:
    """The (68, 2) keypoints in [-1, 1] of a mirrored picture, in their usual order."""
    return (keypoints[MIRRORED_68] * np.array([-1, 1], np.float32)).astype(np.float32)


def _choose(folder: Path, tiers: tuple[str, ...], split: str, fewest: int) -> list[ClipRecord]:
    usable = read_index(folder).usable
    for what, wanted, known in (
        ("split", (split,) if split else (), {clip.split for clip in usable}),
        ("tier", tiers, {clip.tier for clip in usable}),
    ):
        for name in wanted:
            if name not in known:
                names = ", ".join(sorted(known - {""})) or "none"
                raise ConfigError(f"{folder} has no clip of {what} {name!r}: choose from {names}")
    clips = [
        clip
        for clip in usable
        if clip.frames >= fewest and (not split or clip.split == split) and (not tiers or clip.tier in tiers)
    ]
    if not clips:
        raise TrainingError(f"{folder} has no clip with {fewest} frames or more to train on: prepare others")
    for clip in clips:
        if not clip_path(folder, clip.id).is_file():
            raise TrainingError(
                f"the prepared clip {clip_path(folder, clip.id)} is missing: prepare the clips again"
            )
    return clips


def _resized(picture: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    if picture.shape[0] == side:
        return picture
    way = cv2.INTER_AREA if side < picture.shape[0] else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, (side, side), interpolation=way), np.uint8)


def _picture(image: NDArray[np.uint8]) -> Tensor:
    """(S, S, 3) uint8 -> (3,S,S) float32 in [-1, 1]."""
    chw = np.ascontiguousarray(image.transpose(2, 0, 1))
    return torch.from_numpy(chw).float() / 255 * 2 - 1
