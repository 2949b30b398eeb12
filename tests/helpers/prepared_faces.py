"""A folder of prepared clips with made-up faces, without pictures: what training on landmarks reads."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from vcam.frames import Points
from vcam.geometry import face_model as face
from vcam.training.preparation.clip_file import ClipContent, write_clip
from vcam.training.preparation.records import ClipRecord, Index, PrepareSettings, clip_path, write_index

FACE_PX = 150.0


def open_mouth(opening: float) -> Points:
    """(478,3) the mean face with its lower lip and chin lowered, in face heights."""
    points = face.mean_face().copy()
    below = points[:, 1] > points[face.UPPER_LIP_INNER, 1].mean() + 1e-3
    below[face.UPPER_LIP] = False
    points[below, 1] += opening
    return points


def write_faces(folder: Path, people: int = 12, frames: int = 4) -> None:
    """Every person talks in a clip of his own; all but their builds and openings is alike."""
    chance, settings, records = np.random.default_rng(0), PrepareSettings(side=256), []
    for number in range(people):
        build = chance.normal(0, 0.02, 3).astype(np.float32) * face.mean_face()
        own = np.stack([open_mouth(opening) + build for opening in chance.uniform(0, 0.1, frames)])
        record = ClipRecord(
            id=f"clip{number:02d}",
            person=f"person{number:02d}",
            split="train",
            tier="A",
            source="made up",
            digest="",
            settings=settings,
            frames=frames,
        )
        content = ClipContent(
            frames=[b"-"] * frames,
            masks=[b"-"] * frames,
            points=(own * FACE_PX + 128).astype(np.float32),
            keypoints=np.zeros((frames, 68, 2), np.float32),
            indices=np.arange(frames),
        )
        clip_path(folder, record.id).parent.mkdir(parents=True, exist_ok=True)
        write_clip(clip_path(folder, record.id), record, content)
        records.append(record)
    write_index(folder, Index(settings=settings, clips=tuple(records)))
