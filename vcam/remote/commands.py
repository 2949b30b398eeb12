"""What other programs may ask for: addresses and arguments as checked commands (docs/remote-control.md)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from vcam.errors import RemoteControlError
from vcam.geometry.editing import EDIT_RANGES
from vcam.geometry.reactions import REACTIONS

ROOT = "/vcam/"


class Controlled(Protocol):
    """What can be controlled; a switch is set to `on`, or turned over by None."""

    def choose_avatar(self, name: str) -> None:
        """Show the avatar of this name."""
        ...

    def choose_avatar_number(self, number: int) -> None:
        """Show an avatar by its place in the list, from 1."""
        ...

    def step_avatar(self, step: int) -> None:
        """Show the next avatar (1) or the one before (-1)."""
        ...

    def set_running(self, on: bool | None) -> None:
        """Go live or stop."""
        ...

    def set_paused(self, on: bool | None) -> None:
        """Show a still card instead of the avatar."""
        ...

    def set_panic(self, on: bool | None) -> None:
        """Show a still card at once, from any state."""
        ...

    def set_edit(self, name: str, value: float) -> None:
        """Change one edit, within its range."""
        ...

    def reset_edits(self) -> None:
        """All edits back to their defaults."""
        ...

    def use_look(self, path: Path) -> None:
        """Take the edits of a look."""
        ...

    def set_reaction(self, name: str, on: bool | None) -> None:
        """Switch a reaction."""
        ...

    def calibrate(self) -> None:
        """Take the driver's face as the neutral one."""
        ...


@dataclass(frozen=True)
class Command:
    """One thing to do: a method of `Controlled` and its arguments."""

    method: str
    arguments: tuple[Any, ...] = ()

    def carry_out(self, controlled: Controlled) -> None:
        """Do it."""
        getattr(controlled, self.method)(*self.arguments)


def parse_command(address: str, arguments: Sequence[Any]) -> Command | None:
    """The command that an OSC message asks for.

    Args:
        address: such as `/vcam/edit/yaw`.
        arguments: what came with it, as Python's values.

    Returns:
        The command; None for the release of a button (0) that only does something when it is pressed.

    Raises:
        RemoteControlError: there is no such address, or the arguments are none that it takes.
    """
    if address.startswith(ROOT):
        place = address.removeprefix(ROOT)
        if place in _FIXED:
            return _FIXED[place](address, arguments)
        kind, _, name = place.partition("/")
        if kind == "edit" and name in EDIT_RANGES:
            return Command("set_edit", (name, _within(name, _number(address, arguments))))
        if kind == "reaction" and name in REACTIONS:
            return Command("set_reaction", (name, _switch(address, arguments)))
    raise RemoteControlError(
        f"there is no remote control address {address!r}: docs/remote-control.md lists all"
    )


def addresses() -> tuple[str, ...]:
    """All addresses that mean something."""
    named = [f"edit/{name}" for name in EDIT_RANGES] + [f"reaction/{name}" for name in REACTIONS]
    return tuple(f"{ROOT}{place}" for place in [*_FIXED, *named])


def _avatar(address: str, arguments: Sequence[Any]) -> Command:
    value = _one(address, arguments, "the name or the number of an avatar")
    if isinstance(value, str):
        return Command("choose_avatar", (value,))
    number = _number(address, arguments)
    if number < 1 or number != int(number):
        raise RemoteControlError(f"{address} got {number:g}, expected a whole number from 1 or a name")
    return Command("choose_avatar_number", (int(number),))


def _look(address: str, arguments: Sequence[Any]) -> Command:
    value = _one(address, arguments, "the path of a look")
    if not isinstance(value, str) or not value:
        raise RemoteControlError(f"{address} got {value!r}, expected the path of a look")
    return Command("use_look", (Path(value).expanduser(),))


def _switching(method: str) -> Callable[[str, Sequence[Any]], Command]:
    return lambda address, arguments: Command(method, (_switch(address, arguments),))


def _pressing(method: str, *values: Any) -> Callable[[str, Sequence[Any]], Command | None]:
    """Does something when a button goes down; many programs send its release too, as 0."""

    def read(address: str, arguments: Sequence[Any]) -> Command | None:
        return None if _switch(address, arguments) is False else Command(method, values)

    return read


def _switch(address: str, arguments: Sequence[Any]) -> bool | None:
    """On, off, or None for turning over, which is what no argument means."""
    return None if not arguments else _number(address, arguments) >= 0.5


def _number(address: str, arguments: Sequence[Any]) -> float:
    value = _one(address, arguments, "a number")
    if not isinstance(value, (bool, int, float)) or not math.isfinite(value):
        raise RemoteControlError(f"{address} got {value!r}, expected a number")
    return float(value)


def _one(address: str, arguments: Sequence[Any], what: str) -> Any:
    if len(arguments) != 1:
        raise RemoteControlError(f"{address} got {len(arguments)} values, expected one: {what}")
    return arguments[0]


def _within(name: str, value: float) -> float:
    limits = EDIT_RANGES[name]
    if not limits.low <= value <= limits.high:
        raise RemoteControlError(
            f"{ROOT}edit/{name} got {value:g}, expected {limits.low:g} to {limits.high:g}"
        )
    return value


_FIXED: dict[str, Callable[[str, Sequence[Any]], Command | None]] = {
    "avatar": _avatar,
    "avatar/next": _pressing("step_avatar", 1),
    "avatar/previous": _pressing("step_avatar", -1),
    "start": _pressing("set_running", True),
    "stop": _pressing("set_running", False),
    "run": _switching("set_running"),
    "pause": _switching("set_paused"),
    "panic": _switching("set_panic"),
    "edits/reset": _pressing("reset_edits"),
    "look": _look,
    "calibrate": _pressing("calibrate"),
}
