"""Pairs for the anchored generator: frames of a clip drawn by the warp prior from another of its frames.

The photo is one frame of a prepared clip, driven absolutely by others, so that the true picture of every
drawing is known. Of a single picture the photo is made (`stills`), and the picture itself drives it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from vcam.avatar.builder import assemble
from vcam.engine.anchored.head import FINENESS, HeadLooks
from vcam.engine.anchored.looks import RegionLooks
from vcam.engine.anchored.patches import Raster, cut
from vcam.engine.anchored.regions import EYES, MOUTH
from vcam.engine.renderer import Renderer
from vcam.engine.view import View
from vcam.errors import ConfigError, TrainingError
from vcam.frames import Image, InnerMouth, Landmarks
from vcam.geometry.editing import Edits
from vcam.geometry.retargeting import retarget_absolute
from vcam.geometry.warp_prior import Area
from vcam.landmarks.inner_mouth import measure_inner_mouth
from vcam.training.anchored.choice import choose_pairs
from vcam.training.anchored.pair_file import REGIONS, PairRecord, read_pair_record, write_pairs
from vcam.training.anchored.stills import Motion, moved_photos
from vcam.training.anchored.tight import tightened
from vcam.training.preparation.clip_file import StoredFrame, read_frame
from vcam.training.preparation.records import clip_path, read_index

TIGHT_EVERY = 2
"""Of so many photos of a clip, one is taken a second time, with hair and shoulders cut off."""
UNKNOWN_SHARE = 0.12
"""Part of the pairs in which it is not known what is seen between the lips: recorded motions may not tell."""
SEEN_GAIN, SEEN_TINT = 0.12, 0.06
"""How far its brightness and colours are off: another face has other teeth in another light."""

FACE_REGIONS = dict(zip(REGIONS, (MOUTH, *EYES), strict=True))


@dataclass(frozen=True, kw_only=True)
class PairSettings:
    """How pairs are made.

    Args:
        mouth_side, eye_side, head_side: of the patches in pixels.
        a_person: pairs of each person at most, over all clips and without tight photos; people, not frames,
            are what is short.
        a_still: pairs of each single picture.
        recipe: raised whenever the same clip would give other pairs.
    """

    mouth_side: int = 64
    eye_side: int = 48
    head_side: int = 64
    a_person: int = 360
    a_still: int = 4
    recipe: int = 4

    def __post_init__(self) -> None:
        """Raise `ConfigError` unless there is something to make."""
        if self.a_person < 1 or self.a_still < 0:
            raise ConfigError(
                f"{self.a_person} pairs a person and {self.a_still} a picture are wanted, expected at least "
                "1 and 0"
            )


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
    usable = read_index(prepared).usable
    clips = [clip for clip in usable if clip.frames >= 2]
    stills = [clip for clip in usable if clip.frames == 1] if settings.a_still else []
    if not clips:
        raise TrainingError(f"{prepared} has no clip with 2 frames or more: prepare videos")
    a_person = Counter(clip.person for clip in clips)
    motions: list[Motion] = []
    for done, clip in enumerate([*clips, *stills]):
        path, source = out / f"{clip.id}.safetensors", clip_path(prepared, clip.id)
        record = PairRecord(
            person=clip.person,
            split=clip.split,
            tier=clip.tier,
            digest=clip.digest,
            still=clip.frames == 1,
            made_with=json.dumps(asdict(settings)),
        )
        if not record.still:
            points = load_file(source)["points"]
            motions.append(Motion.of(points))
        if not _is_made(path, record):
            columns = PairColumns(settings, clip.id)
            if record.still:
                columns.add_still(read_frame(source, 0), motions, clip.id)
            else:
                count = max(1, settings.a_person // a_person[clip.person])
                for number, choice in enumerate(choose_pairs(points, count, clip.id)):
                    photo = read_frame(source, choice.photo)
                    driving = [read_frame(source, place) for place in choice.driving]
                    columns.add_photo(photo, driving)
                    if number % TIGHT_EVERY == 0:
                        columns.add_tight(photo, driving)
            write_pairs(path, record, columns.arrays())
        progress(done + 1, len(clips) + len(stills))
    return len(clips) + len(stills)


def _is_made(path: Path, record: PairRecord) -> bool:
    if not path.is_file():
        return False
    try:
        return read_pair_record(path) == record
    except TrainingError:
        return False


class PairColumns:
    """Gathers one clip's pairs."""

    def __init__(self, settings: PairSettings, seed: str) -> None:
        """Begin with none; the same seed doubts the same."""
        self._settings = settings
        self._chance = np.random.default_rng(list(seed.encode()))
        self._columns: dict[str, list[NDArray[Any]]] = {}
        self._photos: list[int] = []

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All pairs, as `pair_file` keeps them."""
        arrays = {name: np.stack(rows) for name, rows in self._columns.items()}
        return arrays | {"photo": np.array(self._photos, np.int64)}

    def add_still(self, still: StoredFrame, motions: Sequence[Motion], seed: str) -> None:
        """Add pairs of a single picture, moved as the motions move."""
        for photo in moved_photos(still, motions, self._settings.a_still, seed):
            self.add_photo(photo, [still])

    def add_tight(self, photo: StoredFrame, driving: Sequence[StoredFrame]) -> None:
        """Add pairs of the photo cut tightly around its face."""
        photo, driving = tightened(photo, driving, self._chance)
        if driving:
            self.add_photo(photo, driving)

    def add_photo(self, photo: StoredFrame, driving: Sequence[StoredFrame]) -> None:
        """Add pairs of one photo and the frames that drive it."""
        settings = self._settings
        height, width = photo.image.shape[:2]
        avatar = assemble(photo.image, photo.mask.astype(np.float32) / np.float32(255), photo.points, "pair")
        renderer = Renderer(avatar, View(left=0.0, top=0.0, scale=1.0, width=width, height=height))
        sides = {name: settings.mouth_side if name == "mouth" else settings.eye_side for name in REGIONS}
        looks = {name: RegionLooks(avatar, FACE_REGIONS[name], side) for name, side in sides.items()}
        head = HeadLooks(avatar, settings.head_side)
        self._photos += [len(self._columns.get("head_rest", []))] * len(driving)
        self._add({f"{name}_rest": look.rest for name, look in looks.items()})
        self._add({"head_rest": head.rest, "head_behind": head.behind})
        for frame in driving:
            driver = Landmarks(points=frame.points, image_size=(width, height))
            skeleton = replace(
                retarget_absolute(avatar.skeleton, avatar.size, driver, Edits()),
                inner_mouth=_doubted(measure_inner_mouth(frame.image, frame.points), self._chance),
            )
            picture = renderer.render(skeleton)
            raster = Raster(left=picture.left, top=picture.top)
            for name, look in looks.items():
                seen = look.now(picture.layer, raster, skeleton)
                to_frame = seen.to_raster.copy()
                to_frame[:, 2] += (picture.left, picture.top)
                truth = cut(frame.image, to_frame, sides[name])
                self._add({f"{name}_prior": seen.prior, f"{name}_maps": seen.maps, f"{name}_truth": truth})
            whole = head.now(skeleton)
            truth = _cut_square(frame.image, head.area, FINENESS * settings.head_side)
            self._add({"head_layer": whole.layer, "head_field": whole.field.astype(np.float16)})
            self._add({"head_maps": whole.maps, "head_motion": whole.motion, "head_truth": truth})

    def _add(self, arrays: dict[str, NDArray[Any]]) -> None:
        for name, array in arrays.items():
            self._columns.setdefault(name, []).append(array)


def _doubted(seen: InnerMouth | None, chance: np.random.Generator) -> InnerMouth | None:
    """What is seen between the lips, somewhat wrong, and now and then not known."""
    known, gain, tint = chance.random(), chance.standard_normal(), chance.standard_normal(3)
    if seen is None or known < UNKNOWN_SHARE:
        return None
    return (seen * np.exp(SEEN_GAIN * gain + SEEN_TINT * tint)).astype(np.float32)


def _cut_square(picture: Image, area: Area, side: int) -> Image:
    """(side, side, 3) uint8 RGB: an area of a picture, which may reach beyond it."""
    step = area.width / side
    first = (area.left + step / 2 - 0.5, area.top + step / 2 - 0.5)
    to_picture = np.array([[step, 0, first[0]], [0, step, first[1]]], np.float32)
    return cut(picture, to_picture, side)
