"""Pairs for the anchored generator: frames of a clip drawn by the warp prior from another of its frames.

The photo is one frame of a prepared clip, driven absolutely by others, so that the true picture of every
drawing is known.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from vcam.avatar.builder import assemble
from vcam.engine.anchored.looks import RegionLooks
from vcam.engine.anchored.patches import Raster, cut
from vcam.engine.anchored.regions import EYES, MOUTH
from vcam.engine.renderer import Renderer
from vcam.engine.view import View
from vcam.errors import ConfigError, TrainingError
from vcam.frames import Landmarks
from vcam.geometry.editing import Edits
from vcam.geometry.retargeting import retarget_absolute
from vcam.training.anchored.choice import Choice, choose_pairs
from vcam.training.anchored.pair_file import REGIONS, PairRecord, read_pair_record, write_pairs
from vcam.training.preparation.clip_file import read_frame
from vcam.training.preparation.records import ClipRecord, clip_path, read_index

FACE_REGIONS = dict(zip(REGIONS, (MOUTH, *EYES), strict=True))


@dataclass(frozen=True, kw_only=True)
class PairSettings:
    """How pairs are made.

    Args:
        mouth_side, eye_side: of the patches in pixels.
        a_person: pairs of each person at most, over all clips; people, not frames, are what is short.
        recipe: raised whenever the same clip would give other pairs.
    """

    mouth_side: int = 64
    eye_side: int = 48
    a_person: int = 240
    recipe: int = 1

    def __post_init__(self) -> None:
        """Raise `ConfigError` unless there is something to make."""
        if self.a_person < 1:
            raise ConfigError(f"{self.a_person} pairs a person are wanted, expected at least 1")


def make_pairs(
    prepared: Path,
    out: Path,
    settings: PairSettings,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> int:
    """Make the pairs of all clips of a prepared folder; those that are there already are kept.

    Args:
        prepared: folder of `vcam train prepare`.
        out: gets one file for each clip.
        settings: of the pairs.
        progress: told after each clip how many are done, and of how many.

    Returns:
        How many clips have pairs.

    Raises:
        TrainingError: the prepared clips can't be read, or none has two frames.
        OSError: a file can't be written.
    """
    clips = [clip for clip in read_index(prepared).usable if clip.frames >= 2]
    if not clips:
        raise TrainingError(f"{prepared} has no clip with 2 frames or more: prepare videos")
    a_person = Counter(clip.person for clip in clips)
    for done, clip in enumerate(clips):
        path = out / f"{clip.id}.safetensors"
        record = PairRecord(
            person=clip.person,
            split=clip.split,
            tier=clip.tier,
            digest=clip.digest,
            made_with=json.dumps(asdict(settings)),
        )
        if not _is_made(path, record):
            count = max(1, settings.a_person // a_person[clip.person])
            write_pairs(path, record, _pairs_of(clip_path(prepared, clip.id), clip, count, settings))
        progress(done + 1, len(clips))
    return len(clips)


def _is_made(path: Path, record: PairRecord) -> bool:
    if not path.is_file():
        return False
    try:
        return read_pair_record(path) == record
    except TrainingError:
        return False


def _pairs_of(path: Path, clip: ClipRecord, count: int, settings: PairSettings) -> dict[str, NDArray[Any]]:
    """All arrays of one clip's pairs."""
    columns: dict[str, list[NDArray[Any]]] = {}
    photos: list[int] = []
    for number, choice in enumerate(choose_pairs(load_file(path)["points"], count, clip.id)):
        _add_pairs(path, choice, settings, columns)
        photos += [number] * len(choice.driving)
    return {name: np.stack(rows) for name, rows in columns.items()} | {"photo": np.array(photos, np.int64)}


def _add_pairs(
    path: Path, choice: Choice, settings: PairSettings, columns: dict[str, list[NDArray[Any]]]
) -> None:
    """Add the pairs of one photo to the columns."""
    photo = read_frame(path, choice.photo)
    height, width = photo.image.shape[:2]
    person = photo.mask.astype(np.float32) / np.float32(255)
    avatar = assemble(photo.image, person, photo.points, path.stem)
    renderer = Renderer(avatar, View(left=0.0, top=0.0, scale=1.0, width=width, height=height))
    sides = {name: settings.mouth_side if name == "mouth" else settings.eye_side for name in REGIONS}
    looks = {name: RegionLooks(avatar, FACE_REGIONS[name], side) for name, side in sides.items()}
    for name, look in looks.items():
        columns.setdefault(f"{name}_rest", []).append(look.rest)
    for place in choice.driving:
        frame = read_frame(path, place)
        driver = Landmarks(points=frame.points, image_size=(width, height))
        skeleton = retarget_absolute(avatar.skeleton, avatar.size, driver, Edits())
        picture = renderer.render(skeleton)
        raster = Raster(left=picture.left, top=picture.top)
        for name, look in looks.items():
            seen = look.now(picture.layer, raster, skeleton)
            to_frame = seen.to_raster.copy()
            to_frame[:, 2] += (picture.left, picture.top)
            columns.setdefault(f"{name}_prior", []).append(seen.prior)
            columns.setdefault(f"{name}_maps", []).append(seen.maps)
            columns.setdefault(f"{name}_truth", []).append(cut(frame.image, to_frame, sides[name]))
