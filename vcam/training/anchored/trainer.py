"""Training of one patch network: a state that resumes, a log, and the best weights on unseen people."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from vcam.errors import CheckpointError, ConfigError
from vcam.models.patch_network import PatchNetwork
from vcam.paths import write_atomically
from vcam.training.anchored.task import Task
from vcam.training.ema import WeightAverage
from vcam.training.files import read_tensors
from vcam.training.log import CsvLog, Means

FORMAT = "vcam-anchored-state"
STATE, LOG = "state.pt", "log.csv"
BETAS = (0.5, 0.99)


@dataclass(frozen=True, kw_only=True)
class AnchoredSettings:
    """How one network is trained.

    Args:
        iterations: in all.
        batch: pairs of an iteration.
        learning_rate: of Adam; it falls to 0 over the last quarter.
        judge_rate: the same for the discriminator.
        clip_norm: the gradient's greatest norm.
        ema: decay of the weights' average, which is what is measured and kept.
        every: iterations between two measurements, which also keep the state.
        seed: of all chance.
    """

    iterations: int = 4000
    batch: int = 16
    learning_rate: float = 4e-4
    judge_rate: float = 1e-3
    clip_norm: float = 1.0
    ema: float = 0.998
    every: int = 200
    seed: int = 0

    def __post_init__(self) -> None:
        """Raise `ConfigError` unless the numbers make sense."""
        if min(self.iterations, self.batch, self.every) < 1:
            raise ConfigError("iterations, batch and every must be at least 1")
        if not 0 <= self.ema < 1 or self.learning_rate <= 0 or self.clip_norm <= 0:
            raise ConfigError("expected an ema from 0 to below 1, and learning_rate and clip_norm above 0")


class PatchTrainer:
    """Trains one network in one folder; made again, it goes on where it was."""

    def __init__(self, folder: Path, network: PatchNetwork, task: Task, settings: AnchoredSettings) -> None:
        """Begin, or go on with the state in the folder.

        Args:
            folder: for state and log.
            network: to begin with; a copy of it is trained.
            task: what for.
            settings: of the training.

        Raises:
            CheckpointError: the state is damaged or of another network.
            TrainingError: the log is of another training.
        """
        torch.manual_seed(settings.seed)
        self.folder, self.settings, self.task = folder, settings, task
        self.network = copy.deepcopy(network).to(task.device)
        self._average = WeightAverage(self.network.named_parameters(), settings.ema)
        self._rates: list[tuple[nn.Module, float]] = [(self.network, settings.learning_rate)]
        if task.judge is not None:
            self._rates.append((task.judge, settings.judge_rate))
        self._optimisers = [
            torch.optim.Adam(module.parameters(), rate, betas=BETAS) for module, rate in self._rates
        ]
        self.iteration = self.best_iteration = 0
        self.best: dict[str, Tensor] = {}
        self.best_figures: dict[str, float] = {}
        self.seconds: float | None = 0.0  # trained up to the last measurement; states of old don't tell
        if (folder / STATE).is_file():
            self._restore(folder / STATE)
        names = (*task.losses, "judge", *task.figures)
        self._log = CsvLog(folder / LOG, names, done=self.iteration)

    def run(self, progress: Callable[[int, int], None] = lambda done, total: None) -> None:
        """Train to the end; stopped at any moment, another run goes on from the last measurement."""
        total = self.settings.iterations
        means = Means([self])
        since = time.monotonic()
        while self.iteration < total:
            means.add(self._step())
            self.iteration += 1
            if self.iteration % self.settings.every == 0 or self.iteration == total:
                means.write(self.iteration)
                now = time.monotonic()
                if self.seconds is not None:
                    self.seconds += now - since
                since = now
                self._save()
            progress(self.iteration, total)
        self.close()

    def close(self) -> None:
        """Close the log; safe twice."""
        self._log.close()

    def best_network(self) -> PatchNetwork:
        """The network with the best weights so far."""
        network = copy.deepcopy(self.network)
        network.load_state_dict(self.best or self._average.tensors)
        return network.cpu().eval()

    def _step(self) -> dict[str, float]:
        settings = self.settings
        left = 1 - self.iteration / settings.iterations
        step = self.task.step(self.network, settings.batch, settings.seed * 1_000_003 + self.iteration)
        losses = [torch.stack(list(step.terms.values())).sum(), step.judged]
        for optimiser, (module, rate), loss in zip(self._optimisers, self._rates, losses, strict=False):
            parameters = list(module.parameters())
            gradients = torch.autograd.grad(loss, parameters)
            for parameter, gradient in zip(parameters, gradients, strict=True):
                parameter.grad = gradient
            torch.nn.utils.clip_grad_norm_(parameters, settings.clip_norm)
            for group in optimiser.param_groups:
                group["lr"] = rate * min(4 * left, 1)
        for optimiser in self._optimisers:
            optimiser.step()
        self._average.update()
        return {name: float(term.detach()) for name, term in {**step.terms, "judge": step.judged}.items()}

    def add(self, iteration: int, values: Mapping[str, float]) -> None:
        """Take mean losses: measure the weights' average, keep it if it is the best, and log all."""
        candidate = copy.deepcopy(self.network)
        candidate.load_state_dict(self._average.tensors)
        figures = self.task.measure(candidate)
        if not self.best or self.task.score(figures) < self.task.score(self.best_figures):
            self.best = {name: tensor.clone() for name, tensor in self._average.tensors.items()}
            self.best_figures, self.best_iteration = figures, iteration
        self._log.add(iteration, {**values, **figures})

    def _save(self) -> None:
        with write_atomically(self.folder / STATE) as temporary:
            torch.save(
                {
                    "format": FORMAT,
                    "iteration": self.iteration,
                    "network": self.network.state_dict(),
                    "average": self._average.tensors,
                    "judge": self.task.judge.state_dict() if self.task.judge is not None else {},
                    "optimisers": [optimiser.state_dict() for optimiser in self._optimisers],
                    "best": self.best,
                    "best_figures": self.best_figures,
                    "best_iteration": self.best_iteration,
                    "seconds": self.seconds,
                },
                temporary,
            )

    def _restore(self, path: Path) -> None:
        state = read_tensors(path, "delete it to begin anew")
        if not isinstance(state, dict) or state.get("format") != FORMAT:
            raise CheckpointError(f"{path} is no state of this training: name another folder")
        try:
            self.network.load_state_dict(state["network"])
            self._average.restore(state["average"])
            if self.task.judge is not None:
                self.task.judge.load_state_dict(state["judge"])
            for optimiser, kept in zip(self._optimisers, state["optimisers"], strict=True):
                optimiser.load_state_dict(kept)
            self.iteration = int(state["iteration"])
            self.best, self.best_figures = state["best"], state["best_figures"]
            self.best_iteration = int(state["best_iteration"])
            self.seconds = state.get("seconds")
        except (KeyError, ValueError, RuntimeError) as error:
            reason = str(error).splitlines()[0]
            raise CheckpointError(f"{path} is of another network ({reason}): name another folder") from error
