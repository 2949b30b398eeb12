"""Tests of what addresses and arguments mean."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from vcam.errors import RemoteControlError
from vcam.geometry.editing import EDIT_RANGES
from vcam.geometry.reactions import REACTIONS
from vcam.remote.commands import Command, Controlled, addresses, parse_command

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "remote-control.md"


@pytest.mark.parametrize(
    ("address", "arguments", "method", "values"),
    [
        ("/vcam/avatar", ["astronaut"], "choose_avatar", ("astronaut",)),
        ("/vcam/avatar", ["2"], "choose_avatar", ("2",)),
        ("/vcam/avatar", [2], "choose_avatar_number", (2,)),
        ("/vcam/avatar", [2.0], "choose_avatar_number", (2,)),
        ("/vcam/avatar/next", [], "step_avatar", (1,)),
        ("/vcam/avatar/previous", [1.0], "step_avatar", (-1,)),
        ("/vcam/start", [], "set_running", (True,)),
        ("/vcam/stop", [True], "set_running", (False,)),
        ("/vcam/run", [], "set_running", (None,)),
        ("/vcam/pause", [], "set_paused", (None,)),
        ("/vcam/pause", [1], "set_paused", (True,)),
        ("/vcam/pause", [0.0], "set_paused", (False,)),
        ("/vcam/panic", [1], "set_panic", (True,)),
        ("/vcam/edit/yaw", [-10], "set_edit", ("yaw", -10.0)),
        ("/vcam/edits/reset", [], "reset_edits", ()),
        ("/vcam/look", ["/looks/tired.json"], "use_look", (Path("/looks/tired.json"),)),
        ("/vcam/reaction/smile", [True], "set_reaction", ("smile", True)),
        ("/vcam/reaction/smile", [], "set_reaction", ("smile", None)),
        ("/vcam/calibrate", [], "calibrate", ()),
    ],
)
def test_messages_become_commands(
    address: str, arguments: list[Any], method: str, values: tuple[Any, ...]
) -> None:
    assert parse_command(address, arguments) == Command(method, values)
    assert callable(getattr(Controlled, method))


@pytest.mark.parametrize(
    "address", ["/vcam/avatar/next", "/vcam/start", "/vcam/edits/reset", "/vcam/calibrate"]
)
def test_releasing_a_button_does_nothing(address: str) -> None:
    assert parse_command(address, [0.0]) is None


@pytest.mark.parametrize(
    ("address", "arguments", "told"),
    [
        ("/vcam/dance", [], "no remote control address '/vcam/dance'"),
        ("/avatar", ["astronaut"], "no remote control address"),
        ("/vcam/edit/nose_colour", [1.0], "no remote control address"),
        ("/vcam/reaction/sneeze", [1], "no remote control address"),
        ("/vcam/avatar", [], "got 0 values, expected one"),
        ("/vcam/avatar", ["a", "b"], "got 2 values, expected one"),
        ("/vcam/avatar", [0], "expected a whole number from 1"),
        ("/vcam/avatar", [1.5], "expected a whole number from 1"),
        ("/vcam/avatar", [None], "expected a number"),
        ("/vcam/edit/yaw", [1e9], "expected -"),
        ("/vcam/edit/yaw", [float("nan")], "expected a number"),
        ("/vcam/edit/yaw", ["left"], "expected a number"),
        ("/vcam/pause", ["yes"], "expected a number"),
        ("/vcam/look", [3], "expected the path of a look"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(address: str, arguments: list[Any], told: str) -> None:
    with pytest.raises(RemoteControlError, match=told):
        parse_command(address, arguments)


def test_the_documentation_lists_every_address() -> None:
    text = DOCUMENTATION.read_text(encoding="utf-8")
    named = [address for address in addresses() if not address.startswith(("/vcam/edit/", "/vcam/reaction/"))]
    for word in (*named, *REACTIONS, "/vcam/edit/NAME", "/vcam/reaction/NAME"):
        assert f"`{word}`" in text
    assert {f"/vcam/edit/{name}" for name in EDIT_RANGES} <= set(addresses())
