"""Looks: edits kept in a small JSON file, to be used again with any avatar."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from vcam.errors import ConfigError
from vcam.geometry.editing import EDIT_RANGES, Edits
from vcam.paths import write_atomically

FORMAT, VERSION = "vcam look", 1
SUFFIX = ".json"


def save_look(edits: Edits, path: Path) -> None:
    """Write the edits that differ from their defaults, whole or not at all.

    Raises:
        ConfigError: the file can't be written.
    """
    text = json.dumps({"format": FORMAT, "version": VERSION, "edits": edits.changed()}, indent=2)
    try:
        with write_atomically(path) as temporary:
            temporary.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise ConfigError(
            f"the look {path} can't be written ({error.strerror or error}): check that its folder may be "
            "written and the disk has room"
        ) from error


def stored_looks(folder: Path) -> dict[str, Path]:
    """The files in a folder that may be looks, by name; nothing when there is no such folder."""
    files = sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: path.stem.casefold())
    return {path.stem: path for path in files if path.is_file()}


def load_look(path: Path) -> Edits:
    """The edits of a look; what it doesn't name has its default.

    Raises:
        ConfigError: the file can't be read, is no look, is of a later version, or names an edit that
            doesn't exist or a value that is no number in its range.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is no text"
        raise ConfigError(f"the look {path} can't be read ({reason}): choose another file") from error
    try:
        values = _values(json.loads(text))
    except ValueError as error:
        raise ConfigError(f"{path.name} is no look ({error}): save one with vcam and choose that") from error
    edits = Edits()
    for name, value in values.items():
        try:
            edits = edits.with_value(name, float(value))
        except (ConfigError, OverflowError) as error:
            raise ConfigError(f"the look {path.name} can't be used: {error}") from error
    return edits


def _values(look: Any) -> dict[str, float]:
    """The edits of a parsed look; `ValueError` says in a few words why it is none."""
    if not isinstance(look, dict) or look.get("format") != FORMAT:
        raise ValueError(f"its format is not {FORMAT!r}")
    if look.get("version") != VERSION:
        raise ValueError(f"its version is {look.get('version')!r}, expected {VERSION}")
    if unknown := set(look) - {"format", "version", "edits"}:
        raise ValueError(f"it has an unknown part {min(unknown)!r}")
    values = look.get("edits")
    if not isinstance(values, dict):
        raise ValueError("it has no edits")
    for name, value in values.items():
        if name in EDIT_RANGES and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise ValueError(f"its {name} is {value!r}, expected a number")
    return values
