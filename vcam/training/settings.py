"""What a training is told: settings, and the record of them that a run folder keeps."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from vcam.errors import ConfigError, TrainingError
from vcam.models.build import BilayerConfig
from vcam.paths import write_atomically
from vcam.training.losses import LossWeights

Stage = Literal["base", "updater"]
STAGES: tuple[Stage, ...] = get_args(Stage)
Precision = Literal["fp32", "bf16"]
PRECISIONS: tuple[Precision, ...] = get_args(Precision)

BATCHES: dict[Stage, int] = {"base": 48, "updater": 32}
"""The paper's (3.5)."""

MAY_CHANGE = frozenset(
    {
        "iterations",
        "learning_rate",
        "clip_norm",
        "precision",
        "standing_batches",
        "save_every",
        "sample_every",
        "log_every",
    }
)
"""Settings that a run may be continued with other values of."""


@dataclass(frozen=True, kw_only=True)
class TrainingSettings:
    """How to train; the defaults are the paper's, but for the number of iterations, which it does not give.

    Args:
        stage: `base` trains all but the texture updater; `updater` trains that and the discriminator, and
            keeps the rest as it is (3.3).
        networks: their sizes and ablations; the stage decides about updater, discriminator and spectral norm.
        weights: of the losses.
        batch: pairs an iteration, of all processes and accumulated parts together.
        accumulate: parts that a process's share of the batch is computed in, one after the other.
        iterations: to train, those before an interruption included.
        precision: of the networks' forward pass; `bf16` needs a GPU. Losses and weights are fp32.
        learning_rate: of Adam.
        clip_norm: the longest gradient of generators or discriminator; 0 clips none, as in the paper.
        ema_decay: decay of the moving average of the weights that checkpoints get; 0 takes them as they are.
        standing_batches: batches that the normalisations' statistics in a checkpoint are the mean of (A.1).
        save_every, sample_every, log_every: iterations between saved states and checkpoints, between sheets
            of samples, and between rows of the log.
        seed: of weights and of the pairs' order.
    """

    stage: Stage = "base"
    networks: BilayerConfig = field(default_factory=BilayerConfig)
    weights: LossWeights = field(default_factory=LossWeights)
    batch: int = BATCHES["base"]
    accumulate: int = 1
    iterations: int = 200_000
    precision: Precision = "fp32"
    learning_rate: float = 2e-4
    clip_norm: float = 0.0
    ema_decay: float = 0.0
    standing_batches: int = 500
    save_every: int = 2_500
    sample_every: int = 500
    log_every: int = 50
    seed: int = 0

    def __post_init__(self) -> None:
        """Check the values."""
        for name, choices in (("stage", STAGES), ("precision", PRECISIONS)):
            if getattr(self, name) not in choices:
                raise ConfigError(f"{name} is {getattr(self, name)!r}, expected one of {', '.join(choices)}")
        for name in (
            "batch", "accumulate", "iterations", "standing_batches", "save_every", "sample_every", "log_every"
        ):  # fmt: skip
            if getattr(self, name) < 1:
                raise ConfigError(f"{name} is {getattr(self, name)}, expected at least 1")
        if self.learning_rate <= 0 or self.clip_norm < 0 or not 0 <= self.ema_decay < 1:
            raise ConfigError(
                f"learning_rate is {self.learning_rate}, clip_norm {self.clip_norm} and ema_decay "
                f"{self.ema_decay}, expected above 0, from 0 on, and from 0 to below 1"
            )
        if self.stage == "updater" and not self.networks.updater:
            raise ConfigError(
                "the updater stage was asked to train networks without the updater: leave one away"
            )

    def part(self, world: int) -> int:
        """How many pairs one process takes at a time.

        Args:
            world: number of processes.

        Raises:
            ConfigError: the batch can't be split evenly.
        """
        if self.batch % (world * self.accumulate):
            raise ConfigError(
                f"a batch of {self.batch} can't be split among {world} processes with "
                f"{self.accumulate} parts each: expected a multiple of {world * self.accumulate}"
            )
        return self.batch // (world * self.accumulate)


RECORD = "settings.json"


def write_record(folder: Path, settings: TrainingSettings, facts: dict[str, Any]) -> None:
    """Note in a run folder what it is made with.

    Args:
        folder: of the run.
        settings: of this training.
        facts: what else must stay the same, by name, as plain values: the data's size and the like.

    Raises:
        OSError: it can't be written.
    """
    values = {"settings": _plain(settings), "facts": facts}
    with write_atomically(folder / RECORD) as temporary:
        temporary.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")


def expect_same_run(folder: Path, settings: TrainingSettings, facts: dict[str, Any]) -> None:
    """See that a run folder is made with the same as this training, but for `MAY_CHANGE`.

    Args:
        folder: of the run.
        settings: of this training.
        facts: as for `write_record`.

    Raises:
        TrainingError: something differs, or the record can't be read.
    """
    before, now = _read(folder / RECORD), {"settings": _plain(settings), "facts": facts}
    old, new = (_flat(values["settings"]) | _flat(values["facts"]) for values in (before, now))
    differing = [
        f"{name} was {old.get(name)} and is {new.get(name)}"
        for name in sorted(old.keys() | new.keys())
        if old.get(name) != new.get(name) and name not in MAY_CHANGE
    ]
    if differing:
        raise TrainingError(
            f"{folder} holds a run with other settings: {'; '.join(differing)}; "
            "continue it with the same ones, or name another --out"
        )


def _read(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        if set(values) != {"settings", "facts"} or not all(isinstance(v, dict) for v in values.values()):
            raise ValueError("it is no record of settings")
    except (OSError, ValueError, TypeError) as error:
        raise TrainingError(f"{path} can't be read ({error}): name another --out") from error
    return dict(values)


def _plain(settings: TrainingSettings) -> dict[str, Any]:
    # Through JSON, so that a record compares equal to what it was written from.
    values: dict[str, Any] = json.loads(json.dumps(asdict(settings)))
    return values


def _flat(values: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in values.items():
        found |= _flat(value, f"{prefix}{name}.") if isinstance(value, dict) else {f"{prefix}{name}": value}
    return found
