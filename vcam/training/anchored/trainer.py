"""Training of one region's network: a state that resumes, a log, and the best weights on unseen people."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor

from vcam.errors import CheckpointError, ConfigError
from vcam.models.anchored import RegionConfig, RegionNetwork
from vcam.models.region_discriminator import RegionDiscriminator
from vcam.paths import write_atomically
from vcam.training.anchored.data import PersonPairs, draw_batch
from vcam.training.anchored.objective import (
    FIGURES,
    LOSSES,
    AnchoredWeights,
    judge_loss,
    losses,
    measure,
    score,
)
from vcam.training.ema import WeightAverage
from vcam.training.files import read_tensors
from vcam.training.log import CsvLog, Means

FORMAT = "vcam-anchored-state"
STATE, LOG = "state.pt", "log.csv"
BETAS = (0.5, 0.99)


@dataclass(frozen=True, kw_only=True)
class AnchoredSettings:
    """How one region's network is trained.

    Args:
        iterations: in all.
        batch: pairs of an iteration.
        learning_rate: of Adam; it falls to 0 over the last quarter.
        judge_rate: the same for the discriminator.
        clip_norm: the gradient's greatest norm.
        ema: decay of the weights' average, which is what is measured and kept.
        every: iterations between two measurements, which also keep the state.
        flip: mirror every second pair: right for the mouth, not for eyes, which are mirrored already.
        seed: of all chance.
    """

    iterations: int = 4000
    batch: int = 16
    learning_rate: float = 4e-4
    judge_rate: float = 1e-3
    clip_norm: float = 1.0
    ema: float = 0.995
    every: int = 200
    flip: bool = True
    seed: int = 0
    weights: AnchoredWeights = field(default_factory=AnchoredWeights)

    def __post_init__(self) -> None:
        """Raise `ConfigError` unless the numbers make sense."""
        if min(self.iterations, self.batch, self.every) < 1:
            raise ConfigError("iterations, batch and every must be at least 1")
        if not 0 <= self.ema < 1 or self.learning_rate <= 0 or self.clip_norm <= 0:
            raise ConfigError("expected an ema from 0 to below 1, and learning_rate and clip_norm above 0")


class RegionTrainer:
    """Trains one network in one folder; made again, it goes on where it was."""

    def __init__(
        self,
        folder: Path,
        config: RegionConfig,
        settings: AnchoredSettings,
        people: Sequence[PersonPairs],
        unseen: Sequence[PersonPairs],
        start: RegionNetwork | None = None,
    ) -> None:
        """Begin, or go on with the state in the folder.

        Args:
            folder: for state and log.
            config: of the network.
            settings: of the training.
            people: to train on.
            unseen: to choose the best weights by.
            start: weights to begin with; fresh ones by default.

        Raises:
            ConfigError: the pairs' patches are of another size than the network's.
            CheckpointError: the state is damaged or of another network.
            TrainingError: the log is of another training.
        """
        sides = {person.moving.shape[1] for person in (*people, *unseen)}
        if sides != {config.side}:
            raise ConfigError(
                f"the pairs' patches have sides of {', '.join(map(str, sorted(sides)))} pixels, expected the "
                f"network's {config.side}: make the pairs again"
            )
        torch.manual_seed(settings.seed)
        self.folder, self.settings = folder, settings
        self._people, self._unseen = people, unseen
        self.network = copy.deepcopy(start) if start is not None else RegionNetwork(config)
        self._average = WeightAverage(self.network.named_parameters(), settings.ema)
        self._judge = RegionDiscriminator()
        self._optimisers = [
            torch.optim.Adam(self.network.parameters(), settings.learning_rate, betas=BETAS),
            torch.optim.Adam(self._judge.parameters(), settings.judge_rate, betas=BETAS),
        ]
        self.iteration = 0
        self.best: dict[str, Tensor] = {}
        self.best_figures: dict[str, float] = {}
        if (folder / STATE).is_file():
            self._restore(folder / STATE)
        self._log = CsvLog(folder / LOG, (*LOSSES, "judge", *FIGURES), done=self.iteration)

    def run(self, progress: Callable[[int, int], None] = lambda done, total: None) -> None:
        """Train to the end; stopped at any moment, another run goes on from the last measurement."""
        total = self.settings.iterations
        means = Means([self])
        while self.iteration < total:
            means.add(self._step())
            self.iteration += 1
            if self.iteration % self.settings.every == 0 or self.iteration == total:
                means.write(self.iteration)
                self._save()
            progress(self.iteration, total)
        self.close()

    def close(self) -> None:
        """Close the log; safe twice."""
        self._log.close()

    def best_network(self) -> RegionNetwork:
        """The network with the best weights so far."""
        network = copy.deepcopy(self.network)
        network.load_state_dict(self.best or self._average.tensors)
        return network.eval()

    def _step(self) -> dict[str, float]:
        settings = self.settings
        left = 1 - self.iteration / settings.iterations
        batch = draw_batch(
            self._people, settings.batch, settings.seed * 1_000_003 + self.iteration, flip=settings.flip
        )
        overlay = self.network(batch.patch)
        terms = losses(overlay, batch, self._judge, settings.weights)
        judged = judge_loss(overlay, batch, self._judge)
        jobs = (
            (self.network, torch.stack(list(terms.values())).sum(), settings.learning_rate),
            (self._judge, judged, settings.judge_rate),
        )
        for optimiser, (network, loss, rate) in zip(self._optimisers, jobs, strict=True):
            parameters = list(network.parameters())
            gradients = torch.autograd.grad(loss, parameters)
            for parameter, gradient in zip(parameters, gradients, strict=True):
                parameter.grad = gradient
            torch.nn.utils.clip_grad_norm_(parameters, settings.clip_norm)
            for group in optimiser.param_groups:
                group["lr"] = rate * min(4 * left, 1)
        for optimiser in self._optimisers:
            optimiser.step()
        self._average.update()
        return {name: float(term.detach()) for name, term in {**terms, "judge": judged}.items()}

    def add(self, iteration: int, values: Mapping[str, float]) -> None:
        """Take mean losses: measure the weights' average, keep it if it is the best, and log all."""
        candidate = copy.deepcopy(self.network)
        candidate.load_state_dict(self._average.tensors)
        figures = measure(candidate, self._unseen)
        if not self.best or score(figures) < score(self.best_figures):
            self.best = {name: tensor.clone() for name, tensor in self._average.tensors.items()}
            self.best_figures = figures
        self._log.add(iteration, {**values, **figures})

    def _save(self) -> None:
        with write_atomically(self.folder / STATE) as temporary:
            torch.save(
                {
                    "format": FORMAT,
                    "iteration": self.iteration,
                    "network": self.network.state_dict(),
                    "average": self._average.tensors,
                    "judge": self._judge.state_dict(),
                    "optimisers": [optimiser.state_dict() for optimiser in self._optimisers],
                    "best": self.best,
                    "best_figures": self.best_figures,
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
            self._judge.load_state_dict(state["judge"])
            for optimiser, kept in zip(self._optimisers, state["optimisers"], strict=True):
                optimiser.load_state_dict(kept)
            self.iteration = int(state["iteration"])
            self.best, self.best_figures = state["best"], state["best_figures"]
        except (KeyError, ValueError, RuntimeError) as error:
            reason = str(error).splitlines()[0]
            raise CheckpointError(f"{path} is of another network ({reason}): name another folder") from error
