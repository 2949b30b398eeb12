"""`vcam train synth`: synthetic heads to train the skeleton's network on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from vcam.cli.console import note, print_json, print_table, progress, say


def synth(
    facekit: Annotated[
        Path,
        typer.Option(
            "--facekit",
            metavar="DIR",
            help="ICT-FaceKit's light model: facekit.npz and vertex_indices.json. Read only.",
        ),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the heads go.")],
    identities: Annotated[
        int,
        typer.Option("--identities", min=1, help="Heads to match the detector's points with the mesh by."),
    ] = 8,
    heads: Annotated[
        int, typer.Option("--heads", min=50, help="Heads to measure the detector's errors on.")
    ] = 300,
    renders: Annotated[
        int, typer.Option("--renders", metavar="N", min=0, help="Pictures of random heads to write too.")
    ] = 0,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Of all chance.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="The report for programs.")] = False,
) -> None:
    """Reduce a 3D morphable head to what `vcam train skeleton` learns from.

    Heads are rendered and the detector's 478 points cast onto them; 1,107 keypoints and the detector's errors
    are kept in OUT/heads.safetensors, and OUT/report.json tells how well the points are met. With --renders,
    OUT/renders gets pictures in many complexions, lights and views, each with its true keypoints.
    """
    from vcam.synthetic.make import REPORT, SynthSettings, make_synthetic

    settings = SynthSettings(identities=identities, heads=heads, renders=renders, seed=seed)
    with progress("Synthetic heads", unit="pictures") as advance:
        report = make_synthetic(
            facekit.expanduser(),
            out.expanduser(),
            settings,
            lambda _, done, total: advance(done, total),
        )
    if as_json:
        print_json(report)
        return
    _print_report(report)
    say(f"{out}: synthetic heads; {REPORT} has these figures.")


def _print_report(report: dict[str, Any]) -> None:
    note(
        f"Distance of detected points from those of the mesh in rendered pictures, {report['heads']} heads, "
        f"{report['frontal_heads']} of them frontal; {report['lost_heads']} were left out."
    )
    rows = [
        (
            name,
            str(row["points"]),
            _text(row["frontal_percent_of_eyes"]),
            _text(row["reprojection_percent_of_eyes"]),
        )
        for name, row in report["regions"].items()
    ]
    print_table(("region", "points", "frontal, % of the eyes' distance", "all views, %"), rows)


def _text(value: float | None) -> str:
    return "none" if value is None else f"{value:.2f}"
