"""Preparing one clip: a look at all frames, the choice among them, then crops, masks and keypoints."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import cv2

from vcam.errors import CaptureError, TrainingError, VcamError
from vcam.landmarks.face_mesh import FaceMeshTracker
from vcam.landmarks.segmenter import PersonSegmenter
from vcam.training.preparation.clip_file import ClipContent, read_record, write_clip
from vcam.training.preparation.cropping import crop_frames
from vcam.training.preparation.looking import look_at, open_source
from vcam.training.preparation.records import ClipRecord, PrepareSettings, clip_path
from vcam.training.preparation.selection import select
from vcam.training.preparation.sources import Source


@dataclass(frozen=True, kw_only=True)
class Tools:
    """The networks that preparing needs."""

    tracker: FaceMeshTracker
    segmenter: PersonSegmenter

    @classmethod
    def load(cls) -> Tools:
        """Load them.

        Raises:
            CheckpointError, BackendUnavailable: they can't be loaded.
        """
        return cls(tracker=FaceMeshTracker(), segmenter=PersonSegmenter())


@dataclass(frozen=True, kw_only=True)
class Job:
    """One clip to prepare.

    Args:
        source: video or picture.
        out: folder of prepared clips.
        settings: how.
        known: what the index says about it, if it was of no use in an earlier run.
    """

    source: Source
    out: Path
    settings: PrepareSettings
    known: ClipRecord | None = None


def prepare_clip(job: Job, tools: Tools, alive: Callable[[], None]) -> ClipRecord:
    """Prepare a clip into its file; one that was prepared before from the same content is left as it is.

    Args:
        job: what to prepare.
        tools: the networks.
        alive: called with every frame; it may raise to stop.

    Returns:
        The clip's record; without frames, and with the problem, when the clip is of no use.

    Raises:
        OSError: the prepared clip can't be written.
    """
    source = job.source
    record = ClipRecord(
        id=source.id,
        person=source.person,
        split=source.split,
        tier=source.tier,
        source=source.path.name,
        digest="",
        settings=job.settings,
    )
    try:
        record = replace(record, digest=_digest(source.path))
        if (done := _done_before(job, record)) is not None:
            return done
        record, content = _prepare(source, record, tools, alive)
    except VcamError as error:
        return replace(record, problem=str(error))
    except cv2.error as error:
        return replace(record, problem=f"{record.source} can't be decoded ({error.err}): export it again")
    if content is not None:
        write_clip(clip_path(job.out, source.id), record, content)
    return record


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise CaptureError(
            f"{path} can't be read ({error.strerror}): check its name and permissions"
        ) from error


def _done_before(job: Job, record: ClipRecord) -> ClipRecord | None:
    """What an earlier run made of the same content in the same way, under the names of today."""
    known = job.known
    if known is None:
        try:
            known = read_record(clip_path(job.out, record.id))
        except TrainingError:
            return None
    if (known.digest, known.settings) != (record.digest, record.settings):
        return None
    return replace(known, person=record.person, split=record.split, tier=record.tier, source=record.source)


def _prepare(
    source: Source, record: ClipRecord, tools: Tools, alive: Callable[[], None]
) -> tuple[ClipRecord, ClipContent | None]:
    """The record filled in and the frames, if there are any."""
    with open_source(source) as driving:
        fps = 0.0 if source.still else driving.fps
        looks = look_at(driving, tools.tracker, alive)
    selection = select(looks, record.settings.most_frames)
    record = replace(record, skipped=selection.skipped, fps=fps)
    crop = selection.crop
    kept = [looks[place] for place in selection.kept]
    chosen = {look.index: look.points for look in kept if look.points is not None}
    if crop is None or not chosen:
        return replace(record, problem=_why_nothing(record)), None
    with open_source(source) as driving:
        content = crop_frames(driving, chosen, crop, record.settings, tools.segmenter, alive)
    frames, square = len(content.frames), (crop.left, crop.top, crop.side)
    return replace(record, frames=frames, crop=square), content


def _why_nothing(record: ClipRecord) -> str:
    reasons = ", ".join(f"{reason}: {count}" for reason, count in record.skipped.items())
    return f"no frame of {record.source} is of use ({reasons}): take one with a near face"
