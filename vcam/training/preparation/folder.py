"""Preparing a whole folder: one clip after the other or in several processes, restartable at any moment.

A clip's file is written whole or not at all, and says itself what it was made of; so a clip counts as
done exactly when its file does. The index is written every few seconds and at the end, also of a run that
is stopped.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from vcam.errors import ConfigError, TrainingError
from vcam.paths import write_atomically
from vcam.training.preparation.clip import Job
from vcam.training.preparation.processes import prepare_all
from vcam.training.preparation.records import (
    CLIPS,
    INDEX,
    ClipRecord,
    Index,
    PrepareSettings,
    clip_path,
    read_index,
    write_index,
)
from vcam.training.preparation.sources import Source, find_sources

REPORT = "report.json"
INDEX_EVERY_S = 5.0


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a run made.

    Args:
        clips, people, frames: of use.
        pictures: how many of the clips are a single picture.
        skipped: frames that were left out, by reason, the most frequent first.
        unusable: what is wrong with each clip that gave no frame, by the clip's id.
        megabytes: of all prepared files together, in 10^6 bytes.
        seconds: that the run took.
    """

    clips: int
    people: int
    frames: int
    pictures: int
    skipped: dict[str, int]
    unusable: dict[str, str]
    megabytes: float
    seconds: float


def prepare_folder(
    folder: Path,
    out: Path,
    settings: PrepareSettings | None = None,
    *,
    splits: Sequence[str] = (),
    tiers: Sequence[str] = (),
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Prepare all clips of a folder.

    Writes OUT/clips/*.safetensors, OUT/index.json and OUT/report.json. Clips that an earlier run prepared
    from the same content with the same settings are taken as they are; the index lists the clips of this
    run alone.

    Args:
        folder: with or without a manifest, see `sources.find_sources`.
        out: made when missing.
        settings: side, frames a clip and quality.
        splits, tiers: which rows of the manifest.
        jobs: processes.
        progress: told how many kilobytes of clips are done, and of how many.

    Raises:
        ConfigError: there is nothing to prepare, or it can't be prepared there.
        TrainingError: a process that prepares clips was ended from outside.
        OSError: nothing can be written there, or the disk is full.
    """
    started_s = time.monotonic()
    settings = settings or PrepareSettings()
    if jobs < 1:
        raise ConfigError(f"{jobs} processes are wanted, expected 1 or more")
    if out.exists() and not out.is_dir():
        raise ConfigError(f"{out} is a file: name a folder for the prepared clips")
    sources = find_sources(folder, splits=splits, tiers=tiers)
    found = _found_before(out, settings, sources)
    useless = {name: clip for name, clip in found.items() if not clip.frames}
    todo = [Job(source=each, out=out, settings=settings, known=useless.get(each.id)) for each in sources]
    _remove_remains(out)
    written_at_s = started_s
    try:
        for prepared in _with_progress(prepare_all(todo, jobs), sources, progress):
            found[prepared.id] = prepared
            if time.monotonic() - written_at_s > INDEX_EVERY_S:
                write_index(out, _index(settings, sources, found))
                written_at_s = time.monotonic()
    finally:
        index = _index(settings, sources, found)
        write_index(out, index)
    report = _report(out, index, time.monotonic() - started_s)
    with write_atomically(out / REPORT) as path:
        path.write_text(json.dumps(asdict(report), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return report


def _found_before(out: Path, settings: PrepareSettings, sources: Sequence[Source]) -> dict[str, ClipRecord]:
    """What earlier runs found out about these clips, by their names."""
    try:
        index = read_index(out)
    except TrainingError:
        return {}
    wanted = {source.id for source in sources}
    return {
        clip.id: clip
        for clip in index.clips
        if clip.id in wanted
        and clip.settings == settings
        and (not clip.frames or clip_path(out, clip.id).is_file())
    }


def _remove_remains(out: Path) -> None:
    """Unfinished files of a run that was killed."""
    for path in (*(out / CLIPS).glob(".*.part.safetensors"), *out.glob(".*.part.json")):
        path.unlink(missing_ok=True)


def _with_progress(
    prepared: Iterator[ClipRecord], sources: Sequence[Source], progress: Callable[[int, int], None] | None
) -> Iterator[ClipRecord]:
    """Pass clips on; progress is measured in bytes, as pictures take less time than videos."""
    sizes = {source.id: _bytes(source.path) for source in sources}
    done, total = 0, sum(sizes.values())
    for one in prepared:
        yield one
        done += sizes[one.id]
        if progress:
            progress(done // 1000, total // 1000)


def _index(settings: PrepareSettings, sources: Sequence[Source], found: dict[str, ClipRecord]) -> Index:
    return Index(settings=settings, clips=tuple(found[source.id] for source in sources if source.id in found))


def _report(out: Path, index: Index, seconds: float) -> Report:
    usable = index.usable
    skipped: Counter[str] = Counter()
    for clip in index.clips:
        skipped.update(clip.skipped)
    files = [out / INDEX, *(clip_path(out, clip.id) for clip in usable)]
    return Report(
        clips=len(usable),
        people=len({clip.person for clip in usable}),
        frames=sum(clip.frames for clip in usable),
        pictures=sum(clip.fps == 0 for clip in usable),
        skipped=dict(skipped.most_common()),
        unusable={clip.id: clip.problem for clip in index.clips if clip.problem},
        megabytes=round(sum(map(_bytes, files)) / 1e6, 2),
        seconds=round(seconds, 1),
    )


def _bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
