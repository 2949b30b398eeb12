"""One camera watched for its user: a small picture on request, advice, and his neutral face.

Nothing here can reach an output: the import contract keeps this room and those that draw and send apart,
and a `Sight` is no `Composite`.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from vcam.capture.base import ClosesOnExit, DrivingSource
from vcam.errors import CameraLost, VcamError
from vcam.frames import DrivingFrame, Image, Landmarks
from vcam.geometry.calibration import NeutralCalibration
from vcam.landmarks.base import LandmarkTracker
from vcam.self_view.faults import Fault, find_fault

log = logging.getLogger(__name__)

PICTURE_WIDTH_PX = 640
COUNT_EVERY_S = 0.4
"""How often other faces are looked for; the tracker sees the followed one alone."""
CLOSE_WITHIN_S = 2.0
_READ_S = 0.25

CountFaces = Callable[[Image], tuple[float, ...]]
"""Sides of the boxes of all faces in (H, W, 3) uint8 RGB, pixels."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Sight:
    """What there is to see at one moment.

    Args:
        picture: (h, w, 3) uint8 RGB, the camera's picture made small; None unless it was asked for.
        landmarks: the face in the camera's own pixels, None when there is none.
        fault: what keeps the face from being measured, empty when nothing does.
        progress: of the measurement, 0 to 1.
        neutral: the neutral face, once it has been measured.
        status: the camera's own sentence.
        failure: why nothing comes any more, empty while it does.
    """

    picture: Image | None = None
    landmarks: Landmarks | None = None
    fault: Fault = ""
    progress: float = 0.0
    neutral: Landmarks | None = None
    status: str = ""
    failure: str = ""


class SelfView(ClosesOnExit):
    """Reads a camera in a thread of its own from the constructor to `close`."""

    def __init__(
        self,
        open_source: Callable[[], DrivingSource],
        make_tracker: Callable[[], LandmarkTracker],
        make_counter: Callable[[], CountFaces],
    ) -> None:
        """Start to watch.

        Args:
            open_source: opens the camera; called in the thread.
            make_tracker: makes the landmark tracker; called in the thread.
            make_counter: makes what counts faces; called in the thread.
        """
        self.show_picture = False
        """Whether sights carry the picture."""
        self._open_source = open_source
        self._make_tracker = make_tracker
        self._make_counter = make_counter
        self._latest = Sight()
        self._measure = threading.Event()
        self._stop = threading.Event()
        self._calibration: NeutralCalibration | None = None
        self._count: CountFaces = lambda _image: ()
        self._sides_px: tuple[float, ...] = ()
        self._counted_at_s = -float("inf")
        # A daemon, so that a camera driver that hangs can't keep the process alive.
        self._thread = threading.Thread(target=self._run, name="vcam-self-view", daemon=True)
        self._thread.start()

    @property
    def latest(self) -> Sight:
        """The newest sight."""
        return self._latest

    def measure(self) -> None:
        """Look for the neutral face from now on, anew if it was found before."""
        self._measure.set()

    def close(self) -> None:
        """Release the camera and forget what was seen; safe twice."""
        self._stop.set()
        if self._thread is not threading.current_thread():
            self._thread.join(CLOSE_WITHIN_S)
        if self._thread.is_alive():
            log.warning("the camera did not answer within %g s; it is released later", CLOSE_WITHIN_S)
        self._latest = Sight()

    def _run(self) -> None:
        try:
            tracker = self._make_tracker()
            try:
                self._count = self._make_counter()
                with self._open_source() as source:
                    self._watch(source, tracker)
            finally:
                tracker.close()
        except VcamError as error:
            self._latest = Sight(failure=str(error))
        except Exception as error:  # the thread's top
            log.exception("the self view failed")
            what = f"{type(error).__name__}: {error}"
            self._latest = Sight(failure=f"watching the camera failed ({what}); choose the camera again")

    def _watch(self, source: DrivingSource, tracker: LandmarkTracker) -> None:
        while not self._stop.is_set():
            try:
                frame = source.read(_READ_S)
            except (TimeoutError, CameraLost):
                self._latest = Sight(status=source.status)
                continue
            if frame is None:
                self._latest = Sight(failure=f"{source.name} has ended; choose the camera again")
                return
            if isinstance(frame, DrivingFrame):
                self._latest = self._look(frame, tracker, source.status)

    def _look(self, frame: DrivingFrame, tracker: LandmarkTracker, status: str) -> Sight:
        face = tracker.track(frame.image)
        now_s = time.monotonic()
        if now_s - self._counted_at_s > COUNT_EVERY_S:
            self._counted_at_s = now_s
            self._sides_px = self._count(frame.image)
        fault = find_fault(frame.image, face, self._sides_px)
        if self._measure.is_set():
            self._measure.clear()
            self._calibration = NeutralCalibration()
        if self._calibration is not None and self._calibration.state.neutral is None:
            fault = self._take(self._calibration, fault, face, frame.captured_at_s)
        state = self._calibration.state if self._calibration is not None else None
        return Sight(
            picture=small(frame.image) if self.show_picture else None,
            landmarks=face,
            fault=fault,
            progress=state.progress if state is not None else 0.0,
            neutral=state.neutral if state is not None else None,
            status=status,
        )

    def _take(
        self, calibration: NeutralCalibration, fault: Fault, face: Landmarks | None, time_s: float
    ) -> Fault:
        """Measure this face too, unless something is wrong with it; what that is."""
        if fault or face is None:
            calibration.restart()
            return fault
        calibration.update(face, time_s)
        return calibration.state.problem


def small(image: Image) -> Image:
    """The picture at most `PICTURE_WIDTH_PX` wide, (h, w, 3) uint8."""
    height, width = image.shape[:2]
    if width <= PICTURE_WIDTH_PX:
        return image
    size = (PICTURE_WIDTH_PX, max(1, round(height * PICTURE_WIDTH_PX / width)))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)


def open_self_view(camera: str) -> SelfView:
    """Watch a camera with Face Mesh.

    Args:
        camera: what `vcam.capture.factory.open_source` takes after `camera:`.
    """
    from vcam.capture.factory import CAMERA_PREFIX, open_source
    from vcam.landmarks.base import create_tracker

    return SelfView(
        lambda: open_source(f"{CAMERA_PREFIX}{camera}", realtime=True), create_tracker, _face_counter
    )


def _face_counter() -> CountFaces:
    from vcam.landmarks.face_detector import FaceDetector

    detector = FaceDetector()
    return lambda image: tuple(box.side for box in detector.detect(image))
