"""`vcam demo`: everything at once without camera or display, for a first look."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vcam.cli.console import note, say
from vcam.cli.options import (
    DEFAULT_RENDERER,
    BackgroundOption,
    CheckpointOption,
    DeviceOption,
    EditsOption,
    RendererOption,
    SizeOption,
    SkeletonOption,
    parse_settings,
)
from vcam.cli.render import describe, render_files
from vcam.engine.skeleton_kind import DEFAULT_SKELETON

if TYPE_CHECKING:
    from vcam.engine.settings import OutputFormat
    from vcam.output.base import Output

DEFAULT_AVATAR, DEFAULT_MOTION = "astronaut", "everyday"
DEFAULT_OUTPUT = Path("out/demo.mp4")


def demo(
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help="The video; a contact sheet goes beside it."),
    ] = DEFAULT_OUTPUT,
    avatar: Annotated[
        str, typer.Option("--avatar", "-a", metavar="AVATAR", help="A photo, or the name of an avatar.")
    ] = DEFAULT_AVATAR,
    driver: Annotated[
        str, typer.Option("--driver", "-d", metavar="DRIVER", help="What moves it, as in `vcam render`.")
    ] = DEFAULT_MOTION,
    renderer: RendererOption = DEFAULT_RENDERER,
    checkpoint: CheckpointOption = None,
    skeleton: SkeletonOption = DEFAULT_SKELETON,
    size: SizeOption = None,
    background: BackgroundOption = "photo",
    edits: EditsOption = "",
    device: DeviceOption = "auto",
) -> None:
    """Make a video of a shipped avatar; needs neither camera nor display."""
    settings = parse_settings(edits=edits, motion="relative", skeleton=skeleton, background=background)
    note("Making a video of an avatar; this needs neither camera nor display.")
    output = output.expanduser()
    sheet = output.with_suffix(".png")

    def outputs(_format: OutputFormat, _live: bool) -> list[Output]:
        from vcam.evaluation.sheet import ContactSheet
        from vcam.output.recorder import Recorder

        return [Recorder(output, title="vcam demo"), ContactSheet(sheet)]

    summary = render_files(
        avatar=avatar,
        driver=driver,
        renderer=renderer,
        checkpoint=checkpoint,
        settings=settings,
        outputs=outputs,
        size=size,
        device=device,
    )
    say(f"Wrote {output.absolute()}: {describe(summary)}.")
    say(f"Wrote {sheet.absolute()}: some of its frames in one picture.")
