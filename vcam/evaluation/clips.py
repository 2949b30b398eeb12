"""The clips that avatars are measured on: which there are, and their frames with the faces found in them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vcam.capture.video import VideoSource
from vcam.errors import CaptureError, ConfigError
from vcam.evaluation.instruments import Instruments, Seen
from vcam.frames import Image, TrackedFrame
from vcam.landmarks.inner_mouth import with_inner_mouth

COLUMNS = ("kind", "id", "identity", "split")
"""What a manifest must tell about each row."""


@dataclass(frozen=True, kw_only=True)
class Clip:
    """A video of one person.

    Args:
        path: the file.
        person: who is seen.
    """

    path: Path
    person: str

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self.path.stem


@dataclass(frozen=True, eq=False, kw_only=True)
class ClipFrame:
    """One frame of a clip.

    Args:
        image: (H, W, 3) uint8 RGB.
        tracked: what tracking found, frame after frame, as in a call.
        seen: what one look at this frame alone found, as it is looked at drawn pictures.
    """

    image: Image
    tracked: TrackedFrame
    seen: Seen


def read_clips(data: Path, split: str) -> list[Clip]:
    """The clips of a split, from DIR/manifest.csv and DIR/clips.

    Raises:
        ConfigError: there is no manifest, it lacks columns, or it has no clip of that split.
    """
    manifest = data / "manifest.csv"
    if not manifest.is_file():
        raise ConfigError(
            f"{str(data)!r} has no manifest.csv: expected a folder with clips/ and manifest.csv"
        )
    with manifest.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
        if missing:
            raise ConfigError(
                f"{str(manifest)!r} lacks the columns {', '.join(missing)}: expected {', '.join(COLUMNS)}"
            )
        rows = [row for row in reader if row["kind"] == "clip"]
    if not rows:
        raise ConfigError(f"{str(manifest)!r} has no clips: add rows of the kind 'clip'")
    chosen = [row for row in rows if row["split"] == split]
    if not chosen:
        known = ", ".join(sorted({row["split"] for row in rows}))
        raise ConfigError(f"{str(manifest)!r} has no clip of split {split!r}: choose from {known}")
    return [Clip(path=data / "clips" / f"{row['id']}.mp4", person=row["identity"]) for row in chosen]


def first_picture(clip: Clip) -> Image:
    """(H, W, 3) uint8 RGB first frame of a clip.

    Raises:
        CaptureError: the clip can't be read.
    """
    with VideoSource(clip.path) as source:
        frame = source.read()
    if frame is None:
        raise CaptureError(f"{clip.path} has no frame: take it out of the split")
    return frame.image


def read_frames(clip: Clip, instruments: Instruments) -> Iterator[ClipFrame]:
    """Every frame of a clip in order; what was followed before is forgotten.

    Raises:
        CaptureError: the clip can't be read.
    """
    tracker = instruments.tracker
    tracker.reset()
    with VideoSource(clip.path) as source:
        while (frame := source.read()) is not None:
            landmarks = with_inner_mouth(tracker.track(frame.image), frame.image)
            yield ClipFrame(
                image=frame.image,
                tracked=TrackedFrame(
                    landmarks=landmarks, index=frame.index, captured_at_s=frame.captured_at_s
                ),
                seen=instruments.look(frame.image),
            )
