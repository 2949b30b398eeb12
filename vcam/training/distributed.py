"""Training in several processes: joining them, and sums over all of them that gradients pass through."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

import torch
from torch import Tensor, distributed

from vcam.errors import ConfigError, TrainingError

DeviceChoice = Literal["auto", "cpu", "cuda"]

CPU = torch.device("cpu")

JOIN_TIMEOUT = timedelta(minutes=10)
"""How long a process waits for the others: longer than any of them takes to read its data and state."""


@dataclass(frozen=True, kw_only=True)
class Processes:
    """This process's place among those that train together.

    Args:
        rank: its number; 0 writes all files.
        world: how many there are, on all machines.
        device: where it computes.
    """

    rank: int = 0
    world: int = 1
    device: torch.device = CPU

    @property
    def leads(self) -> bool:
        """Whether this is the one that writes."""
        return self.rank == 0

    def wait(self) -> None:
        """Go on when all have come here."""
        if self.world > 1:
            distributed.barrier()


@contextmanager
def join_processes(device: DeviceChoice = "auto") -> Iterator[Processes]:
    """Join the processes that `train_together` or `torchrun` started; without them this process is alone.

    Args:
        device: `auto` takes a GPU where there is one. On several GPUs each process of a machine has its own.

    Raises:
        ConfigError: the device is not there, or torchrun's variables are not numbers.
        TrainingError: the processes can't find one another.
    """
    world, rank, local_rank = (
        _variable(*pair) for pair in (("WORLD_SIZE", 1), ("RANK", 0), ("LOCAL_RANK", 0))
    )
    own = own_device(device, local_rank)
    if own.type == "cuda":
        torch.cuda.set_device(own)
    if world == 1:
        yield Processes(device=own)
        return
    try:
        distributed.init_process_group("nccl" if own.type == "cuda" else "gloo", timeout=JOIN_TIMEOUT)
    except (distributed.DistError, RuntimeError, ValueError) as error:
        address = f"{os.environ.get('MASTER_ADDR', 'no address')}:{os.environ.get('MASTER_PORT', 'no port')}"
        raise TrainingError(
            f"process {rank} of {world} can't meet the others at {address} ({_first_line(error)}): "
            "give torchrun a free --master-port, or let `vcam train --processes` find one"
        ) from error
    try:
        yield Processes(rank=rank, world=world, device=own)
    finally:
        distributed.destroy_process_group()


def total(x: Tensor) -> Tensor:
    """The sum of a tensor over all processes, the same everywhere; gradients flow to all of them."""
    if not _several():
        return x
    summed: Tensor = _Total.apply(x)
    return summed


def mean_over_all(x: Tensor) -> Tensor:
    """The mean of all values in all processes, each of which has as many; a scalar."""
    return total(x.mean()) / (distributed.get_world_size() if _several() else 1)


class _Total(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:
        return _summed(x)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> Tensor:
        return _summed(gradients[0])


def _summed(x: Tensor) -> Tensor:
    x = x.detach().clone()
    distributed.all_reduce(x)
    return x


def _several() -> bool:
    return distributed.is_available() and distributed.is_initialized() and distributed.get_world_size() > 1


def _variable(name: str, default: int) -> int:
    text = os.environ.get(name, "")
    if text and not text.isdigit():
        raise ConfigError(f"the variable {name} is {text!r}, expected a number: let torchrun set it")
    return int(text) if text else default


def own_device(device: DeviceChoice, local_rank: int = 0) -> torch.device:
    """Where a process trains.

    Args:
        device: asked for; `auto` takes a GPU where there is one.
        local_rank: the process's number on its machine.

    Raises:
        ConfigError: there is no such GPU.
    """
    count = torch.cuda.device_count() if device != "cpu" and torch.cuda.is_available() else 0
    if device == "cpu" or (device == "auto" and count == 0):
        return torch.device("cpu")
    if count == 0:
        raise ConfigError(
            "there is no GPU that PyTorch can use here, expected one: leave --device away or use cpu"
        )
    if local_rank >= count:
        raise ConfigError(
            f"process {local_rank} of this machine has no GPU of its own, found {count}: "
            f"use --processes {count}, or torchrun --nproc-per-node {count}"
        )
    return torch.device("cuda", local_rank)


def _first_line(error: BaseException) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
