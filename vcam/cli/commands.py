"""The tree of commands."""

from __future__ import annotations

from typing import Annotated

import typer

from vcam import __version__
from vcam.cli import (
    avatar,
    bench,
    cameras,
    decompose,
    demo,
    doctor,
    edit,
    edits,
    evaluate,
    export,
    live,
    motion,
    render,
    train,
    weights,
    window,
)
from vcam.cli.options import Device


def build() -> typer.core.TyperGroup:
    """The whole command line, ready to run."""
    app = typer.Typer(
        name="vcam",
        help="A virtual camera that shows any single photo moving with your head, eyes and mouth. "
        "Without a command it opens the app.",
        invoke_without_command=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    app.command("demo")(demo.demo)
    app.command("render")(render.render)
    app.command("run")(live.run)
    app.command("edit")(edit.edit)
    app.command("edits")(edits.edits)
    for name, group in (
        ("avatar", avatar.group()),
        ("motion", motion.group()),
        ("weights", weights.group()),
        ("train", train.group()),
    ):
        app.add_typer(group, name=name)
    app.command("cameras")(cameras.cameras)
    app.command("doctor")(doctor.doctor)
    app.command("bench")(bench.bench)
    app.command("evaluate")(evaluate.evaluate)
    app.command("decompose")(decompose.decompose)
    app.command("export")(export.export)
    command = typer.main.get_command(app)
    if not isinstance(command, typer.core.TyperGroup):
        raise TypeError("the command line is no group of commands")
    return command


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"vcam {__version__}")
        raise typer.Exit


def _root(
    context: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
    _debug: Annotated[
        bool, typer.Option("--debug", help="Show traces and the log on the terminal; for every command.")
    ] = False,
    device: Annotated[
        Device | None, typer.Option("--device", help="Where the app's networks draw; default: auto.")
    ] = None,
    toggle: Annotated[
        bool,
        typer.Option(
            "--toggle", help="Show the running app's window, or hide it; for a key of your desktop."
        ),
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        raise typer.Exit(window.open_window(device or "auto", toggle=toggle))
    if device is not None:
        raise typer.BadParameter("stands after the command's name", param_hint="--device")
    if toggle:
        raise typer.BadParameter("is for the app alone, without a command", param_hint="--toggle")
