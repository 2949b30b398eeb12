"""The weights that ship with vcam: where they lie, what they are, whether they are whole.

`weights/manifest.json` lists every file with its size, hash, licence, origin and measured figures.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from vcam.errors import CheckpointError

MANIFEST = "manifest.json"
MEND = "reinstall vcam to get it back"


@dataclass(frozen=True, kw_only=True)
class WeightsEntry:
    """One weights file.

    Args:
        name: what the code calls it.
        file: its name in the weights folder.
        bytes: its size.
        sha256: its hash, hexadecimal.
        purpose: what it is for, in one sentence.
        licence: an SPDX name.
        source: where it comes from.
        recipe: how to make it again.
        trained_on: data that a model trained for vcam has seen; empty for models taken over.
        config: of a network trained for vcam: what it is built by; the file says the same.
        tiers: rights tiers of the data that it was trained on.
        steps: iterations of the training that gave it, by its parts.
        hours: that the training took, by its parts.
        seeds: of the training's chance, by its parts.
        commits: states of this repository that it ran with, by its parts.
        device: that it was trained on.
        figures: measured figures by name, each with its unit in the name.
    """

    name: str
    file: str
    bytes: int
    sha256: str
    purpose: str
    licence: str
    source: str
    recipe: str
    trained_on: str = ""
    config: Mapping[str, Any] = field(default_factory=dict)
    tiers: Sequence[str] = ()
    steps: Mapping[str, int] = field(default_factory=dict)
    hours: Mapping[str, float] = field(default_factory=dict)
    seeds: Mapping[str, int] = field(default_factory=dict)
    commits: Mapping[str, str] = field(default_factory=dict)
    device: str = ""
    figures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """All weights files that belong to this version of vcam."""

    entries: tuple[WeightsEntry, ...]

    def entry(self, name: str) -> WeightsEntry:
        """The entry called `name`; `CheckpointError` when there is none."""
        for entry in self.entries:
            if entry.name == name:
                return entry
        known = ", ".join(entry.name for entry in self.entries)
        raise CheckpointError(f"no weights are called {name!r}: expected one of {known}")


@dataclass(frozen=True, kw_only=True)
class WeightsCheck:
    """What `verify` found out about one file; `problem` is None when it is whole, else one sentence."""

    entry: WeightsEntry
    problem: str | None


def weights_folder() -> Path:
    """The folder of weights, beside the `vcam` package in a checkout and in an installation."""
    return Path(str(files("vcam"))).parent / "weights"


def read_manifest(folder: Path | None = None) -> Manifest:
    """The manifest of `folder`, by default of the shipped weights.

    Raises:
        CheckpointError: it is missing or can't be read.
    """
    path = (folder or weights_folder()) / MANIFEST
    try:
        rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["weights"]
        known = {column.name for column in fields(WeightsEntry)}
        return Manifest(
            entries=tuple(WeightsEntry(**{k: v for k, v in row.items() if k in known}) for row in rows)
        )
    except FileNotFoundError as error:
        raise CheckpointError(f"the weights' manifest {path} is missing: {MEND}") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CheckpointError(f"the weights' manifest {path} can't be read ({error}): {MEND}") from error


@cache
def _shipped() -> Manifest:
    return read_manifest()


def weights_path(name: str) -> Path:
    """Path of shipped weights, after a look at their existence and size.

    Raises:
        CheckpointError: the name is not known, or the file is missing or has another size.
    """
    entry = _shipped().entry(name)
    path = weights_folder() / entry.file
    problem = _size_problem(path, entry)
    if problem:
        raise CheckpointError(problem)
    return path


def verify(name: str | None = None, folder: Path | None = None) -> list[WeightsCheck]:
    """Read weights files in full and compare their hashes with the manifest.

    Args:
        name: one entry; None checks all.
        folder: another weights folder than the shipped one.

    Raises:
        CheckpointError: the manifest can't be read, or has no such name.
    """
    folder = folder or weights_folder()
    manifest = read_manifest(folder)
    entries = manifest.entries if name is None else (manifest.entry(name),)
    return [WeightsCheck(entry=entry, problem=_problem(folder / entry.file, entry)) for entry in entries]


def check_config(entry: WeightsEntry, found: object) -> None:
    """Refuse a file whose network is built in another way than the manifest says.

    Args:
        entry: of the file.
        found: what the file says, as plain values; a part that is None counts as not there.

    Raises:
        CheckpointError: they differ.
    """
    if isinstance(found, Mapping):
        found = {part: value for part, value in found.items() if value is not None}
    if found != {part: value for part, value in entry.config.items() if value is not None}:
        raise CheckpointError(
            f"the weights file {entry.file} is of networks of {found}, expected {dict(entry.config)}: {MEND}"
        )


def _size_problem(path: Path, entry: WeightsEntry) -> str | None:
    try:
        size = path.stat().st_size
    except OSError:
        return f"the weights file {path} is missing: {MEND}"
    if size != entry.bytes:
        return f"the weights file {path} has {size} bytes, expected {entry.bytes}: it is damaged, {MEND}"
    return None


def _problem(path: Path, entry: WeightsEntry) -> str | None:
    problem = _size_problem(path, entry)
    if problem:
        return problem
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        return f"the weights file {path} can't be read ({error.strerror}): {MEND}"
    if digest != entry.sha256:
        return (
            f"the weights file {path} has the hash {digest[:12]}..., expected {entry.sha256[:12]}...: "
            f"it is damaged, {MEND}"
        )
    return None
