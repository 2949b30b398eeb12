"""`vcam train skeleton`: the network that puts the driver's motion on the avatar's own head."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vcam.cli.console import note, progress, say
from vcam.errors import BackendUnavailable

if TYPE_CHECKING:
    from vcam.models.skeleton_anchor import SkeletonAnchor
    from vcam.synthetic.heads import Heads
    from vcam.training.skeleton.trainer import SkeletonSettings

FIGURE_BATCHES = 4


def skeleton(
    data: Annotated[
        Path, typer.Option("--data", metavar="DIR", help="Synthetic heads of `vcam train synth`.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Run folder, new or to go on with.")],
    iterations: Annotated[int, typer.Option("--iterations", min=1, help="In all.")] = 3000,
    batch: Annotated[
        int, typer.Option("--batch", min=1, help="Samples an iteration, each of two successive pictures.")
    ] = 64,
    start: Annotated[
        int, typer.Option("--start", min=2, help="Batches of 256 samples that the start is solved from.")
    ] = 160,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Of weights and samples.")] = 0,
    fit: Annotated[
        int, typer.Option("--fit", min=1, help="Batches of 256 samples that the fit to clips is solved from.")
    ] = 40,
    clips: Annotated[
        Path | None,
        typer.Option(
            "--clips",
            metavar="DIR",
            help="Clips of `vcam train prepare`: at the end the network is fitted to real faces too.",
        ),
    ] = None,
) -> None:
    """Train the network on synthetic heads, on the CPU.

    The run folder gets skeleton_anchor.safetensors, skeleton_anchor.onnx, which runs live, log.csv and the
    state. Ctrl-C loses the iterations since the last line of the log; the same command goes on from there.
    """
    from vcam.models.skeleton_anchor import AnchorConfig
    from vcam.synthetic.heads import read_heads
    from vcam.training.skeleton.trainer import SkeletonSettings, SkeletonTrainer

    out = out.expanduser()
    settings = SkeletonSettings(iterations=iterations, batch=batch, start_batches=start, seed=seed)
    heads = read_heads(data.expanduser())
    with progress("Solving for the start", unit="batches") as advance:
        trainer = SkeletonTrainer(out, heads, AnchorConfig(), settings, advance)
    with closing(trainer), progress("Training", unit="iterations") as advance:
        trainer.run(advance)
    figures = trainer.best_figures
    say(
        f"On held-out heads the keypoints are {figures['keypoints']:.2f} % of the eyes' distance off, the "
        f"landmarks {figures['landmarks']:.2f} %."
    )
    origin = (
        f"Trained on synthetic heads by `vcam train skeleton`, {settings.iterations} iterations of "
        f"{settings.batch} samples."
    )
    network = trainer.best_network()
    if clips is not None:
        origin += f" {_fit(network, heads, settings, clips.expanduser(), fit)}"
    _write(out, network, origin)


def _fit(network: SkeletonAnchor, heads: Heads, settings: SkeletonSettings, clips: Path, batches: int) -> str:
    """Fit to real faces, and tell to whose."""
    from vcam.training.skeleton.clip_figures import measure_clips
    from vcam.training.skeleton.clips import RealSampler
    from vcam.training.skeleton.refit import RefitSettings, refit
    from vcam.training.skeleton.samples import HeadSampler

    sampler, real = (
        HeadSampler(heads, settings.samples, settings.seed),
        RealSampler(clips, heads, settings.seed),
    )
    with progress("Fitting to real faces", unit="batches") as advance:
        refit(network, sampler, real, RefitSettings(batches=batches), advance)
    found = measure_clips(network, RealSampler(clips, heads, settings.seed, heldout=True), FIGURE_BATCHES)
    say(
        f"On people kept from it, mouths open {found.mouth_range:.2f} times and eyes {found.eye_range:.2f} "
        "times as far as the driver's."
    )
    return f"Expressions were fitted to landmarks of {real.origin}."


def _write(out: Path, network: SkeletonAnchor, origin: str) -> None:
    from vcam.export.files import export
    from vcam.export.skeleton_anchor import skeleton_anchor_exportable
    from vcam.models.skeleton_anchor_file import skeleton_anchor_bytes
    from vcam.paths import write_atomically

    path, graph = out / "skeleton_anchor.safetensors", out / "skeleton_anchor.onnx"
    with write_atomically(path) as temporary:
        temporary.write_bytes(skeleton_anchor_bytes(network, origin))
    say(f"{path}: the network.")
    try:
        export(skeleton_anchor_exportable(network, origin), graph, "onnx")
    except BackendUnavailable as error:
        note(f"The graph that runs live was not written: {error}.")
        return
    say(f"{graph}: the graph that runs live.")
