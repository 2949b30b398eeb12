"""Which videos and pictures a folder offers, and whose they are."""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vcam.errors import ConfigError

MANIFEST = "manifest.csv"
COLUMNS = ("kind", "id", "identity", "split", "rights_tier")
FOLDER_AND_SUFFIX = {"clip": ("clips", ".mp4"), "portrait": ("portraits", ".jpg")}
"""Where the files of a manifest lie, by their kind."""
DEFAULT_SPLIT = "train"

VIDEO_SUFFIXES = (
    *(".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".mpg", ".mpeg", ".wmv", ".flv", ".mts", ".m2ts"),
    *(".3gp", ".ogv"),
)


@dataclass(frozen=True, kw_only=True)
class Source:
    """One video or picture.

    Args:
        id: names it among all, and its file when it is prepared.
        person: whose face it shows.
        path: the file.
        split, tier: of its row in the manifest, empty without one.
        still: whether it is a picture.
    """

    id: str
    person: str
    path: Path
    split: str = ""
    tier: str = ""
    still: bool = False


def find_sources(folder: Path, *, splits: Sequence[str] = (), tiers: Sequence[str] = ()) -> list[Source]:
    """The videos and pictures of a folder.

    With a manifest.csv these are its rows: kind (clip or portrait), id (of clips/ID.mp4, portraits/ID.jpg),
    identity, split, rights_tier. Without one they are all videos and pictures below the folder, and the
    person is the top-level folder that they lie in, or for those in no folder the file's own name.

    Args:
        folder: holds them.
        splits: those rows of the manifest alone; empty takes those of split `train`.
        tiers: those rights tiers alone; empty takes all.

    Raises:
        ConfigError: there is no such folder or nothing in it, the manifest is wrong, or splits or tiers
            are unknown.
    """
    if not folder.is_dir():
        raise ConfigError(f"there is no folder of clips at {folder}: check the name")
    if (folder / MANIFEST).is_file():
        return _from_manifest(folder, tuple(splits) or (DEFAULT_SPLIT,), tuple(tiers))
    if splits or tiers:
        raise ConfigError(f"{folder} has no {MANIFEST}, so its clips have no split or tier: don't name any")
    found = _from_files(folder)
    if not found:
        raise ConfigError(f"{folder} holds no video and no picture: name the folder of your clips")
    return found


def _from_manifest(folder: Path, splits: tuple[str, ...], tiers: tuple[str, ...]) -> list[Source]:
    rows = _read_manifest(folder / MANIFEST)
    _check_known("split", splits, {row["split"] for row in rows})
    _check_known("tier", tiers, {row["rights_tier"] for row in rows})
    sources = [_from_row(folder, row) for row in rows if row["split"] in splits]
    sources = [source for source in sources if not tiers or source.tier in tiers]
    if not sources:
        raise ConfigError(
            f"{folder / MANIFEST} has no clip of split {', '.join(splits)} in tier {', '.join(tiers)}: "
            "choose others"
        )
    return sources


def _read_manifest(path: Path) -> list[dict[str, str]]:
    """The rows that name a clip or portrait."""
    try:
        with path.open(newline="", encoding="utf-8") as file:
            reader = csv.DictReader(file)
            missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
            if missing:
                raise ConfigError(f"{path} has no column {', '.join(missing)}: expected {', '.join(COLUMNS)}")
            rows = [row for row in reader if row["kind"] in FOLDER_AND_SUFFIX]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ConfigError(f"{path} can't be read ({error}): expected a table in UTF-8") from error
    for row in rows:
        if any(row[name] is None for name in COLUMNS) or not re.fullmatch(r"\w[\w.\- ]*", row["id"]):
            raise ConfigError(
                f"{path} has an incomplete row or one whose id is no plain file name ({row['id']!r}): mend it"
            )
    repeated = [name for name, count in Counter(row["id"].casefold() for row in rows).items() if count > 1]
    if repeated:
        raise ConfigError(f"{path} has several rows with the id {repeated[0]!r}: give each its own")
    return rows


def _from_row(folder: Path, row: dict[str, str]) -> Source:
    where, suffix = FOLDER_AND_SUFFIX[row["kind"]]
    return Source(
        id=row["id"],
        person=row["identity"] or row["id"],
        path=folder / where / (row["id"] + suffix),
        split=row["split"],
        tier=row["rights_tier"],
        still=row["kind"] == "portrait",
    )


def _check_known(what: str, wanted: Sequence[str], known: set[str]) -> None:
    for name in wanted:
        if name not in known:
            raise ConfigError(f"the manifest has no {what} {name!r}: choose from {', '.join(sorted(known))}")


def _from_files(folder: Path) -> list[Source]:
    # Imported here since it needs Pillow, which training does without.
    from vcam.capture.still import IMAGE_SUFFIXES

    paths = [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in (*VIDEO_SUFFIXES, *IMAGE_SUFFIXES)
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]
    ids = _ids([path.relative_to(folder) for path in paths])
    return [
        Source(
            id=name,
            person=path.relative_to(folder).parts[0] if path.parent != folder else path.stem,
            path=path,
            still=path.suffix.lower() in IMAGE_SUFFIXES,
        )
        for path, name in zip(paths, ids, strict=True)
    ]


def _ids(paths: list[Path]) -> list[str]:
    """A plain file name for each path; those that would be alike get a piece of a digest."""
    names = [re.sub(r"[^\w.\-]", "_", "__".join(path.with_suffix("").parts)) for path in paths]
    count = Counter(name.casefold() for name in names)
    return [
        name
        if count[name.casefold()] == 1
        else f"{name}-{hashlib.sha256(path.as_posix().encode()).hexdigest()[:8]}"
        for name, path in zip(names, paths, strict=True)
    ]
