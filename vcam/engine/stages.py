"""The three stages of a session and the slots between them: capture, tracking, rendering."""

from __future__ import annotations

from collections.abc import Callable

from vcam.avatar.avatar import Avatar
from vcam.engine.capturing import Capturing, OpenSource
from vcam.engine.drawing import Drawing, StageFactory
from vcam.engine.events import Report
from vcam.engine.rendering import Rendering
from vcam.engine.settings import OutputFormat, Settings
from vcam.engine.slot import LatestSlot
from vcam.engine.tracking import Tracking
from vcam.engine.worker import Worker
from vcam.frames import Composite, DrivingFrame, Landmarks, TrackedFrame
from vcam.landmarks.base import LandmarkTracker


class Stages:
    """Each in its own thread.

    Attributes:
        capturing, tracking, rendering: in the order in which a frame passes them.
    """

    def __init__(
        self,
        *,
        source: OpenSource,
        tracker: Callable[[], LandmarkTracker],
        stage_factory: StageFactory | None,
        avatar: Avatar,
        settings: Settings,
        output_format: OutputFormat,
        neutral: Landmarks | None,
        deliver: Callable[[Composite], None],
        report: Report,
    ) -> None:
        """Prepare; arguments as in `Session` and `Rendering`."""
        self._frames = LatestSlot[DrivingFrame | TrackedFrame](DrivingFrame, TrackedFrame)
        self._tracked = LatestSlot[TrackedFrame](TrackedFrame)
        self.capturing = Capturing(source, self._frames, report=report)
        self.tracking = Tracking(
            tracker, self._frames, self._tracked, smoothing=settings.smoothing, report=report
        )
        self.rendering = Rendering(
            stage_factory or _real_stage,
            self._tracked,
            avatar=avatar,
            settings=settings,
            output_format=output_format,
            neutral=neutral,
            deliver=deliver,
            report=report,
        )

    @property
    def workers(self) -> list[Worker]:
        """Their threads."""
        return [self.capturing.worker, self.tracking.worker, self.rendering.worker]

    @property
    def blocked_by(self) -> Exception | None:
        """Why a stage has never worked yet, None when all have."""
        stages = (self.capturing, self.tracking, self.rendering)
        return next((stage.blocked_by for stage in stages if stage.blocked_by is not None), None)

    def start(self) -> None:
        """Start the threads, the one that needs the others last."""
        for worker in reversed(self.workers):
            worker.start()

    def request_stop(self) -> None:
        """Wake and end the threads; doesn't wait for them, but a camera that hangs may take a second."""
        self._frames.close()
        self._tracked.close()
        self.capturing.request_stop()


def _real_stage(
    avatar: Avatar, output_format: OutputFormat, settings: Settings, neutral: Landmarks | None
) -> Drawing:
    from vcam.engine.stage import Stage

    return Stage(avatar, output_format, settings, neutral)
