"""Stand-ins for the engine's neighbours: a scripted source, a tracker, a stage and an output."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Self

import numpy as np

from vcam.engine.settings import OutputFormat, Settings
from vcam.frames import LANDMARK_COUNT, Composite, DrivingFrame, Landmarks, TrackedFrame
from vcam.geometry.calibration import CalibrationState

SMALL = OutputFormat(width=32, height=16, fps=100)


def face(x: float = 0.0) -> Landmarks:
    """Landmarks that differ by `x`."""
    return Landmarks(points=np.full((LANDMARK_COUNT, 3), x, np.float32), image_size=(64, 48))


def driving(index: int = 0, level: int = 0, at_s: float | None = None) -> DrivingFrame:
    """A plain grey driving frame."""
    image = np.full((48, 64, 3), level, np.uint8)
    return DrivingFrame(image=image, index=index, captured_at_s=time.monotonic() if at_s is None else at_s)


def tracked(index: int = 0, landmarks: Landmarks | None = None, at_s: float = 0.0) -> TrackedFrame:
    """A tracked frame, without a face unless told."""
    return TrackedFrame(landmarks=landmarks, index=index, captured_at_s=at_s)


def composite(index: int = 0, level: int = 0, size: tuple[int, int] = (32, 16)) -> Composite:
    """A plain grey composite."""
    width, height = size
    image = np.full((height, width, 3), level, np.uint8)
    return Composite(image=image, index=index, captured_at_s=time.monotonic())


class ScriptedSource:
    """Gives what `script` yields: frames, None for "nothing in time", or exceptions to raise; then ends."""

    def __init__(
        self, script: Iterable[Any], *, name: str = "script", fps: float = 100.0, paced: bool = False
    ) -> None:
        self.name = name
        self.fps = fps
        self.live = paced
        self.frame_count: int | None = None
        self.status = "Playing."
        self.closed = threading.Event()
        self._script: Iterator[Any] = iter(script)

    def read(self, timeout_s: float = 1.0) -> Any:
        if self.live and self.closed.wait(1 / self.fps):
            return None
        for item in self._script:
            if self.closed.is_set():
                return None
            if item is None:
                self.closed.wait(timeout_s)
                raise TimeoutError
            if isinstance(item, Exception):
                raise item
            return item
        return None

    def close(self) -> None:
        self.closed.set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def camera(*, fps: float = 100.0, level: int = 0, count: int | None = None) -> ScriptedSource:
    """A live source of grey frames."""

    def frames() -> Iterator[DrivingFrame]:
        index = 0
        while count is None or index < count:
            yield driving(index, level)
            index += 1

    return ScriptedSource(frames(), name="camera", fps=fps, paced=True)


class FakeTracker:
    """Finds a face in every picture, or what `find` says (None, or an exception to raise)."""

    name = "fake"
    device = "CPU"
    device_reason = "it is a fake"

    def __init__(self, find: Callable[[DrivingFrame | Any], Any] | None = None) -> None:
        self._find = find
        self.resets = 0
        self.closed = False

    def track(self, image: Any) -> Landmarks | None:
        found = face(float(image[0, 0, 0])) if self._find is None else self._find(image)
        if isinstance(found, Exception):
            raise found
        return found

    def reset(self) -> None:
        self.resets += 1

    def close(self) -> None:
        self.closed = True


class FakeStage:
    """Draws the avatar's grey level (the avatar is that number); `trouble` may raise."""

    made: int = 0

    def __init__(
        self,
        avatar: Any,
        output_format: OutputFormat,
        settings: Settings,
        neutral: Landmarks | None = None,
        trouble: Callable[[Any, Settings], None] | None = None,
    ) -> None:
        self.settings = settings
        self.moving = False
        self.on_part = lambda: None
        self.neutral = neutral
        self.avatar = avatar
        self.drawn: list[TrackedFrame | None] = []
        self.calibrations = 0
        self._format = output_format
        self._trouble = trouble

    @property
    def calibration(self) -> CalibrationState:
        return CalibrationState(neutral=self.neutral, progress=0.0, message="")

    def draw(self, tracked: TrackedFrame | None, now_s: float) -> Composite:
        if self._trouble is not None:
            self._trouble(self.avatar, self.settings)
        if len(self.drawn) < 100:
            self.drawn.append(tracked)
        image = np.full((self._format.height, self._format.width, 3), self.avatar, np.uint8)
        index = -1 if tracked is None else tracked.index
        at_s = now_s if tracked is None else tracked.captured_at_s
        return Composite(image=image, index=index, captured_at_s=at_s)

    def prepare(self, avatar: Any, settings: Settings) -> Any:
        return ("prepared", avatar)

    def swap_avatar(self, avatar: Any, scene: Any = None, neutral: Landmarks | None = None) -> None:
        assert scene in (None, ("prepared", avatar))
        self.avatar = avatar
        self.neutral = neutral or self.neutral

    def calibrate(self) -> None:
        self.calibrations += 1


class MemoryOutput:
    """Keeps the first `keep` composites that it gets; `trouble(count)` may raise before a write."""

    def __init__(
        self,
        name: str = "memory",
        *,
        trouble: Callable[[int], None] | None = None,
        open_trouble: Callable[[int], None] | None = None,
        close_trouble: Exception | None = None,
        counts_frames: bool = False,
        keep: int = 2000,
    ) -> None:
        self.keep = keep
        self.name = name
        self.counts_frames = counts_frames
        self.written: list[Composite] = []
        self.writes = self.opens = 0
        self.log: list[str] = []
        self._trouble = trouble
        self._open_trouble = open_trouble
        self._close_trouble = close_trouble

    def open(self, width: int, height: int, fps: float) -> None:
        self.opens += 1
        if self._open_trouble is not None:
            self._open_trouble(self.opens)
        self.log.append(f"open {width}x{height} at {fps:g}")

    def write(self, composite: Composite) -> None:
        self.writes += 1
        if self._trouble is not None:
            self._trouble(self.writes)
        if len(self.written) < self.keep:
            self.written.append(composite)

    def close(self) -> None:
        self.log.append("close")
        if self._close_trouble is not None:
            raise self._close_trouble

    def discard(self) -> None:
        self.log.append("discard")


def until(condition: Callable[[], object], timeout_s: float = 5.0) -> None:
    """Wait until `condition()` is true, or fail."""
    end_s = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > end_s:
            raise AssertionError(f"did not happen within {timeout_s} s")
        time.sleep(0.005)


def engine_threads() -> list[str]:
    """Names of the engine's threads that are alive."""
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("vcam-")]
