"""Settings of a live session: one immutable object, swapped whole."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from vcam.engine.skeleton_kind import DEFAULT_SKELETON, SkeletonKind
from vcam.errors import ConfigError
from vcam.geometry.editing import Edits
from vcam.geometry.reactions import REACTIONS
from vcam.landmarks.smoothing import SmoothingConfig

Motion = Literal["relative", "absolute"]
Framing = Literal["portrait", "photo"]
FaceLost = Literal["ease", "hold", "card"]


@dataclass(frozen=True, kw_only=True)
class Background:
    """What is drawn behind the avatar.

    Args:
        kind: `photo` (its own), `blur` (its own, blurred), `colour`, or `picture`.
        colour: RGB, for `colour`.
        picture: image file, for `picture`.
    """

    kind: Literal["photo", "blur", "colour", "picture"] = "photo"
    colour: tuple[int, int, int] = (0, 255, 0)
    picture: Path | None = None

    def __post_init__(self) -> None:
        if self.kind == "picture" and self.picture is None:
            raise ConfigError("background 'picture' needs an image file")


def parse_background(text: str) -> Background:
    """Background from `photo`, `blur`, `#rrggbb` or the path of an image file.

    Raises:
        ConfigError: the text is none of these.
    """
    if text == "photo":
        return Background()
    if text == "blur":
        return Background(kind="blur")
    if re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        red, green, blue = bytes.fromhex(text[1:])
        return Background(kind="colour", colour=(red, green, blue))
    if Path(text).is_file():
        return Background(kind="picture", picture=Path(text))
    raise ConfigError(
        f"background {text!r} is not known: expected photo, blur, a colour like #00ff00, or an image file"
    )


@dataclass(frozen=True, kw_only=True)
class CardWords:
    """What the still card says, in the user's language.

    Args:
        paused: while the user has paused.
        away: while the driver is out of sight.
    """

    paused: str = "Paused"
    away: str = "Back soon"


ENGLISH_WORDS = CardWords()
BADGE_WORDS = "Synthetic avatar"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that may change while a session runs.

    Args:
        edits, motion, background, smoothing: how the avatar looks and follows.
        skeleton: what carries the driver's motion over; the analytic one stands in for the anchored where
            its network can't be used.
        face_lost: what happens when the driver is out of sight: `ease` to the photo's own pose, `hold`
            the last one, or show a still `card`.
        card_words: on the still card; English where the system has no font for them.
        idle: amount of breathing, swaying and blinking while nobody drives, 0 for none, 1 for lively.
        idle_always: breathe and sway a little while somebody does, too.
        reactions: names of the `REACTIONS` that are on.
        paused: show a still card.
        badge: say in the composite's lower left corner that it shows a synthetic avatar.
        badge_words: in which words; English where the system has no font for them.
        sleep_unread: close the camera and draw nothing while no program reads the outputs, where the system
            tells.
    """

    edits: Edits = field(default_factory=Edits)
    motion: Motion = "relative"
    skeleton: SkeletonKind = DEFAULT_SKELETON
    background: Background = field(default_factory=Background)
    smoothing: SmoothingConfig = field(default_factory=SmoothingConfig)
    face_lost: FaceLost = "ease"
    card_words: CardWords = ENGLISH_WORDS
    idle: float = 0.0
    idle_always: bool = False
    reactions: frozenset[str] = frozenset()
    paused: bool = False
    badge: bool = False
    badge_words: str = BADGE_WORDS
    sleep_unread: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.idle <= 1:
            raise ConfigError(f"the amount of idle motion is {self.idle:g}, expected 0 to 1")
        if unknown := self.reactions - REACTIONS.keys():
            raise ConfigError(f"unknown reaction {min(unknown)!r}: choose from {', '.join(REACTIONS)}")


@dataclass(frozen=True, kw_only=True)
class OutputFormat:
    """Size, rate and framing of the composite: fixed for a whole run, as call apps demand.

    Args:
        width, height: pixels; video files and virtual cameras want both even.
        fps: composites a second.
        framing: `portrait` (head and shoulders fill the output) or `photo` (the whole photo).
    """

    width: int = 1280
    height: int = 720
    fps: float = 30.0
    framing: Framing = "portrait"

    def __post_init__(self) -> None:
        for name, value in (("width", self.width), ("height", self.height)):
            if not 16 <= value <= 4096:
                raise ConfigError(f"output {name} is {value}, expected 16 to 4096 pixels")
        if not 1 <= self.fps <= 240:
            raise ConfigError(f"output rate is {self.fps:g} fps, expected 1 to 240")
