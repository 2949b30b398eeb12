"""`vcam train anchored` and `anchored-pairs`: the small networks that repair mouth and eyes."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vcam.cli.console import note, progress, say
from vcam.errors import BackendUnavailable, ConfigError

if TYPE_CHECKING:
    from vcam.models.anchored import AnchoredGenerator
    from vcam.training.anchored.data import PersonPairs
    from vcam.training.anchored.trainer import AnchoredSettings

UNSEEN_EVERY = 6
"""Of so many people, in the order of their names, one is kept unseen when nobody is named."""

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
    ] = 240,
) -> None:
    """Make the pairs that `vcam train anchored` learns from.

    Frames of each clip become avatars, other frames of it drive them, and what geometry draws of mouth and
    eyes is kept beside the true picture. Pictures alone make no pairs. The same command goes on where it was.
    """
    from vcam.training.anchored.pairs import PairSettings, make_pairs

    with progress("Making pairs", unit="clips") as advance:
        count = make_pairs(data.expanduser(), out.expanduser(), PairSettings(a_person=a_person), advance)
    say(f"{out}: pairs of {count} clips.")


def anchored(
    pairs: PairsOption,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Run folder, new or to go on with.")],
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Begin a new run with the weights of such a file."),
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
    iterations: Annotated[int, typer.Option("--iterations", min=1, help="Of each of both networks.")] = 4000,
    batch: Annotated[int, typer.Option("--batch", min=1, help="Pairs an iteration.")] = 16,
    seed: Annotated[int, typer.Option("--seed", help="Of all chance.")] = 0,
) -> None:
    """Train the networks that repair mouth and eyes over what geometry draws, on the CPU.

    The run folder gets anchored.safetensors, where another run can begin, anchored.onnx, which draws, and for
    each network its log.csv and state. Ctrl-C loses the iterations since the last line of the log; the same
    command goes on from there.
    """
    from vcam.models.anchored import AnchoredConfig, AnchoredGenerator
    from vcam.models.anchored_file import load_anchored
    from vcam.training.anchored.data import load_people
    from vcam.training.anchored.trainer import AnchoredSettings, RegionTrainer

    out = out.expanduser()
    begun = load_anchored(source.expanduser()) if source is not None else AnchoredGenerator(AnchoredConfig())
    for name in ("mouth", "eyes"):
        people = load_people(pairs.expanduser(), name, _names(tiers))
        seen, kept = split_people(people, _names(unseen))
        settings = AnchoredSettings(iterations=iterations, batch=batch, seed=seed, flip=name == "mouth")
        start = getattr(begun, name) if source is not None else None
        config = getattr(begun.config, name)
        with closing(RegionTrainer(out / name, config, settings, seen, kept, start)) as trainer:
            note(f"Training the network for the {name} on {len(seen)} people, {len(kept)} are unseen.")
            with progress(f"Training {name}", unit="iterations") as advance:
                trainer.run(advance)
        setattr(begun, name, trainer.best_network())
        figures = trainer.best_figures
        say(
            f"On unseen people the error inside the {name} is {figures['opening']:.1f} grey levels, "
            f"{figures['prior_opening']:.1f} by geometry alone."
        )
    _write(out, begun, _origin(settings, len(seen)))


def split_people(
    people: list[PersonPairs], unseen: tuple[str, ...]
) -> tuple[list[PersonPairs], list[PersonPairs]]:
    """Those to train on, and those to measure by.

    Raises:
        ConfigError: a name is not known, or one side would be empty.
    """
    names = [person.person for person in people]
    missing = [name for name in unseen if name not in names]
    if missing:
        raise ConfigError(
            f"the pairs show nobody called {', '.join(missing)}: choose from {', '.join(names)}"
        )
    chosen = set(unseen or names[UNSEEN_EVERY // 2 :: UNSEEN_EVERY] or names[1:2])
    seen = [person for person in people if person.person not in chosen]
    kept = [person for person in people if person.person in chosen]
    if not seen or not kept:
        raise ConfigError(
            f"{len(seen)} people are left to train on and {len(kept)} to measure by, expected at least one "
            "each: prepare clips of more people"
        )
    return seen, kept


def _origin(settings: AnchoredSettings, people: int) -> str:
    return (
        f"Trained on the CPU by `vcam train anchored`, {settings.iterations} iterations of "
        f"{settings.batch} pairs, {people} people."
    )


def _write(out: Path, generator: AnchoredGenerator, origin: str) -> None:
    from vcam.export.anchored import anchored_exportable
    from vcam.export.files import export
    from vcam.models.anchored_file import anchored_bytes
    from vcam.paths import write_atomically

    with write_atomically(out / "anchored.safetensors") as temporary:
        temporary.write_bytes(anchored_bytes(generator.eval(), origin))
    say(f"{out / 'anchored.safetensors'}: the networks.")
    try:
        export(anchored_exportable(generator, origin), out / "anchored.onnx", "onnx")
    except BackendUnavailable as error:
        note(f"The graph that draws was not written: {error}.")
        return
    say(f"{out / 'anchored.onnx'}: the graph that draws.")


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())
