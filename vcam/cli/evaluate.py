"""`vcam evaluate`: how near the avatar's picture comes to true frames."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vcam.cli.console import note, print_json, print_table, progress
from vcam.cli.options import DeviceOption, JsonOption, usage

if TYPE_CHECKING:
    from vcam.evaluation.measures import Protocol

TITLES: dict[Protocol, str] = {"self": "Self-reenactment", "cross": "Cross-reenactment"}


def evaluate(
    data: Annotated[
        Path, typer.Option("--data", metavar="DIR", help="A folder with manifest.csv and clips/*.mp4.")
    ],
    split: Annotated[str, typer.Option("--split", help="Which rows of the manifest.")] = "heldout",
    methods: Annotated[
        str | None,
        typer.Option(
            "--methods",
            metavar="A,B,...",
            help="static, landmarks (geometry that doesn't see the driver's mouth inside), prior, anchored, "
            "bilayer, each but static also with +skeleton behind for the anchored skeleton; default: static, "
            "landmarks, prior, prior+skeleton, anchored, and bilayer with --checkpoint.",
        ),
    ] = None,
    checkpoint: Annotated[
        Path | None,
        typer.Option(
            "--checkpoint",
            metavar="DIR",
            help="Networks of bilayer; default: those of `vcam weights import-official`.",
        ),
    ] = None,
    lpips_weights: Annotated[
        Path | None,
        typer.Option(
            "--lpips-weights",
            metavar="FILE",
            help="State dict of lpips.LPIPS(net='vgg'); default: the lpips package, if it is installed.",
        ),
    ] = None,
    face_recognition: Annotated[
        Path | None,
        typer.Option(
            "--face-recognition",
            metavar="FILE",
            help="An ArcFace network, .onnx; default: dlib's, if it is installed.",
        ),
    ] = None,
    sheet: Annotated[
        Path | None,
        typer.Option("--sheet", metavar="FILE", help="Also write what was drawn, as a .png contact sheet."),
    ] = None,
    device: DeviceOption = "auto",
    json: JsonOption = False,
) -> None:
    """Measure avatars against true frames of clips, and driven by other people.

    Self-reenactment: each clip's first frame is the photo, every later frame drives, and what is drawn is
    compared with that frame. Cross-reenactment: each person's photo is driven by the next person's clip.
    Told are means over people with their 95 % intervals. L1 and colour shift are in grey levels; mouth detail
    is 1 for as much as in the true frames; NME is the error of landmarks found again in the picture, in
    percent of the distance between the eyes, and what the true frames themselves have of it, since trackers
    err; CSIM is the likeness of the person, 1 for the same face, and for
    two people what the static photo has to the driver; identity leak tells whose face shape is drawn, 0 the
    avatar's, 1 the driver's; jitter how much landmarks tremble, 1 as the driver's. Of the skeleton alone,
    before anything is drawn: how mouth and eyes follow the driver's openings (correlation) and how far
    (range, 1 as his), jitter, and the expression's error in percent as NME, calibrated by a good neutral
    face, by the same smiling, and by one turned aside by about 20 degrees.
    """
    from vcam.evaluation.comparison import ComparisonSheet
    from vcam.evaluation.instruments import open_instruments
    from vcam.evaluation.measures import PROTOCOLS
    from vcam.evaluation.methods import default_methods, open_methods
    from vcam.evaluation.reenactment import evaluate as measure
    from vcam.evaluation.report import as_json, differences, summarise, table_rows

    if sheet is not None and sheet.suffix.lower() != ".png":
        raise typer.BadParameter(f"{sheet.name} is no .png file", param_hint="--sheet")
    names = methods.split(",") if methods is not None else default_methods(checkpoint)
    with usage("--methods"):
        drawing = open_methods(
            [name.strip() for name in names], checkpoint.expanduser() if checkpoint else None, device
        )
    instruments = open_instruments(lpips_weights, face_recognition)
    pictures = ComparisonSheet(sheet.expanduser()) if sheet is not None else None
    with progress(f"Measuring the clips of {data}", unit="clips") as advance:
        results = measure(
            data,
            split,
            drawing,
            instruments=instruments,
            progress=advance,
            keep=pictures.add if pictures else None,
        )
    if pictures:
        pictures.write()
    missing = dict(instruments.missing)
    if all(result.protocol != "cross" for result in results):
        missing["cross-reenactment"] = f"the split {split!r} has one person only, and it takes two"
    if json:
        print_json(as_json(results, missing))
        return
    for protocol in PROTOCOLS:
        summary, against = summarise(results, protocol), differences(results, protocol)
        against.pop("static", None)
        if summary:
            print_table((TITLES[protocol], *summary), table_rows(summary, protocol))
        if against:
            print_table(("More than prior", *against), table_rows(against, protocol))
    for key, reason in missing.items():
        note(f"Not measured: {key}, as {reason}.")
