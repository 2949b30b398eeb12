"""What is kept ready: those used last, others while there is room."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from vcam.avatar.avatar import Avatar
from vcam.engine import ready_avatars
from vcam.engine.anchored.figure import make_anchored
from vcam.engine.ready_avatars import MOST, ReadyAvatar, ReadyAvatars, look_ahead

MEGABYTE = 1 << 20


def ready(megabytes: float = 1.0) -> ReadyAvatar:
    avatar: Any = SimpleNamespace(bytes=int(megabytes * MEGABYTE))
    return ReadyAvatar(avatar=avatar, told="")


def names(kept: ReadyAvatars) -> set[str]:
    return {name for name in "abcdefghijklmn" if (name, "prior") in kept}


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> ReadyAvatars:
    """Has room for 10 MB."""
    monkeypatch.setattr(ready_avatars, "MOST_BYTES", 10 * MEGABYTE)
    return ReadyAvatars()


def test_what_was_kept_is_there_for_its_renderer_alone(kept: ReadyAvatars) -> None:
    one = ready()
    kept.keep(("a", "prior"), one)
    assert kept.use(("a", "prior")) is one
    assert kept.use(("a", "anchored")) is None
    assert kept.bytes == MEGABYTE


def test_those_used_last_stay(kept: ReadyAvatars) -> None:
    for name in "abcde":
        kept.keep((name, "prior"), ready(2.0))
    kept.use(("a", "prior"))
    kept.keep(("f", "prior"), ready(2.0))
    assert names(kept) == set("acdef")


def test_no_more_than_have_keys(kept: ReadyAvatars) -> None:
    for name in "abcdefghijkl":
        kept.keep((name, "prior"), ready(0.1))
    assert names(kept) == set("defghijkl")
    assert len(names(kept)) == MOST


def test_the_last_three_stay_however_large(kept: ReadyAvatars) -> None:
    for name in "abcd":
        kept.keep((name, "prior"), ready(20.0))
    assert names(kept) == set("bcd")


def test_what_is_offered_never_takes_the_room_of_what_was_used(kept: ReadyAvatars) -> None:
    for name in "abcd":
        kept.keep((name, "prior"), ready(2.0))
    assert kept.offer(("e", "prior"), ready(2.0))
    assert not kept.offer(("f", "prior"), ready(2.0))
    assert names(kept) == set("abcde")
    kept.keep(("g", "prior"), ready(2.0))
    assert names(kept) == set("abcdg")


def test_an_offer_of_what_is_there_changes_nothing(kept: ReadyAvatars) -> None:
    one = ready()
    kept.keep(("a", "prior"), one)
    assert kept.offer(("a", "prior"), ready())
    assert kept.use(("a", "prior")) is one


def test_an_avatar_tells_its_size(astronaut: Avatar) -> None:
    width, height = astronaut.size
    assert astronaut.bytes == 14 * width * height


def test_looking_ahead_leaves_nothing_for_the_stage(astronaut: Avatar) -> None:
    figure = make_anchored(astronaut)
    look_ahead(figure)
    assert {"head_looks", "region_looks"} <= vars(figure).keys()
    look_ahead(astronaut)
