"""The order in which a training sees its pairs: a function of seed and iteration alone.

So a run continues where it was, whatever the number of processes and workers.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import cv2
import torch
from torch.utils.data import DataLoader, Dataset

from vcam.training.distributed import Processes
from vcam.training.sample import Pair

Position = tuple[int, int]
"""Epoch, and index in the data set."""


class PairSource(Protocol):
    """A data set of pairs; one with `set_epoch` gives other frames in each epoch."""

    def __len__(self) -> int:
        """How many pairs an epoch has."""

    def __getitem__(self, index: int, /) -> Pair:
        """One pair."""


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """Which pairs each iteration takes.

    Args:
        length: pairs an epoch.
        part: pairs that one process takes at a time.
        accumulate: such parts an iteration.
        rank, world: this process among all.
        seed: of the order.
    """

    length: int
    part: int
    accumulate: int = 1
    rank: int = 0
    world: int = 1
    seed: int = 0

    def parts(self, first_iteration: int = 0, iterations: int | None = None) -> Iterator[list[Position]]:
        """This process's parts of the batches, in order; endless without a number of iterations.

        Batches run across the ends of epochs, so that no pair is left out however few there are.
        """
        size = self.part * self.accumulate * self.world
        iteration = first_iteration
        epoch, order = -1, torch.empty(0, dtype=torch.int64)
        while iterations is None or iteration < first_iteration + iterations:
            for number in range(self.accumulate):
                start = iteration * size + (number * self.world + self.rank) * self.part
                positions: list[Position] = []
                for place in range(start, start + self.part):
                    if place // self.length != epoch:
                        epoch = place // self.length
                        order = self._order(epoch)
                    positions.append((epoch, int(order[place % self.length])))
                yield positions
            iteration += 1

    def _order(self, epoch: int) -> torch.Tensor:
        generator = torch.Generator().manual_seed(self.seed * 1_000_003 + epoch)
        return torch.randperm(self.length, generator=generator)


def load_parts(
    pairs: PairSource, parts: Iterator[list[Position]], processes: Processes, *, workers: int = 0
) -> Iterator[Pair]:
    """Batches of pairs on this process's device.

    Args:
        pairs: the data set.
        parts: whose pairs to batch, of a `Schedule`.
        processes: says the device.
        workers: processes that read the data; 0 reads in this one.
    """
    on_gpu = processes.device.type == "cuda"
    loader: DataLoader[Pair] = DataLoader(
        _ByPosition(pairs),
        batch_sampler=_Once(parts),
        num_workers=workers,
        pin_memory=on_gpu,
        worker_init_fn=_prepare_worker,
        multiprocessing_context=_safe_start_method() if workers else None,
        # Its own generator, so that starting workers takes nothing from the training's.
        generator=torch.Generator().manual_seed(0),
    )
    for batch in loader:
        yield Pair(
            *(type(view)(*(x.to(processes.device, non_blocking=on_gpu) for x in view)) for view in batch)
        )


class _ByPosition(Dataset[Pair]):
    """Takes the epoch with the index: workers hold their own copies, which no other way would tell."""

    def __init__(self, pairs: PairSource) -> None:
        self.pairs = pairs

    def __getitem__(self, position: Position) -> Pair:
        epoch, index = position
        # Each time, because other loaders of the same data may have set another.
        if hasattr(self.pairs, "set_epoch"):
            self.pairs.set_epoch(epoch)
        return self.pairs[index]


class _Once:
    """An iterator as an iterable, as samplers must be."""

    def __init__(self, parts: Iterator[list[Position]]) -> None:
        self.parts = parts

    def __iter__(self) -> Iterator[list[Position]]:
        return self.parts


def _safe_start_method() -> str:
    """How to start workers beside threads: a fork of a process whose OpenCV has threads hangs."""
    return "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


def _prepare_worker(_number: int) -> None:
    # Signals reach whole groups of processes: from a terminal, and from the launcher of several that train
    # together. The process that trains saves first; without it, a worker ends by itself within seconds.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    cv2.setNumThreads(1)
