"""Rendering a clip to files: every driving frame gives one composite, however long it takes."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vcam.capture.base import DrivingSource
from vcam.engine.drawing import Drawing
from vcam.engine.tracking import FrameTracker
from vcam.errors import CaptureError, FaceNotFound
from vcam.frames import Composite, DrivingFrame, TrackedFrame
from vcam.landmarks.base import LandmarkTracker
from vcam.landmarks.smoothing import SmoothingConfig
from vcam.output.base import Output

log = logging.getLogger(__name__)

_SILENCE_S = 10.0


@dataclass(frozen=True, kw_only=True)
class RenderSummary:
    """What was rendered.

    Args:
        frames: composites written.
        faces: of these, how many showed a tracked face.
        width, height: of the composites, in pixels.
        fps: of the outputs.
        seconds: the time that it took.
    """

    frames: int
    faces: int
    width: int
    height: int
    fps: float
    seconds: float


def render_clip(
    source: DrivingSource,
    tracker: LandmarkTracker,
    stage: Drawing,
    outputs: Sequence[Output],
    *,
    fps: float | None = None,
    smoothing: SmoothingConfig | None = None,
    progress: Callable[[int, int | None], None] | None = None,
    should_stop: Callable[[], bool] = lambda: False,
) -> RenderSummary:
    """Render every frame of `source` to every output. The outputs are opened and finished here.

    After any error, Ctrl-C included, the outputs are discarded: nothing half-done is left, and what was at
    their places before is still there. The caller closes source and tracker.

    Args:
        source: read to its end.
        tracker: finds the face.
        stage: draws; its clock is the frames' capture time.
        outputs: get one composite a driving frame.
        fps: rate of the outputs; the source's by default.
        smoothing: of the landmarks; None leaves them as they were found.
        progress: told after each frame how many are done, and of how many if the source knows.
        should_stop: asked before each frame; True ends the clip there, and keeps it.

    Raises:
        CaptureError: the source fails or has no frames.
        FaceNotFound: no frame had a face.
        RecordingError, VirtualCameraError: an output fails.
    """
    rate = fps or source.fps
    run = _Run(source=source, outputs=outputs, fps=rate)
    follower = FrameTracker(tracker, smoothing)
    started_s = time.monotonic()
    try:
        while not should_stop():
            frame = _read(source)
            if frame is None:
                break
            tracked = follower.track(frame)
            run.write(stage.draw(tracked, tracked.captured_at_s), tracked)
            if progress is not None:
                progress(run.frames, source.frame_count)
        run.check()
        for output in outputs:
            output.close()
    except BaseException:
        for output in outputs:
            output.discard()
        raise
    return RenderSummary(
        frames=run.frames,
        faces=run.faces,
        width=run.size[0],
        height=run.size[1],
        fps=rate,
        seconds=time.monotonic() - started_s,
    )


class _Run:
    """Counts, and opens the outputs when the first composite tells their size."""

    def __init__(self, *, source: DrivingSource, outputs: Sequence[Output], fps: float) -> None:
        self.frames = self.faces = 0
        self.size = (0, 0)
        self._source = source
        self._outputs = outputs
        self._fps = fps

    def write(self, composite: Composite, tracked: TrackedFrame) -> None:
        if self.frames == 0:
            height, width = composite.image.shape[:2]
            self.size = (width, height)
            for output in self._outputs:
                output.open(width, height, self._fps)
        for output in self._outputs:
            output.write(composite)
        self.frames += 1
        self.faces += tracked.landmarks is not None

    def check(self) -> None:
        if self.frames == 0:
            raise CaptureError(f"{self._source.name} has no frames: choose another driver")
        if self.faces == 0:
            raise FaceNotFound(
                f"no face was found in any of the {self.frames} frames of {self._source.name}: "
                "choose a driver that shows a face, well lit and not too small"
            )


def _read(source: DrivingSource) -> DrivingFrame | TrackedFrame | None:
    """The next frame, waiting patiently for a source that is slow."""
    end_s = time.monotonic() + _SILENCE_S
    while True:
        try:
            return source.read()
        except TimeoutError as error:
            if time.monotonic() > end_s:
                raise CaptureError(
                    f"{source.name} gave no frame for {_SILENCE_S:g} s: check that it works and is not in use"
                ) from error
