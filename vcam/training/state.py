"""The state of a training: one file from which it goes on exactly as if it had never stopped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from vcam.errors import CheckpointError
from vcam.paths import write_atomically
from vcam.training.files import read_tensors

STATE = "training.pt"
CHECKPOINT = "checkpoint"
"""The checkpoint for everything else, beside the state in a run folder."""

FORMAT = "vcam-training-1"


@dataclass(frozen=True, kw_only=True, eq=False)
class TrainingState:
    """All that changes while training.

    Args:
        iteration: how many are done; with the seed, also the position in the data.
        networks: tensors by name, of all networks, as they are trained.
        optimiser: its state dict.
        average: the moving average's tensors by name; empty without one.
        random: states of the random generators, by device type.
    """

    iteration: int
    networks: Mapping[str, Tensor]
    optimiser: Mapping[str, Any]
    average: Mapping[str, Tensor]
    random: Mapping[str, Tensor]


def write_state(path: Path, state: TrainingState) -> None:
    """Write a state; whatever happens, `path` holds the old one or the new one, whole.

    Raises:
        OSError: it can't be written.
    """
    values = {field.name: getattr(state, field.name) for field in fields(state)}
    with write_atomically(path) as temporary:
        try:
            torch.save({"format": FORMAT, **values}, temporary)
        except RuntimeError as error:
            # PyTorch's writer does not tell a full disk from its own faults.
            raise OSError(f"{path} can't be written: {str(error).strip().splitlines()[0]}") from error


def read_state(path: Path) -> TrainingState:
    """Read a state; its tensors are on the CPU. A file with code in it is refused.

    Raises:
        CheckpointError: it is missing, damaged or something else.
    """
    values = read_tensors(path, "copy the training state anew, or begin another run with a checkpoint")
    names = {field.name for field in fields(TrainingState)}
    if not isinstance(values, dict) or values.get("format") != FORMAT or set(values) != names | {"format"}:
        raise CheckpointError(f"{path} is no training state of this vcam: name the folder of a run")
    return TrainingState(**{name: values[name] for name in names})


def random_state() -> dict[str, Tensor]:
    """The states of PyTorch's random generators, by device type."""
    states = {"cpu": torch.get_rng_state()}
    if torch.cuda.is_available() and torch.cuda.is_initialized():
        states["cuda"] = torch.cuda.get_rng_state()
    return states


def restore_random_state(states: Mapping[str, Tensor]) -> None:
    """Set PyTorch's random generators, those of devices that are not here left out."""
    torch.set_rng_state(states["cpu"])
    if "cuda" in states and torch.cuda.is_available():
        torch.cuda.set_rng_state(states["cuda"])
