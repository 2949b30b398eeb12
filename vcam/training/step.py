"""One iteration: gradients of all processes and parts, checked, and one step of Adam.

Source: Fast Bi-layer Neural Synthesis (2020), 3.5: generators and discriminator step at the same time.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel
from torch.nn.utils import clip_grads_with_norm_, get_total_norm

from vcam.errors import TrainingError
from vcam.training.distributed import Processes, total
from vcam.training.losses import warp_weight
from vcam.training.objective import LOSSES, Objective
from vcam.training.sample import Pair
from vcam.training.settings import TrainingSettings

BETAS = (0.5, 0.999)
EPS = 1e-7

MEASURES = (*LOSSES, "generators_gradient", "discriminator_gradient")
"""What an iteration measures: unweighted losses, and lengths of the gradients before clipping."""


class Step(NamedTuple):
    """An iteration that was made.

    Args:
        values: `MEASURES`, means over processes and parts.
        stop: some process was asked to stop.
    """

    values: dict[str, float]
    stop: bool


class Stepper:
    """Holds the optimiser; every process makes the same steps."""

    def __init__(self, objective: Objective, settings: TrainingSettings, processes: Processes) -> None:
        """Prepare the trained weights of an objective that is on its device."""
        self._settings = settings
        self._processes = processes
        self._objective = objective
        self._parallel: DistributedDataParallel | None = None
        if processes.world > 1:
            # Buffers stay equal by themselves: they follow from weights and synchronised statistics.
            self._parallel = DistributedDataParallel(objective, broadcast_buffers=False)
        discriminator = objective.bilayer.discriminator
        judges = set(discriminator.parameters()) if discriminator is not None else set()
        trained = [p for p in objective.bilayer.parameters() if p.requires_grad]
        self._groups = [[p for p in trained if p not in judges], [p for p in trained if p in judges]]
        self._optimiser = torch.optim.Adam(
            [{"params": group} for group in self._groups], lr=settings.learning_rate, betas=BETAS, eps=EPS
        )

    def state(self) -> dict[str, Any]:
        """The optimiser's state dict."""
        return self._optimiser.state_dict()

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on with an optimiser's state, at this training's learning rate.

        Raises:
            TrainingError: it is of other weights.
        """
        try:
            self._optimiser.load_state_dict(dict(state))
        except (ValueError, KeyError) as error:
            raise TrainingError(
                f"the optimiser's state does not fit ({error}): begin with a checkpoint"
            ) from error
        for group in self._optimiser.param_groups:
            group["lr"] = self._settings.learning_rate

    def step(self, parts: Iterator[Pair], iteration: int, *, stop: bool = False) -> Step:
        """Train on one batch.

        Args:
            parts: gives this process's parts of it.
            iteration: how many were made before.
            stop: this process was asked to stop.

        Raises:
            TrainingError: a loss or gradient is no finite number, or a GPU's memory is too small; the weights
                are as before.
        """
        self._optimiser.zero_grad(set_to_none=True)
        try:
            losses = self._add_gradients(parts, iteration)
        except torch.OutOfMemoryError as error:
            pairs = self._settings.part(self._processes.world)
            raise TrainingError(
                f"{pairs} pairs at a time don't fit into the GPU's memory: "
                "raise --accumulate, or lower --batch"
            ) from error
        shared = total(torch.cat([losses, losses.new_tensor([float(stop)])])) / self._processes.world
        lengths = [self._clip(group) for group in self._groups]
        *measured, asking = torch.cat([shared[:-1], torch.stack(lengths), shared[-1:]]).tolist()
        values = dict(zip(MEASURES, measured, strict=True))
        self._refuse_infinite(values, iteration)
        self._optimiser.step()
        return Step(values=values, stop=asking > 0)

    def _add_gradients(self, parts: Iterator[Pair], iteration: int) -> Tensor:
        """Sum up the gradients of all parts; gives this process's mean losses, in the order of `LOSSES`."""
        weight = warp_weight(self._settings.weights.warp, iteration)
        count = self._settings.accumulate
        found = []
        for number in range(count):
            # Only the last part's gradients need to travel.
            with self._parallel.no_sync() if self._parallel and number < count - 1 else nullcontext():
                losses = (self._parallel or self._objective)(next(parts), weight)
                (losses.total / count).backward()
            found.append(torch.stack([losses.values[name] for name in LOSSES]))
        return torch.stack(found).mean(0)

    def _clip(self, group: list[nn.Parameter]) -> Tensor:
        """Shorten the gradient of some weights where that is asked for; gives its length before."""
        length = get_total_norm([p.grad for p in group if p.grad is not None])
        if self._settings.clip_norm:
            clip_grads_with_norm_(group, self._settings.clip_norm, length)
        return length

    def _refuse_infinite(self, values: Mapping[str, float], iteration: int) -> None:
        wrong = [f"{name} is {value}" for name, value in values.items() if not math.isfinite(value)]
        if wrong:
            raise TrainingError(
                f"training diverged at iteration {iteration + 1}: {', '.join(wrong)}; the last saved "
                "state is untouched: continue from it with a lower --learning-rate or with --clip-norm"
            )
