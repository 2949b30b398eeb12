"""The one owner of the live session: everything that may block, done in order on the session lane."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from ui.services import LiveSession, Services, SessionPlan
from vcam.engine.settings import Settings
from vcam.frames import Landmarks

from .neutrals import load_neutral
from .sources import SourceChoice

log = logging.getLogger(__name__)


class SessionHost:
    """Makes, changes and ends sessions. Its methods run on one lane alone; `session` may be read anywhere."""

    def __init__(self, services: Services) -> None:
        """Start without a session."""
        self._services = services
        self._virtual_camera: Any = None
        self._virtual_device: str | None = None
        self._recorder: Any = None
        self._recording: Path | None = None
        self.session: LiveSession | None = None

    def open(self, plan: SessionPlan) -> LiveSession:
        """End the session there is, then make and start one from `plan`.

        Raises:
            VcamError: it can't be started; then there is none.
        """
        self.close()
        session = self._services.make_session(plan)
        try:
            session.start()
        except BaseException:
            session.close()
            raise
        self.session = session
        return session

    def close(self) -> Path | None:
        """End the session, finishing a recording; returns that recording's file. Safe without a session."""
        session, self.session = self.session, None
        recording, self._recording = self._recording, None
        self._recorder = self._virtual_camera = self._virtual_device = None
        if session is not None:
            session.close()
        return recording if recording is not None and recording.exists() else None

    def swap_avatar(self, avatar: Any, settings: Settings, neutral: Landmarks | None) -> None:
        """Show another avatar with settings of its own, and the neutral face kept for it if there is one."""
        if self.session is not None:
            self.session.swap_avatar(avatar, settings, neutral)

    def set_source(self, choice: SourceChoice, avatar_key: str) -> None:
        """Drive the avatar with something else."""
        if self.session is not None:
            neutral = load_neutral(self._services.neutrals_folder, choice.key, avatar_key)
            self.session.set_source(self._services.open_source(choice), neutral)

    def send_to(self, device: str | None) -> None:
        """Send to this virtual camera from now on; None sends to none.

        Raises:
            VirtualCameraError: the device is missing or busy.
        """
        if self.session is None or device == self._virtual_device:
            return
        if self._virtual_camera is not None:
            old, self._virtual_camera, self._virtual_device = self._virtual_camera, None, None
            self.session.remove_output(old)
        if device is not None:
            output = self._services.make_virtual_camera(device)
            self.session.add_output(output)
            self._virtual_camera, self._virtual_device = output, device

    def start_recording(self, path: Path) -> Path:
        """Record into a new file from now on.

        Raises:
            RecordingError: the file can't be written.
        """
        if self.session is None or self._recorder is not None:
            raise RuntimeError("recording needs a running session that is not recording")
        recorder = self._services.make_recorder(path)
        self.session.add_output(recorder)
        self._recorder, self._recording = recorder, path
        return path

    def stop_recording(self) -> Path | None:
        """Finish the file; returns it, None when nothing was being recorded.

        Raises:
            RecordingError: it can't be finished; nothing of it is left.
        """
        recorder, self._recorder = self._recorder, None
        path, self._recording = self._recording, None
        if recorder is None or self.session is None:
            return None
        self.session.remove_output(recorder)
        return path if path is not None and path.exists() else None

    def forget_recording(self, output_name: str) -> bool:
        """The session dropped an output by itself; True when that was the recorder."""
        if self._recorder is None or self._recorder.name != output_name:
            return False
        self._recorder = self._recording = None
        return True
