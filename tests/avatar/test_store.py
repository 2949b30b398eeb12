"""Stored avatars with real photos and real networks: kept, found again, and never lost."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from vcam.avatar import folder as folder_module
from vcam.avatar import store as store_module
from vcam.avatar import texture_cache, texture_file
from vcam.avatar.avatar import TEXTURE_VERSION
from vcam.avatar.photo import load_photo
from vcam.avatar.shipped import shipped_photo
from vcam.avatar.store import AvatarStore
from vcam.errors import AvatarFileError, PhotoRejected

PHOTO = shipped_photo("astronaut")


@pytest.fixture(scope="module")
def small_photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The astronaut's head alone, small: quick to prepare."""
    image = cv2.imread(str(PHOTO))[0:300, 80:380]
    path = tmp_path_factory.mktemp("photos") / "Eileen.png"
    cv2.imwrite(str(path), image)
    return path


@pytest.fixture(scope="module")
def filled(small_photo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store folder with one avatar, to copy from."""
    folder = tmp_path_factory.mktemp("filled")
    AvatarStore(folder).add(small_photo)
    return folder


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> AvatarStore:
    """A store of one's own with the avatar "Eileen"."""
    shutil.copytree(filled, tmp_path / "avatars")
    return AvatarStore(tmp_path / "avatars", cache=tmp_path / "cache")


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Names of the avatars that were built anew."""
    names: list[str] = []
    real = store_module.build_avatar

    def counted(photo: object, *, name: str, **options: object) -> object:
        names.append(name)
        return real(photo, name=name, **options)

    monkeypatch.setattr(store_module, "build_avatar", counted)
    return names


def own(store: AvatarStore) -> list[str]:
    return [entry.name for entry in store.list() if not entry.shipped]


def hidden(store: AvatarStore) -> list[str]:
    return [path.name for path in store.folder.iterdir() if path.name.startswith((".new", ".removed"))]


def test_an_empty_store_lists_the_shipped_avatars_and_creates_nothing(tmp_path: Path) -> None:
    entries = AvatarStore(tmp_path / "none").list()
    assert {"astronaut", "character"} <= {entry.name for entry in entries}
    assert all(
        entry.shipped and entry.thumbnail is not None and entry.thumbnail.is_file() for entry in entries
    )
    assert not (tmp_path / "none").exists()


def test_added_avatar_is_complete(store: AvatarStore, small_photo: Path, builds: list[str]) -> None:
    entry = store.list()[0]
    assert (entry.name, entry.shipped, entry.folder.name) == ("Eileen", False, "Eileen")
    assert sorted(path.name for path in entry.folder.iterdir()) == [
        "avatar.json", "photo.png", "texture.safetensors", "thumbnail.png",
    ]  # fmt: skip
    assert (entry.folder / "photo.png").read_bytes() == small_photo.read_bytes()
    assert cv2.imread(str(entry.thumbnail)).shape == (192, 192, 3)
    avatar = store.load("Eileen")
    np.testing.assert_array_equal(avatar.photo, load_photo(small_photo).rgb)
    assert builds == []


def test_texture_comes_back_exactly(store: AvatarStore, small_photo: Path) -> None:
    built = store_module.build_avatar(load_photo(small_photo), name="Eileen").tensors()
    loaded = store.load("Eileen").tensors()
    assert built.keys() == loaded.keys()
    for name, array in built.items():
        np.testing.assert_array_equal(array, loaded[name], err_msg=name)


def test_the_same_photo_without_a_name_is_added_once(
    store: AvatarStore, small_photo: Path, builds: list[str]
) -> None:
    assert store.add(small_photo) == store.list()[0]
    assert (own(store), builds) == (["Eileen"], [])


def test_duplicate_names(store: AvatarStore, small_photo: Path, tmp_path: Path) -> None:
    with pytest.raises(AvatarFileError, match="'eileen' already"):
        store.add(small_photo, name=" eileen ")
    with pytest.raises(AvatarFileError, match="'Astronaut' already"):
        store.add(small_photo, name="Astronaut")
    other = tmp_path / "Eileen.png"
    image = cv2.imread(str(small_photo))
    cv2.imwrite(str(other), cv2.flip(image, 1))
    assert store.add(other).name == "Eileen 2"
    assert own(store) == ["Eileen", "Eileen 2"]


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Zoë & Jürgen/2 <ok>?", "Zoë _ Jürgen_2 _ok__"),
        ("../../etc", "_.._etc"),
        ("CON", "CON_"),
        ("😀", "_"),
        (" two   words. ", "two words"),
    ],
)
def test_odd_names(store: AvatarStore, small_photo: Path, name: str, folder: str) -> None:
    entry = store.add(small_photo, name=name)
    assert entry.folder == store.folder / folder
    assert store.load(entry.name).name == entry.name == " ".join(name.split())
    store.remove(entry.name)
    assert own(store) == ["Eileen"]


@pytest.mark.parametrize("name", ["", "  ", "a\x07b", "x" * 200])
def test_impossible_names(store: AvatarStore, small_photo: Path, name: str) -> None:
    with pytest.raises(AvatarFileError, match="can't be called"):
        store.add(small_photo, name=name)


def test_odd_file_names(store: AvatarStore, small_photo: Path, tmp_path: Path) -> None:
    image = cv2.flip(cv2.imread(str(small_photo)), 1)
    path = tmp_path / ("n\n" + "o" * 200 + ".png")
    path.write_bytes(cv2.imencode(".png", image)[1].tobytes())
    assert store.load(store.add(path).name).size == (300, 300)


def test_two_names_with_one_folder_name(store: AvatarStore, small_photo: Path) -> None:
    folders = [store.add(small_photo, name=name).folder.name for name in ("a/b", "a:b")]
    assert folders == ["a_b", "a_b-2"]
    assert {store.load("a/b").name, store.load("a:b").name} == {"a/b", "a:b"}


def test_remove(store: AvatarStore) -> None:
    store.remove("EILEEN")
    assert own(store) == []
    assert list(store.folder.iterdir()) == []
    with pytest.raises(AvatarFileError, match="no avatar called 'Eileen': choose from astronaut"):
        store.remove("Eileen")
    with pytest.raises(AvatarFileError, match="ships with vcam"):
        store.remove("astronaut")


def test_photo_without_a_face_leaves_nothing(store: AvatarStore, tmp_path: Path) -> None:
    path = tmp_path / "wall.png"
    cv2.imwrite(str(path), np.full((200, 200, 3), 90, np.uint8))
    with pytest.raises(PhotoRejected, match="no face"):
        store.add(path)
    assert (own(store), hidden(store)) == (["Eileen"], [])


def damage(texture: Path, how: str) -> None:
    content = texture.read_bytes()
    if how == "missing":
        texture.unlink()
    elif how == "empty":
        texture.write_bytes(b"")
    elif how == "truncated":
        texture.write_bytes(content[: len(content) // 2])
    elif how == "bit flip":
        middle = len(content) // 2
        texture.write_bytes(content[:middle] + bytes([content[middle] ^ 0x10]) + content[middle + 1 :])
    elif how == "garbage":
        texture.write_bytes(os.urandom(4096))
    elif how == "foreign":
        save_file({"weights": np.zeros(3, np.float32)}, texture)
    elif how == "older":
        header_version = {"format": texture_file.FORMAT, "version": str(TEXTURE_VERSION - 1), "avatar": "{}"}
        save_file(load_file(texture), texture, header_version)


@pytest.mark.parametrize("how", ["missing", "empty", "truncated", "bit flip", "garbage", "foreign", "older"])
def test_useless_texture_is_rebuilt_from_the_photo(store: AvatarStore, how: str, builds: list[str]) -> None:
    before = store.load("Eileen").tensors()
    texture = store.list()[0].folder / "texture.safetensors"
    damage(texture, how)
    after = store.load("Eileen").tensors()
    for name, array in before.items():
        np.testing.assert_array_equal(array, after[name], err_msg=name)
    store.load("Eileen")
    assert builds == ["Eileen"]


@pytest.mark.parametrize("content", [None, "", "{", "[]", '{"name": 5, "photo": {}}'])
def test_damaged_record_loses_nothing(store: AvatarStore, content: str | None) -> None:
    record = store.list()[0].folder / "avatar.json"
    record.unlink()
    if content is not None:
        record.write_text(content)
    assert own(store) == ["Eileen"]
    assert store.load("Eileen").name == "Eileen"


def test_everything_but_the_photo_can_be_lost(store: AvatarStore) -> None:
    folder = store.list()[0].folder
    for name in ("avatar.json", "texture.safetensors", "thumbnail.png"):
        (folder / name).unlink()
    assert store.list()[0].thumbnail is None
    store.load("Eileen")
    assert store.list()[0].thumbnail == folder / "thumbnail.png"
    assert json.loads((folder / "avatar.json").read_text())["name"] == "Eileen"


def test_lost_photo_matters_only_for_a_rebuild(store: AvatarStore) -> None:
    folder = store.list()[0].folder
    (folder / "photo.png").unlink()
    assert store.load("Eileen").name == "Eileen"
    (folder / "texture.safetensors").write_bytes(b"")
    with pytest.raises(AvatarFileError, match="lost its photo: remove it and add it again"):
        store.load("Eileen")
    store.remove("Eileen")


def test_damaged_photo_and_texture(store: AvatarStore) -> None:
    folder = store.list()[0].folder
    (folder / "photo.png").write_bytes((folder / "photo.png").read_bytes()[:5000])
    (folder / "texture.safetensors").unlink()
    with pytest.raises(AvatarFileError, match="'Eileen' is damaged"):
        store.load("Eileen")


def full_disk(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_full_disk_while_adding_leaves_nothing(
    store: AvatarStore, small_photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for step in ("write_texture", "write_thumbnail", "write_record"):
        with monkeypatch.context() as patch:
            patch.setattr(folder_module, step, full_disk)
            with pytest.raises(AvatarFileError, match=r"'new' can't be saved .*No space left on device"):
                store.add(small_photo, name="new")
        assert (own(store), hidden(store)) == (["Eileen"], [])


def test_full_disk_while_rebuilding_still_gives_the_avatar(
    store: AvatarStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (store.list()[0].folder / "texture.safetensors").write_bytes(b"half")
    monkeypatch.setattr(store_module, "write_texture", full_disk)
    assert store.load("Eileen").name == "Eileen"
    assert "can't be saved" in caplog.text
    assert (store.list()[0].folder / "photo.png").is_file()


def test_read_only_cache_still_gives_the_avatar(
    small_photo: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    store = AvatarStore(tmp_path / "avatars", cache=blocked / "cache")
    assert store.resolve(str(small_photo)).name == "Eileen"
    assert "can't be cached" in caplog.text


def test_store_that_can_not_be_written(small_photo: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    with pytest.raises(AvatarFileError, match="can't be"):
        AvatarStore(blocked / "avatars").add(small_photo)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_read_only_folder(store: AvatarStore, small_photo: Path) -> None:
    store.folder.chmod(0o555)
    try:
        with pytest.raises(AvatarFileError, match="can't be saved"):
            store.add(small_photo, name="new")
        with pytest.raises(AvatarFileError, match="can't be removed"):
            store.remove("Eileen")
    finally:
        store.folder.chmod(0o755)


@pytest.mark.parametrize("step", ["write_texture", "write_thumbnail", "write_record", "_move_to_free_name"])
def test_ctrl_c_while_adding_leaves_nothing(
    store: AvatarStore, small_photo: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(folder_module, step, interrupted)
        with pytest.raises(KeyboardInterrupt):
            store.add(small_photo, name="new")
    assert (own(store), hidden(store)) == (["Eileen"], [])
    assert store.add(small_photo, name="new").name == "new"


def test_leftovers_of_a_killed_process_go_away(store: AvatarStore, small_photo: Path) -> None:
    old, young = store.folder / ".new-old", store.folder / ".removed-young"
    for leftover in (old, young):
        leftover.mkdir()
        (leftover / "photo.png").write_bytes(b"")
    os.utime(old, (1, 1))
    assert own(store) == ["Eileen"]
    store.add(small_photo, name="new")
    assert hidden(store) == [".removed-young"]


def test_resolve_names_and_paths(store: AvatarStore, small_photo: Path, builds: list[str]) -> None:
    assert store.resolve("eileen").name == "Eileen"
    assert store.resolve("astronaut").size == (512, 512)
    for _ in range(2):
        assert store.resolve(str(small_photo)).name == "Eileen"
    assert builds == ["astronaut", "Eileen"]
    with pytest.raises(AvatarFileError, match=r"neither an avatar nor a photo.*: choose from Eileen, astro"):
        store.resolve("nobody")
    with pytest.raises(PhotoRejected, match="is not a file"):
        store.resolve(str(store.folder))


def test_cache_follows_the_content_not_the_path(
    store: AvatarStore, small_photo: Path, tmp_path: Path, builds: list[str]
) -> None:
    copy = tmp_path / "copy.png"
    shutil.copy(small_photo, copy)
    store.resolve(str(small_photo))
    assert store.resolve(str(copy)).name == "copy"
    cv2.imwrite(str(copy), cv2.flip(cv2.imread(str(copy)), 1))
    store.resolve(str(copy))
    assert builds == ["Eileen", "copy"]


def test_damaged_cache_is_rebuilt(store: AvatarStore, small_photo: Path, builds: list[str]) -> None:
    store.resolve(str(small_photo))
    (texture,) = store.cache.iterdir()
    damage(texture, "truncated")
    for _ in range(2):
        store.resolve(str(small_photo))
    assert builds == ["Eileen", "Eileen"]


def test_cache_is_bounded(store: AvatarStore, small_photo: Path) -> None:
    store.cache.mkdir()
    for number in range(30):
        stale = store.cache / f"{number:032x}.safetensors"
        stale.touch()
        os.utime(stale, (number, number))
    store.resolve(str(small_photo))
    left = sorted(path.name for path in store.cache.iterdir())
    assert len(left) == texture_cache.CACHED_TEXTURES
    assert f"{29:032x}.safetensors" in left
    assert f"{0:032x}.safetensors" not in left


def test_check_reports_without_storing(store: AvatarStore, small_photo: Path) -> None:
    report = store.check(small_photo)
    assert report.accepted
    assert report.faces == 1
    assert [finding.code for finding in report.problems] == ["face_small"]
    assert own(store) == ["Eileen"]


def test_check_of_real_pictures_with_faults(store: AvatarStore, tmp_path: Path) -> None:
    face = cv2.imread(str(PHOTO))[0:300, 80:380]
    wide = cv2.copyMakeBorder(face, 0, 0, 0, 340, cv2.BORDER_CONSTANT, value=(90, 90, 90))
    wide[20:280, 330:590] = cv2.resize(face, (260, 260))
    tiny = cv2.copyMakeBorder(
        cv2.resize(face, (130, 130)), *[40] * 4, cv2.BORDER_CONSTANT, value=(90, 90, 90)
    )
    found = {}
    for name, image in (("two", wide), ("tiny", tiny), ("none", np.full((300, 300, 3), 80, np.uint8))):
        cv2.imwrite(str(tmp_path / f"{name}.png"), image)
        report = store.check(tmp_path / f"{name}.png")
        found[name] = (report.accepted, report.problems[0].code)
    assert found == {
        "two": (True, "face_small"),
        "tiny": (False, "face_too_small"),
        "none": (False, "no_face"),
    }
    assert store.check(tmp_path / "two.png").faces == 2
