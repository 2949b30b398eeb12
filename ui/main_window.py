"""The window: lays the widgets out and connects them with the view models."""

# ruff: noqa: N802 (Qt names its events)
from __future__ import annotations

import logging
from typing import Any

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow

from ui.bridge import TaskRunner
from ui.file_intake import FileIntake, welcome
from ui.services import Services
from ui.translation import tr
from ui.view_models.choices import Choices
from ui.view_models.devices import Devices
from ui.view_models.gallery import GalleryModel
from ui.view_models.looks import Looks
from ui.view_models.session_controller import SessionController, State
from ui.widgets.window_body import WindowBody
from ui.wiring.ahead import wire_ahead
from ui.wiring.avatars import wire_avatars
from ui.wiring.background import wire_background
from ui.wiring.control import wire_live_control
from ui.wiring.driving import wire_driving
from ui.wiring.guide import wire_guide
from ui.wiring.keeping import wire_keeping
from ui.wiring.live_view import wire_live_view
from ui.wiring.memory import wire_memory
from ui.wiring.panels import wire_panels
from ui.wiring.settings import wire_settings
from ui.wiring.skeleton import wire_skeleton

log = logging.getLogger(__name__)

CLOSE_WITHIN_S = 1.7
_FRAME_MS, _CARD_MS = 16, 100
"""How often to look for another picture, while it moves and while it is the still card."""
_STATUS_MS = 400


class MainWindow(QMainWindow):
    """The one window.

    Signals:
        closed: everything has stopped after the user closed the window.
    """

    closed = Signal()

    def __init__(self, services: Services) -> None:
        """Build the window and begin to list avatars and devices in the background."""
        super().__init__()
        self.runner = TaskRunner(self)
        self.choices = Choices(services.settings_file, self.runner, self)
        self.devices = Devices(services, self.runner, self.choices, self)
        self.avatars = GalleryModel(services.avatars, self.runner, self)
        self.controller = SessionController(services, self.runner, self.choices, self.devices, self)
        self.looks = Looks(services.kept_looks_folder, self.choices, self.runner, self)
        self.files = FileIntake(self, services.kept_looks_folder)
        self.stuck_threads: list[str] = []
        self.reopening = False
        self._closing = False
        self._stopped = False
        self._show_body()
        self._frame_timer = self._ticking(_FRAME_MS, self._show_frame)
        self.live_view = wire_live_view(self)
        self._connect()
        self.panels = wire_panels(self)
        self._restore()
        self.avatar_wiring = wire_avatars(self, services)
        self.ahead = wire_ahead(self, services)
        self.live_control = wire_live_control(self)
        self.driving = wire_driving(self)
        self.keeping = wire_keeping(self, services)
        self.skeleton = wire_skeleton(self, services)
        self.guide = wire_guide(self, services)
        self.settings = wire_settings(self, services)
        self._status_timer = self._ticking(_STATUS_MS, self.live_view.show_status)
        self.background = wire_background(self)
        self.memory = wire_memory(self)
        self._close_timer = QTimer(self)
        self._close_timer.setSingleShot(True)
        self._close_timer.setInterval(int(CLOSE_WITHIN_S * 1000))
        self._close_timer.timeout.connect(self._all_stopped)
        self.avatars.refresh()
        self.devices.refresh()
        self.controller.warm_up()
        self.runner.run("files", services.list_checkpoints, self.look_panel.show_checkpoints)

    # --- building

    def _show_body(self) -> None:
        self.setWindowTitle("vcam")
        self.setAcceptDrops(True)
        self.setMinimumSize(1180, 640)
        self.resize(1400, 860)
        body = self.body = WindowBody(self.avatars)
        self.gallery, self.tracking_view = body.gallery, body.tracking_view
        self.banners, self.preview, self.controls = body.banners, body.preview, body.controls
        self.source_panel, self.virtual_panel = body.source_panel, body.virtual_panel
        self.look_panel, self.edit_panel = body.look_panel, body.edit_panel
        self.status_line, self.help_menu = body.status_line, body.help_menu
        self.setCentralWidget(body)

    def _connect(self) -> None:
        for speaker in (self.avatars, self.devices, self.controller, self.looks):
            speaker.message.connect(self.banners.show_message)
        self.gallery.chosen.connect(self.controller.avatar.choose)
        self.gallery.add_wanted.connect(self.files.ask_photos)
        self.avatars.modelReset.connect(self._keep_an_avatar)
        self.avatars.listed.connect(self._keep_an_avatar)
        self.controller.avatar_changed.connect(self.gallery.set_current)
        self.controller.avatar.loading.connect(self.gallery.set_loading)
        self.controller.state_changed.connect(self._show_state)
        for mender in (self.controller, self.looks):
            mender.resolved.connect(self.banners.close_topic)
        self.controller.still.drawn.connect(self._show_still)
        self.controller.recording.changed.connect(self._show_recording)
        self.controller.calibration.counting.connect(self.preview.set_countdown)
        self.controller.finished.connect(self._all_stopped)
        self.files.refused.connect(self.banners.show_message)

    def _restore(self) -> None:
        remembered = self.choices.now.window
        if remembered:
            self.restoreGeometry(QByteArray.fromHex(remembered.encode("ascii", "ignore")))
        self._show_state()

    def _ticking(self, interval_ms: int, slot: Any) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval_ms)
        timer.timeout.connect(slot)
        timer.start()
        return timer

    # --- showing

    def _show_state(self) -> None:
        state, paused = self.controller.state, self.controller.hidden
        self.controls.show_state(state, paused=self.controller.paused)
        self.preview.set_live(state is State.LIVE, paused)
        self._frame_timer.setInterval(_CARD_MS if paused else _FRAME_MS)
        idle = tr("Panic is on: a start shows the still card") if paused else tr("Press Start to go live")
        hints = {State.IDLE: idle, State.STARTING: tr("Starting ...")}
        self.preview.set_hint(hints.get(state, ""))
        if state is not State.LIVE:
            self.tracking_view.show_tracked(None)
            self.preview.set_calibration(None, "")
        self.live_view.show_status()

    def _show_still(self, image: Any) -> None:
        if self.controller.state is State.IDLE:
            self.preview.show_picture(image)

    def _show_frame(self) -> None:
        session = self.controller.session
        if session is None or self.isMinimized():
            return
        self.live_view.show_frame(session)

    def _show_recording(self) -> None:
        since = self.controller.recording.since
        self.controls.show_recording(since)
        self.look_panel.set_format_locked(since is not None)

    # --- following up

    def _keep_an_avatar(self) -> None:
        """Choose the remembered avatar once it is listed, and another when the one in use was removed."""
        names = [item.name for item in self.avatars.items]
        wanted = self.controller.avatar.wanted
        if names and wanted not in names:
            remembered = self.choices.now.avatar
            self.controller.avatar.choose(remembered if remembered in names else names[0])

    def showEvent(self, event: QShowEvent) -> None:
        """Start without a focus ring on any button."""
        super().showEvent(event)
        (self.guide.page if self.guide.guide.shown else self.body).setFocus()

    # --- dropping files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files."""
        if welcome(event):
            event.acceptProposedAction()
            self.gallery.show_drop_hint(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """The files went elsewhere."""
        self.gallery.show_drop_hint(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Pictures become avatars; a video or motion becomes the driver."""
        self.gallery.show_drop_hint(False)
        event.acceptProposedAction()
        self.files.take_data(event.mimeData())

    # --- closing

    def reopen(self) -> None:
        """Close, to be opened anew, in another language for example."""
        self.reopening = True
        self.background.quit()

    def show_frames(self, shown: bool) -> None:
        """Follow the session's pictures, or leave them alone while nobody sees the window."""
        if not shown or self._closing:
            self._frame_timer.stop()
        elif not self._frame_timer.isActive():
            self._frame_timer.start()

    def remember_geometry(self) -> None:
        """Come back at the same place and size after a restart."""
        self.choices.set(window=bytes(self.saveGeometry().toHex().data()).decode("ascii"))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Hide at once, stop everything in the background, then close for good; unless it is to run on."""
        if self._stopped:
            event.accept()
            return
        event.ignore()
        if self._closing or self.background.keeps():
            return
        self._closing = True
        self.remember_geometry()
        self.hide()
        self._frame_timer.stop()
        self._status_timer.stop()
        self.avatars.finish_removals()
        self.avatar_wiring.photos.cancel()
        self.ahead.end()
        self._close_timer.start()
        self.controller.shutdown()

    def _all_stopped(self) -> None:
        """Nothing runs any more, or the deadline has passed."""
        if self._stopped:
            return
        self._stopped = True
        self._close_timer.stop()
        self.background.close()
        self.stuck_threads = self.runner.close(timeout_s=0.3)
        self.close()
        self.closed.emit()
