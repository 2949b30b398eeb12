"""What one network of the anchored generator was trained on, kept beside its state for the manifest."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from vcam.errors import TrainingError
from vcam.paths import write_atomically
from vcam.training.anchored.pair_file import read_pair_record
from vcam.training.anchored.trainer import FORMAT, STATE
from vcam.training.code_version import code_version
from vcam.training.files import read_tensors

RECORD = "run.json"


@dataclass(frozen=True, kw_only=True)
class RunRecord:
    """One training.

    Args:
        network: `mouth`, `eyes` or `head`.
        config: of the network, plain values.
        tiers: rights tiers of what it was trained on, in order.
        people: trained on.
        files: of pairs, one a clip or single picture, trained on; the head learns from clips alone.
        unseen: people that the best weights were chosen by.
        batch: pairs of an iteration.
        device: that it was trained on.
        seed: of all chance; None where an old record does not tell.
        commit: that it was trained with (`vcam.training.code_version`); "" likewise.
    """

    network: str
    config: Mapping[str, Any]
    tiers: tuple[str, ...]
    people: int
    files: int
    unseen: int
    batch: int
    device: str
    seed: int | None = None
    commit: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class Run:
    """What a run folder holds.

    Args:
        record: of the training.
        weights: the best ones.
        steps: iterations that gave them.
        hours: trained in all, measurements included; None where an old state does not tell.
    """

    record: RunRecord
    weights: Mapping[str, Tensor]
    steps: int
    hours: float | None


def describe_run(
    pairs: Path,
    *,
    network: str,
    config: Mapping[str, Any],
    people: Collection[str],
    unseen: Collection[str],
    tiers: Collection[str],
    batch: int,
    seed: int,
    device: torch.device | None = None,
) -> RunRecord:
    """The record of a training.

    Args:
        pairs: the folder of pairs.
        network, config, batch, seed: as in `RunRecord`.
        people, unseen: their names.
        tiers: that were taken; empty took all.
        device: trained on; the CPU by default.
    """
    records = [read_pair_record(path) for path in sorted(pairs.glob("*.safetensors"))]
    taken = [
        one
        for one in records
        if one.person in people and (not tiers or one.tier in tiers) and not (one.still and network == "head")
    ]
    return RunRecord(
        network=network,
        config=dict(config),
        tiers=tuple(sorted({one.tier for one in taken})),
        people=len(people),
        files=len(taken),
        unseen=len(unseen),
        batch=batch,
        device=_tell_device(device),
        seed=seed,
        commit=code_version(),
    )


def _tell_device(device: torch.device | None) -> str:
    if device is None or device.type == "cpu":
        return f"CPU, {torch.get_num_threads()} threads"
    return torch.cuda.get_device_name(device) if device.type == "cuda" else device.type


def write_record(folder: Path, record: RunRecord) -> None:
    """Write a record into a run folder; `OSError` when that can't be done."""
    with write_atomically(folder / RECORD) as temporary:
        temporary.write_text(json.dumps(asdict(record), indent=2) + "\n", encoding="utf-8")


def read_run(folder: Path) -> Run:
    """Read a run folder.

    Raises:
        TrainingError: the record is missing or damaged, or there are no weights yet.
        CheckpointError: the state is missing or damaged.
    """
    path = folder / RECORD
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        record = RunRecord(**{**values, "tiers": tuple(values["tiers"])})
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise TrainingError(
            f"{path} can't be read ({error}): name the run folder of one network of `vcam train anchored`"
        ) from error
    state = read_tensors(folder / STATE, "name a run folder whose training got as far as a measurement")
    if not isinstance(state, dict) or state.get("format") != FORMAT or not state.get("best"):
        raise TrainingError(f"{folder / STATE} holds no measured weights: train further")
    # Older states tell only how far the training got.
    steps = state["best_iteration"] if "best_iteration" in state else state["iteration"]
    seconds = state.get("seconds")
    hours = None if seconds is None else seconds / 3600
    return Run(record=record, weights=state["best"], steps=int(steps), hours=hours)
