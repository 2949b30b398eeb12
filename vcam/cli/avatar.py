"""`vcam avatar`: photos that are prepared once and kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vcam.cli.console import note, print_json, print_table, say
from vcam.cli.options import JsonOption, new_group

if TYPE_CHECKING:
    from vcam.avatar.photo_check import PhotoReport

PhotoArgument = Annotated[Path, typer.Argument(metavar="PHOTO", help="A picture file with one face.")]
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="A name that `list` shows.")]
ConsentOption = Annotated[
    bool,
    typer.Option("--consent", help="Note down: the photo is yours, or the person agreed, or it shows none."),
]
NameOption = Annotated[str | None, typer.Option("--name", help="What to call it; default: the file's name.")]


def group() -> typer.Typer:
    """The commands."""
    app = new_group("Add, list, check, arrange or remove avatars.")
    app.command("add")(add)
    app.command("list")(list_avatars)
    app.command("check")(check)
    app.command("rename")(rename)
    app.command("move")(move)
    app.command("remove")(remove)
    return app


def add(photo: PhotoArgument, name: NameOption = None, consent: ConsentOption = False) -> None:
    """Make an avatar from a photo and keep it."""
    from vcam.avatar.store import AvatarStore

    store = AvatarStore()
    report = store.check(photo)
    for finding in report.problems:
        if finding.severity == "warning":
            note(f"Note: {finding.sentence}.")
    entry = store.add(photo, name, consent=consent)
    say(
        f"Added the avatar {entry.name!r}: try it with `vcam render --avatar {_quoted(entry.name)} "
        "--driver everyday --output try.mp4`."
    )


def list_avatars(json: JsonOption = False) -> None:
    """List the avatars in their order: those that ship with vcam and your own."""
    from vcam.avatar.store import AvatarStore

    entries = AvatarStore().list()
    if json:
        print_json([{"name": e.name, "shipped": e.shipped, "folder": str(e.folder)} for e in entries])
        return
    rows = [
        (str(place), entry.name, "shipped" if entry.shipped else "yours", str(entry.folder))
        for place, entry in enumerate(entries, start=1)
    ]
    print_table(("", "Avatar", "", "Folder"), rows)


def check(photo: PhotoArgument, json: JsonOption = False) -> None:
    """Tell whether a photo can become an avatar, and how good a one."""
    from vcam.avatar.store import AvatarStore

    report = AvatarStore().check(photo)
    if json:
        print_json(report.to_json())
        if not report.accepted:
            raise typer.Exit(1)
        return
    if report.accepted:
        _print_report(report)
    report.raise_if_refused()


def rename(
    name: NameArgument, new_name: Annotated[str, typer.Argument(metavar="NEW", help="What to call it now.")]
) -> None:
    """Call one of your avatars something else."""
    from vcam.avatar.store import AvatarStore

    entry = AvatarStore().rename(name, new_name)
    say(f"The avatar {name!r} is called {entry.name!r} now.")


def move(
    name: NameArgument,
    place: Annotated[int, typer.Argument(metavar="PLACE", min=1, help="1 is the first; its key in the app.")],
) -> None:
    """Put an avatar at another place of the list, which is also that of the app."""
    from vcam.avatar.store import AvatarStore

    entries = AvatarStore().move(name, place - 1)
    say("The avatars are now: " + ", ".join(entry.name for entry in entries) + ".")


def remove(name: NameArgument) -> None:
    """Remove one of your avatars with its photo copy and cache."""
    from vcam.avatar.store import AvatarStore

    AvatarStore().remove(name)
    say(f"Removed the avatar {name!r}.")


def _print_report(report: PhotoReport) -> None:
    say(
        f"{report.photo}: {report.width} x {report.height} pixels, face {report.face_height_px:.0f} pixels "
        f"high, turned {report.yaw_deg:+.0f}, nodded {report.pitch_deg:+.0f}, "
        f"tilted {report.roll_deg:+.0f} degrees."
    )
    for finding in report.problems:
        say(f"Note: {finding.sentence}.")
    say("This photo can become an avatar.")


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name
