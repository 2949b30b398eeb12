"""What is known about prepared clips, and `index.json`, which lists them.

OUT/index.json holds
    format      "vcam-prepared"
    version     1
    settings    side, most_frames and quality of all clips
    clips       one `ClipRecord` for each clip; those of no use have no frames and a problem
and OUT/clips/<id>.safetensors the frames of each clip of use (see `clip_file`).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from vcam.errors import ConfigError, TrainingError
from vcam.paths import write_atomically

FORMAT, VERSION = "vcam-prepared", 1
INDEX, CLIPS = "index.json", "clips"

SIDES = (32, 1024)
QUALITIES = (50, 100)


@dataclass(frozen=True, kw_only=True)
class PrepareSettings:
    """How clips are prepared; clips of other settings are prepared anew.

    Args:
        side: pixels of the stored square frames.
        most_frames: of a clip, spread evenly over its good ones.
        quality: of the frames' JPEG.
        recipe: raised whenever the same clip would be prepared in another way.
    """

    side: int = 256
    most_frames: int = 500
    quality: int = 95
    recipe: int = 1

    def __post_init__(self) -> None:
        """Raise `ConfigError` unless all are in their ranges."""
        for name, value, (low, high) in (("side", self.side, SIDES), ("quality", self.quality, QUALITIES)):
            if not low <= value <= high:
                raise ConfigError(f"the {name} of prepared frames is {value}, expected {low} to {high}")
        if self.most_frames < 2:
            raise ConfigError(f"at most {self.most_frames} frames a clip are wanted, expected 2 or more")


@dataclass(frozen=True, kw_only=True)
class ClipRecord:
    """One clip, prepared or found to be of no use.

    Args:
        id: its name; `clips/<id>.safetensors` holds its frames.
        person: whose face it shows.
        split, tier: of the manifest, empty without one.
        source: the file's name.
        digest: sha256 of the file, hexadecimal; empty when it can't be read.
        settings: how it was prepared.
        frames: how many were kept; without any there is no prepared file.
        skipped: how many were left out, by reason.
        crop: left, top and side in pixels of the source, the same for all frames.
        fps: of the source; 0 for a picture.
        problem: why there are no frames, one sentence; else empty.
    """

    id: str
    person: str
    split: str
    tier: str
    source: str
    digest: str
    settings: PrepareSettings
    frames: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    crop: tuple[int, int, int] = (0, 0, 0)
    fps: float = 0.0
    problem: str = ""

    @classmethod
    def from_json(cls, value: Any) -> ClipRecord:
        """From plain values.

        Raises:
            TrainingError: they are no record.
            ConfigError: its settings are out of range.
        """
        names = {entry.name for entry in fields(cls)}
        if not isinstance(value, dict) or set(value) != names:
            raise TrainingError(f"the record of a clip does not hold {', '.join(sorted(names))}")
        settings = PrepareSettings(**value["settings"])
        return cls(**{**value, "settings": settings, "crop": tuple(value["crop"])})


@dataclass(frozen=True, kw_only=True)
class Index:
    """All clips of a folder of prepared ones, in the order of their sources."""

    settings: PrepareSettings
    clips: tuple[ClipRecord, ...] = ()

    @property
    def usable(self) -> tuple[ClipRecord, ...]:
        """The clips that have frames."""
        return tuple(clip for clip in self.clips if clip.frames)


def clip_path(folder: Path, name: str) -> Path:
    """The file of the clip called `name` in a folder of prepared clips."""
    return folder / CLIPS / f"{name}.safetensors"


def write_index(folder: Path, index: Index) -> None:
    """Write `index.json`; whatever happens, the folder has the old one or the new one.

    Raises:
        OSError: it can't be written.
    """
    text = json.dumps({"format": FORMAT, "version": VERSION, **asdict(index)}, indent=1, ensure_ascii=False)
    with write_atomically(folder / INDEX) as path:
        path.write_text(text + "\n", encoding="utf-8")


def read_index(folder: Path) -> Index:
    """Read `index.json`.

    Raises:
        TrainingError: the folder has none, or it is damaged or of another version.
    """
    path = folder / INDEX
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise TrainingError(
            f"{folder} holds no prepared clips, it has no {INDEX}: make them by `vcam train prepare`"
        ) from error
    except (OSError, ValueError) as error:
        raise TrainingError(f"{path} can't be read ({error}): prepare the clips again") from error
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise TrainingError(f"{path} is no index of prepared clips: name a folder of `vcam train prepare`")
    if value.get("version") != VERSION:
        raise TrainingError(
            f"{path} is of version {value.get('version')}, expected {VERSION}: prepare the clips again"
        )
    try:
        return Index(
            settings=PrepareSettings(**value["settings"]),
            clips=tuple(map(ClipRecord.from_json, value["clips"])),
        )
    except (KeyError, TypeError, ConfigError, TrainingError) as error:
        raise TrainingError(f"{path} is damaged ({error}): prepare the clips again") from error
