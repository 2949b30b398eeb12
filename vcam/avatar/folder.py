"""One avatar's folder: original photo, texture, thumbnail and record.

me/  photo.jpg  texture.safetensors  thumbnail.png  avatar.json
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from pathlib import Path

import cv2

from vcam.avatar.avatar import Avatar
from vcam.avatar.names import folder_name
from vcam.avatar.photo import Photo
from vcam.avatar.record import new_record, write_record
from vcam.avatar.texture_file import write_texture
from vcam.paths import write_atomically

TEXTURE, THUMBNAIL = "texture.safetensors", "thumbnail.png"
UNFINISHED = ".new-"
"""How the name of a folder begins that is still being written."""


def write_avatar_folder(parent: Path, photo: Photo, avatar: Avatar, *, consent: bool = False) -> Path:
    """Store a new avatar in a folder of its own: whole or not at all, whatever interrupts it.

    Args:
        parent: the store's folder.
        photo: the photo to keep.
        avatar: made of it.
        consent: the user has agreed to `record.CONSENT`.

    Returns:
        The folder, named after the avatar.

    Raises:
        OSError: it can't be written.
    """
    temporary = parent / f"{UNFINISHED}{secrets.token_hex(4)}"
    try:
        temporary.mkdir()
        photo_file = temporary / f"photo{photo.suffix}"
        with write_atomically(photo_file) as part:
            part.write_bytes(photo.original_bytes)
        write_texture(temporary / TEXTURE, avatar)
        write_thumbnail(temporary, avatar)
        photo_digest = digest(photo.original_bytes)
        write_record(temporary, new_record(avatar.name, photo_file.name, photo_digest, consent=consent))
        return _move_to_free_name(temporary, parent, folder_name(avatar.name))
    finally:
        # Moved away after success; after a failure, Ctrl-C included, nothing half-written stays.
        shutil.rmtree(temporary, ignore_errors=True)


def digest(data: bytes) -> str:
    """SHA-256 of a photo file, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def kept_photo(folder: Path) -> Path | None:
    """The original photo in an avatar's folder."""
    return next((path for path in sorted(folder.glob("photo.*")) if path.is_file()), None)


def write_thumbnail(folder: Path, avatar: Avatar) -> None:
    """Write the small picture for galleries.

    Raises:
        OSError: it can't be written.
    """
    _, data = cv2.imencode(".png", cv2.cvtColor(avatar.thumbnail(), cv2.COLOR_RGB2BGR))
    with write_atomically(folder / THUMBNAIL) as temporary:
        temporary.write_bytes(data.tobytes())


def _move_to_free_name(temporary: Path, parent: Path, wanted: str) -> Path:
    """Rename to `wanted`, or to the first numbered name that is free."""
    for number in range(1, 10_000):
        target = parent / (wanted if number == 1 else f"{wanted}-{number}")
        if os.path.lexists(target):
            continue
        try:
            os.rename(temporary, target)
        except (FileExistsError, NotADirectoryError):
            continue
        except OSError:
            # Another process may have taken the name in between.
            if os.path.lexists(target):
                continue
            raise
        return target
    raise FileExistsError(f"no free folder name for {wanted!r}")
