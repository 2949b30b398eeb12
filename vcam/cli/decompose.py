"""`vcam decompose`: the layers of an avatar's picture on one sheet."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from vcam.cli.console import progress, say
from vcam.cli.options import (
    DEFAULT_RENDERER,
    AvatarOption,
    CheckpointOption,
    DeviceOption,
    EditsOption,
    MotionOption,
    RendererOption,
    SecondsOption,
    SkeletonOption,
    TrackerOption,
    parse_settings,
)
from vcam.engine.skeleton_kind import DEFAULT_SKELETON


def decompose(
    avatar: AvatarOption,
    driver: Annotated[
        str,
        typer.Option(
            "--driver", "-d", metavar="DRIVER", help="What moves it, as in `vcam render`; any person's face."
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The sheet, a .png file.")],
    renderer: RendererOption = DEFAULT_RENDERER,
    checkpoint: CheckpointOption = None,
    frames: Annotated[int, typer.Option("--frames", min=1, max=32, help="Rows of the sheet.")] = 4,
    panel: Annotated[
        int, typer.Option("--panel", min=32, max=1024, help="Side of a picture in pixels.")
    ] = 256,
    motion: MotionOption = "relative",
    skeleton: SkeletonOption = DEFAULT_SKELETON,
    edits: EditsOption = "",
    tracker: TrackerOption = "mediapipe",
    device: DeviceOption = "auto",
    seconds: SecondsOption = None,
) -> None:
    """Show what the avatar's picture is made of, at the moments of a driver that differ most.

    On the left is what is made of the photo once, in rows what is made for each frame. A warp field's colour
    is the direction in which each pixel's origin lies, its strength how far; its lines are straight in the
    photo.
    """
    from vcam.cli.driver import open_driver
    from vcam.cli.figure import open_figure, tell_stand_in
    from vcam.evaluation.decomposition import decompose as take_apart
    from vcam.evaluation.decomposition import decomposition_figure
    from vcam.evaluation.poses import driven_poses
    from vcam.evaluation.sheet import write_sheet
    from vcam.landmarks.base import create_tracker

    output = output.expanduser()
    if output.suffix.lower() != ".png":
        raise typer.BadParameter(f"{output.name!r} is no .png file", param_hint="--output")
    settings = parse_settings(
        edits=edits,
        motion=motion,
        skeleton=skeleton,
        background="photo",
        smoothing=motion == "relative",
    )
    with open_driver(driver, seconds) as source, closing(create_tracker(tracker, device)) as finder:
        figure = open_figure(avatar, renderer, checkpoint, device)
        tell_stand_in(settings)
        with progress(f"Following {source.name}") as advance:
            poses = driven_poses(figure, source, finder, settings, frames, advance)
    write_sheet(decomposition_figure(take_apart(figure, poses), panel), output)
    say(f"Wrote {output}: {len(poses)} poses of {figure.name}, each with its layers.")
