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
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from vcam.avatar.avatar import Avatar
from vcam.avatar.builder import build_avatar
from vcam.avatar.folder import (
    TEXTURE,
    THUMBNAIL,
    UNFINISHED,
    digest,
    kept_photo,
    read_record,
    write_avatar_folder,
    write_record,
    write_thumbnail,
)
from vcam.avatar.names import checked_name, free_name, name_from_file
from vcam.avatar.photo import Photo, decode_photo, load_photo, read_photo_file
from vcam.avatar.photo_check import PhotoReport, check_photo
from vcam.avatar.shipped import shipped_names, shipped_photo, shipped_thumbnail
from vcam.avatar.texture_file import read_texture, write_texture
from vcam.errors import AvatarFileError, PhotoRejected
from vcam.paths import avatars_folder, cache_folder

logger = logging.getLogger(__name__)

CACHED_TEXTURES = 12
"""Textures kept in the cache folder; the least recently used one goes first."""
_REMOVED = ".removed-"
_ABANDONED_AFTER_S = 24 * 3600.0


@dataclass(frozen=True, kw_only=True)
class AvatarEntry:
    """One avatar in the gallery.

    Args:
        name: what the user calls it.
        folder: where it is stored.
        thumbnail: a small square picture; None when it is missing until the avatar is next loaded.
        shipped: it comes with vcam and can't be removed.
    """

    name: str
    folder: Path
    thumbnail: Path | None
    shipped: bool = False


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
        self._lock = threading.Lock()

    def list(self) -> Entries:
        """Every avatar: the user's own by name, then the shipped ones."""
        entries = [self._entry(folder) for folder in self._folders()]
        entries.sort(key=lambda entry: entry.name.casefold())
        for name in shipped_names():
            with suppress(AvatarFileError):
                entries.append(_shipped_entry(name))
        return entries

    def add(self, source: Path | str | Photo, name: str | None = None) -> AvatarEntry:
        """Make and store an avatar.

        Args:
            source: a photo or the path of one.
            name: what to call it; from the file name by default, numbered when that is taken. Without
                a name, a photo that is stored already gives its entry and nothing is added.

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
                for folder in self._folders():
                    if read_record(folder).get("photo", {}).get("sha256") == photo_digest:
                        return self._entry(folder)
                name = free_name(name_from_file(photo.name), taken)
            else:
                name = checked_name(name)
                if name.casefold() in taken:
                    raise AvatarFileError(
                        f"there is an avatar called {name!r} already: choose another name, or remove it first"
                    )
            avatar = build_avatar(photo, name=name)
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                self._sweep()
                return self._entry(write_avatar_folder(self.folder, photo, avatar))
            except OSError as error:
                raise AvatarFileError(
                    f"avatar {name!r} can't be saved in {self.folder} ({error.strerror or error}): "
                    "choose a folder that you may write to, on a disk with room"
                ) from error

    def load(self, name: str) -> Avatar:
        """The avatar of that name, from its texture, or from its photo when the texture is of no use.

        Raises:
            AvatarFileError: there is no such avatar, or both texture and photo are damaged.
        """
        entry = self._find(name)
        if entry is None:
            raise AvatarFileError(f"there is no avatar called {name!r}: {self._choices()}")
        if entry.shipped:
            return self._from_cache(shipped_photo(entry.name), entry.name)
        try:
            return replace(read_texture(entry.folder / TEXTURE), name=entry.name)
        except AvatarFileError as error:
            logger.info("%s", error)
        return self._rebuild(entry)

    def remove(self, name: str) -> None:
        """Delete a stored avatar with its photo.

        Raises:
            AvatarFileError: there is no such avatar, it ships with vcam, or it can't be deleted.
        """
        with self._lock:
            entry = self._find(name)
            if entry is None:
                raise AvatarFileError(f"there is no avatar called {name!r}: {self._choices()}")
            if entry.shipped:
                raise AvatarFileError(f"avatar {entry.name!r} ships with vcam and can't be removed")
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

    def check(self, path: Path | str) -> PhotoReport:
        """Judge a photo without storing anything.

        Raises:
            PhotoRejected: the file can't be read as a picture at all.
        """
        from vcam.landmarks.face_mesh import FaceMeshTracker

        photo = load_photo(path)
        tracker = FaceMeshTracker()
        try:
            return check_photo(photo, tracker.detect_all(photo.rgb))
        finally:
            tracker.close()

    def resolve(self, text: str) -> Avatar:
        """The avatar that a user means by `text`: a stored or shipped name, or the path of a photo.

        Raises:
            AvatarFileError: it is none of these, or the avatar is damaged.
            PhotoRejected: it is a file that can't become an avatar.
        """
        if self._find(text) is not None:
            return self.load(text)
        path = Path(text)
        if not os.path.lexists(path):
            raise AvatarFileError(f"{text!r} is neither an avatar nor a photo file: {self._choices()}")
        return self._from_cache(path, path.stem)

    def _find(self, name: str) -> AvatarEntry | None:
        entries = self.list()
        for entry in entries:
            if entry.name == name:
                return entry
        folded = " ".join(name.split()).casefold()
        return next((entry for entry in entries if entry.name.casefold() == folded), None)

    def _choices(self) -> str:
        return "choose from " + ", ".join(entry.name for entry in self.list())

    def _folders(self) -> tuple[Path, ...]:
        try:
            found = sorted(self.folder.iterdir())
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise AvatarFileError(
                f"the avatar folder {self.folder} can't be read ({error.strerror or error}): "
                "check its permissions"
            ) from error
        return tuple(f for f in found if not f.name.startswith(".") and _is_avatar(f))

    def _entry(self, folder: Path) -> AvatarEntry:
        thumbnail = folder / THUMBNAIL
        name = read_record(folder).get("name")
        return AvatarEntry(
            name=name if isinstance(name, str) and name else folder.name,
            folder=folder,
            thumbnail=thumbnail if thumbnail.is_file() else None,
        )

    def _sweep(self) -> None:
        """Remove what a killed process left behind."""
        for leftover in self.folder.glob(".*-*"):
            if leftover.name.startswith((UNFINISHED, _REMOVED)):
                with suppress(OSError):
                    if time.time() - leftover.stat().st_mtime > _ABANDONED_AFTER_S:
                        shutil.rmtree(leftover, ignore_errors=True)

    def _rebuild(self, entry: AvatarEntry) -> Avatar:
        """Make texture, thumbnail and record again from the kept photo; a full disk doesn't matter."""
        photo_file = kept_photo(entry.folder)
        if photo_file is None:
            raise AvatarFileError(f"avatar {entry.name!r} has lost its photo: remove it and add it again")
        try:
            photo = decode_photo(read_photo_file(photo_file), name=entry.name)
            avatar = build_avatar(photo, name=entry.name)
        except PhotoRejected as error:
            raise AvatarFileError(
                f"avatar {entry.name!r} is damaged ({error}): remove it and add it again"
            ) from error
        try:
            write_texture(entry.folder / TEXTURE, avatar)
            write_thumbnail(entry.folder, avatar)
            write_record(entry.folder, entry.name, photo_file.name, digest(photo.original_bytes))
        except OSError as error:
            logger.warning("avatar %r was rebuilt but can't be saved: %s", entry.name, error)
        return avatar

    def _from_cache(self, path: Path, name: str) -> Avatar:
        """The avatar of a photo file, cached by the photo's content."""
        data = read_photo_file(path)
        texture = self.cache / f"{digest(data)[:32]}.safetensors"
        if texture.is_file():
            try:
                avatar = replace(read_texture(texture), name=name)
            except AvatarFileError as error:
                logger.info("%s", error)
            else:
                with suppress(OSError):
                    os.utime(texture)
                return avatar
        avatar = build_avatar(decode_photo(data, name=name, label=path.name), name=name)
        try:
            write_texture(texture, avatar)
            self._trim_cache()
        except OSError as error:
            logger.warning("the texture of %s can't be cached: %s", path, error)
        return avatar

    def _trim_cache(self) -> None:
        textures = sorted(self.cache.glob("*.safetensors"), key=lambda path: path.stat().st_mtime)
        for texture in textures[:-CACHED_TEXTURES]:
            texture.unlink(missing_ok=True)


def _is_avatar(folder: Path) -> bool:
    return folder.is_dir() and (kept_photo(folder) is not None or (folder / TEXTURE).is_file())


def _shipped_entry(name: str) -> AvatarEntry:
    thumbnail = shipped_thumbnail(name)
    return AvatarEntry(
        name=name,
        folder=shipped_photo(name).parent,
        thumbnail=thumbnail if thumbnail.is_file() else shipped_photo(name),
        shipped=True,
    )
