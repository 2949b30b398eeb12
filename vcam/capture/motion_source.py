"""Recorded motion as a driving source: played, paused and wound like a video, without any picture."""

from __future__ import annotations

import time

from vcam.capture.base import ClosesOnExit, Pacer
from vcam.capture.motion import MotionTrack
from vcam.capture.playback import Playback
from vcam.frames import Landmarks, TrackedFrame


class MotionSource(ClosesOnExit):
    """Plays a `MotionTrack` as tracked frames; `Steerable`.

    Args:
        track: what to play.
        loop: start again at the end, without a jump in index or time.
        realtime: at the track's own rate; otherwise as fast as it is read, stamped with media time.
        name: what the user calls it.
    """

    def __init__(
        self, track: MotionTrack, *, loop: bool = False, realtime: bool = False, name: str = "motion"
    ) -> None:
        """Start before the first row."""
        self.name = name
        self.fps = float(track.fps)
        self.live = realtime
        self.frame_count = None if loop else len(track)
        self._track = track
        self._loop = loop
        self._pacer = Pacer()
        self._index = 0
        self._row = 0
        self._shown = 0
        self._playing = True
        self._wanted: int | None = None
        self._closed = False

    @property
    def neutral(self) -> Landmarks | None:
        """The neutral face, where the track tells it."""
        return self._track.neutral

    @property
    def playback(self) -> Playback:
        """Where it stands."""
        wanted = self._wanted
        position_s = (self._shown if wanted is None else wanted) / self.fps
        return Playback(position_s=position_s, duration_s=self._track.duration_s, playing=self._playing)

    def set_playing(self, playing: bool) -> None:
        """Play, or stay at the present row."""
        self._playing = playing

    def seek(self, position_s: float) -> None:
        """Go on at this time of the track."""
        self._wanted = min(max(round(position_s * self.fps), 0), len(self._track) - 1)

    @property
    def status(self) -> str:
        """One sentence for the user."""
        return f"Playing the motion {self.name}, {self._track.duration_s:.1f} s at {self.fps:g} fps."

    def read(self, timeout_s: float = 1.0) -> TrackedFrame | None:
        """Give the next row; see `DrivingSource.read`."""
        if self._closed or (self._ended and self._wanted is None):
            return None
        captured_at_s = self._index / self.fps
        if self.live:
            self._pacer.wait(captured_at_s, timeout_s)
            if self._closed:
                return None
            self._pass_over(self._pacer.frames_late(captured_at_s, self.fps))
            captured_at_s = time.monotonic()
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._row = wanted
        elif not self._playing:
            self._row = self._shown
        self._shown = self._row
        index = self._index
        self._index += 1
        self._advance(1)
        return TrackedFrame(
            landmarks=self._track.landmarks(self._shown), index=index, captured_at_s=captured_at_s
        )

    @property
    def _ended(self) -> bool:
        return self._playing and self._row >= len(self._track)

    def _advance(self, rows: int) -> None:
        self._row += rows
        if self._loop:
            self._row %= len(self._track)

    def _pass_over(self, late: int) -> None:
        """Leave out what the reader was too late for, but not the last row."""
        if not self._loop:
            late = min(late, max(0, len(self._track) - 1 - self._row))
        self._index += late
        self._advance(late)

    def close(self) -> None:
        """End it; `read` gives None from here on."""
        self._closed = True
        self._pacer.close()
