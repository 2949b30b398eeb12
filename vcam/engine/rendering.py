"""The rendering thread: tracked frames in, composites out. No driver's picture gets here."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from vcam.avatar.avatar import Avatar
from vcam.engine.drawing import Drawing, StageFactory
from vcam.engine.events import Report, SessionEvent, sentence
from vcam.engine.settings import OutputFormat, Settings
from vcam.engine.slot import LatestSlot
from vcam.engine.statistics import RateMeter
from vcam.engine.worker import Backoff, Worker
from vcam.frames import Composite, Landmarks, TrackedFrame
from vcam.geometry.calibration import CalibrationState

log = logging.getLogger(__name__)

_QUIET_S = 0.25
"""So long without a tracked frame, the source is slow; after it, the avatar is drawn without news."""
_SETTLED_S = 3.0
_SETTLED_INTERVAL_S = 0.5
"""So long without news nothing moves any more, and drawing now and then is enough; cards are drawn once."""
_WORTH_FINISHING = 0.5
"""Part of a picture's time after which it is finished although the user wants it otherwise by now."""
_CARD_AFTER = 20
"""The card of another avatar is made so many pictures after it came: not while it fades in."""


@dataclass(frozen=True, eq=False, kw_only=True)
class _Look:
    """What the user has chosen; swapped whole."""

    avatar: Avatar
    settings: Settings
    scene: Any = None
    neutral: Landmarks | None = None


class _Outdated(Exception):
    """The user wants another picture than the one that was just begun."""


class Rendering:
    """Owns the stage. Commands from other threads take effect before the next composite."""

    def __init__(
        self,
        make_stage: StageFactory,
        tracked: LatestSlot[TrackedFrame],
        *,
        avatar: Avatar,
        settings: Settings,
        output_format: OutputFormat,
        neutral: Landmarks | None,
        deliver: Callable[[Composite], None],
        report: Report,
    ) -> None:
        """Prepare; the stage is made by `prepare`.

        Args:
            make_stage: makes what draws; called again after a failure and for another driver.
            tracked: where tracked frames come from.
            avatar: shown first.
            settings: used first.
            output_format: of every composite.
            neutral: the driver's neutral face when it is known from before.
            deliver: takes each composite, in the rendering thread.
            report: told of failures and recovery.
        """
        self.rate = RateMeter()
        self.calibration: CalibrationState | None = None
        self.latest: Composite | None = None
        self.resting = False
        """Whether nobody looks, so that nothing is drawn once there is a picture."""
        self.blocked_by: Exception | None = None
        """Why nothing could be drawn yet, None otherwise."""
        self._make_stage = make_stage
        self._tracked = tracked
        self._format = output_format
        self._deliver = deliver
        self._report = report
        self._lock = threading.Lock()
        self._publishing = threading.Lock()
        self._card: Composite | None = None
        self._until_card = 1
        self._wanted = _Look(avatar=avatar, settings=settings)
        self._shown: _Look | None = None
        self._good: _Look | None = None
        self._neutral = neutral
        self._calibrate = threading.Event()
        self._restart = threading.Event()
        self._stage: Drawing | None = None
        self._news_at_s = self._drawn_at_s = -float("inf")
        self._drawing: _Look | None = None
        """What is being drawn, if it may be left off."""
        self._begun_at_s = self._took_s = 0.0
        self._backoff = Backoff(0.1, 2.0)
        self._last_failure = ""
        self.worker = Worker("rendering", self._run, self._failed)

    @property
    def drops(self) -> int:
        """Tracked frames that came while a composite was drawn."""
        return self._tracked.drops

    @property
    def device(self) -> tuple[str, str]:
        """Where the avatar was drawn last, and why there; empty before the first composite."""
        from vcam.engine.renderers import drawing_device

        good = self._good
        return drawing_device(good.avatar) if good is not None else ("", "")

    @property
    def drawn_by(self) -> str:
        """What drew the avatar last (`vcam.engine.renderers.DrawnBy`); empty before the first composite."""
        from vcam.engine.renderers import drawn_by

        good = self._good
        return drawn_by(good.avatar) if good is not None else ""

    def prepare(self) -> None:
        """Make the stage, before the thread starts, so that what is wrong with it is raised to the caller."""
        self._stage = self._new_stage()

    def update(self, settings: Settings) -> None:
        """Use these settings from now on; a pause shows its card at once, whatever is being drawn."""
        with self._lock:
            self._wanted = replace(self._wanted, settings=settings)
        # The user sees what he does without waiting for the driver's next frame.
        self._tracked.nudge()
        card = self._card
        if settings.paused and card is not None:
            self._publish(replace(card, captured_at_s=time.monotonic(), asked=True), settings)

    def swap_avatar(
        self, avatar: Avatar, settings: Settings | None = None, neutral: Landmarks | None = None
    ) -> None:
        """Show this avatar from now on; the one there is goes on moving while this call prepares it."""
        stage = self._stage
        scene = None if stage is None else stage.prepare(avatar, settings or self._wanted.settings)
        with self._lock:
            before = self._wanted.settings
            # A pause that came meanwhile stays.
            settings = replace(settings, paused=before.paused) if settings else before
            self._wanted = _Look(avatar=avatar, settings=settings, scene=scene, neutral=neutral)
            self._neutral = neutral or self._neutral
        self._tracked.nudge()

    def calibrate(self) -> None:
        """Make the present face the neutral one."""
        self._calibrate.set()

    def change_driver(self, neutral: Landmarks | None) -> None:
        """Forget the driver: another one follows, with this neutral face if it is known."""
        with self._lock:
            self._neutral = neutral
            self._restart.set()

    def _run(self, stop: threading.Event) -> None:
        while not stop.is_set():
            tracked = self._next()
            stage = self._current_stage()
            now_s = time.monotonic()
            if self._worth_drawing(tracked, now_s):
                try:
                    self._draw(stage, tracked, now_s, may_leave_off=True)
                except _Outdated:
                    # To its end, or nothing would be shown while a slider moves. The stage knows the face.
                    self._draw(stage, None, now_s)

    def _next(self) -> TrackedFrame | None:
        if self.latest is None:
            return None
        try:
            still = self.resting or self._wanted.settings.paused
            return self._tracked.take(_QUIET_S if still else 1.0 / self._format.fps)
        except TimeoutError:
            return None

    def _current_stage(self) -> Drawing:
        if self._restart.is_set() or self._stage is None:
            self._stage = None
            self._stage = self._new_stage()
        if self._calibrate.is_set():
            self._calibrate.clear()
            self._stage.calibrate()
            self.calibration = self._stage.calibration
        return self._stage

    def _new_stage(self) -> Drawing:
        with self._lock:
            wanted, neutral = self._wanted, self._neutral
            self._restart.clear()
            self._shown = wanted
        stage = self._make_stage(wanted.avatar, self._format, wanted.settings, neutral)
        stage.on_part = self._leave_off_if_outdated
        return stage

    def _worth_drawing(self, tracked: TrackedFrame | None, now_s: float) -> bool:
        """False when nothing could look different from the last composite."""
        if tracked is not None:
            self._news_at_s = now_s
        if self.latest is None or self._wanted is not self._shown or self._last_failure:
            return True
        if self.resting or self._wanted.settings.paused:
            return False
        if tracked is not None or (self._stage is not None and self._stage.moving):
            return True
        quiet_s = now_s - self._news_at_s
        drawn_lately = now_s - self._drawn_at_s < _SETTLED_INTERVAL_S
        return quiet_s > _QUIET_S and not (quiet_s > _SETTLED_S and drawn_lately)

    def _leave_off_if_outdated(self) -> None:
        """Between the parts of a picture: one that the user has changed meanwhile is begun anew, if early."""
        begun_for_s = time.monotonic() - self._begun_at_s
        if self._drawing not in (None, self._wanted) and begun_for_s < _WORTH_FINISHING * self._took_s:
            raise _Outdated

    def _draw(
        self, stage: Drawing, tracked: TrackedFrame | None, now_s: float, *, may_leave_off: bool = False
    ) -> None:
        wanted = self._wanted
        asked = self._shown is not None and wanted is not self._shown
        stage.settings = wanted.settings
        if self._shown is None or wanted.avatar is not self._shown.avatar:
            stage.swap_avatar(wanted.avatar, wanted.scene, wanted.neutral)
            self._until_card = _CARD_AFTER
            wanted = self._unpacked(wanted)
            may_leave_off = False
        self._drawing, self._begun_at_s = wanted if may_leave_off else None, time.monotonic()
        composite = stage.draw(tracked, now_s)
        self._drawing, self._took_s = None, time.monotonic() - self._begun_at_s
        if asked:
            composite = replace(composite, asked=True)
        self._shown = self._good = wanted
        self._drawn_at_s = now_s
        self._keep_calibration(stage.calibration)
        self._publish(composite, wanted.settings)
        self.rate.tick()
        self._worked()
        self._until_card -= 1
        if wanted.settings.paused:
            self._card = composite
        elif self._until_card == 0:
            stage.settings = replace(wanted.settings, paused=True)
            self._card = stage.draw(None, now_s)

    def _publish(self, composite: Composite, settings: Settings) -> None:
        """Deliver a composite, unless the user has paused since it was begun with these settings."""
        with self._publishing:
            if settings.paused or not self._wanted.settings.paused:
                self.latest = composite
                self._deliver(composite)

    def _unpacked(self, wanted: _Look) -> _Look:
        """The look without what the stage has taken over, which is large and changes there."""
        with self._lock:
            rest = replace(wanted, scene=None, neutral=None)
            if self._wanted is wanted:
                self._wanted = rest
            return rest

    def _keep_calibration(self, calibration: CalibrationState) -> None:
        """What a new stage of the same driver needs to know."""
        self.calibration = calibration
        with self._lock:
            if not self._restart.is_set():
                self._neutral = calibration.neutral

    def _worked(self) -> None:
        self._backoff.reset()
        self.blocked_by = None
        if self._last_failure:
            self._last_failure = ""
            self._report(SessionEvent(kind="rendering_ready", message="The avatar is drawn again."))

    def _failed(self, error: Exception) -> float | None:
        """Go back to what could be drawn; outputs repeat the last composite meanwhile."""
        message = sentence(error, "drawing the avatar")
        if self.latest is None:
            self.blocked_by = error
        with self._lock:
            if self._good is not None:
                # Whatever fails, a card that the user wants stays.
                paused = self._wanted.settings.paused
                settings = replace(self._good.settings, paused=paused)
                self._wanted = _Look(avatar=self._good.avatar, settings=settings)
        self._stage = None
        if message != self._last_failure:
            self._last_failure = message
            self._report(SessionEvent(kind="rendering_failed", message=message, error=error))
        return self._backoff.next_s()
