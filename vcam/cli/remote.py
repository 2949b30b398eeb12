"""`--osc PORT`: a session that other programs control."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from vcam.cli.console import note

if TYPE_CHECKING:
    from collections.abc import Callable

    from vcam.avatar.avatar import Avatar
    from vcam.engine.session import Session
    from vcam.engine.settings import Settings

OscOption = Annotated[
    int | None,
    typer.Option(
        "--osc",
        min=1024,
        max=65535,
        metavar="PORT",
        help="Let other programs of this computer control it by Open Sound Control on this UDP port; see "
        "docs/remote-control.md.",
    ),
]


@contextmanager
def remote_control(
    port: int | None, session: Session, settings: Settings, avatar: str, open_avatar: Callable[[str], Avatar]
) -> Iterator[None]:
    """Listen for commands while the block runs; does nothing without a port.

    Raises:
        VcamError: the port can't be used.
    """
    if port is None:
        yield
        return
    from vcam.avatar.store import AvatarStore
    from vcam.remote.server import LOOPBACK, OscServer
    from vcam.remote.session_control import SessionControl

    store = AvatarStore()
    control = SessionControl(
        session,
        settings,
        avatar=avatar,
        list_avatars=lambda: [entry.name for entry in store.list()],
        open_avatar=open_avatar,
    )
    with OscServer(port, lambda command: command.carry_out(control)):
        note(f"Remote control by OSC on {LOOPBACK}:{port}.")
        yield
