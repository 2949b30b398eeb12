"""Names of stored avatars: what a person may call one, and the folder name that goes with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from vcam.errors import AvatarFileError

MAX_NAME_LENGTH = 80
_MAX_FOLDER_BYTES = 120
_WINDOWS_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def checked_name(name: str) -> str:
    """A name that a person typed, with surrounding and repeated blanks removed.

    Raises:
        AvatarFileError: nothing printable is left, it has control characters, or it is too long.
    """
    tidy = " ".join(unicodedata.normalize("NFC", name).split())
    if not tidy or not tidy.isprintable() or len(tidy) > MAX_NAME_LENGTH:
        raise AvatarFileError(
            f"an avatar can't be called {name[:MAX_NAME_LENGTH]!r}: "
            f"expected 1 to {MAX_NAME_LENGTH} printable characters"
        )
    return tidy


def name_from_file(stem: str) -> str:
    """The nearest allowed name to a file's stem."""
    readable = "".join(c if c.isprintable() else " " for c in unicodedata.normalize("NFC", stem))
    return " ".join(readable.split())[: MAX_NAME_LENGTH - 5].strip() or "avatar"


def free_name(wanted: str, taken: Container[str]) -> str:
    """`wanted`, or with the first number that makes it free.

    Args:
        wanted: an allowed name.
        taken: names in use, case-folded.
    """
    name, number = wanted, 1
    while name.casefold() in taken:
        number += 1
        name = f"{wanted} {number}"
    return name


def folder_name(name: str) -> str:
    """A folder name for an avatar that every file system takes, visible and without blanks at its ends."""
    safe = "".join(c if c.isalnum() or c in " -_." else "_" for c in name).strip(" .")
    safe = safe.encode()[:_MAX_FOLDER_BYTES].decode(errors="ignore").strip(" .") or "avatar"
    return f"{safe}_" if _WINDOWS_DEVICES.match(safe) else safe
