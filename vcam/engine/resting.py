"""Lets a session rest: while the user has paused, and while nobody takes its pictures.

Whoever pauses doesn't want to be on camera: from that moment on no frame is looked at. The camera itself,
and so its light, goes out `CAMERA_STAYS_S` later; who resumes within that time waits for nothing, after it
for the camera to open. The avatar is back at once either way, at rest until the first frame comes.
"""

from __future__ import annotations

import threading

from vcam.engine.events import Report, SessionEvent
from vcam.engine.outputs import Outputs
from vcam.engine.stages import Stages

CAMERA_STAYS_S = 3.0
PAUSED_REPEAT_S = 0.2
"""How often the card is sent again: programs may take a camera that stays silent much longer for dead."""
ASLEEP_REPEAT_S = 0.5
"""The same while nobody reads: who comes gets a picture at once."""


class Resting:
    """Tells the stages when to rest; callable from any thread."""

    def __init__(self, stages: Stages, outputs: Outputs, report: Report) -> None:
        """Start awake."""
        self._stages, self._outputs = stages, outputs
        self._report = report
        self._lock = threading.Lock()
        self._paused = self._asleep = False

    @property
    def paused(self) -> bool:
        """Whether the user has paused."""
        return self._paused

    def pause(self, paused: bool, *, at_once: bool = False) -> None:
        """The user pauses or resumes.

        Args:
            paused: which of both.
            at_once: don't wait with closing the camera.
        """
        with self._lock:
            if paused == self._paused:
                return
            self._paused = paused
            # What was seen before is of no use afterwards.
            self._stages.tracking.forget()
            self._apply(0.0 if at_once else CAMERA_STAYS_S)

    def sleep(self, asleep: bool) -> None:
        """Nobody reads the outputs any more, or somebody does again; called in the attendance thread."""
        with self._lock:
            self._asleep = asleep
            self._stages.rendering.resting = asleep
            self._apply(0.0)
        if asleep:
            message = "No program uses the virtual camera: capture and drawing rest."
            self._report(SessionEvent(kind="session_asleep", message=message))
        else:
            self._report(SessionEvent(kind="session_awake", message="A program uses the virtual camera."))

    def _apply(self, camera_stays_s: float) -> None:
        if self._asleep:
            self._outputs.repeat_every(ASLEEP_REPEAT_S)
            self._stages.capturing.suspend("Asleep until a program uses the virtual camera.")
        elif self._paused:
            self._outputs.repeat_every(PAUSED_REPEAT_S)
            self._stages.capturing.suspend("Paused: the camera is closed.", camera_stays_s)
        else:
            self._outputs.repeat_every(0.0)
            self._stages.capturing.resume()
