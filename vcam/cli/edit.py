"""`vcam edit`: a photo with another pose, face shape and expression, or a sheet of what edits do to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from vcam.cli.console import progress, say
from vcam.cli.options import (
    DEFAULT_RENDERER,
    BackgroundOption,
    BadgeOption,
    CheckpointOption,
    DeviceOption,
    EditsOption,
    Framing,
    FramingOption,
    LookOption,
    RendererOption,
    SizeOption,
    parse_output_format,
    parse_settings,
    usage,
)

if TYPE_CHECKING:
    from vcam.avatar.avatar import Avatar
    from vcam.engine.settings import Settings
    from vcam.frames import Image

DEFAULT_CELL_PX = 256


def edit(
    photo: Annotated[str, typer.Argument(metavar="PHOTO", help="A photo, or the name of a stored avatar.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="The picture, a .png or .jpg file.")
    ] = None,
    edits: EditsOption = "",
    look: LookOption = None,
    save_look: Annotated[
        Path | None,
        typer.Option("--save-look", metavar="FILE", help="Also keep the edits in this .json file."),
    ] = None,
    grid: Annotated[
        Literal["pose", "position", "shape", "expression"] | None,
        typer.Option("--grid", help="Draw a sheet instead: each edit of a group from end to end."),
    ] = None,
    columns: Annotated[
        int, typer.Option("--columns", min=2, max=15, help="Pictures a row of the sheet.")
    ] = 5,
    renderer: RendererOption = DEFAULT_RENDERER,
    checkpoint: CheckpointOption = None,
    framing: FramingOption = "photo",
    size: SizeOption = None,
    background: BackgroundOption = "photo",
    badge: BadgeOption = False,
    device: DeviceOption = "auto",
) -> None:
    """Edit a photo, or draw a sheet of what edits do to it, and keep edits as a look."""
    from vcam.cli.figure import open_figure
    from vcam.geometry.looks import save_look as write_look
    from vcam.output.picture import check_name, write_picture

    if output is None and save_look is None:
        raise typer.BadParameter("nothing to do: give --output or --save-look", param_hint="--output")
    if badge and grid is not None:
        raise typer.BadParameter("it marks one picture, not a sheet: leave --grid out", param_hint="--badge")
    settings = parse_settings(edits=edits, look=look, motion="relative", background=background, badge=badge)
    if output is not None:
        output = output.expanduser()
        check_name(output)
        figure = open_figure(photo, renderer, checkpoint, device)
        if grid is None:
            image = _draw_still(figure, settings, size, framing)
        else:
            image = _draw_grid(figure, grid, settings, size, columns)
        write_picture(image, output)
        say(f"Wrote {output}.")
    if save_look is not None:
        save_look = save_look.expanduser()
        write_look(settings.edits, save_look)
        say(f"Wrote {save_look}.")


def _draw_still(figure: Avatar, settings: Settings, size: str | None, framing: Framing) -> Image:
    from vcam.evaluation.edit_sheet import draw_edited

    output_format = parse_output_format(size, 30.0, framing, figure.size, even=False)
    return draw_edited(figure, output_format, settings)


def _draw_grid(
    figure: Avatar,
    group: Literal["pose", "position", "shape", "expression"],
    settings: Settings,
    size: str | None,
    columns: int,
) -> Image:
    from vcam.cli.options import parse_size
    from vcam.errors import ConfigError
    from vcam.evaluation.edit_sheet import edit_sheet

    with usage("--size"):
        width, height = parse_size(size) if size is not None else (DEFAULT_CELL_PX, DEFAULT_CELL_PX)
        if width != height or not 64 <= width <= 1024:
            raise ConfigError(f"size {size} doesn't suit a sheet: expected one number from 64 to 1024")
    with progress(f"Editing {figure.name}", "pictures") as advance:
        return edit_sheet(figure, group, settings, columns=columns, side_px=width, progress=advance)
