"""Whether call apps will find the avatar: the virtual camera there is, what is wrong, and a real try."""

from __future__ import annotations

import re
import sys
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, Signal

from ui.bridge import TaskRunner
from ui.services import Services
from ui.translation import tr

from .choices import Choices
from .devices import LANE, Devices
from .messages import as_sentence, message_from_error
from .session_controller import SessionController

if TYPE_CHECKING:
    from vcam.output.trial import Trial

OBS_ADDRESS = "https://obsproject.com"


class CheckState(Enum):
    """How far the check is."""

    LOOKING = "looking"
    MISSING = "missing"
    BUSY = "busy"
    FOUND = "found"
    TRYING = "trying"
    WORKS = "works"
    FAILED = "failed"


class VirtualCheck(QObject):
    """Looks at the device that would be sent to.

    Signals:
        changed: any of what it tells.
    """

    changed = Signal()

    def __init__(
        self,
        services: Services,
        runner: TaskRunner,
        choices: Choices,
        devices: Devices,
        controller: SessionController,
        parent: QObject | None = None,
    ) -> None:
        """Follow `devices`; nothing is tried before `test`."""
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._choices = choices
        self._devices = devices
        self._controller = controller
        self._trying: Literal["", "listing", "sending"] = ""
        self._trial: Trial | None = None
        self._failure = ""
        devices.changed.connect(self._listed)
        controller.state_changed.connect(self.changed)

    @property
    def state(self) -> CheckState:
        """How far the check is."""
        if self._trying:
            return CheckState.TRYING
        if self._failure:
            return CheckState.FAILED
        if self._trial is not None or self._sent() is not None:
            return CheckState.WORKS
        device = self._device()
        if device is None:
            return CheckState.MISSING if self._devices.listed else CheckState.LOOKING
        return CheckState.FOUND if device.free else CheckState.BUSY

    @property
    def camera_name(self) -> str:
        """The name that call apps show; empty when there is no virtual camera."""
        device = self._device()
        return str(device.name) if device is not None else ""

    @property
    def sentence(self) -> str:
        """What was found, for a person."""
        state, name = self.state, self.camera_name
        if state is CheckState.WORKS:
            return self._success()
        if state is CheckState.FAILED:
            return self._failure
        return {
            CheckState.LOOKING: tr("Looking for virtual cameras ..."),
            CheckState.MISSING: tr("No virtual camera is installed yet. It is what call apps pick."),
            CheckState.BUSY: tr("Another program is sending to “{name}”. Stop it there, then test again."),
            CheckState.FOUND: tr("“{name}” is installed. Send test pictures to be sure that it works."),
            CheckState.TRYING: tr("Sending test pictures to “{name}” ..."),
        }[state].format(name=name)

    @property
    def steps(self) -> str:
        """What to do on this system when there is no virtual camera; empty when there is one."""
        if self.state is not CheckState.MISSING:
            return ""
        if sys.platform.startswith("linux"):
            return tr("Run this in a terminal, then test again. It installs the driver and loads it.")
        if sys.platform == "darwin":
            return tr(
                "Install OBS Studio 30 or newer, press Start Virtual Camera in it once, allow the extension "
                "in System Settings, and quit OBS. Then test again."
            )
        return tr("Install OBS Studio 28 or newer. It brings the driver; OBS itself need not run.")

    @property
    def fix(self) -> str:
        """Commands or an address to copy; empty when there is nothing to mend that way."""
        if self.state is CheckState.FAILED:
            return commands_in(self._failure)
        if self.state is not CheckState.MISSING:
            return ""
        return commands_in(self._devices.help_text) or OBS_ADDRESS

    def test(self) -> None:
        """Look again, and send test pictures if there is a device; does nothing while a test is under way.

        While the session sends, its own pictures are the test.
        """
        if not self._trying:
            self._trial, self._failure, self._trying = None, "", "listing"
            self._devices.refresh()
            self.changed.emit()

    def _device(self) -> Any | None:
        """The `VirtualCameraInfo` that would be sent to."""
        wanted = self._devices.virtual_camera_for(self._choices.now.virtual_camera_name)
        found = (camera for camera in self._devices.virtual_cameras if camera.device == wanted)
        return next(found, None)

    def _sent(self) -> int | None:
        """How many pictures the live session has sent to the device; None while it sends none."""
        device, statistics = self._device(), self._controller.statistics()
        if device is None or statistics is None:
            return None
        sent = [o.written for o in statistics.outputs if o.name == device.device and o.state == "open"]
        return next((count for count in sent if count), None)

    def _success(self) -> str:
        if self._trial is None:
            return tr("vcam is sending to “{name}” right now: {count} pictures so far.").format(
                name=self.camera_name, count=self._sent()
            )
        trial = self._trial
        return tr("“{name}” works: it took {count} test pictures of {width}x{height}.").format(
            name=trial.name, count=trial.pictures, width=trial.width, height=trial.height
        )

    def _listed(self) -> None:
        """The devices, or the choice of one, changed: what was found before says nothing any more."""
        if self._trying == "sending":
            return
        wanted, self._trying = self._trying, ""
        self._trial, self._failure = None, ""
        device = self._device()
        if wanted and device is not None and self._sent() is None:
            self._trying = "sending"
            work = partial(self._services.try_virtual_camera, device.device)
            self._runner.run(LANE, work, self._worked, self._failed)
        self.changed.emit()

    def _worked(self, trial: Trial) -> None:
        self._trying = ""
        self._trial = trial
        self.changed.emit()

    def _failed(self, error: BaseException) -> None:
        self._trying = ""
        self._failure = as_sentence(message_from_error(error).sentence)
        self.changed.emit()


def commands_in(text: str) -> str:
    """The commands for a terminal that a help text names between back ticks, one a line."""
    return "\n".join(part for part in re.findall(r"`([^`]+)`", text) if part.startswith("sudo "))
