"""What a patch network is trained for: its batches, its losses, and the figures that choose its weights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol

import torch
from torch import Tensor, nn


class Step(NamedTuple):
    """One iteration's losses.

    Args:
        terms: weighted scalars by name; the network is trained for their sum.
        judged: the discriminator's loss, a scalar; 0 without one.
    """

    terms: Mapping[str, Tensor]
    judged: Tensor


class People(Protocol):
    """One person's pairs."""

    @property
    def person(self) -> str:
        """Name."""

    @property
    def still(self) -> bool:
        """Made of single pictures."""


TAUGHT = 0.5
"""With a teacher, how far the pictures to learn go from the truth towards what the teacher draws: it knows
what can be known of people never seen, which one true frame does not tell."""


def taught(truth: Tensor, shown: Tensor) -> Tensor:
    """What a network with a teacher learns: between the truth and what the teacher draws, both (B,3,H,W)."""
    return truth + TAUGHT * (shown - truth)


class Task(Protocol):
    """One network's training."""

    @property
    def losses(self) -> tuple[str, ...]:
        """Names of the terms."""

    @property
    def figures(self) -> tuple[str, ...]:
        """Names of what is measured."""

    @property
    def judge(self) -> nn.Module | None:
        """The discriminator, if there is one."""

    @property
    def device(self) -> torch.device:
        """Where network and batches are."""

    def step(self, network: nn.Module, batch: int, seed: int) -> Step:
        """Losses of a batch of so many pairs; the same seed draws the same."""

    def measure(self, network: nn.Module) -> dict[str, float]:
        """Figures on unseen people."""

    def score(self, figures: Mapping[str, float]) -> float:
        """What the best weights have least of."""

    def tell(self, figures: Mapping[str, float]) -> str:
        """The figures in one sentence."""
