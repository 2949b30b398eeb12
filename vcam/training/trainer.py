"""The training loop: iterations, and what is written while they run.

A run folder holds `settings.json`, the state `training.pt`, the checkpoint for everything else in
`checkpoint/`, `log.csv`, and sample sheets in `samples/`.
Source: Fast Bi-layer Neural Synthesis (2020), 3.5 and A.1.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import torch

from vcam.errors import ConfigError, TrainingError
from vcam.models.bilayer import Bilayer
from vcam.models.checkpoint import Checkpoint, load_strictly, save_checkpoint
from vcam.training.distributed import Processes
from vcam.training.ema import WeightAverage
from vcam.training.log import LOG, TENSORBOARD, CsvLog, Log, Means, TensorBoardLog
from vcam.training.networks import exported_config, networks_from, new_networks
from vcam.training.objective import Objective, Perceptual
from vcam.training.sample import Pair
from vcam.training.settings import TrainingSettings, expect_same_run, write_record
from vcam.training.sheets import draw_sheet, write_sheet
from vcam.training.standing import inference_networks
from vcam.training.state import (
    CHECKPOINT,
    STATE,
    TrainingState,
    random_state,
    read_state,
    restore_random_state,
    write_state,
)
from vcam.training.step import MEASURES, Stepper
from vcam.training.stream import PairSource, Position, Schedule, load_parts
from vcam.training.sync_norm import synchronise

SAMPLES = "samples"
SAMPLE_ROWS = 4

SECONDS = "seconds"
"""The log's column with the duration of an iteration."""

log = logging.getLogger(__name__)


class Trainer:
    """Trains one stage into a run folder; where that holds a state, it goes on from there."""

    def __init__(
        self,
        settings: TrainingSettings,
        pairs: PairSource,
        folder: Path,
        *,
        perceptual: Perceptual,
        processes: Processes | None = None,
        source: Path | None = None,
        workers: int = 0,
        tensorboard: bool = False,
    ) -> None:
        """Prepare everything up to the first iteration.

        Args:
            settings: how to train.
            pairs: the data.
            folder: of the run; all processes must see it, the leading one alone writes.
            perceptual: fixed networks of the perceptual losses.
            processes: those that train together; by default this one alone, on the CPU.
            source: a run folder or checkpoint that a new run begins with.
            workers: processes that read the data, beside each that trains.
            tensorboard: log for TensorBoard too.

        Raises:
            ConfigError: settings, device and networks don't fit together.
            TrainingError: the data are empty, or the folder holds a run of another kind.
            CheckpointError: a state or checkpoint can't be read.
            OSError: the folder can't be written.
        """
        self.settings = settings
        self._pairs = pairs
        self._folder = folder
        self._processes = processes or Processes()
        self._workers = workers
        self._tensorboard = tensorboard
        self._schedule = self._plan()
        self._record(perceptual)
        torch.manual_seed(settings.seed)
        state = read_state(folder / STATE) if (folder / STATE).exists() else None
        bilayer = self._networks(source, state)
        self._bilayer = bilayer
        self._objective = Objective(
            bilayer,
            perceptual,
            stage=settings.stage,
            weights=settings.weights,
            precision=settings.precision,
        ).to(self._processes.device)
        self._stepper = Stepper(self._objective, settings, self._processes)
        self._average = self._begin_average()
        self.iteration = 0
        if state is not None:
            self._restore(state)

    def run(
        self,
        *,
        progress: Callable[[int, int], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> bool:
        """Train until all iterations are done; then the checkpoint is that of the last one.

        Args:
            progress: told after each iteration how many are done, of how many.
            stop: asked before each iteration; where it says True in one process, all save the state and stop.

        Returns:
            Whether all iterations are done.

        Raises:
            TrainingError: training diverged or needs more memory; the state last saved is untouched.
            OSError: something can't be written.
        """
        settings = self.settings
        parts = self._load(self._schedule.parts(self.iteration))
        with ExitStack() as stack:
            means = Means([stack.enter_context(closing(each)) for each in self._open_logs()])
            while self.iteration < settings.iterations:
                began_at_s = time.monotonic()
                step = self._stepper.step(parts, self.iteration, stop=stop is not None and stop())
                self.iteration += 1
                if self._average is not None:
                    self._average.update()
                means.add({**step.values, SECONDS: time.monotonic() - began_at_s})
                if self.iteration % settings.log_every == 0:
                    means.write(self.iteration)
                if progress is not None:
                    progress(self.iteration, settings.iterations)
                if step.stop and self.iteration < settings.iterations:
                    self._save_state()
                    return False
                if self.iteration % settings.sample_every == 0:
                    self._draw_samples()
                if self.iteration % settings.save_every == 0 and self.iteration < settings.iterations:
                    self._save()
        self._save()
        return True

    def _plan(self) -> Schedule:
        """The order of the data, once settings, device and data are seen to fit."""
        settings, processes = self.settings, self._processes
        if settings.precision == "bf16" and processes.device.type != "cuda":
            raise ConfigError(
                f"precision bf16 needs a GPU, found {processes.device.type}: use --precision fp32 here"
            )
        if len(self._pairs) == 0:
            raise TrainingError("the data hold no pairs to train on: prepare clips with faces first")
        return Schedule(
            length=len(self._pairs),
            part=settings.part(processes.world),
            accumulate=settings.accumulate,
            rank=processes.rank,
            world=processes.world,
            seed=settings.seed,
        )

    def _record(self, perceptual: Perceptual) -> None:
        origins = [perceptual.things.origin, perceptual.faces.origin]
        for origin in origins:
            log.info("perceptual loss: %s", origin)
        facts = {"pairs": len(self._pairs), "perceptual": origins}
        # Without a state there is nothing to go on with: a mistaken first try binds nobody.
        if (self._folder / STATE).exists():
            expect_same_run(self._folder, self.settings, facts)
        self._processes.wait()
        if self._processes.leads:
            write_record(self._folder, self.settings, facts)

    def _networks(self, source: Path | None, state: TrainingState | None) -> Bilayer:
        config, stage = self.settings.networks, self.settings.stage
        if state is None and source is None and stage == "updater":
            raise ConfigError(
                "the updater stage needs networks that the base stage trained, found none: "
                "name a base run or a checkpoint with --from"
            )
        if state is None and source is not None:
            bilayer = networks_from(source, config, stage)
        else:
            bilayer = new_networks(config, stage)
        if state is not None:
            load_strictly(bilayer, state.networks, str(self._folder / STATE))
        synchronise(bilayer, self._processes)
        return bilayer

    def _begin_average(self) -> WeightAverage | None:
        if not self.settings.ema_decay:
            return None
        trained = [(n, p) for n, p in self._bilayer.named_parameters() if p.requires_grad]
        kept = [(name, value) for name, value in trained if not name.startswith("discriminator.")]
        return WeightAverage(kept, self.settings.ema_decay)

    def _restore(self, state: TrainingState) -> None:
        self.iteration = state.iteration
        self._stepper.restore(state.optimiser)
        if self._average is not None:
            self._average.restore(state.average)
        restore_random_state(state.random)
        log.info("going on after iteration %d of %s", self.iteration, self._folder)

    def _load(self, parts: Iterator[list[Position]]) -> Iterator[Pair]:
        return load_parts(self._pairs, parts, self._processes, workers=self._workers)

    def _open_logs(self) -> Iterator[Log]:
        if not self._processes.leads:
            return
        yield CsvLog(self._folder / LOG, (*MEASURES, SECONDS), done=self.iteration)
        if self._tensorboard:
            yield TensorBoardLog(self._folder / TENSORBOARD, done=self.iteration)

    def _draw_samples(self) -> None:
        # All processes draw, because synchronised statistics need all; the pairs are the same each time.
        first = [(0, index) for index in range(min(SAMPLE_ROWS, len(self._pairs)))]
        pair = next(load_parts(self._pairs, iter([first]), self._processes))
        sheet = draw_sheet(self._objective, pair)
        if self._processes.leads:
            write_sheet(self._folder / SAMPLES / f"{self.iteration:08d}.png", sheet)

    def _save(self) -> None:
        """Write state and checkpoint."""
        self._save_state()
        settings = self.settings
        config = exported_config(settings.networks, settings.stage)
        networks = inference_networks(
            self._bilayer,
            config,
            self._standing_batches() if settings.stage == "base" else None,
            processes=self._processes,
            average=self._average,
        )
        if self._processes.leads:
            done = f"{self.iteration} iterations of {settings.batch} pairs"
            origin = f"Trained by vcam: stage {settings.stage}, {done}."
            checkpoint = Checkpoint(config=config, bilayer=networks, origin=origin)
            save_checkpoint(self._folder / CHECKPOINT, checkpoint)
        self._processes.wait()

    def _standing_batches(self) -> Iterator[Pair]:
        """Batches in another order than training's, the same each time."""
        schedule = replace(self._schedule, accumulate=1, seed=self.settings.seed + 1)
        return self._load(schedule.parts(iterations=self.settings.standing_batches))

    def _save_state(self) -> None:
        if self._processes.leads:
            state = TrainingState(
                iteration=self.iteration,
                networks=self._bilayer.state_dict(),
                optimiser=self._stepper.state(),
                average=self._average.tensors if self._average is not None else {},
                random=random_state(),
            )
            write_state(self._folder / STATE, state)
        self._processes.wait()
