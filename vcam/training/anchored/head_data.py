"""Batches of pairs for the network of the whole head."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from vcam.engine.anchored.motion import motion_map
from vcam.models.head_network import REACH
from vcam.training.anchored.data import MAX_CAST, MAX_GAIN, draw_people, files_by_person
from vcam.training.anchored.pair_file import HEAD, read_pairs

MAX_TURN, MAX_GROWTH, MAX_SHIFT = math.radians(8), 0.15, 0.06
"""How far pairs are turned (radians), enlarged, and moved as a part of their side."""
VECTORS = REACH + 1
"""Channel of a patch from which on there are displacements: by the prior, by the rigid motion, by depth."""
PARTS = ("layer", "truth", "field", "maps", "motion")


class HeadBatch(NamedTuple):
    """Pairs of the whole head.

    Args:
        patch: (B,17,S,S) as the network takes it.
        layer: (B,4,2S,2S) premultiplied RGB and alpha by the prior, in [0, 1].
        behind: (B,3,2S,2S) the photo's background.
        truth: (B,3,2S,2S).
    """

    patch: Tensor
    layer: Tensor
    behind: Tensor
    truth: Tensor

    def to(self, device: torch.device) -> HeadBatch:
        """The batch on a device."""
        return HeadBatch(*(part.to(device) for part in self))


@dataclass(frozen=True, eq=False, kw_only=True)
class HeadPairs:
    """All pairs of one person.

    Args:
        layer, truth, field, maps: of each pair, as `pair_file` keeps them.
        rest, behind: of each photo.
        photo: (N,) which photo belongs to each pair.
        still: made of single pictures.
    """

    person: str
    still: bool
    layer: NDArray[np.uint8]
    truth: NDArray[np.uint8]
    field: NDArray[np.float16]
    maps: NDArray[np.uint8]
    motion: NDArray[np.float32]
    rest: NDArray[np.uint8]
    behind: NDArray[np.uint8]
    photo: NDArray[np.int64]


def load_heads(folder: Path, tiers: Sequence[str] = (), splits: Sequence[str] = ()) -> list[HeadPairs]:
    """Read all pairs of clips in a folder, by person.

    Those of single pictures are left out: geometry moved them, so hair and body teach nothing there.

    Args:
        folder: of `make_pairs`.
        tiers, splits: to take; empty takes all.

    Raises:
        TrainingError: there are none, or a file is damaged.
    """
    people = []
    for (person, still), paths in files_by_person(folder, tiers, splits).items():
        if still:
            continue
        files = [read_pairs(path, (HEAD,)) for path in paths]
        photos = np.cumsum([0, *(len(arrays["head_rest"]) for arrays in files)])
        joined = {
            part: np.concatenate([arrays[f"head_{part}"] for arrays in files])
            for part in (*PARTS, "rest", "behind")
        }
        photo = np.concatenate(
            [arrays["photo"] + first for arrays, first in zip(files, photos, strict=False)]
        )
        people.append(HeadPairs(person=person, still=still, photo=photo, **joined))
    return people


def take_heads(pairs: Sequence[tuple[HeadPairs, int]]) -> HeadBatch:
    """The batch of some people's pairs."""
    columns = {name: np.stack([getattr(person, name)[k] for person, k in pairs]) for name in PARTS}
    motion = columns.pop("motion")
    side = columns["field"].shape[1]
    moved = np.stack([motion_map(one, side) for one in motion])
    columns["field"] = np.concatenate([columns["field"].astype(np.float32), moved], 3)
    columns |= {
        name: np.stack([getattr(person, name)[person.photo[k]] for person, k in pairs])
        for name in ("rest", "behind")
    }
    layer, truth, field, maps, rest, behind = (
        torch.from_numpy(array.transpose(0, 3, 1, 2).astype(np.float32)) / (1 if name == "field" else 255)
        for name, array in columns.items()
    )
    return _batch(layer, truth, field, maps, rest, behind)


def _batch(
    layer: Tensor, truth: Tensor, field: Tensor, maps: Tensor, rest: Tensor, behind: Tensor
) -> HeadBatch:
    small, behind_small = functional.avg_pool2d(layer, 2), functional.avg_pool2d(behind, 2)
    picture = small[:, :3] + (1 - small[:, 3:]) * behind_small
    patch = torch.cat([picture, small[:, 3:], rest[:, :4], maps[:, :1], rest[:, 4:], maps[:, 1:], field], 1)
    return HeadBatch(patch=patch, layer=layer, behind=behind, truth=truth)


def draw_heads(people: Sequence[HeadPairs], size: int, seed: int) -> HeadBatch:
    """A varied batch, every person alike often; the same seed gives the same."""
    chance = np.random.default_rng(seed)
    drawn = [people[k] for k in draw_people([person.still for person in people], size, chance)]
    batch = take_heads([(person, int(chance.integers(len(person.photo)))) for person in drawn])
    mirror = torch.from_numpy(chance.integers(2, size=size)).bool()
    batch = HeadBatch(*(_mirrored(part, mirror) for part in batch))
    batch.patch[mirror, VECTORS::2] *= -1
    batch = _placed(batch, chance)
    gain = 1 + chance.uniform(-MAX_GAIN, MAX_GAIN, (size, 1)) + chance.uniform(-MAX_CAST, MAX_CAST, (size, 3))
    return _brightened(batch, torch.from_numpy(gain[:, :, None, None]).float())


def _mirrored(part: Tensor, mirror: Tensor) -> Tensor:
    return torch.where(mirror[:, None, None, None], part.flip(3), part)


def _placed(batch: HeadBatch, chance: np.random.Generator) -> HeadBatch:
    """Pairs turned, enlarged and moved, each in its own way; displacements turn and grow along."""
    count = len(batch.patch)
    turn = chance.uniform(-MAX_TURN, MAX_TURN, count)
    growth = 1 + chance.uniform(-MAX_GROWTH, MAX_GROWTH, count)
    shift = chance.uniform(-2 * MAX_SHIFT, 2 * MAX_SHIFT, (2, count))
    cos, sin = np.cos(turn) / growth, np.sin(turn) / growth
    rows = [np.stack([cos, -sin, shift[0]], 1), np.stack([sin, cos, shift[1]], 1)]
    theta = torch.from_numpy(np.stack(rows, 1)).float()
    placed = []
    for part in batch:
        grid = functional.affine_grid(theta, list(part.shape), align_corners=False)
        placed.append(functional.grid_sample(part, grid, padding_mode="border", align_corners=False))
    known, *vectors = placed[0].split((VECTORS, 2, 2, 2), 1)
    along = torch.linalg.inv(theta[:, :, :2])  # from the places where pairs are sampled to their new ones
    by_depth = along / torch.from_numpy(growth).float()[:, None, None]  # lengths for lengths: turned alone
    turned = [
        torch.einsum("bij,bjhw->bihw", linear, vector).clamp(-1, 1)
        for linear, vector in zip((along, along, by_depth), vectors, strict=True)
    ]
    return HeadBatch(torch.cat([known, *turned], 1), *placed[1:])


def _brightened(batch: HeadBatch, gain: Tensor) -> HeadBatch:
    """All pictures of a pair with the same (B,3,1,1) gain."""
    prior, alpha, photo, others = batch.patch.split((3, 1, 3, 10), 1)
    return HeadBatch(
        patch=torch.cat([(prior * gain).clamp(0, 1), alpha, (photo * gain).clamp(0, 1), others], 1),
        layer=torch.cat(
            [torch.minimum(batch.layer[:, :3] * gain, batch.layer[:, 3:]), batch.layer[:, 3:]], 1
        ),
        behind=(batch.behind * gain).clamp(0, 1),
        truth=(batch.truth * gain).clamp(0, 1),
    )
