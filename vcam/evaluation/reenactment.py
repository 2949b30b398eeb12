"""Self-reenactment: a clip's first frame as the photo, every later frame driving, against the true frames."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Literal

import numpy as np

from vcam.avatar.builder import build_avatar
from vcam.avatar.photo import Photo
from vcam.capture.video import VideoSource
from vcam.engine.settings import OutputFormat, Settings
from vcam.engine.stage import Stage
from vcam.errors import ConfigError, FaceNotFound
from vcam.evaluation.metrics import eye_mask, l1, mouth_mask, nme, ssim
from vcam.frames import Image, Landmarks, TrackedFrame
from vcam.landmarks.face_mesh import FaceMeshTracker

Method = Literal["static", "prior"]
METHODS: tuple[Method, ...] = ("static", "prior")


@dataclass(frozen=True, kw_only=True)
class Scores:
    """Mean errors of one method; NaN where nothing could be measured.

    Args:
        l1: grey levels over the whole picture.
        ssim: structural similarity.
        nme: landmarks found again in the output, percent of the inter-ocular distance.
        eyes_l1, mouth_l1: grey levels between the true lids and inside the true inner lips.
    """

    l1: float
    ssim: float
    nme: float
    eyes_l1: float
    mouth_l1: float


@dataclass(frozen=True, kw_only=True)
class ClipResult:
    """One clip under one method."""

    clip: str
    person: str
    method: Method
    frames: int
    scores: Scores


@dataclass(frozen=True, eq=False, kw_only=True)
class Sample:
    """One frame for a contact sheet: the true frame and what the method drew."""

    clip: str
    index: int
    truth: Image
    drawn: Image


def read_clips(data: Path, split: str) -> list[tuple[Path, str]]:
    """(file, person) of each clip of a split, from DIR/manifest.csv and DIR/clips.

    Raises:
        ConfigError: there is no manifest, or no clip of that split.
    """
    manifest = data / "manifest.csv"
    if not manifest.is_file():
        raise ConfigError(
            f"{str(data)!r} has no manifest.csv: expected a folder with clips/ and manifest.csv"
        )
    with manifest.open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "clip"]
    clips = [(data / "clips" / f"{row['id']}.mp4", row["identity"]) for row in rows if row["split"] == split]
    if not clips:
        known = ", ".join(sorted({row["split"] for row in rows}))
        raise ConfigError(f"{str(manifest)!r} has no clip of split {split!r}: choose from {known}")
    return clips


def evaluate(
    data: Path,
    split: str = "heldout",
    methods: tuple[Method, ...] = METHODS,
    *,
    progress: Callable[[int, int], None] | None = None,
    keep: Callable[[Sample], None] | None = None,
) -> list[ClipResult]:
    """Measure every clip of a split with every method.

    Args:
        data: folder with clips/ and manifest.csv.
        split: which clips.
        methods: `static` repeats the photo, `prior` is the geometric avatar.
        progress: told after each clip how many are done, and of how many.
        keep: gets every drawn frame, for contact sheets.

    Raises:
        ConfigError: the folder doesn't hold such clips.
        CaptureError, FaceNotFound, PhotoRejected: a clip can't be used.
    """
    clips = read_clips(data, split)
    tracker = FaceMeshTracker()
    results = []
    for done, (path, person) in enumerate(clips):
        frames = list(_tracked_frames(path, tracker))
        for method in methods:
            scores, count = _measure(path.stem, frames, method, tracker, keep)
            results.append(
                ClipResult(clip=path.stem, person=person, method=method, frames=count, scores=scores)
            )
        if progress:
            progress(done + 1, len(clips))
    return results


def summarise(results: list[ClipResult]) -> dict[str, dict[str, float]]:
    """Mean over people of each score, for each method; a person's clips count together as one."""
    table: dict[str, dict[str, float]] = {}
    for method in dict.fromkeys(result.method for result in results):
        people: dict[str, list[Scores]] = {}
        for result in results:
            if result.method == method:
                people.setdefault(result.person, []).append(result.scores)
        table[method] = {
            field.name: _mean([_mean([getattr(s, field.name) for s in scores]) for scores in people.values()])
            for field in fields(Scores)
        }
    return table


def as_json(results: list[ClipResult]) -> dict[str, object]:
    """Everything measured as plain values; what is missing is None."""
    clips = [asdict(result) for result in results]
    for clip in clips:
        clip["scores"] = {key: _or_none(value) for key, value in clip["scores"].items()}
    means = {
        method: {key: _or_none(value) for key, value in row.items()}
        for method, row in summarise(results).items()
    }
    return {"mean_over_people": means, "clips": clips}


def _tracked_frames(path: Path, tracker: FaceMeshTracker) -> Iterator[tuple[Image, TrackedFrame]]:
    tracker.reset()
    with VideoSource(path) as source:
        while (frame := source.read()) is not None:
            landmarks = tracker.track(frame.image)
            yield (
                frame.image,
                TrackedFrame(landmarks=landmarks, index=frame.index, captured_at_s=frame.captured_at_s),
            )


def _measure(
    clip: str,
    frames: list[tuple[Image, TrackedFrame]],
    method: Method,
    tracker: FaceMeshTracker,
    keep: Callable[[Sample], None] | None,
) -> tuple[Scores, int]:
    photo = frames[0][0]
    draw = _static(photo) if method == "static" else _prior(photo, clip, tracker)
    rows = []
    for truth, tracked in frames[1:]:
        if tracked.landmarks is None:
            continue
        drawn = draw(tracked)
        found = tracker.detect_all(drawn)
        rows.append(_score(drawn, truth, tracked.landmarks, found[0] if found else None))
        if keep:
            keep(Sample(clip=clip, index=tracked.index, truth=truth, drawn=drawn))
    if not rows:
        raise FaceNotFound(f"no face was found in clip {clip!r}: take it out of the split")
    means = {field.name: _mean([getattr(row, field.name) for row in rows]) for field in fields(Scores)}
    return Scores(**means), len(rows)


def _score(drawn: Image, truth: Image, landmarks: Landmarks, again: Landmarks | None) -> Scores:
    shape = (truth.shape[0], truth.shape[1])
    return Scores(
        l1=l1(drawn, truth),
        ssim=ssim(drawn, truth),
        nme=nme(again.points, landmarks.points) if again else math.nan,
        eyes_l1=l1(drawn, truth, eye_mask(landmarks.points, shape)),
        mouth_l1=l1(drawn, truth, mouth_mask(landmarks.points, shape)),
    )


def _static(photo: Image) -> Callable[[TrackedFrame], Image]:
    return lambda _: photo


def _prior(photo: Image, name: str, tracker: FaceMeshTracker) -> Callable[[TrackedFrame], Image]:
    source = Photo(rgb=photo, alpha=None, original_bytes=b"", suffix=".png", name=name)
    avatar = build_avatar(source, name=name, tracker=tracker)
    width, height = avatar.size
    stage = Stage(
        avatar, OutputFormat(width=width, height=height, framing="photo"), Settings(motion="absolute")
    )
    return lambda tracked: stage.draw(tracked, tracked.captured_at_s).image


def _mean(values: list[float]) -> float:
    known = [value for value in values if not math.isnan(value)]
    return float(np.mean(known)) if known else math.nan


def _or_none(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 4)
