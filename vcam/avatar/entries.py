"""Which avatars there are: the user's folders and the shipped ones, in the order that he has arranged."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from vcam.avatar.folder import TEXTURE, THUMBNAIL, kept_photo
from vcam.avatar.order import read_order
from vcam.avatar.record import read_record, text_of
from vcam.avatar.shipped import shipped_names, shipped_photo, shipped_thumbnail
from vcam.errors import AvatarFileError


@dataclass(frozen=True, kw_only=True)
class AvatarEntry:
    """One avatar in the gallery.

    Args:
        name: what the user calls it.
        folder: where it is stored.
        thumbnail: a small square picture; None when it is missing until the avatar is next loaded.
        shipped: it comes with vcam and can't be removed.
        key: stays the same when it is renamed; what belongs to it elsewhere is kept under this.
    """

    name: str
    folder: Path
    thumbnail: Path | None
    shipped: bool = False
    key: str


def list_entries(folder: Path) -> list[AvatarEntry]:
    """Every avatar, see `AvatarStore.list`.

    Raises:
        AvatarFileError: the folder can't be read.
    """
    entries = [entry_of(avatar) for avatar in avatar_folders(folder)]
    entries.sort(key=lambda entry: entry.name.casefold())
    for name in shipped_names():
        with suppress(AvatarFileError):
            entries.append(_shipped_entry(name))
    places = {key: place for place, key in enumerate(read_order(folder))}
    return sorted(entries, key=lambda entry: places.get(entry.key, len(places)))


def find_entry(entries: list[AvatarEntry], name: str) -> AvatarEntry | None:
    """The avatar of that name, else the one whose name differs only in case and blanks."""
    for entry in entries:
        if entry.name == name:
            return entry
    folded = " ".join(name.split()).casefold()
    return next((entry for entry in entries if entry.name.casefold() == folded), None)


def avatar_folders(folder: Path) -> tuple[Path, ...]:
    """The folders of the user's avatars; none when `folder` isn't there.

    Raises:
        AvatarFileError: it can't be read.
    """
    try:
        found = sorted(folder.iterdir())
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise AvatarFileError(
            f"the avatar folder {folder} can't be read ({error.strerror or error}): check its permissions"
        ) from error
    return tuple(f for f in found if not f.name.startswith(".") and _is_avatar(f))


def entry_of(folder: Path) -> AvatarEntry:
    """The entry of an avatar's folder."""
    thumbnail, record = folder / THUMBNAIL, read_record(folder)
    return AvatarEntry(
        name=text_of(record, "name") or folder.name,
        folder=folder,
        thumbnail=thumbnail if thumbnail.is_file() else None,
        key=text_of(record, "id") or folder.name,
    )


def _is_avatar(folder: Path) -> bool:
    return folder.is_dir() and (kept_photo(folder) is not None or (folder / TEXTURE).is_file())


def _shipped_entry(name: str) -> AvatarEntry:
    thumbnail = shipped_thumbnail(name)
    return AvatarEntry(
        name=name,
        folder=shipped_photo(name).parent,
        thumbnail=thumbnail if thumbnail.is_file() else shipped_photo(name),
        shipped=True,
        key=name,
    )
