"""`vcam export`: one avatar's networks as a file for other runtimes."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from vcam.cli.console import note, print_json, say
from vcam.cli.options import AvatarOption, JsonOption, usage

if TYPE_CHECKING:
    from vcam.avatar.avatar import Avatar
    from vcam.export.exportable import Exportable
    from vcam.export.files import ExportReport

Renderer = Literal["anchored", "bilayer"]
Format = Literal["onnx", "torchscript"]
Precision = Literal["fp32", "fp16"]
Sampling = Literal["inside", "outside"]


def export(
    avatar: AvatarOption,
    to: Annotated[Format, typer.Option("--to", help="Format of the file.")],
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Ends in .onnx, or for torchscript in .pt or .torchscript."
        ),
    ],
    renderer: Annotated[
        Renderer,
        typer.Option("--renderer", help="Whose networks: those that draw by default, or a checkpoint's."),
    ] = "anchored",
    checkpoint: Annotated[
        Path | None,
        typer.Option(
            "--checkpoint",
            metavar="DIR",
            help="Networks for --renderer bilayer; default: those of `vcam weights import-official`.",
        ),
    ] = None,
    precision: Annotated[
        Precision,
        typer.Option("--precision", help="What the networks compute with; inputs and outputs are fp32."),
    ] = "fp32",
    sampling: Annotated[
        Sampling | None,
        typer.Option(
            "--sampling",
            help="For --renderer bilayer. inside, the default: the graph gives picture and mask; outside: "
            "low-frequency layer, warp field and mask, for a device that samples the texture, written beside "
            "it, better by itself.",
        ),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Export the networks of a frame for one avatar, whose photo is part of the file.

    anchored: patches of mouth, eyes and head as geometry draws them go in, what to change of them comes out;
    the geometry itself is no network and not in the file. bilayer: 68 keypoints go in, a picture comes out.

    The file is loaded and run before it gets its name: one that draws another picture is not kept. What the
    inputs and outputs mean stands inside it.
    """
    from vcam.avatar.store import AvatarStore
    from vcam.engine.bilayer.checkpoints import find_checkpoint
    from vcam.engine.device import prepare_torch

    for option, value in (("--checkpoint", checkpoint), ("--sampling", sampling)):
        if value is not None and renderer != "bilayer":
            raise typer.BadParameter("needs --renderer bilayer too", param_hint=option)
    output = output.expanduser()
    folder = None
    if renderer == "bilayer":
        folder = find_checkpoint(checkpoint.expanduser() if checkpoint else None)
    prepare_torch()
    from vcam.export.files import check_target
    from vcam.export.files import export as write

    with usage("--output"):
        check_target(output, to)
    figure = AvatarStore().resolve(avatar)
    if folder is None:
        exportable = _anchored(figure, precision)
    else:
        exportable = _bilayer(figure, folder, sampling or "inside", precision)
    note(f"Exporting {figure.name} to {to} and checking what the file draws ...")
    report = write(exportable, output, to)
    if json:
        files = [str(file) for file in report.files]
        print_json({**asdict(report), "files": files, "format": to, "precision": precision})
    else:
        say(_tell(report))


def _anchored(figure: Avatar, precision: Precision) -> Exportable:
    from vcam.engine.anchored.networks import TORCH_WEIGHTS, load_generator
    from vcam.export.anchored import avatar_exportable
    from vcam.weights import read_manifest

    origin = read_manifest().entry(TORCH_WEIGHTS).trained_on
    return avatar_exportable(load_generator(), figure, origin, precision)


def _bilayer(figure: Avatar, folder: Path, sampling: Sampling, precision: Precision) -> Exportable:
    from vcam.engine.bilayer.cache import portrait_of
    from vcam.export.bilayer import bilayer_exportable

    note(f"Making {figure.name} ready for the Bi-layer networks; the first time it takes some seconds.")
    portrait = portrait_of(figure, folder)
    return bilayer_exportable(portrait, figure.name, sampling=sampling, precision=precision)


def _tell(report: ExportReport) -> str:
    largest = max(difference.largest for difference in report.differences.values())
    mean = max(difference.mean for difference in report.differences.values())
    files = " and ".join(map(str, report.files))
    return (
        f"Wrote {files}, {report.bytes / 1e6:.1f} MB: outputs {', '.join(report.differences)}; they differ "
        f"from the live networks' by at most {largest:.1g}, on average {mean:.1g}."
    )
