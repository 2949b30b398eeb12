"""Arranging and renaming avatars, the consent in their record, and ending an addition half way."""

from __future__ import annotations

import errno
import json
from datetime import datetime
from pathlib import Path

import cv2
import pytest

from vcam.avatar import order, store
from vcam.avatar.photo import load_photo
from vcam.avatar.record import CONSENT
from vcam.avatar.shipped import shipped_photo
from vcam.avatar.store import AvatarStore
from vcam.errors import AvatarFileError


@pytest.fixture(scope="module")
def small_photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The astronaut's head alone, small: quick to prepare."""
    path = tmp_path_factory.mktemp("photos") / "Eileen.png"
    cv2.imwrite(str(path), cv2.imread(str(shipped_photo("astronaut")))[0:300, 80:380])
    return path


@pytest.fixture
def avatars(tmp_path: Path, small_photo: Path) -> AvatarStore:
    """Two folders that count as avatars, made without the work: Anna, and Bea of an older version."""
    made = AvatarStore(tmp_path / "avatars")
    for name, record in (("Anna", {"id": "a1", "name": "Anna"}), ("Bea", {"name": "Bea"})):
        folder = made.folder / name
        folder.mkdir(parents=True)
        (folder / "photo.png").write_bytes(small_photo.read_bytes())
        (folder / "avatar.json").write_text(json.dumps({**record, "photo": {"file": "photo.png"}}))
    return made


def names(avatars: AvatarStore) -> list[str]:
    return [entry.name for entry in avatars.list()]


def keys(avatars: AvatarStore) -> list[str]:
    return [entry.key for entry in avatars.list()]


def test_moved_avatars_stay_where_they_were_put(avatars: AvatarStore) -> None:
    assert names(avatars) == ["Anna", "Bea", "astronaut", "character"]
    moved = avatars.move("character", 0)
    assert [entry.name for entry in moved] == ["character", "Anna", "Bea", "astronaut"]
    avatars.move("anna", 99)
    assert names(AvatarStore(avatars.folder)) == ["character", "Bea", "astronaut", "Anna"]


def test_what_is_new_stands_at_the_end_once_there_is_an_order(avatars: AvatarStore) -> None:
    avatars.move("Bea", 0)
    (avatars.folder / "Aaron").mkdir()
    (avatars.folder / "Aaron" / "photo.png").write_bytes(b"")
    assert names(avatars) == ["Bea", "Anna", "astronaut", "character", "Aaron"]


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"format": "vcam-avatar-order", "version": 9}'])
def test_a_damaged_order_is_left_aside(avatars: AvatarStore, content: str) -> None:
    avatars.move("character", 0)
    (avatars.folder / order.FILE).write_text(content)
    assert names(avatars) == ["Anna", "Bea", "astronaut", "character"]


def test_an_order_that_cannot_be_written(avatars: AvatarStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(store, "write_order", full_disk)
    with pytest.raises(AvatarFileError, match=r"can't be saved .*No space left"):
        avatars.move("Bea", 0)
    with pytest.raises(AvatarFileError, match="no avatar called 'nobody'"):
        avatars.move("nobody", 0)


@pytest.mark.parametrize("name", ["Anna", "Bea"])
def test_renaming_keeps_place_and_key(avatars: AvatarStore, name: str) -> None:
    avatars.move("Bea", 0)
    before = keys(avatars)
    entry = avatars.rename(name, "  Zoë   Q. ")
    assert entry.name == "Zoë Q."
    assert keys(avatars) == before
    assert name not in names(avatars)
    assert names(AvatarStore(avatars.folder)).count("Zoë Q.") == 1


def test_names_that_an_avatar_cannot_get(avatars: AvatarStore) -> None:
    with pytest.raises(AvatarFileError, match="'bea' already"):
        avatars.rename("Anna", "bea")
    with pytest.raises(AvatarFileError, match="'Astronaut' already"):
        avatars.rename("Anna", "Astronaut")
    with pytest.raises(AvatarFileError, match="can't be called"):
        avatars.rename("Anna", " ")
    with pytest.raises(AvatarFileError, match="ships with vcam and can't be renamed"):
        avatars.rename("astronaut", "Eileen")
    assert avatars.rename("Anna", "ANNA").name == "ANNA"


def test_a_lost_record_is_made_again_by_renaming(avatars: AvatarStore) -> None:
    (avatars.folder / "Bea" / "avatar.json").unlink()
    avatars.rename("Bea", "Beatrice")
    record = json.loads((avatars.folder / "Bea" / "avatar.json").read_text())
    assert (record["name"], record["photo"]["file"]) == ("Beatrice", "photo.png")
    assert "Bea" in keys(avatars)


def test_consent_is_kept_with_its_date_whatever_happens_later(tmp_path: Path, small_photo: Path) -> None:
    avatars = AvatarStore(tmp_path / "avatars")
    entry = avatars.add(small_photo, "Eileen", consent=True)

    def consent() -> dict[str, str]:
        return dict(json.loads((entry.folder / "avatar.json").read_text())["consent"])

    given = consent()
    assert given["statement"] == CONSENT
    assert (
        abs((datetime.now().astimezone() - datetime.fromisoformat(given["given_at"])).total_seconds()) < 600
    )
    avatars.rename("Eileen", "Eileen Collins")
    (entry.folder / "texture.safetensors").unlink()
    avatars.load("Eileen Collins")
    assert consent() == given
    assert keys(avatars)[0] == entry.key
    assert "consent" not in (avatars.add(small_photo, "other").folder / "avatar.json").read_text()


def test_an_addition_can_be_ended_at_every_step(tmp_path: Path, small_photo: Path) -> None:
    class Enough(Exception):
        pass

    avatars, photo = AvatarStore(tmp_path / "avatars"), load_photo(small_photo)
    seen: list[float] = []
    avatars.add(photo, "whole", on_step=seen.append)
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (0.0, 0.9)
    for last in seen[1:]:

        def stop(share: float, last: float = last) -> None:
            if share >= last:
                raise Enough

        with pytest.raises(Enough):
            avatars.add(photo, "half", on_step=stop)
        assert names(avatars) == ["whole", "astronaut", "character"]
        assert [path.name for path in avatars.folder.iterdir()] == ["whole"]
