"""Training of the skeleton's network: a state that resumes, a log, the best weights on held-out people."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor

from vcam.errors import CheckpointError, ConfigError
from vcam.models.skeleton_anchor import AnchorConfig, SkeletonAnchor
from vcam.models.skeleton_layout import LANDMARKS
from vcam.paths import write_atomically
from vcam.synthetic.heads import Heads
from vcam.training.ema import WeightAverage
from vcam.training.files import read_tensors
from vcam.training.log import CsvLog, Means
from vcam.training.skeleton.objective import FIGURES, LOSSES, eye_distance, keypoint_weights, losses, measure
from vcam.training.skeleton.regions import region_members
from vcam.training.skeleton.samples import HeadSampler, SampleSettings
from vcam.training.skeleton.start import started

FORMAT, STATE, LOG = "vcam-skeleton-state", "state.pt", "log.csv"
HELDOUT_SEED = 7_919
"""Added to the seed for the people that the best weights are chosen by."""
HELDOUT_BATCHES, HELDOUT_COUNT = 4, 128


@dataclass(frozen=True, kw_only=True)
class SkeletonSettings:
    """How the network is trained.

    Args:
        iterations: in all.
        batch: samples of an iteration, each of two successive pictures.
        learning_rate: of Adam, after a rise; it falls to 0 as a cosine.
        rise: iterations of the rise.
        clip_norm: the gradient's greatest norm.
        ema: decay of the weights' average, which is what is measured and kept.
        every: iterations between two measurements, which also keep the state.
        start_batches: that the start is solved from, of 256 samples.
        seed: of all chance.
        samples: what they are like.
    """

    iterations: int = 3000
    batch: int = 64
    learning_rate: float = 5e-4
    rise: int = 100
    clip_norm: float = 1.0
    ema: float = 0.995
    every: int = 200
    start_batches: int = 160
    seed: int = 0
    samples: SampleSettings = field(default_factory=SampleSettings)

    def __post_init__(self) -> None:
        """Raise `ConfigError` unless the numbers make sense."""
        if min(self.iterations, self.batch, self.rise, self.every, self.start_batches) < 1:
            raise ConfigError("iterations, batch, rise, every and start_batches must be at least 1")
        if not 0 <= self.ema < 1 or self.learning_rate <= 0 or self.clip_norm <= 0:
            raise ConfigError("expected an ema from 0 to below 1, and learning_rate and clip_norm above 0")


class SkeletonTrainer:
    """Trains the network in one folder; made again, it goes on where it was."""

    def __init__(
        self,
        folder: Path,
        heads: Heads,
        config: AnchorConfig,
        settings: SkeletonSettings,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> None:
        """Begin, which solves for the start, or go on with the state in the folder.

        Args:
            folder: for state and log.
            heads: of `vcam train synth`.
            config: of the network.
            settings: of the training.
            progress: of the start.

        Raises:
            CheckpointError: the state is damaged or of another network.
            TrainingError: the log is of another training.
        """
        torch.manual_seed(settings.seed)
        self.folder, self.settings = folder, settings
        self._sampler = HeadSampler(heads, settings.samples, settings.seed)
        self._heldout = HeadSampler(heads, settings.samples, settings.seed + HELDOUT_SEED)
        self._eyes, self._weights = eye_distance(self._sampler.neutral), keypoint_weights()
        path = folder / STATE
        if path.is_file():
            members = region_members(config.regions, config.region_points)
            self.network = SkeletonAnchor(config, members, self._sampler.neutral[:LANDMARKS])
        else:
            self.network = started(config, self._sampler, settings.start_batches, progress)
        self._average = WeightAverage(self.network.named_parameters(), settings.ema)
        self._optimiser = torch.optim.Adam(self.network.parameters(), settings.learning_rate)
        self.iteration = 0
        self.best: dict[str, Tensor] = {}
        self.best_figures: dict[str, float] = {}
        if path.is_file():
            self._restore(path)
        self._log = CsvLog(
            folder / LOG, (*LOSSES, *(f"heldout_{name}" for name in FIGURES)), done=self.iteration
        )
        if not self.best:
            self._keep_if_best()

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

    def best_network(self) -> SkeletonAnchor:
        """The network with the best weights so far."""
        network = copy.deepcopy(self.network)
        _put(network, self.best)
        return network.eval()

    def add(self, iteration: int, values: Mapping[str, float]) -> None:
        """Take mean losses: measure the weights' average, keep it if it is the best, and log all."""
        figures = self._keep_if_best()
        self._log.add(iteration, {**values, **{f"heldout_{name}": figures[name] for name in FIGURES}})

    def _keep_if_best(self) -> dict[str, float]:
        candidate = copy.deepcopy(self.network)
        _put(candidate, self._average.tensors)
        figures = measure(candidate, self._heldout, HELDOUT_BATCHES, HELDOUT_COUNT)
        if not self.best or figures["keypoints"] < self.best_figures["keypoints"]:
            self.best = {name: tensor.clone() for name, tensor in self._average.tensors.items()}
            self.best_figures = figures
        return figures

    def _step(self) -> dict[str, float]:
        settings = self.settings
        batch = self._sampler.batch(settings.batch, self.iteration)
        first, second = (self.network(*batch.inputs(picture)) for picture in range(2))
        terms = losses((first, second), batch, self._weights, self._eyes)
        self._optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(torch.stack(list(terms.values())).sum())
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), settings.clip_norm)
        done = self.iteration / settings.iterations
        rate = min((self.iteration + 1) / settings.rise, (1 + math.cos(math.pi * done)) / 2)
        for group in self._optimiser.param_groups:
            group["lr"] = settings.learning_rate * rate
        self._optimiser.step()
        self._average.update()
        return {name: float(term.detach()) for name, term in terms.items()}

    def _save(self) -> None:
        with write_atomically(self.folder / STATE) as temporary:
            torch.save(
                {
                    "format": FORMAT,
                    "iteration": self.iteration,
                    "network": self.network.state_dict(),
                    "average": self._average.tensors,
                    "optimiser": self._optimiser.state_dict(),
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
            self._optimiser.load_state_dict(state["optimiser"])
            self.iteration = int(state["iteration"])
            self.best, self.best_figures = state["best"], state["best_figures"]
        except (KeyError, ValueError, RuntimeError) as error:
            reason = str(error).splitlines()[0]
            raise CheckpointError(f"{path} is of another network ({reason}): name another folder") from error


def _put(network: SkeletonAnchor, parameters: Mapping[str, Tensor]) -> None:
    """Give the network's parameters these values."""
    network.load_state_dict({**network.state_dict(), **parameters})
