"""What comes with vcam: two avatars, ready without any photo of the user's own."""

from __future__ import annotations

from pathlib import Path

from vcam.errors import AvatarFileError
from vcam.paths import resources

DEFAULT_AVATAR = "astronaut"
"""The avatar to start with when the user has named none."""

_PICTURES = {"astronaut": "astronaut.png", "character": "character.png"}


def shipped_names() -> tuple[str, ...]:
    """Names of the shipped avatars."""
    return tuple(_PICTURES)


def shipped_photo(name: str) -> Path:
    """The picture of a shipped avatar; read-only.

    Raises:
        AvatarFileError: there is no shipped avatar of that name, or its file is gone.
    """
    if name not in _PICTURES:
        raise AvatarFileError(f"no avatar {name!r} ships with vcam: choose from {', '.join(_PICTURES)}")
    path = resources() / "avatars" / _PICTURES[name]
    if not path.is_file():
        raise AvatarFileError(f"the shipped avatar {name!r} is missing at {path}: install vcam again")
    return path


def shipped_thumbnail(name: str) -> Path:
    """A small square picture of a shipped avatar's head."""
    return shipped_photo(name).parent / "thumbnails" / f"{name}.png"
