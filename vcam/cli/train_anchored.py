"""`vcam train anchored` and `anchored-pairs`: the small networks that draw by default."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from vcam.cli.console import note, progress, say
from vcam.cli.train_options import DeviceOption
from vcam.errors import BackendUnavailable

if TYPE_CHECKING:
    from torch import nn

    from vcam.models.anchored import AnchoredGenerator, RegionConfig
    from vcam.training.anchored.record import RunRecord
    from vcam.training.anchored.trainer import AnchoredSettings

Size = Literal["full", "small"]
PairsOption = Annotated[
    Path, typer.Option("--pairs", metavar="DIR", help="Pairs of `vcam train anchored-pairs`.")
]


def anchored_pairs(
    data: Annotated[
        Path, typer.Option("--data", metavar="DIR", help="Clips made ready by `vcam train prepare`.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the pairs go.")],
    a_person: Annotated[
        int, typer.Option("--a-person", metavar="N", min=1, help="Pairs of each person at most, about.")
    ] = 360,
    a_still: Annotated[
        int, typer.Option("--a-still", metavar="N", min=0, help="Pairs of each single picture.")
    ] = 4,
) -> None:
    """Make the pairs that `vcam train anchored` learns from.

    Frames of each clip become avatars, other frames of it drive them, and what geometry draws is kept beside
    the true picture. Single pictures are moved by geometry first, as the clips move, and driven back. The
    same command goes on where it was.
    """
    from vcam.training.anchored.pairs import PairSettings, make_pairs

    with progress("Making pairs", unit="clips") as advance:
        settings = PairSettings(a_person=a_person, a_still=a_still)
        count = make_pairs(data.expanduser(), out.expanduser(), settings, advance)
    say(f"{out}: pairs of {count} clips and pictures.")


def anchored(
    pairs: PairsOption,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Run folder, new or to go on with.")],
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Begin a new run with the weights of such a file."),
    ] = None,
    size: Annotated[
        Size | None,
        typer.Option(
            "--size",
            help="What the networks are like: small costs less than half of full. With --from a wider file's "
            "strongest channels begin, and its networks teach; default: as the file, or full.",
        ),
    ] = None,
    unseen: Annotated[
        str,
        typer.Option(
            "--unseen",
            metavar="NAME,...",
            help="People to choose the best weights by, not trained on; default: every sixth.",
        ),
    ] = "",
    tiers: Annotated[
        str, typer.Option("--tiers", metavar="NAME,...", help="Rights tiers to train on; default: all.")
    ] = "",
    parts: Annotated[
        str,
        typer.Option(
            "--parts", metavar="NAME,...", help="Networks to train, of head, mouth and eyes; default: all."
        ),
    ] = "",
    iterations: Annotated[int, typer.Option("--iterations", min=1, help="Of each network.")] = 4000,
    batch: Annotated[int, typer.Option("--batch", min=1, help="Pairs an iteration.")] = 16,
    device: DeviceOption = "auto",
    seed: Annotated[int, typer.Option("--seed", help="Of all chance.")] = 0,
) -> None:
    """Train the networks that repair what geometry draws: the whole head, the mouth, the eyes.

    The run folder gets anchored.safetensors, where another run can begin, anchored.onnx and
    anchored_head.onnx, which draw, and for each network its log.csv and state. Ctrl-C loses the iterations
    since the last line of the log; the same command goes on from there.
    """
    import torch

    from vcam.models.anchored_file import load_anchored
    from vcam.training.anchored.parts import choose_parts, load_part, make_task, split_people
    from vcam.training.anchored.record import describe_run, write_record
    from vcam.training.anchored.trainer import AnchoredSettings, PatchTrainer
    from vcam.training.distributed import own_device

    place = own_device(device)
    out = out.expanduser()
    torch.manual_seed(seed)
    begun = load_anchored(source.expanduser()) if source is not None else None
    generator = _begin(begun, size)
    settings = AnchoredSettings(iterations=iterations, batch=batch, seed=seed)
    for name in choose_parts(generator.config, _names(parts)):
        config = getattr(generator.config, name)
        people = load_part(pairs.expanduser(), name, config.side, _names(tiers))
        seen, kept = split_people(people, _names(unseen))
        record = describe_run(
            pairs.expanduser(),
            network=name,
            config=asdict(config),
            people={person.person for person in seen},
            unseen={person.person for person in kept},
            tiers=_names(tiers),
            batch=batch,
            seed=seed,
            device=place,
        )
        write_record(out / name, record)
        task = make_task(name, config, seen, kept, place, _teacher(begun, name, config))
        with closing(PatchTrainer(out / name, getattr(generator, name), task, settings)) as trainer:
            note(
                f"Training the network for the {name} on {record.people} people, {record.unseen} are unseen."
            )
            with progress(f"Training {name}", unit="iterations") as advance:
                trainer.run(advance)
        setattr(generator, name, trainer.best_network())
        say(f"{name}: {task.tell(trainer.best_figures)}")
    _write(out, generator, _origin(settings, record))


def _begin(source: AnchoredGenerator | None, size: Size | None) -> AnchoredGenerator:
    """The networks to train, fresh, or as a file's, narrowed if they are wider than wanted."""
    from vcam.models.anchored import AnchoredGenerator
    from vcam.models.anchored_narrow import narrowed
    from vcam.training.anchored.parts import SIZES

    if source is None:
        return AnchoredGenerator(SIZES[size or "full"])
    return narrowed(source, SIZES[size]) if size else source


def _teacher(source: AnchoredGenerator | None, part: str, config: RegionConfig) -> nn.Module | None:
    """The file's network where it is another than the one to train."""
    if source is None or getattr(source.config, part) in (None, config):
        return None
    network: nn.Module = getattr(source, part)
    return network


def _origin(settings: AnchoredSettings, record: RunRecord) -> str:
    return (
        f"Trained by `vcam train anchored` on {record.device}, {settings.iterations} iterations of "
        f"{settings.batch} pairs, {record.people} people."
    )


def _write(out: Path, generator: AnchoredGenerator, origin: str) -> None:
    from vcam.export.anchored import anchored_exportables
    from vcam.export.files import export
    from vcam.models.anchored_file import anchored_bytes
    from vcam.paths import write_atomically

    with write_atomically(out / "anchored.safetensors") as temporary:
        temporary.write_bytes(anchored_bytes(generator.eval(), origin))
    say(f"{out / 'anchored.safetensors'}: the networks.")
    try:
        for name, exportable in anchored_exportables(generator, origin).items():
            export(exportable, out / f"{name}.onnx", "onnx")
            say(f"{out / name}.onnx: a graph that draws.")
    except BackendUnavailable as error:
        note(f"The graphs that draw were not written: {error}.")


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())
