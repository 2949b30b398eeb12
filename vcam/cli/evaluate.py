"""`vcam evaluate`: how near the avatar's picture comes to true frames."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vcam.cli.console import print_json, print_table, progress
from vcam.cli.options import JsonOption

COLUMNS = {"l1": "L1", "ssim": "SSIM", "nme": "NME %", "eyes_l1": "eyes L1", "mouth_l1": "mouth L1"}


def evaluate(
    data: Annotated[
        Path, typer.Option("--data", metavar="DIR", help="A folder with manifest.csv and clips/*.mp4.")
    ],
    split: Annotated[str, typer.Option("--split", help="Which rows of the manifest.")] = "heldout",
    json: JsonOption = False,
) -> None:
    """Measure the avatar against true frames of clips.

    Each clip's first frame is the photo, every later frame drives, and what is drawn is compared with that
    frame. `static` repeats the photo. L1 is in grey levels; NME is the error of landmarks found again in the
    picture, in percent of the distance between the eyes.
    """
    from vcam.evaluation.reenactment import as_json, summarise
    from vcam.evaluation.reenactment import evaluate as measure

    with progress(f"Measuring the clips of {data}", unit="clips") as advance:
        results = measure(data, split, progress=advance)
    if json:
        print_json(as_json(results))
        return
    rows = [
        (method, *(f"{means[key]:.3f}" if key == "ssim" else f"{means[key]:.2f}" for key in COLUMNS))
        for method, means in summarise(results).items()
    ]
    print_table(("Mean over people", *COLUMNS.values()), rows)
