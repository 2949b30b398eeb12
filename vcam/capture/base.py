"""What every driving source offers, and the clock that plays files at their own speed."""

from __future__ import annotations

import threading
import time
from types import TracebackType
from typing import Protocol, Self

from vcam.frames import DrivingFrame, TrackedFrame

SourceFrame = DrivingFrame | TrackedFrame

LATE_REBASE_S = 1.0


class DrivingSource(Protocol):
    """A sequence of driving frames, or of tracked frames for recorded motion. Owned by one reader."""

    @property
    def name(self) -> str:
        """What the user calls it: camera name, file name, name of a shipped motion."""

    @property
    def fps(self) -> float:
        """Frames per second: nominal for files, the negotiated rate for cameras (asked, until open)."""

    @property
    def live(self) -> bool:
        """True when the world or a clock paces it: frames that are not read in time are dropped."""

    @property
    def frame_count(self) -> int | None:
        """How many frames `read` will give, as far as the file says; None when unknown or endless."""

    @property
    def status(self) -> str:
        """One sentence for the user about how it is doing."""

    def read(self, timeout_s: float = 1.0) -> SourceFrame | None:
        """Give the next frame, or for a live source the newest that was not yet given.

        Returns:
            The frame; None at the end, and after `close`.

        Raises:
            TimeoutError: nothing came within `timeout_s`; read again.
            CameraLost: a camera that worked went away. Raised once per loss: the source goes on looking
                for it, so read again to wait until it is back.
            CaptureError: the source can't be opened or read; final.
        """

    def close(self) -> None:
        """Release the device or file. Safe twice, and from another thread than the reader's."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class ClosesOnExit:
    """Mixin: `with` closes the source."""

    def close(self) -> None:
        """Release what the source holds."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class Pacer:
    """Plays media time against the wall clock.

    The first frame is due at once. A reader that is more than a second late (paused, debugged) does
    not make the rest rush by: the clock starts afresh from the frame it asks for.
    """

    def __init__(self) -> None:
        """Start no clock yet: the first frame asked about does."""
        self._started_at_s: float | None = None
        self._closed = threading.Event()

    def close(self) -> None:
        """Wake whoever waits; later waits return at once."""
        self._closed.set()

    def lag_s(self, media_s: float) -> float:
        """How late the frame at `media_s` is by now; negative while it is not due."""
        now_s = time.monotonic()
        if self._started_at_s is None:
            self._started_at_s = now_s - media_s
        lag_s = now_s - self._started_at_s - media_s
        if lag_s > LATE_REBASE_S:
            self._started_at_s = now_s - media_s
            return 0.0
        return lag_s

    def frames_late(self, media_s: float, fps: float) -> int:
        """How many frames to pass over, from the one at `media_s` on, to show what is due now."""
        return max(0, int(self.lag_s(media_s) * fps))

    def wait(self, media_s: float, timeout_s: float) -> None:
        """Wait until the frame at `media_s` is due, or the pacer is closed.

        Raises:
            TimeoutError: it is not due within `timeout_s`.
        """
        wait_s = -self.lag_s(media_s)
        if wait_s > timeout_s:
            self._closed.wait(timeout_s)
            raise TimeoutError(f"the next frame is due in {wait_s:.2f} s, later than {timeout_s:.2f} s")
        if wait_s > 0:
            self._closed.wait(wait_s)
