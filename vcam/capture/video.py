"""A video file as driving source: any that FFmpeg reads, upright, at its own speed or as fast as it goes."""

from __future__ import annotations

import logging
import math
import os
import threading
import time
from pathlib import Path

import cv2

from vcam.capture.base import ClosesOnExit, Pacer
from vcam.capture.opencv import quiet_opencv, to_rgb
from vcam.capture.playback import Playback
from vcam.errors import CaptureError, ConfigError
from vcam.frames import DrivingFrame, Image

log = logging.getLogger(__name__)

PLAUSIBLE_FPS = (0.5, 480.0)
FALLBACK_FPS = 30.0
LONGEST_STEP_S = 1.0
MOST_SKIPPED = 60


class VideoSource(ClosesOnExit):
    """Driving frames from a video file. The first frame is decoded at once, so a bad file fails here.

    A frame's `index` is its place in the video, so dropped frames leave gaps; winding and pausing (it is
    `Steerable`) don't turn it back.

    Args:
        path: the file.
        loop: start again at the end, without a jump in index or time.
        realtime: at the video's own speed, frames that the reader is too late for dropped; otherwise as
            fast as it is read, every frame, stamped with media time.
        start_s: where to begin, seconds of media time.

    Raises:
        CaptureError: there is no such file, or it is empty, damaged, or has no picture.
    """

    def __init__(
        self, path: Path | str, *, loop: bool = False, realtime: bool = False, start_s: float = 0.0
    ) -> None:
        """Open the file and decode its first frame."""
        if not (math.isfinite(start_s) and start_s >= 0):
            raise ConfigError(f"a video can't start at {start_s} s: expected 0 or more")
        self.path = Path(path)
        self.name = self.path.name
        self.live = realtime
        self._loop = loop
        self._start_s = start_s
        self._pacer = Pacer()
        self._lock = threading.Lock()
        self._closed = False
        self._ended = False
        self._capture = _open(self.path, start_s)
        fps = self._capture.get(cv2.CAP_PROP_FPS)
        self.fps = fps if PLAUSIBLE_FPS[0] <= fps <= PLAUSIBLE_FPS[1] else FALLBACK_FPS
        self._index = -1
        self._media_s = 0.0
        self._position_s: float | None = None
        self._shown: Image | None = None
        self._shown_at_s = start_s
        self._playing = True
        self._wanted_s: float | None = None
        self._duration_s = self._capture.get(cv2.CAP_PROP_FRAME_COUNT) / self.fps
        self._grabbed = self._grab()
        if not self._grabbed or self._picture() is None:
            self._capture.release()
            if start_s and _holds_picture(self.path):
                raise CaptureError(f"{self.name} is shorter than {start_s:g} s: start earlier")
            raise CaptureError(_why_unreadable(self.path))
        count = round(self._capture.get(cv2.CAP_PROP_FRAME_COUNT)) - round(start_s * self.fps)
        self.frame_count = count if count > 0 and not loop else None

    @property
    def status(self) -> str:
        """One sentence for the user."""
        return f"Playing the video {self.name} at {self.fps:.3g} fps."

    @property
    def playback(self) -> Playback | None:
        """Where it stands; None when the file doesn't tell its length."""
        if self._duration_s <= 0:
            return None
        wanted_s = self._wanted_s
        position_s = min(max(self._shown_at_s if wanted_s is None else wanted_s, 0.0), self._duration_s)
        return Playback(position_s=position_s, duration_s=self._duration_s, playing=self._playing)

    def set_playing(self, playing: bool) -> None:
        """Play, or stay at the present frame."""
        if self._duration_s > 0:
            self._playing = playing

    def seek(self, position_s: float) -> None:
        """Go on at this media time."""
        if self._duration_s > 0:
            self._wanted_s = min(max(position_s, 0.0), self._duration_s - 1 / self.fps)

    def read(self, timeout_s: float = 1.0) -> DrivingFrame | None:
        """Give the next frame; see `DrivingSource.read`."""
        while True:
            with self._lock:
                if self._closed or not self._ready():
                    return None
                due_s = self._media_s
            if self.live:
                # Not under the lock: `close` must not wait for the clock.
                self._pacer.wait(due_s, timeout_s)
            with self._lock:
                if self._closed:
                    return None
                held = self._held
                if self.live and held is None:
                    self._catch_up()
                image, index = self._picture() if held is None else held, self._index
                captured_at_s = time.monotonic() if self.live else self._media_s
                self._grabbed = False
                if held is None and image is not None:
                    self._shown, self._shown_at_s = image, self._position_s or 0.0
            if image is not None:
                return DrivingFrame(image=image, index=index, captured_at_s=captured_at_s)

    def close(self) -> None:
        """Release the file; `read` gives None from here on. Safe twice."""
        self._closed = True
        self._pacer.close()
        with self._lock:
            self._capture.release()

    @property
    def _held(self) -> Image | None:
        """The frame to give again while paused; None while playing, and before the first."""
        return None if self._playing else self._shown

    def _ready(self) -> bool:
        """Stand at a frame to give: the wanted one, the present one again, or the next; False at the end."""
        wanted_s = self._wanted_s
        if wanted_s is not None:
            self._wind(wanted_s)
            if self._wanted_s == wanted_s:
                self._wanted_s = None
        elif self._held is not None and not self._grabbed:
            self._media_s += 1 / self.fps
            self._index += 1
            self._grabbed = True
        if not self._grabbed:
            self._grabbed = self._grab()
        return self._grabbed

    def _wind(self, position_s: float) -> None:
        """Stand at another place of the file; the clock and the index go on."""
        self._capture.set(cv2.CAP_PROP_POS_MSEC, position_s * 1000)
        self.frame_count = None
        self._ended = False
        self._position_s = self._shown = None
        self._grabbed = self._grab()
        self._shown_at_s = self._position_s or 0.0
        if self.live:
            # The time that winding took is no reason to pass over what was wanted.
            self._media_s += max(0.0, self._pacer.lag_s(self._media_s))

    def _grab(self) -> bool:
        """Advance to the next frame and its media time; False at the end."""
        if self._ended:
            return False
        if not self._capture.grab():
            if not self._loop or self._index < 0:
                self._end()
                return False
            self._capture.release()
            self._capture = _open(self.path, self._start_s)
            self._position_s = None
            if not self._capture.grab():
                raise CaptureError(_why_unreadable(self.path))
        position_s = self._capture.get(cv2.CAP_PROP_POS_MSEC) / 1000
        step_s = 1 / self.fps
        if self._position_s is not None:
            # Variable rates are honoured; missing, repeated or absurd timestamps are not.
            told_s = position_s - self._position_s
            if 0 < told_s <= max(LONGEST_STEP_S, 2 * step_s):
                step_s = told_s
        if self._index >= 0:
            self._media_s += step_s
        self._position_s = position_s
        self._index += 1
        return True

    def _catch_up(self) -> None:
        """Pass over frames whose time is gone already."""
        for _ in range(MOST_SKIPPED):
            if self._pacer.lag_s(self._media_s) <= 1 / self.fps or not self._grab():
                return

    def _picture(self) -> Image | None:
        decoded, picture = self._capture.retrieve()
        return to_rgb(picture) if decoded and picture is not None and picture.size else None

    def _end(self) -> None:
        self._ended = True
        expected, got = self.frame_count if self._index >= 0 else None, self._index + 1
        if expected is not None and got < 0.9 * expected:
            log.warning("%s ended after %d of %d frames: the file may be damaged", self.name, got, expected)


def _open(path: Path, start_s: float) -> cv2.VideoCapture:
    """Open a video with its rotation applied.

    Raises:
        CaptureError: it can't be opened.
    """
    quiet_opencv()
    if not path.is_file() or path.stat().st_size == 0:
        raise CaptureError(_why_unreadable(path))
    capture = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)
    if not capture.isOpened():
        capture.release()
        raise CaptureError(_why_unreadable(path))
    capture.set(cv2.CAP_PROP_ORIENTATION_AUTO, 1)
    if start_s > 0:
        capture.set(cv2.CAP_PROP_POS_MSEC, start_s * 1000)
    return capture


def _holds_picture(path: Path) -> bool:
    capture = _open(path, 0.0)
    try:
        return bool(capture.grab())
    finally:
        capture.release()


def _why_unreadable(path: Path) -> str:
    """One sentence about a file that gives no frame."""
    if path.is_dir():
        return f"{path} is a folder: choose a video file"
    if not path.exists():
        return f"there is no video at {path}: check the name"
    if not os.access(path, os.R_OK):
        return f"{path} may not be read by this user: change its permissions or copy it"
    if path.stat().st_size == 0:
        return f"the video {path} is empty (0 bytes): choose another"
    import av

    try:
        with av.open(str(path)) as container:
            if not container.streams.video:
                return f"{path} has no picture track: choose a video with a face in it"
    except (av.error.FFmpegError, ValueError) as error:
        log.debug("PyAV says about %s: %s", path, error)
        return f"{path} is not a video or is damaged: choose another, or export it again as mp4"
    return (
        f"no picture of {path} can be decoded: it is empty, damaged or in an unknown codec; export it as mp4"
    )
