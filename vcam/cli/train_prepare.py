"""`vcam train prepare`: videos and pictures of people into data that the networks are trained on."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vcam.cli.console import note, print_json, print_table, progress, say
from vcam.cli.options import JsonOption
from vcam.errors import TrainingError

if TYPE_CHECKING:
    from vcam.training.preparation.folder import Report

SHOWN_PROBLEMS = 10


def prepare(
    clips: Annotated[
        Path,
        typer.Option("--clips", metavar="DIR", help="Videos and pictures, maybe with a manifest.csv."),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the prepared clips go.")],
    split: Annotated[
        str, typer.Option("--split", metavar="NAME,...", help="Rows of the manifest; default: train.")
    ] = "",
    tiers: Annotated[
        str, typer.Option("--tiers", metavar="NAME,...", help="Their rights tiers; default: all.")
    ] = "",
    side: Annotated[int, typer.Option("--side", metavar="PX", help="Side of the square frames.")] = 256,
    frames: Annotated[
        int, typer.Option("--frames", metavar="N", help="Frames a clip at most, spread over all of it.")
    ] = 500,
    quality: Annotated[int, typer.Option("--quality", help="JPEG quality of the stored frames.")] = 95,
    jobs: Annotated[int, typer.Option("--jobs", metavar="N", help="Processes to use.")] = 1,
    json: JsonOption = False,
) -> None:
    """Prepare videos and pictures of people for training.

    Each clip gets one fixed square around the face, landmarks and a person mask for every frame. Frames
    that teach nothing are left out and counted by reason: no face, a face under 64 pixels, turned away by
    more than 60 degrees, behind a cut, outside the square, blurred, or like the one before.

    With a manifest.csv (columns kind, id, identity, split, rights_tier) the clips are clips/ID.mp4 and
    portraits/ID.jpg. Without one they are all videos and pictures below DIR, and each top-level folder is
    one person; a file that lies in no folder is a person of its own.

    Stopped or killed, the same command goes on where it was: clips that are done are not done again.
    """
    from vcam.training.preparation.folder import prepare_folder
    from vcam.training.preparation.records import PrepareSettings

    with progress(f"Preparing {clips}", unit="kB of clips") as advance:
        report = prepare_folder(
            clips.expanduser(),
            out.expanduser(),
            PrepareSettings(side=side, most_frames=frames, quality=quality),
            splits=_names(split),
            tiers=_names(tiers),
            jobs=jobs,
            progress=advance,
        )
    if json:
        print_json(asdict(report))
    else:
        _show(report, out)
    if not report.clips:
        raise TrainingError(f"none of the clips in {clips} is of use: film nearer and sharper faces")


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _show(report: Report, out: Path) -> None:
    if report.skipped:
        print_table(("Left out", "Frames"), [(reason, str(n)) for reason, n in report.skipped.items()])
    for name, problem in list(report.unusable.items())[:SHOWN_PROBLEMS]:
        note(f"Not used: {name}: {problem}.")
    if len(report.unusable) > SHOWN_PROBLEMS:
        note(f"And {len(report.unusable) - SHOWN_PROBLEMS} more that are not used; all are in report.json.")
    say(
        f"Prepared {report.clips} clips ({report.pictures} of them pictures) of {report.people} people, "
        f"{report.frames} frames, {report.megabytes:.1f} MB, in {report.seconds:.0f} s: {out}"
    )
