"""One live session of `vcam bench`, in a process of its own: `python -m vcam.bench.live FOLDER MODE SECONDS`.

FOLDER holds a driver's pictures as JPEG files. `paced` plays them like a webcam at 30 fps that sends motion
JPEG; `unthrottled` offers decoded pictures faster than vcam takes them, and so does `geometry`, which draws
without the networks. The result is JSON on stdout.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path

import cv2
import numpy as np

from vcam.avatar.shipped import DEFAULT_AVATAR
from vcam.avatar.store import AvatarStore
from vcam.bench.memory import resident_mb
from vcam.capture.base import ClosesOnExit
from vcam.capture.opencv import to_rgb
from vcam.engine.anchored.figure import anchored_or_prior
from vcam.engine.session import Session
from vcam.engine.settings import OutputFormat
from vcam.errors import CaptureError
from vcam.frames import Composite, DrivingFrame, Image
from vcam.landmarks.base import create_tracker

PACED_FPS = 30.0
FASTEST_FPS = 240.0
SETTLE_S = 2.0
"""Left out of the measurement: loading, warming up, the first calibration."""


class PlayedCamera(ClosesOnExit):
    """A webcam made of JPEG files, played in a loop at a constant rate."""

    name = "played camera"
    live = True
    frame_count = None
    status = "Playing pictures."

    def __init__(self, folder: Path, fps: float, *, decode_once: bool) -> None:
        """Load the files.

        Args:
            folder: with the files.
            fps: the camera's rate.
            decode_once: decode now, not for each frame anew.

        Raises:
            CaptureError: there are none.
        """
        self.fps = fps
        self._encoded = [np.fromfile(path, np.uint8) for path in sorted(folder.glob("*.jpg"))]
        if not self._encoded:
            raise CaptureError(f"{folder} holds no JPEG files")
        self._decoded: list[Image] = [_decode(data) for data in self._encoded] if decode_once else []
        self._closed = threading.Event()
        self._index = 0
        self._due_s = time.monotonic()

    def read(self, timeout_s: float = 1.0) -> DrivingFrame | None:
        """Give the next frame when it is due."""
        self._due_s = max(self._due_s + 1 / self.fps, time.monotonic() - 1.0)
        if self._closed.wait(max(0.0, self._due_s - time.monotonic())):
            return None
        captured_at_s = time.monotonic()
        place = self._index % len(self._encoded)
        image = self._decoded[place] if self._decoded else _decode(self._encoded[place])
        self._index += 1
        return DrivingFrame(image=image, index=self._index - 1, captured_at_s=captured_at_s)

    def close(self) -> None:
        """End it."""
        self._closed.set()


class CountingOutput:
    """Takes composites as a virtual camera does, converts them, and measures their age.

    Only composites that are new count.
    """

    name = "measurement"
    counts_frames = False

    def __init__(self) -> None:
        """Nothing is noted yet."""
        self.ages_s: list[float] = []
        self._last_index = -1

    def open(self, width: int, height: int, fps: float) -> None:
        """Nothing to open."""

    def write(self, composite: Composite) -> None:
        """Convert one composite; note its age when it is new."""
        cv2.cvtColor(composite.image, cv2.COLOR_RGB2YUV_I420)
        if composite.index != self._last_index:
            self._last_index = composite.index
            self.ages_s.append(time.monotonic() - composite.captured_at_s)

    def close(self) -> None:
        """Nothing to close."""

    def discard(self) -> None:
        """Nothing to discard."""


def measure_live(folder: Path, mode: str, seconds: float) -> dict[str, object]:
    """Run a session and measure it after it has settled."""
    fast = mode != "paced"
    output, avatar = CountingOutput(), AvatarStore().resolve(DEFAULT_AVATAR)
    if mode != "geometry":
        avatar, _ = anchored_or_prior(avatar)
    fps = FASTEST_FPS if fast else PACED_FPS
    session = Session(
        source=lambda: PlayedCamera(folder, fps, decode_once=fast),
        tracker=create_tracker,
        avatar=avatar,
        output_format=OutputFormat(fps=fps),
        outputs=[output],
    )
    with session:
        session.wait(SETTLE_S)
        output.ages_s.clear()
        before_mb = resident_mb()
        cpu_s, started_s = time.process_time(), time.monotonic()
        session.wait(seconds)
        elapsed_s, cpu_s = time.monotonic() - started_s, time.process_time() - cpu_s
        ages_ms = 1000 * np.array(output.ages_s)
        statistics = session.statistics()
        memory_mb = resident_mb()
    if not len(ages_ms):
        reason = statistics.last_error or statistics.source_status
        raise CaptureError(f"no picture reached the output: {reason}")
    return {
        "fps": len(ages_ms) / elapsed_s,
        "frames": len(ages_ms),
        "p50_ms": float(np.percentile(ages_ms, 50)),
        "p95_ms": float(np.percentile(ages_ms, 95)),
        "cpu_share": cpu_s / elapsed_s,
        "rss_mb": memory_mb,
        "rss_growth_mb": memory_mb - before_mb,
        "device": f"{statistics.device}: {statistics.device_reason}",
    }


def _decode(data: Image) -> Image:
    picture = cv2.imdecode(data, cv2.IMREAD_COLOR)
    if picture is None:
        raise CaptureError("a driver's picture of the measurement is damaged")
    return to_rgb(picture)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure_live(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]))))
