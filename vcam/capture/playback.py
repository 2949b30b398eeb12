"""Playing, pausing and seeking: what a source of a known length offers beside its frames."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, kw_only=True)
class Playback:
    """Where a source stands.

    Args:
        position_s: media time of the frame that was given last, or that it is being wound to, from 0 up to
            `duration_s`.
        duration_s: length of the whole source, more than 0.
        playing: False while the same frame is given again and again.
    """

    position_s: float
    duration_s: float
    playing: bool


@runtime_checkable
class Steerable(Protocol):
    """A driving source that can be paused and wound. Both take effect with the next frame, from any thread.

    While it is paused it goes on giving the present frame at its own rate, so that nothing behind it takes
    the driver for lost. Index and capture time always go on, also where it is wound back.
    """

    @property
    def playback(self) -> Playback | None:
        """Where it stands; None when its length is unknown, and then neither call does anything."""

    def set_playing(self, playing: bool) -> None:
        """Play, or stay at the present frame."""

    def seek(self, position_s: float) -> None:
        """Go on at this media time; beyond the ends is the nearest end."""
