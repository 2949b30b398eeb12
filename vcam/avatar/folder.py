"""One avatar's folder: original photo, texture, thumbnail and record.

me/  photo.jpg  texture.safetensors  thumbnail.png  avatar.json
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import secrets
import shutil
from pathlib import Path
from typing import Any

import cv2

from vcam.avatar.avatar import Avatar
from vcam.avatar.names import folder_name
from vcam.avatar.photo import Photo
from vcam.avatar.texture_file import write_texture
from vcam.paths import write_atomically

logger = logging.getLogger(__name__)

RECORD, TEXTURE, THUMBNAIL = "avatar.json", "texture.safetensors", "thumbnail.png"
FORMAT, FORMAT_VERSION = "vcam-avatar", 1
UNFINISHED = ".new-"
"""How the name of a folder begins that is still being written."""


def write_avatar_folder(parent: Path, photo: Photo, avatar: Avatar) -> Path:
    """Store a new avatar in a folder of its own: whole or not at all, whatever interrupts it.

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
        write_record(temporary, avatar.name, photo_file.name, digest(photo.original_bytes))
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


def read_record(folder: Path) -> dict[str, Any]:
    """The avatar's record; empty when it is missing or damaged, because nothing in it is indispensable."""
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        logger.info("the record of avatar folder %s can't be read: %s", folder, error)
        return {}
    if not isinstance(record, dict) or not isinstance(record.get("photo"), dict):
        return {}
    return record


def write_record(folder: Path, name: str, photo_file: str, photo_digest: str) -> None:
    """Write the record.

    Raises:
        OSError: it can't be written.
    """
    record = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "name": name,
        "photo": {"file": photo_file, "sha256": photo_digest},
    }
    with write_atomically(folder / RECORD) as temporary:
        temporary.write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


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
