"""What the window remembers between starts: one JSON file, read leniently, written atomically."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, get_args

from ui.theme import Appearance
from ui.translation import LANGUAGES, tr
from vcam.engine.settings import (
    Background,
    FaceLost,
    Framing,
    Motion,
    OutputFormat,
    Settings,
    parse_background,
)
from vcam.engine.skeleton_kind import DEFAULT_SKELETON, SkeletonKind
from vcam.errors import VcamError
from vcam.geometry.editing import EDIT_RANGES, Edits
from vcam.paths import write_atomically
from vcam.remote.server import DEFAULT_PORT, HIGHEST_PORT, LOWEST_PORT

from .renderers import ANCHORED, checked_renderer
from .smoothing import DEFAULT_SMOOTHING, smoothing_config

log = logging.getLogger(__name__)

WhenClosed = Literal["ask", "stay", "quit"]

DEFAULT_IDLE = 0.4
OUTPUT_SIZES: tuple[tuple[int, int], ...] = ((1280, 720), (1920, 1080), (960, 540), (640, 480), (720, 720))


@dataclass(frozen=True, kw_only=True)
class Preferences:
    """The user's choices.

    Args:
        avatar: name of the avatar last used; empty for the first one.
        source: key of a `SourceChoice`; empty for the first camera.
        source_name: that camera's name, by which it is found at another port.
        edits, motion, background, smoothing: see `Settings`; background as text, smoothing from 0 to 1.
        last_picture: the background picture used last; empty for none.
        face_lost, idle, idle_always: see `Settings`.
        start_paused: go live with the still card, until the user ends the pause.
        reactions_stay: an expression button stays down until it is pressed again.
        skeleton: see `Settings`; None for the default, whatever that is in this version.
        renderer: what draws the avatar: `anchored`, `prior`, or `bilayer:` and the name of a checkpoint.
        framing, size: see `OutputFormat`.
        virtual_camera: send to one when the session runs.
        virtual_camera_name: which; empty for the first that is free.
        mirror: show the preview mirrored, as a mirror would.
        tracking_view: show the landmarks.
        guide_seen: the first-run guide was finished or skipped.
        language: a key of `ui.translation.LANGUAGES`; empty for the system's.
        appearance: dark, light, or as the system looks.
        remote_control, remote_port: whether other programs may control it, and on which UDP port.
        badge: see `Settings`.
        sleep_unread: let the session sleep while neither the window nor a call app shows its pictures.
        when_closed: what closing the window does where there is a tray: `stay` in it, `quit`, or `ask`.
        start_minimised: begin in the tray, or minimised where there is none.
        open_groups: titles of the panel's groups that are unfolded; None for the default ones.
        window: geometry that Qt saved, as hexadecimal text.
    """

    avatar: str = ""
    source: str = ""
    source_name: str = ""
    edits: Edits = field(default_factory=Edits)
    motion: Motion = "relative"
    background: str = "photo"
    last_picture: str = ""
    smoothing: float = DEFAULT_SMOOTHING
    face_lost: FaceLost = "ease"
    idle: float = DEFAULT_IDLE
    idle_always: bool = False
    start_paused: bool = False
    reactions_stay: bool = False
    skeleton: SkeletonKind | None = None
    renderer: str = ANCHORED
    framing: Framing = "portrait"
    size: tuple[int, int] = OUTPUT_SIZES[0]
    virtual_camera: bool = True
    virtual_camera_name: str = ""
    mirror: bool = True
    tracking_view: bool = False
    guide_seen: bool = False
    language: str = ""
    appearance: Appearance = "system"
    remote_control: bool = False
    remote_port: int = DEFAULT_PORT
    badge: bool = False
    sleep_unread: bool = True
    when_closed: WhenClosed = "ask"
    start_minimised: bool = False
    open_groups: tuple[str, ...] | None = None
    window: str = ""

    def settings(self) -> Settings:
        """The session settings; a background picture that has gone away becomes the photo's own."""
        try:
            background = parse_background(self.background)
        except VcamError:
            background = Background()
        return Settings(
            edits=self.edits,
            motion=self.motion,
            skeleton=self.skeleton_kind,
            background=background,
            smoothing=smoothing_config(self.smoothing),
            face_lost=self.face_lost,
            idle=self.idle,
            idle_always=self.idle_always,
            badge=self.badge,
            badge_words=tr("Synthetic avatar"),
        )

    @property
    def skeleton_kind(self) -> SkeletonKind:
        """What carries the driver's motion over."""
        return self.skeleton or DEFAULT_SKELETON

    def output_format(self) -> OutputFormat:
        """Size, rate and framing for the next run."""
        return OutputFormat(width=self.size[0], height=self.size[1], framing=self.framing)


def background_text(background: Background) -> str:
    """The text that `parse_background` reads back."""
    if background.kind == "colour":
        return "#{:02x}{:02x}{:02x}".format(*background.colour)
    if background.kind == "picture":
        return str(background.picture)
    return background.kind


def load_preferences(path: Path) -> Preferences:
    """Preferences from a file; what is missing, unreadable or out of range keeps its default."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Preferences()
    except (OSError, ValueError) as error:
        log.warning("preferences in %s can't be read, starting with the defaults: %s", path, error)
        return Preferences()
    preferences = Preferences()
    if not isinstance(raw, dict):
        return preferences
    for name, read in _READERS.items():
        if name in raw:
            with suppress(TypeError, ValueError, KeyError, VcamError):
                preferences = replace(preferences, **{name: read(raw[name])})
    return preferences


def save_preferences(preferences: Preferences, path: Path) -> None:
    """Write the file whole or not at all.

    Raises:
        OSError: the folder can't be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(preferences), indent=2, sort_keys=True)
    with write_atomically(path) as temporary:
        Path(temporary).write_text(text + "\n", encoding="utf-8")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("not true or false")
    return value


def _one_of(options: tuple[Any, ...]) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if value not in options:
            raise ValueError(f"{value!r} is not one of {options}")
        return value

    return read


def _edits(value: Any) -> Edits:
    edits = Edits()
    for name in EDIT_RANGES:
        if name in value:
            with suppress(TypeError, ValueError, VcamError):
                edits = edits.with_value(name, float(value[name]))
    return edits


def _size(value: Any) -> tuple[int, int]:
    width, height = (int(number) for number in value)
    OutputFormat(width=width, height=height)
    if width % 2 or height % 2:
        raise ValueError("virtual cameras and videos need even sizes")
    return width, height


def _groups(value: Any) -> tuple[str, ...] | None:
    return None if value is None else tuple(_text(name) for name in value)


def _port(value: Any) -> int:
    if not isinstance(value, int) or not LOWEST_PORT <= value <= HIGHEST_PORT:
        raise ValueError(f"{value!r} is no port for everybody")
    return value


def _fraction(value: Any) -> float:
    return min(1.0, max(0.0, float(value)))


_READERS: dict[str, Callable[[Any], Any]] = {
    "avatar": _text,
    "source": _text,
    "source_name": _text,
    "edits": _edits,
    "motion": _one_of(get_args(Motion)),
    "background": _text,
    "last_picture": _text,
    "smoothing": _fraction,
    "face_lost": _one_of(get_args(FaceLost)),
    "idle": _fraction,
    "idle_always": _flag,
    "start_paused": _flag,
    "reactions_stay": _flag,
    "skeleton": _one_of((None, *get_args(SkeletonKind))),
    "renderer": checked_renderer,
    "framing": _one_of(get_args(Framing)),
    "size": _size,
    "virtual_camera": _flag,
    "virtual_camera_name": _text,
    "mirror": _flag,
    "tracking_view": _flag,
    "guide_seen": _flag,
    "language": _one_of(("", *LANGUAGES)),
    "appearance": _one_of(get_args(Appearance)),
    "remote_control": _flag,
    "remote_port": _port,
    "badge": _flag,
    "sleep_unread": _flag,
    "when_closed": _one_of(get_args(WhenClosed)),
    "start_minimised": _flag,
    "open_groups": _groups,
    "window": _text,
}
