"""`vcam weights`: the networks that ship with vcam, and others that it can take over."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vcam.cli.console import note, print_json, print_table, say
from vcam.cli.options import JsonOption, new_group
from vcam.errors import CheckpointError

if TYPE_CHECKING:
    from vcam.weights import WeightsEntry

FolderArgument = Annotated[Path, typer.Argument(help="Holds the authors' .pth files, also in subfolders.")]
OutOption = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="New checkpoint folder; default: `official` in vcam's data."),
]
NameArgument = Annotated[str | None, typer.Argument(help="One of the names that `list` shows; default: all.")]


def group() -> typer.Typer:
    """The commands."""
    app = new_group("List or verify the shipped weights, or import others.")
    app.command("list")(list_weights)
    app.command("verify")(verify)
    app.command("import-official")(import_official)
    return app


def list_weights(json: JsonOption = False) -> None:
    """Show every weights file: name, size, licence, what it is for, and how it was trained.

    A network that was taken over tells no training; its source stands in --json, with the figures of all.
    """
    from vcam.weights import read_manifest

    entries = read_manifest().entries
    if json:
        print_json([asdict(entry) for entry in entries])
        return
    rows = [
        (entry.name, f"{entry.bytes / 1e6:.2f} MB", entry.licence, entry.purpose, _training(entry))
        for entry in entries
    ]
    print_table(("Name", "Size", "Licence", "Purpose", "Trained"), rows)


def _training(entry: WeightsEntry) -> str:
    """Rights tiers, steps and device in a few words; empty for a network that was taken over."""
    steps = ", ".join(f"{part} {count}" for part, count in entry.steps.items())
    told = (
        f"tiers {', '.join(entry.tiers)}" if entry.tiers else "",
        f"{steps} steps" if steps else "",
        entry.device,
    )
    return "; ".join(filter(None, told))


def verify(name: NameArgument = None, json: JsonOption = False) -> None:
    """Compare weights files with the hashes in their manifest."""
    from vcam.weights import verify as verify_weights

    checks = verify_weights(name)
    if json:
        print_json([{"name": c.entry.name, "ok": c.problem is None, "problem": c.problem} for c in checks])
    else:
        for check in checks:
            if check.problem is None:
                say(f"{check.entry.name}: good, {check.entry.bytes} bytes")
    problems = [check.problem for check in checks if check.problem]
    if problems:
        raise CheckpointError("; ".join(problems))


def import_official(folder: FolderArgument, out: OutOption = None, json: JsonOption = False) -> None:
    """Make a checkpoint of the Bi-layer authors' released networks."""
    from vcam.paths import checkpoints_folder

    out = (out or checkpoints_folder() / "official").expanduser()
    if out.exists():
        raise CheckpointError(f"{out} exists already: remove it, or name another folder with --out")

    from vcam.models.checkpoint import save_checkpoint
    from vcam.models.official import import_official as read_official

    note("Reading the authors' networks ...")
    checkpoint = read_official(folder.expanduser())
    save_checkpoint(out, checkpoint)
    config = checkpoint.config
    if json:
        print_json({"folder": str(out), "origin": checkpoint.origin, "config": config.to_json()})
        return
    updater = "with" if config.updater else "without"
    say(f"{out}: the {config.size} networks, {updater} the texture updater. {checkpoint.origin}")
