"""The first-run guide: five steps, what is done of them, and the camera that is open meanwhile."""

from __future__ import annotations

import logging
from enum import IntEnum
from functools import partial

from PySide6.QtCore import QObject, Signal

from ui.bridge import TaskRunner
from ui.services import Services
from vcam.frames import Landmarks
from vcam.self_view.view import Sight

from .choices import Choices
from .devices import Devices
from .neutrals import save_neutral
from .self_viewing import SelfViewing
from .session_controller import SessionController, State
from .sources import SourceChoice
from .virtual_check import CheckState, VirtualCheck

log = logging.getLogger(__name__)


class Step(IntEnum):
    """The guide's steps, in their order."""

    FACE = 0
    CAMERA = 1
    NEUTRAL = 2
    VIRTUAL = 3
    APPS = 4


class Guide(QObject):
    """Where the user is in the guide.

    Signals:
        changed: any of what it tells.
        opened, closed: it is shown, or not any more.
        seen(Sight): the camera's newest sight; only while a step asks for it.
    """

    changed = Signal()
    opened = Signal()
    closed = Signal()
    seen = Signal(object)

    def __init__(
        self,
        services: Services,
        runner: TaskRunner,
        choices: Choices,
        devices: Devices,
        controller: SessionController,
        parent: QObject | None = None,
    ) -> None:
        """Start closed."""
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._choices = choices
        self._devices = devices
        self._controller = controller
        self.viewing = SelfViewing(services, runner, self)
        self.virtual = VirtualCheck(services, runner, choices, devices, controller, self)
        self.step = Step.FACE
        self._seen_steps = {Step.FACE}
        self.shown = False
        self.neutral: Landmarks | None = None
        """What was measured since the guide was opened, with the camera in use."""
        self._measured_with = ""
        self.viewing.seen.connect(self._take)
        self.viewing.changed.connect(self.changed)
        self.virtual.changed.connect(self.changed)
        devices.changed.connect(self._source_changed)
        controller.avatar_changed.connect(self._avatar_changed)
        controller.state_changed.connect(self._state_changed)

    # --- what the page shows

    @property
    def first_time(self) -> bool:
        """Whether the guide was never finished or skipped."""
        return not self._choices.now.guide_seen

    @property
    def live(self) -> bool:
        """Whether the session has the camera."""
        return self._controller.state is not State.IDLE

    @property
    def camera(self) -> SourceChoice | None:
        """The camera in use; None when something else drives."""
        chosen = self._devices.chosen
        return chosen if chosen is not None and chosen.kind == "camera" and chosen.available else None

    @property
    def cameras(self) -> list[SourceChoice]:
        """Cameras to choose from; virtual ones are not among them."""
        return [choice for choice in self._devices.sources if choice.kind == "camera" and choice.available]

    @property
    def measuring(self) -> bool:
        """Whether the neutral face is being looked for."""
        return self.step is Step.NEUTRAL and bool(self.viewing.camera) and self.neutral is None

    def done(self, step: Step) -> bool:
        """Whether the user has seen a step, and nothing is left to do in it."""
        return (
            step in self._seen_steps
            and {
                Step.FACE: bool(self._controller.avatar.name),
                Step.CAMERA: self.camera is not None,
                Step.NEUTRAL: self.neutral is not None,
                Step.VIRTUAL: self.virtual.state is CheckState.WORKS,
                Step.APPS: False,
            }[step]
        )

    # --- what the user does

    def begin(self) -> None:
        """Show the first step."""
        self.step, self.shown, self.neutral = Step.FACE, True, None
        self._seen_steps = {Step.FACE}
        self._devices.refresh()
        self.opened.emit()
        self.changed.emit()

    def end(self) -> None:
        """Finish or skip: the camera is closed, and the guide does not come back by itself."""
        if self.shown:
            self.shown = False
            self.viewing.stop()
            self._choices.set(guide_seen=True)
            self.closed.emit()

    def go_live(self) -> None:
        """Finish and start the session."""
        self.end()
        self._controller.start()

    def go(self, step: Step) -> None:
        """Show a step; the camera stays open from its own step to that of the neutral face, and no longer."""
        if step is not self.step:
            was, self.step = self.step, step
            self._seen_steps.add(step)
            if (was, step) == (Step.CAMERA, Step.NEUTRAL) and self.viewing.camera:
                self.measure()
            else:
                self.viewing.stop()
            self.changed.emit()

    def next(self) -> None:
        """Show the step after this one."""
        self.go(Step(min(self.step + 1, Step.APPS)))

    def back(self) -> None:
        """Show the step before this one."""
        self.go(Step(max(self.step - 1, Step.FACE)))

    def show_camera(self, wanted: bool) -> None:
        """Open the camera to see its picture, or close it."""
        camera = self.camera
        if wanted and camera is not None and not self.live:
            self.viewing.watch(camera.value, picture=True)
        else:
            self.viewing.stop()

    def measure(self) -> None:
        """Look for the neutral face, opening the camera if need be."""
        camera = self.camera
        if camera is not None and not self.live:
            self.neutral = None
            self.viewing.watch(camera.value, picture=False)
            self.viewing.measure()
            self.changed.emit()

    # --- what happens

    def _take(self, sight: Sight) -> None:
        self.seen.emit(sight)
        if sight.neutral is not None and self.neutral is None and self.step is Step.NEUTRAL:
            self.neutral, self._measured_with = sight.neutral, self.viewing.camera
            self.viewing.stop()
            self._keep()
            self.changed.emit()

    def _keep(self) -> None:
        """Let the next session begin with the neutral face that was measured."""
        camera, avatar = self.camera, self._controller.avatar.key
        if self.neutral is not None and camera is not None and avatar:
            keep = partial(save_neutral, self._services.neutrals_folder, camera.key, avatar, self.neutral)
            self._runner.run("files", keep, failed=_not_kept)

    def _avatar_changed(self, _name: str) -> None:
        if self.shown:
            self._keep()
            self.changed.emit()

    def _source_changed(self) -> None:
        camera = self.camera
        now = camera.value if camera is not None else ""
        if now != self._measured_with:
            self.neutral = None
        if self.viewing.camera and now != self.viewing.camera:
            picture = self.viewing.picture_wanted
            self.viewing.stop()
            if camera is not None and self.step is Step.CAMERA:
                self.viewing.watch(camera.value, picture=picture)
        self.changed.emit()

    def _state_changed(self) -> None:
        if self.live:
            self.viewing.stop()
        self.changed.emit()


def _not_kept(error: BaseException) -> None:
    log.warning("the neutral face can't be kept: %s", error)
