"""Batches of pairs for one region's network: people alike often, colours and places varied."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from vcam.errors import TrainingError
from vcam.models.anchored import REACH
from vcam.training.anchored.pair_file import read_pair_record, read_pairs

NETWORK_REGIONS = {"mouth": ("mouth",), "eyes": ("right_eye", "left_eye")}
"""The arrays of each network."""
MAX_TURN, MAX_GROWTH, MAX_SHIFT = math.radians(6), 0.1, 0.05
"""How far patches are turned (radians), enlarged, and moved as a part of their side."""
MAX_GAIN, MAX_CAST = 0.25, 0.2
"""How far brightness and the colours' balance vary."""
UNHINTED = 9
"""Channels of a pair that move: prior, truth and maps; the hint's come after them."""
STILL_SHARE = 0.35
"""Part of all pairs that are made of single pictures, where there are any."""


class PairBatch(NamedTuple):
    """Pairs of one region.

    Args:
        patch: (B,11,S,S), with a hint (B,14,S,S), as the network takes it.
        truth: (B,3,S,S) in [0, 1].
    """

    patch: Tensor
    truth: Tensor

    @property
    def reach(self) -> Tensor:
        """(B,1,S,S) where the network may act."""
        return self.patch[:, REACH : REACH + 1]

    def to(self, device: torch.device) -> PairBatch:
        """The batch on a device."""
        return PairBatch(*(part.to(device) for part in self))


@dataclass(frozen=True, eq=False, kw_only=True)
class PersonPairs:
    """All pairs of one person.

    Args:
        moving: (N,S,S,9) uint8: prior, truth, maps; (N,S,S,12) with a hint.
        rest: (P,S,S,5) uint8.
        photo: (N,) which rest belongs to each.
        still: made of single pictures.
    """

    person: str
    still: bool
    moving: NDArray[np.uint8]
    rest: NDArray[np.uint8]
    photo: NDArray[np.int64]

    @property
    def hinted(self) -> bool:
        """Whether there is a hint."""
        return self.moving.shape[3] > UNHINTED

    def take(self, places: Sequence[int] | NDArray[np.int64]) -> NDArray[np.uint8]:
        """(B, S, S, 14) uint8: prior, truth, maps, rest; (B, S, S, 17) with a hint at the end."""
        moving = self.moving[places]
        rest = self.rest[self.photo[places]]
        return np.concatenate([moving[..., :UNHINTED], rest, moving[..., UNHINTED:]], axis=3)


def load_people(
    folder: Path, network: str, tiers: Sequence[str] = (), splits: Sequence[str] = ()
) -> list[PersonPairs]:
    """Read all pairs of a folder for one network, by person; clips and single pictures apart.

    Args:
        folder: of `make_pairs`.
        network: `mouth` or `eyes`.
        tiers, splits: to take; empty takes all.

    Raises:
        TrainingError: there are none, or a file is damaged.
    """
    return [
        _load_person(person, still, paths, network)
        for (person, still), paths in files_by_person(folder, tiers, splits).items()
    ]


def files_by_person(
    folder: Path, tiers: Sequence[str] = (), splits: Sequence[str] = ()
) -> dict[tuple[str, bool], list[Path]]:
    """The files of each person, and whether they are made of single pictures; arguments as above.

    Raises:
        TrainingError: there are none, or a file is damaged.
    """
    groups: dict[tuple[str, bool], list[Path]] = {}
    for path in sorted(folder.glob("*.safetensors")):
        record = read_pair_record(path)
        if (not tiers or record.tier in tiers) and (not splits or record.split in splits):
            groups.setdefault((record.person, record.still), []).append(path)
    if not groups:
        raise TrainingError(f"{folder} holds no pairs that fit: make them from prepared clips first")
    return groups


def _load_person(person: str, still: bool, paths: Sequence[Path], network: str) -> PersonPairs:
    moving, rest, photo, photos = [], [], [], 0
    for path in paths:
        arrays = read_pairs(path, NETWORK_REGIONS[network])
        for region in NETWORK_REGIONS[network]:
            parts = [arrays[f"{region}_{part}"] for part in ("prior", "truth", "maps")]
            moving.append(np.concatenate(parts, axis=3))
            rest.append(arrays[f"{region}_rest"])
            photo.append(arrays["photo"] + photos)
            photos += len(rest[-1])
    return PersonPairs(
        person=person,
        still=still,
        moving=np.concatenate(moving),
        rest=np.concatenate(rest),
        photo=np.concatenate(photo),
    )


def shrunk(person: PersonPairs, side: int) -> PersonPairs:
    """The pairs as patches of `side` pixels; those that are no larger stay as they are."""
    if person.moving.shape[1] <= side:
        return person
    return replace(person, moving=_shrink(person.moving, side), rest=_shrink(person.rest, side))


def _shrink(patches: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    """(N, S, S, C) as (N, side, side, C), areas averaged as where patches are cut from a finer picture."""
    small = np.empty((len(patches), side, side, patches.shape[3]), np.uint8)
    for row, patch in enumerate(patches):
        for k in range(patch.shape[2]):
            small[row, ..., k] = cv2.resize(patch[..., k], (side, side), interpolation=cv2.INTER_AREA)
    return small


def draw_people(still: Sequence[bool], size: int, chance: np.random.Generator) -> list[int]:
    """Places of the people a batch shows: each alike often, but single pictures `STILL_SHARE` of all."""
    kinds = [[place for place, one in enumerate(still) if one is kind] for kind in (False, True)]
    clips, pictures = (kind or kinds[1 - place] for place, kind in enumerate(kinds))
    return [int(chance.choice(pictures if chance.random() < STILL_SHARE else clips)) for _ in range(size)]


def as_batch(channels: NDArray[np.uint8] | Tensor) -> PairBatch:
    """(B, S, S, 14 or 17) uint8, or the same as (B,14 or 17,S,S) in [0, 1], as a batch."""
    if not isinstance(channels, Tensor):
        channels = torch.from_numpy(np.ascontiguousarray(channels.transpose(0, 3, 1, 2))).float() / 255
    prior, truth, maps, rest, hint = channels.split((3, 3, 3, 5, channels.shape[1] - 14), 1)
    patch = torch.cat([prior, rest[:, :3], maps[:, :2], rest[:, 3:], maps[:, 2:], hint], 1)
    return PairBatch(patch=patch, truth=truth)


def draw_batch(people: Sequence[PersonPairs], size: int, seed: int, *, flip: bool) -> PairBatch:
    """A varied batch, every person alike often; the same seed gives the same.

    Args:
        people: to draw from.
        size: of the batch.
        seed: of all chance.
        flip: mirror every second pair.
    """
    chance = np.random.default_rng(seed)
    rows = []
    for k in draw_people([person.still for person in people], size, chance):
        rows.append(people[k].take([int(chance.integers(len(people[k].photo)))]))
    channels = torch.from_numpy(np.concatenate(rows).transpose(0, 3, 1, 2).copy()).float() / 255
    channels = _moved(channels, chance, flip=flip)
    hint = channels[:, 14:]
    varied = _recoloured(torch.cat([channels[:, :6], channels[:, 9:12], hint], 1), chance)
    known = (hint > 0).float()
    parts = [varied[:, :6], channels[:, 6:9], varied[:, 6:9], channels[:, 12:14], known * varied[:, 9:]]
    return as_batch(torch.cat(parts, 1))


def _moved(channels: Tensor, chance: np.random.Generator, *, flip: bool) -> Tensor:
    """(B,C,S,S) turned, enlarged, moved and mirrored, each pair in its own way."""
    count = len(channels)
    turn = chance.uniform(-MAX_TURN, MAX_TURN, count)
    growth = 1 + chance.uniform(-MAX_GROWTH, MAX_GROWTH, count)
    mirror = np.where(chance.integers(2, size=count) * int(flip), -1.0, 1.0)
    shift = chance.uniform(-2 * MAX_SHIFT, 2 * MAX_SHIFT, (2, count))
    rows = [
        np.stack([mirror * np.cos(turn) * growth, -np.sin(turn) * growth, shift[0]], 1),
        np.stack([mirror * np.sin(turn) * growth, np.cos(turn) * growth, shift[1]], 1),
    ]
    theta = torch.from_numpy(np.stack(rows, 1)).float()
    grid = functional.affine_grid(theta, list(channels.shape), align_corners=False)
    return functional.grid_sample(channels, grid, padding_mode="border", align_corners=False)


def _recoloured(colours: Tensor, chance: np.random.Generator) -> Tensor:
    """(B,3N,S,S) N pictures a pair with other brightness and colour cast, the same for all of them."""
    count = len(colours)
    gain = (
        1 + chance.uniform(-MAX_GAIN, MAX_GAIN, (count, 1)) + chance.uniform(-MAX_CAST, MAX_CAST, (count, 3))
    )
    gamma = np.exp(chance.uniform(-MAX_GAIN, MAX_GAIN, (count, 1, 1, 1)))
    scale = torch.from_numpy(np.tile(gain, colours.shape[1] // 3)[:, :, None, None]).float()
    return (colours.clamp(1e-4, 1) ** torch.from_numpy(gamma).float() * scale).clamp(0, 1)
