"""A tiny training: networks, data and perceptual losses that a test can run many iterations of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from small_networks import KEYPOINTS, SIDE, small_config

from vcam.training.objective import Perceptual
from vcam.training.perceptual import VGG19, VGGFACE, Architecture, load_perceptual
from vcam.training.sample import Pair, View
from vcam.training.settings import TrainingSettings
from vcam.training.trainer import Trainer


class SmallPairs:
    """Smooth random pictures; the same place gives another pair in each epoch."""

    def __init__(self, length: int = 3, *, changing: bool = True, keypoints: int = KEYPOINTS) -> None:
        self.length, self.changing, self.keypoints, self.epoch = length, changing, keypoints, 0

    def __len__(self) -> int:
        return self.length

    def set_epoch(self, epoch: int) -> None:
        self.epoch = epoch if self.changing else 0

    def __getitem__(self, index: int) -> Pair:
        generator = torch.Generator().manual_seed(1000 * self.epoch + index)
        return Pair(_view(generator, self.keypoints), _view(generator, self.keypoints))


def _view(generator: torch.Generator, count: int) -> View:
    coarse = torch.rand(7, 4, 4, generator=generator) * 2 - 1
    smooth = torch.nn.functional.interpolate(coarse[None], size=SIDE, mode="bilinear")[0]
    keypoints = torch.rand(count, 2, generator=generator) * 2 - 1
    return View(
        image=smooth[:3], mask=(smooth[6:] > 0).float(), landmark_image=smooth[3:6], keypoints=keypoints
    )


def narrow(architecture: Architecture) -> Architecture:
    """The same with few channels."""
    values = {name: getattr(architecture, name) for name in ("name", "repeats", "mean", "std", "seed")}
    return Architecture(**values, widths=(4, 4, 8, 8, 8))


def small_perceptual() -> Perceptual:
    return Perceptual(
        things=load_perceptual(narrow(VGG19), None), faces=load_perceptual(narrow(VGGFACE), None)
    )


def small_settings(**changes: Any) -> TrainingSettings:
    values: dict[str, Any] = {
        "networks": small_config(),
        "batch": 2,
        "iterations": 4,
        "standing_batches": 2,
        "save_every": 2,
        "sample_every": 1000,
        "log_every": 1,
    }
    return TrainingSettings(**{**values, **changes})


def small_trainer(folder: Path, *, pairs: Any = None, options: Any = None, **changes: Any) -> Trainer:
    return Trainer(
        small_settings(**changes),
        pairs or SmallPairs(),
        folder,
        perceptual=small_perceptual(),
        **(options or {}),
    )


def logged(folder: Path) -> list[list[str]]:
    """The log's rows without the durations, which differ from run to run."""
    rows = (folder / "log.csv").read_text(encoding="utf-8").splitlines()
    return [row.split(",")[:-1] for row in rows]
