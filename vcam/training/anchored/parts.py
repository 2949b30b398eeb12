"""The parts of the anchored generator that are trained, each by itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import torch
from torch import nn

from vcam.errors import ConfigError
from vcam.models.anchored import AnchoredConfig, RegionConfig
from vcam.training.anchored.data import load_people, shrunk
from vcam.training.anchored.head_data import load_heads
from vcam.training.anchored.head_task import HeadTask
from vcam.training.anchored.objective import RegionTask
from vcam.training.anchored.task import People, Task

Pairs = TypeVar("Pairs", bound=People)

PARTS = ("head", "mouth", "eyes")
FULL = AnchoredConfig(head=RegionConfig(side=64, channels=20))
SMALL = AnchoredConfig(
    mouth=RegionConfig(side=64, channels=16, hinted=True),
    eyes=RegionConfig(side=32, channels=12),
    head=RegionConfig(side=64, channels=16),
)
"""Less than half of the operations; vector instructions take 16 channels at once."""
SIZES = {"full": FULL, "small": SMALL}
UNSEEN_EVERY = 6
"""Of so many people with clips, in the order of their names, one is kept unseen when nobody is named."""


def choose_parts(config: AnchoredConfig, names: Sequence[str] = ()) -> list[str]:
    """The parts to train.

    Args:
        config: of the generator.
        names: that were asked for; none takes all there are.

    Raises:
        ConfigError: a name is not known, or the generator has no such part.
    """
    there = [part for part in PARTS if getattr(config, part) is not None]
    wrong = [name for name in names if name not in there]
    if wrong:
        raise ConfigError(
            f"parts {', '.join(wrong)} can't be trained: expected some of {', '.join(there)}, with commas "
            "between them"
        )
    return [part for part in there if not names or part in names]


def load_part(pairs: Path, part: str, side: int, tiers: Sequence[str] = ()) -> list[Any]:
    """One part's pairs, by person.

    Args:
        pairs: folder of `make_pairs`.
        part: of `PARTS`.
        side: of the network's patches; larger ones of mouth and eyes are shrunk.
        tiers: to take; empty takes all.

    Raises:
        TrainingError: there are none, or a file is damaged.
    """
    if part == "head":
        return load_heads(pairs, tiers)
    return [shrunk(person, side) for person in load_people(pairs, part, tiers)]


def make_task(
    part: str,
    config: RegionConfig,
    people: Sequence[Any],
    unseen: Sequence[Any],
    device: torch.device,
    teacher: nn.Module | None = None,
) -> Task:
    """The training of one part.

    Args:
        part: of `PARTS`.
        config: of its network.
        people, unseen: of `load_part`, to train on and to choose the best weights by.
        device: where batches go.
        teacher: a trained network that takes the same patches, to learn from half and half.

    Raises:
        ConfigError: the pairs are of another size.
    """
    if part == "head":
        return HeadTask(config.side, people, unseen, device=device, teacher=teacher)
    # Eyes are mirrored already, so that both look alike.
    return RegionTask(config, people, unseen, flip=part == "mouth", device=device, teacher=teacher)


def split_people(people: Sequence[Pairs], unseen: Sequence[str]) -> tuple[list[Pairs], list[Pairs]]:
    """Those to train on, and the clips of those to measure by, whose pictures are left out of both.

    Raises:
        ConfigError: a name is not known, or one side would be empty.
    """
    names = list(dict.fromkeys(person.person for person in people))
    missing = [name for name in unseen if name not in names]
    if missing:
        raise ConfigError(
            f"the pairs show nobody called {', '.join(missing)}: choose from {', '.join(names)}"
        )
    moving = [person.person for person in people if not person.still]
    chosen = set(unseen or moving[UNSEEN_EVERY // 2 :: UNSEEN_EVERY] or moving[1:2])
    seen = [person for person in people if person.person not in chosen]
    kept = [person for person in people if person.person in chosen and not person.still]
    if not seen or not kept:
        raise ConfigError(
            f"{len(seen)} people are left to train on and {len(kept)} to measure by, expected at least one "
            "each: prepare clips of more people"
        )
    return seen, kept
