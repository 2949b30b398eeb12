"""`vcam train`: Bi-layer networks trained on prepared clips."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from inspect import cleandoc
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import typer

from vcam.cli import train_anchored, train_prepare, train_skeleton, train_synth
from vcam.cli import train_options as options
from vcam.cli.console import note, progress, say
from vcam.cli.main import TERMINATED
from vcam.cli.options import new_group

if TYPE_CHECKING:
    from vcam.models.build import BilayerConfig, Size
    from vcam.training.distributed import Processes
    from vcam.training.objective import Perceptual
    from vcam.training.trainer import Trainer

PROGRAM = (sys.executable, "-m", "vcam")
"""What a process of several runs."""


def group() -> typer.Typer:
    """The command, the one that makes its data, and those of the smaller networks."""
    app = new_group(cleandoc(train.__doc__ or ""))
    app.callback(invoke_without_command=True)(train)
    app.command("prepare")(train_prepare.prepare)
    app.command("anchored-pairs")(train_anchored.anchored_pairs)
    app.command("anchored")(train_anchored.anchored)
    app.command("synth")(train_synth.synth)
    app.command("skeleton")(train_skeleton.skeleton)
    return app


def train(
    context: typer.Context,
    data: options.DataOption = None,
    out: options.OutOption = None,
    stage: options.StageOption = "base",
    source: options.FromOption = None,
    size: options.SizeOption = None,
    image_size: options.ImageSizeOption = None,
    batch: options.BatchOption = None,
    accumulate: options.AccumulateOption = 1,
    iterations: options.IterationsOption = 200_000,
    precision: options.PrecisionOption = "fp32",
    device: options.DeviceOption = "auto",
    ema: options.EmaOption = 0.0,
    no_ada_spade: options.NoAdaSpadeOption = False,
    no_adaptive_skips: options.NoAdaptiveSkipsOption = False,
    no_updater: options.NoUpdaterOption = False,
    vgg: options.VggOption = None,
    vggface: options.VggFaceOption = None,
    learning_rate: options.LearningRateOption = 2e-4,
    clip_norm: options.ClipNormOption = 0.0,
    standing_batches: options.StandingOption = 500,
    save_every: options.SaveOption = 2_500,
    sample_every: options.SampleOption = 500,
    log_every: options.LogEveryOption = 50,
    seed: options.SeedOption = 0,
    workers: options.WorkersOption = 2,
    log: options.LogOption = "csv",
    processes: options.ProcessesOption = 1,
    port: options.PortOption = None,
) -> None:
    """Train Bi-layer networks on clips; `vcam train prepare` makes these ready.

    The run folder gets checkpoint/ (what --checkpoint of other commands takes), log.csv, samples/ and the
    state training.pt. Ctrl-C saves the state. The same command goes on from the last one, after a crash too.

    The paper trains in two stages: `vcam train --data D --out base`, then
    `vcam train --data D --out full --stage updater --from base`.

    Several GPUs: `--processes 8`. Several machines: on each,
    `torchrun --nnodes 2 --nproc-per-node 8 --rdzv-backend c10d --rdzv-endpoint HOST:29500 -m vcam train ...`
    with one of them as HOST, and folders that all of them see.
    """
    if context.invoked_subcommand is not None:
        return
    data, out = _needed(context, data, "--data"), _needed(context, out, "--out")
    if no_updater and stage == "updater":
        raise typer.BadParameter("the updater stage trains it", ctx=context, param_hint="--no-updater")
    if port is not None and processes == 1:
        raise typer.BadParameter("it goes with --processes", ctx=context, param_hint="--port")
    if processes > 1:
        _train_together(context, processes, port)
        return

    from vcam.training.dataset import PairDataset
    from vcam.training.distributed import join_processes
    from vcam.training.settings import BATCHES, TrainingSettings
    from vcam.training.trainer import Trainer

    source = source.expanduser() if source is not None else None
    networks = _networks(
        source,
        size,
        image_size,
        no_ada_spade=no_ada_spade,
        no_adaptive_skips=no_adaptive_skips,
        no_updater=no_updater,
    )
    settings = TrainingSettings(
        stage=stage,
        networks=networks,
        batch=batch or BATCHES[stage],
        accumulate=accumulate,
        iterations=iterations,
        precision=precision,
        learning_rate=learning_rate,
        clip_norm=clip_norm,
        ema_decay=ema,
        standing_batches=standing_batches,
        save_every=save_every,
        sample_every=sample_every,
        log_every=log_every,
        seed=seed,
    )
    with join_processes(device) as together:
        perceptual = _perceptual(vgg, vggface)
        trainer = Trainer(
            settings,
            PairDataset(data, networks.image_size, seed=seed),
            out,
            perceptual=perceptual,
            processes=together,
            source=source,
            workers=workers,
            tensorboard=log == "tensorboard",
        )
        if together.leads:
            _tell_start(trainer.iteration, perceptual, together)
        _run(trainer, show=together.leads)
    if together.leads:
        say(f"{out / 'checkpoint'}: the {networks.size} networks after {trainer.iteration} iterations.")


def _train_together(context: typer.Context, processes: int, port: int | None) -> None:
    """Run this very command in several processes; they say what there is to say, and how it ends."""
    if "RANK" in os.environ:
        raise typer.BadParameter(
            "torchrun has started several processes already", ctx=context, param_hint="--processes"
        )
    from vcam.training.launcher import train_together

    code = train_together([*PROGRAM, "train", *_given(context)], processes, port)
    if code:
        # Not by typer's Exit, after which a stop would be told once more.
        raise SystemExit(code)


def _given(context: typer.Context) -> list[str]:
    """The options of this command as they were given, without those about the processes."""
    given: list[str] = []
    for option in context.command.params:
        name, value = option.name or "", context.params.get(option.name or "")
        if name in ("processes", "port") or value in (None, False):
            continue
        given += [option.opts[0]] if value is True else [option.opts[0], str(value)]
    return given


def _needed(context: typer.Context, folder: Path | None, option: str) -> Path:
    if folder is None:
        raise typer.BadParameter("it is needed", ctx=context, param_hint=option)
    return folder.expanduser()


def _networks(
    source: Path | None,
    size: Size | None,
    image_size: int | None,
    *,
    no_ada_spade: bool,
    no_adaptive_skips: bool,
    no_updater: bool,
) -> BilayerConfig:
    """What the options say about the networks; where they say nothing, as in the checkpoint to begin with."""
    from vcam.models.build import BilayerConfig
    from vcam.training.networks import config_of

    known = BilayerConfig() if source is None else config_of(source)
    return replace(
        known,
        size=size or known.size,
        image_size=image_size or known.image_size,
        ada_spade=known.ada_spade and not no_ada_spade,
        adaptive_skips=known.adaptive_skips and not no_adaptive_skips,
        updater=not no_updater,
        discriminator=False,
        spectral_norm=False,
    )


def _perceptual(vgg: Path | None, vggface: Path | None) -> Perceptual:
    from vcam.training.objective import Perceptual
    from vcam.training.perceptual import VGG19, VGGFACE, find_vgg19, load_perceptual

    return Perceptual(
        things=load_perceptual(VGG19, vgg.expanduser() if vgg is not None else find_vgg19()),
        faces=load_perceptual(VGGFACE, vggface.expanduser() if vggface is not None else None),
    )


def _tell_start(iteration: int, perceptual: Perceptual, processes: Processes) -> None:
    together = f"{processes.world} processes" if processes.world > 1 else "one process"
    begin = f"going on after iteration {iteration}" if iteration else "from the beginning"
    note(f"Training on {processes.device} in {together}, {begin}.")
    for loss in (perceptual.things, perceptual.faces):
        note(f"Perceptual loss: {loss.origin}.")


def _run(trainer: Trainer, *, show: bool) -> None:
    """Train with a progress bar; a signal saves the state, and then ends as it usually does."""
    shown = progress("Training", unit="iterations") if show else nullcontext()
    with _first_signal_stops() as received, shown as advance:
        finished = trainer.run(progress=advance, stop=lambda: bool(received))
    if finished:
        return
    if received[:1] == [signal.SIGTERM]:
        raise SystemExit(TERMINATED)
    raise KeyboardInterrupt


@contextmanager
def _first_signal_stops() -> Iterator[list[int]]:
    """Collect the first Ctrl-C or SIGTERM instead of breaking off; of a process alone, a second one does.

    With several processes torchrun passes on what the terminal sent them already.
    """
    received: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield received
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def stop(number: int, _frame: FrameType | None) -> None:
        received.append(number)
        if "TORCHELASTIC_RUN_ID" not in os.environ:
            restore()

    def restore() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    for number in before:
        signal.signal(number, stop)
    try:
        yield received
    finally:
        restore()
