"""Stored avatars: one folder each with the original photo, its texture, a thumbnail and a record.

The photo is what must never be lost; everything else is made from it again when it is damaged, missing
or of an older version. Textures of shipped avatars and of photos given by path lie in the cache folder.
"""

from __future__ import annotations

import logging
import os
import secrets
import shutil
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from vcam.avatar.avatar import Avatar
from vcam.avatar.builder import build_avatar
from vcam.avatar.entries import AvatarEntry, avatar_folders, entry_of, find_entry, list_entries
from vcam.avatar.face_search import FaceSearch
from vcam.avatar.folder import (
    TEXTURE,
    UNFINISHED,
    digest,
    kept_photo,
    write_avatar_folder,
    write_thumbnail,
)
from vcam.avatar.names import checked_name, free_name, name_from_file
from vcam.avatar.order import write_order
from vcam.avatar.photo import Photo, decode_photo, load_photo, read_photo_file
from vcam.avatar.photo_check import PhotoReport, check_photo
from vcam.avatar.record import new_record, read_record, write_record
from vcam.avatar.shipped import shipped_photo
from vcam.avatar.texture_cache import cached_avatar
from vcam.avatar.texture_file import read_texture, write_texture
from vcam.errors import AvatarFileError, PhotoRejected
from vcam.paths import avatars_folder, cache_folder

logger = logging.getLogger(__name__)

_REMOVED = ".removed-"
_ABANDONED_AFTER_S = 24 * 3600.0


Entries = list[AvatarEntry]


class AvatarStore:
    """The user's avatars and the shipped ones. All methods may be called from any thread."""

    def __init__(self, folder: Path | None = None, *, cache: Path | None = None) -> None:
        """Open a store; nothing is created before the first avatar is added.

        Args:
            folder: where avatars are stored; the user's data folder by default.
            cache: where textures lie that can be made again; the user's cache folder by default.
        """
        self.folder = folder or avatars_folder()
        self.cache = cache or (folder / ".cache" if folder else cache_folder() / "textures")
        self._search = FaceSearch()
        self._lock = threading.Lock()

    def list(self) -> Entries:
        """Every avatar, as the user has arranged them; else his own by name, then the shipped ones.

        What came after he arranged them stands at the end.
        """
        return list_entries(self.folder)

    def add(
        self,
        source: Path | str | Photo,
        name: str | None = None,
        *,
        consent: bool = False,
        on_step: Callable[[float], None] = lambda share: None,
    ) -> AvatarEntry:
        """Make and store an avatar.

        Args:
            source: a photo or the path of one.
            name: what to call it; from the file name by default, numbered when that is taken. Without
                a name, a photo that is stored already gives its entry and nothing is added.
            consent: the user has agreed to `record.CONSENT`; kept with the date.
            on_step: told about which share of the work is done; what it raises ends the work, and
                nothing is added.

        Raises:
            PhotoRejected: the photo can't become an avatar.
            AvatarFileError: the name is taken or impossible, or the folder can't be written.
        """
        photo = source if isinstance(source, Photo) else load_photo(source)
        with self._lock:
            entries = self.list()
            taken = {entry.name.casefold() for entry in entries}
            if name is None:
                photo_digest = digest(photo.original_bytes)
                for folder in avatar_folders(self.folder):
                    if read_record(folder).get("photo", {}).get("sha256") == photo_digest:
                        return entry_of(folder)
                name = free_name(name_from_file(photo.name), taken)
            else:
                name = _free(name, taken)
            on_step(0.0)
            faces = self._search.faces(photo)
            avatar = build_avatar(photo, name=name, faces=faces, on_step=lambda share: on_step(0.9 * share))
            on_step(0.9)
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                self._sweep()
                return entry_of(write_avatar_folder(self.folder, photo, avatar, consent=consent))
            except OSError as error:
                raise self._not_saved(name, error) from error

    def rename(self, name: str, new_name: str) -> AvatarEntry:
        """Call a stored avatar something else; whatever is kept for it stays.

        Raises:
            AvatarFileError: there is no such avatar, it ships with vcam, the new name is taken or
                impossible, or the record can't be written.
        """
        with self._lock:
            entry = self._existing(name, "be renamed")
            taken = {other.name.casefold() for other in self.list() if other.key != entry.key}
            new_name = _free(new_name, taken)
            record = read_record(entry.folder)
            if not record:
                photo_file = kept_photo(entry.folder)
                photo_digest = digest(photo_file.read_bytes()) if photo_file else ""
                record = new_record(new_name, photo_file.name if photo_file else "", photo_digest)
            # What was stored before avatars had an id goes on under its old key.
            record = {**record, "name": new_name, "id": entry.key}
            try:
                write_record(entry.folder, record)
            except OSError as error:
                raise self._not_saved(new_name, error) from error
            return entry_of(entry.folder)

    def move(self, name: str, place: int) -> Entries:
        """Put an avatar, one's own or a shipped one, at another place of the list.

        Args:
            name: which.
            place: 0 for the first; more than there are, for the last.

        Returns:
            All avatars in the new order.

        Raises:
            AvatarFileError: there is no such avatar, or the order can't be written.
        """
        with self._lock:
            entry = self._existing(name)
            others = [other for other in self.list() if other.key != entry.key]
            others.insert(max(0, place), entry)
            try:
                write_order(self.folder, [other.key for other in others])
            except OSError as error:
                raise AvatarFileError(
                    f"the order of the avatars can't be saved in {self.folder} "
                    f"({error.strerror or error}): check that you may write there"
                ) from error
            return others

    def load(self, name: str, on_step: Callable[[float], None] = lambda share: None) -> Avatar:
        """The avatar of that name, from its texture, or from its photo when the texture is of no use.

        Args:
            name: which.
            on_step: told about which share of the work is done when it is made from its photo; what it
                raises ends the work.

        Raises:
            AvatarFileError: there is no such avatar, or both texture and photo are damaged.
        """
        entry = self._existing(name)
        if entry.shipped:
            return self._from_cache(shipped_photo(entry.name), entry.name, on_step)
        try:
            return replace(read_texture(entry.folder / TEXTURE), name=entry.name)
        except AvatarFileError as error:
            logger.info("%s", error)
        return self._rebuild(entry, on_step)

    def remove(self, name: str) -> None:
        """Delete a stored avatar with its photo.

        Raises:
            AvatarFileError: there is no such avatar, it ships with vcam, or it can't be deleted.
        """
        with self._lock:
            entry = self._existing(name, "be removed")
            doomed = self.folder / f"{_REMOVED}{secrets.token_hex(4)}"
            try:
                # One rename removes it whole, however the deletion after it ends.
                os.rename(entry.folder, doomed)
            except OSError as error:
                raise AvatarFileError(
                    f"avatar {entry.name!r} can't be removed from {self.folder} ({error.strerror or error}): "
                    "check that you may write there"
                ) from error
            shutil.rmtree(doomed, ignore_errors=True)

    def check(self, source: Path | str | Photo) -> PhotoReport:
        """Judge a photo, or the photo of a path, without storing anything.

        Raises:
            PhotoRejected: the file can't be read as a picture at all.
        """
        photo = source if isinstance(source, Photo) else load_photo(source)
        return check_photo(photo, self._search.faces(photo))

    def resolve(self, text: str) -> Avatar:
        """The avatar that a user means by `text`: a stored or shipped name, or the path of a photo.

        Raises:
            AvatarFileError: it is none of these, or the avatar is damaged.
            PhotoRejected: it is a file that can't become an avatar.
        """
        if find_entry(self.list(), text) is not None:
            return self.load(text)
        path = Path(text)
        if not os.path.lexists(path):
            raise AvatarFileError(f"{text!r} is neither an avatar nor a photo file: {self._choices()}")
        return self._from_cache(path, path.stem)

    def _existing(self, name: str, may: str = "") -> AvatarEntry:
        """The avatar of that name; `may` says what can't be done to a shipped one."""
        entry = find_entry(self.list(), name)
        if entry is None:
            raise AvatarFileError(f"there is no avatar called {name!r}: {self._choices()}")
        if entry.shipped and may:
            raise AvatarFileError(f"avatar {entry.name!r} ships with vcam and can't {may}")
        return entry

    def _not_saved(self, name: str, error: OSError) -> AvatarFileError:
        return AvatarFileError(
            f"avatar {name!r} can't be saved in {self.folder} ({error.strerror or error}): "
            "choose a folder that you may write to, on a disk with room"
        )

    def _choices(self) -> str:
        return "choose from " + ", ".join(entry.name for entry in self.list())

    def _sweep(self) -> None:
        """Remove what a killed process left behind."""
        for leftover in self.folder.glob(".*-*"):
            if leftover.name.startswith((UNFINISHED, _REMOVED)):
                with suppress(OSError):
                    if time.time() - leftover.stat().st_mtime > _ABANDONED_AFTER_S:
                        shutil.rmtree(leftover, ignore_errors=True)

    def _rebuild(self, entry: AvatarEntry, on_step: Callable[[float], None]) -> Avatar:
        """Make texture, thumbnail and record again from the kept photo; a full disk doesn't matter."""
        photo_file = kept_photo(entry.folder)
        if photo_file is None:
            raise AvatarFileError(f"avatar {entry.name!r} has lost its photo: remove it and add it again")
        try:
            photo = decode_photo(read_photo_file(photo_file), name=entry.name)
            avatar = build_avatar(photo, name=entry.name, on_step=on_step)
        except PhotoRejected as error:
            raise AvatarFileError(
                f"avatar {entry.name!r} is damaged ({error}): remove it and add it again"
            ) from error
        try:
            write_texture(entry.folder / TEXTURE, avatar)
            write_thumbnail(entry.folder, avatar)
            record = new_record(entry.name, photo_file.name, digest(photo.original_bytes))
            write_record(entry.folder, {**read_record(entry.folder), **record, "id": entry.key})
        except OSError as error:
            logger.warning("avatar %r was rebuilt but can't be saved: %s", entry.name, error)
        return avatar

    def _from_cache(
        self, path: Path, name: str, on_step: Callable[[float], None] = lambda share: None
    ) -> Avatar:
        build = partial(build_avatar, name=name, on_step=on_step)
        return cached_avatar(self.cache, path, name, build)


def _free(name: str, taken: set[str]) -> str:
    """A name that a person typed, if it is not taken (case-folded)."""
    name = checked_name(name)
    if name.casefold() in taken:
        raise AvatarFileError(
            f"there is an avatar called {name!r} already: choose another name, or remove it first"
        )
    return name
