"""What can drive the avatar: cameras by name, shipped motion, a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from ui.translation import tr

SourceKind = Literal["camera", "motion", "file"]

IMAGE_SUFFIXES = frozenset(
    (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff", ".gif", ".heic", ".heif", ".avif")
)
VIDEO_SUFFIXES = frozenset((".mp4", ".mov", ".mkv", ".webm", ".avi", ".m4v", ".mpg", ".mpeg"))
MOTION_SUFFIXES = frozenset((".safetensors", ".npz"))


@dataclass(frozen=True, kw_only=True)
class SourceChoice:
    """One entry of the source list.

    Args:
        value: what `open_source` takes: a camera's id, a shipped motion's name or a path.
        label: for the user.
        name: a camera's own name, by which it is known again at another port; empty for anything else.
        available: False for a camera that was used before and is not plugged in.
    """

    kind: SourceKind
    value: str
    label: str
    name: str = ""
    available: bool = True

    @property
    def key(self) -> str:
        """Stable text for the preferences file."""
        return f"{self.kind}:{self.value}"


def source_choices(
    cameras: Sequence[Any], motions: Sequence[str], remembered: str = "", remembered_name: str = ""
) -> list[SourceChoice]:
    """The source list: real cameras (virtual ones are left out), shipped motions, the remembered file.

    Args:
        cameras: `CameraInfo`s, in the system's order.
        motions: names of shipped motions.
        remembered: key of the last choice; kept in the list even when its camera is away.
        remembered_name: that camera's name; one of the same name at another port takes its place.
    """
    real = [camera for camera in cameras if not camera.is_virtual]
    names = [camera.name for camera in real]
    choices = []
    for position, camera in enumerate(real):
        twin = f" ({names[: position + 1].count(camera.name)})" if names.count(camera.name) > 1 else ""
        choices.append(_camera(camera.id, f"{camera.name}{twin}", camera.name))
    choices += [
        SourceChoice(kind="motion", value=name, label=tr("Sample motion: {name}").format(name=name))
        for name in motions
    ]
    if remembered and remembered not in {choice.key for choice in choices}:
        kind, _, value = remembered.partition(":")
        if kind == "file" and Path(value).is_file():
            choices.append(file_choice(Path(value)))
        elif kind == "camera" and value and names.count(remembered_name) != 1:
            label = (
                tr("{name} (not connected)").format(name=remembered_name)
                if remembered_name
                else tr("Last camera (not connected)")
            )
            absent = replace(_camera(value, label, remembered_name), available=False)
            choices.insert(len(real), absent)
    return choices


def _camera(value: str, label: str, name: str) -> SourceChoice:
    return SourceChoice(kind="camera", value=value, label=label, name=name)


def file_choice(path: Path) -> SourceChoice:
    """The entry for a video, image or motion file."""
    return SourceChoice(kind="file", value=str(path), label=path.name)


def preferred(
    choices: Sequence[SourceChoice], remembered: str, remembered_name: str = ""
) -> SourceChoice | None:
    """The remembered choice if it is there, else the first camera, else the first of all.

    A camera is known by its key and its name, else by its name alone: another one may have taken its port.
    """
    same_key = [choice for choice in choices if choice.key == remembered]
    namesakes = [choice for choice in choices if remembered_name and choice.name == remembered_name]
    for found in ([choice for choice in same_key if choice in namesakes], namesakes, same_key):
        if found:
            return found[0]
    cameras = [choice for choice in choices if choice.kind == "camera"]
    return next(iter(cameras or choices), None)


def sort_dropped(paths: Sequence[Path]) -> tuple[list[Path], list[Path], list[Path]]:
    """Dropped files as (pictures, drivers: videos and motions, others), by suffix."""
    pictures, drivers, others = [], [], []
    for path in paths:
        suffix = path.suffix.lower()
        if suffix in IMAGE_SUFFIXES:
            pictures.append(path)
        elif suffix in VIDEO_SUFFIXES or suffix in MOTION_SUFFIXES:
            drivers.append(path)
        else:
            others.append(path)
    return pictures, drivers, others
