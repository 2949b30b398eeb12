"""Start, stop and steer the live session from the window's thread; nothing here blocks."""

from __future__ import annotations

import logging
from dataclasses import replace
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.bridge import SessionBridge, TaskRunner
from ui.services import LiveSession, Services, SessionPlan
from ui.translation import tr
from vcam.engine.settings import CardWords, Settings

from .avatar_choice import AvatarChoice
from .avatar_looks import AvatarLooks
from .avatar_swap import AvatarSwap
from .calibration import Calibration
from .choices import Choices
from .devices import Devices
from .messages import Message, message_from_error, message_from_event
from .neutrals import load_neutral
from .preferences import Preferences
from .reactions import Reactions
from .recording import Recording
from .renderers import PRIOR
from .session_ends import SessionEnds
from .session_host import SessionHost
from .still import StillPicture

log = logging.getLogger(__name__)

LANE = "session"


class State(Enum):
    """What the session is doing."""

    IDLE = "idle"
    STARTING = "starting"
    LIVE = "live"
    STOPPING = "stopping"


class SessionController(QObject):
    """The user's actions on the session, and what became of them.

    Signals:
        state_changed: `state`, `paused` or `panic` changed.
        avatar_changed(str): another avatar is loaded.
        message(Message): something to tell the user.
        resolved(str): the trouble of this message topic is over.
        finished: the answer to `shutdown`: nothing runs any more.
        warmed: the answer to `warm_up`: what the first start needs is imported, as far as it can be.
    """

    state_changed = Signal()
    avatar_changed = Signal(str)
    message = Signal(object)
    resolved = Signal(str)
    finished = Signal()
    warmed = Signal()

    def __init__(
        self,
        services: Services,
        runner: TaskRunner,
        choices: Choices,
        devices: Devices,
        parent: QObject | None = None,
    ) -> None:
        """Steer with these; nothing is loaded or started yet."""
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._choices = choices
        self._devices = devices
        self._host = SessionHost(services)
        self._bridge = SessionBridge(self)
        self._bridge.received.connect(self._on_event)
        self._looks = AvatarLooks(services.looks_folder, choices, runner, self)
        self._swap = AvatarSwap(runner, LANE, self._host, services.neutrals_folder, self._update)
        self.avatar = AvatarChoice(services, runner, choices.now.renderer, self._looks, self)
        self.avatar.loaded.connect(self._avatar_loaded)
        self.avatar.renamed.connect(self._take_avatar)
        self.avatar.undrawable.connect(self._use_prior)
        self.avatar.message.connect(self.message)
        self._ends = SessionEnds(
            runner, LANE, self._host, choices, devices, lambda: self.session, lambda: self.avatar.key, self
        )
        self._ends.failed.connect(self._report)
        self._ends.resolved.connect(self.resolved)
        self.recording = Recording(services, runner, self._host, LANE, self)
        self.recording.message.connect(self.message)
        self.still = StillPicture(services, runner, self)
        self.calibration = Calibration(services, runner, lambda: self.session, self._pair, self)
        self._stop_wanted = False
        self._closing = False
        self.state = State.IDLE
        self.paused = self.panic = False
        self._watched = True
        self.reactions = Reactions(choices, self)
        self.reactions.changed.connect(self._update)
        choices.changed.connect(self._choices_changed)

    # --- what the window reads

    @property
    def session(self) -> LiveSession | None:
        """The session, while it is live."""
        return self._host.session if self.state is State.LIVE else None

    @property
    def hidden(self) -> bool:
        """Whether the others see the still card, or would."""
        return self.paused or self.panic

    def statistics(self) -> Any | None:
        """The session's statistics, None while none is live."""
        session = self.session
        if session is None:
            return None
        statistics = session.statistics()
        calibration = statistics.calibration
        self.calibration.watch(calibration.neutral if calibration is not None else None)
        return statistics

    # --- actions

    def warm_up(self) -> None:
        """Import ahead what the first start needs."""
        self._runner.run(LANE, self._services.warm_up, lambda _: self.warmed.emit())

    def start(self) -> None:
        """Go live with the chosen avatar and source."""
        if self.state is not State.IDLE or self._closing:
            return
        if self.avatar.avatar is None:
            self._tell("warning", tr("Choose an avatar first: add a photo or take one from the list."))
        elif self._devices.chosen is None:
            self._tell(
                "warning", tr("Choose what moves the avatar first: a camera, the sample motion or a video.")
            )
        else:
            self.paused = self._choices.now.start_paused
            self._open()

    def stop(self) -> None:
        """End the live session; a recording is finished."""
        if self.state is State.STARTING:
            self._stop_wanted = True
        elif self.state is State.LIVE:
            self._set_state(State.STOPPING)
            self.calibration.cancel()
            self._runner.run(LANE, self._host.close, self._closed, self._close_failed)

    def toggle(self) -> None:
        """Start when idle, stop when live."""
        self.start() if self.state is State.IDLE else self.stop()

    def set_paused(self, paused: bool) -> None:
        """Show a still card instead of the avatar, at once, or the avatar again."""
        if self.state in (State.STARTING, State.LIVE) and paused != self.paused:
            self.paused = paused
            self._update()
            self.state_changed.emit()

    def set_panic(self, panic: bool) -> None:
        """Show the still card at once whatever goes on, and through any start to come; or end that."""
        if panic != self.panic:
            self.panic = panic
            self._update()
            self.state_changed.emit()

    def set_watched(self, watched: bool) -> None:
        """Whether the window shows the picture; while it does, the session never sleeps."""
        if watched != self._watched:
            self._watched = watched
            self._update()

    def shutdown(self) -> None:
        """End whatever runs, in the background; `finished` comes when it is done."""
        if not self._closing:
            self._closing = True
            self.calibration.cancel()
            self._choices.save()
            self._looks.save()
            self._runner.run(LANE, self._host.close, lambda _: self.finished.emit(), self._shutdown_failed)

    # --- opening and closing

    def _open(self) -> None:
        """Make a session from the present choices; replaces the live one."""
        choice, avatar = self._devices.chosen, self.avatar.avatar
        if choice is None or avatar is None:
            return
        self._stop_wanted = False
        self._set_state(State.STARTING)
        choices, neutrals = self._choices.now, self._services.neutrals_folder
        plan = SessionPlan(
            source=choice,
            avatar=avatar,
            settings=self._settings(),
            output_format=choices.output_format(),
            neutral=None,
            on_event=self._bridge.on_event,
        )
        key = self.avatar.key

        def work() -> SessionPlan:
            self._host.open(replace(plan, neutral=load_neutral(neutrals, choice.key, key)))
            return plan

        self._ends.source = choice.key
        self._runner.run(LANE, work, self._opened, self._open_failed)

    def _opened(self, plan: SessionPlan) -> None:
        self._set_state(State.LIVE)
        self.resolved.emit("start")
        if self._stop_wanted:
            self.stop()
            return
        # Nothing is sent before the session knows what was decided while it started, a pause above all.
        self._update()
        self._ends.follow()
        if self.avatar.avatar is not None and self.avatar.avatar is not plan.avatar:
            self._bring_avatar()
        else:
            self._swap.release()
        if self._choices.now.output_format() != plan.output_format:
            self._open()

    def _open_failed(self, error: BaseException) -> None:
        self._set_state(State.IDLE)
        self._swap.release()
        self.recording.session_ended(None)
        self.message.emit(message_from_error(error, topic="start", doing=tr("starting")))
        self._draw_still()

    def _closed(self, recording: Path | None) -> None:
        self.paused = False
        self._set_state(State.IDLE)
        self._swap.release()
        self.recording.session_ended(recording)
        self._draw_still()

    def _close_failed(self, error: BaseException) -> None:
        self.message.emit(message_from_error(error, topic="stop", doing=tr("stopping")))
        self._closed(None)

    def _shutdown_failed(self, error: BaseException) -> None:
        log.error("the session did not end cleanly", exc_info=error)
        self.finished.emit()

    # --- following the choices

    def _choices_changed(self, new: Preferences, old: Preferences) -> None:
        self.avatar.draw_by(new.renderer)
        if new.output_format() != old.output_format() and self.state is State.LIVE:
            self._open()
        elif (new.settings(), new.sleep_unread) != (old.settings(), old.sleep_unread):
            if self._swap.failed and self.state is State.LIVE:
                self._bring_avatar()
            else:
                self._update()
        if self.state is State.IDLE:
            self._draw_still()

    def _settings(self) -> Settings:
        settings, may_sleep = self._choices.now.settings(), self._choices.now.sleep_unread
        return replace(
            settings,
            paused=self.hidden,
            card_words=CardWords(paused=tr("Paused"), away=tr("Back soon")),
            reactions=self.reactions.on,
            sleep_unread=may_sleep and not self._watched,
        )

    def _update(self) -> None:
        session = self._host.session
        if session is not None:
            session.update(self._swap.settings(self._settings()))

    def _pair(self) -> tuple[str, str]:
        return self._ends.source, self.avatar.key

    # --- the avatar

    def _use_prior(self) -> None:
        self._choices.set(renderer=PRIOR)

    def _avatar_loaded(self) -> None:
        if self.state in (State.STARTING, State.LIVE):
            self._swap.hold(self._choices.now.settings())
        self._take_avatar()
        if self.state is State.LIVE:
            self._bring_avatar()
        elif self.state is State.IDLE:
            self._draw_still()

    def _take_avatar(self) -> None:
        self._looks.use(self.avatar.name, self.avatar.key, self.avatar.look)
        self.avatar_changed.emit(self.avatar.name)

    def _bring_avatar(self) -> None:
        if self.avatar.avatar is not None:
            failed = partial(self._report, "avatar", tr("changing the avatar"))
            self._swap.begin(self.avatar.avatar, self._settings(), self._pair(), failed)

    def _draw_still(self) -> None:
        if self.avatar.avatar is not None and not self._closing:
            self.still.draw(self.avatar.avatar, self._choices.now)

    # --- trouble

    def _report(self, topic: str, doing: str, error: BaseException) -> None:
        self.message.emit(message_from_error(error, topic=topic, doing=doing))

    def _on_event(self, event: Any) -> None:
        """One event of the engine, on the window's thread."""
        if event.level == "info":
            self.resolved.emit(event.topic)
            return
        self.message.emit(message_from_event(event))
        if event.kind == "output_failed":
            self.recording.dropped(event.name)

    def _tell(self, kind: Any, sentence: str) -> None:
        self.message.emit(Message(kind=kind, sentence=sentence, topic="start", lasts_s=8.0))

    def _set_state(self, state: State) -> None:
        if state is not self.state:
            self.state = state
            self._devices.in_use = state is not State.IDLE
            self.state_changed.emit()
