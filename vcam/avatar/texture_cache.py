"""Textures that can be made again from a photo: of shipped avatars and of photos given by path."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from vcam.avatar.avatar import Avatar
from vcam.avatar.folder import digest
from vcam.avatar.photo import Photo, decode_photo, read_photo_file
from vcam.avatar.texture_file import read_texture, write_texture
from vcam.errors import AvatarFileError

logger = logging.getLogger(__name__)

CACHED_TEXTURES = 12
"""Textures kept in the cache folder; the least recently used one goes first."""


def cached_avatar(cache: Path, path: Path, name: str, build: Callable[[Photo], Avatar]) -> Avatar:
    """The avatar of a photo file, cached by the photo's content.

    Args:
        cache: the folder of textures.
        path: the photo.
        name: what to call the avatar.
        build: makes it when there is no texture of use.

    Raises:
        PhotoRejected: the photo can't become an avatar.
    """
    data = read_photo_file(path)
    texture = cache / f"{digest(data)[:32]}.safetensors"
    if texture.is_file():
        try:
            avatar = replace(read_texture(texture), name=name)
        except AvatarFileError as error:
            logger.info("%s", error)
        else:
            with suppress(OSError):
                os.utime(texture)
            return avatar
    avatar = build(decode_photo(data, name=name, label=path.name))
    try:
        write_texture(texture, avatar)
        _trim(cache)
    except OSError as error:
        logger.warning("the texture of %s can't be cached: %s", path, error)
    return avatar


def _trim(cache: Path) -> None:
    textures = sorted(cache.glob("*.safetensors"), key=lambda path: path.stat().st_mtime)
    for texture in textures[:-CACHED_TEXTURES]:
        texture.unlink(missing_ok=True)
