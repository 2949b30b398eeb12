"""The first-run guide in the window: shown at the first start, and whenever the help menu asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.services import Services
from ui.translation import tr
from ui.view_models.guide import Guide, Step
from ui.view_models.messages import Message
from ui.widgets.guide.page import GuidePage
from vcam.self_view.view import Sight

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class GuideWiring(QObject):
    """Keeps page and view model together; owned by the window."""

    def __init__(self, window: MainWindow, services: Services) -> None:
        """Connect; the page is shown if the guide was never finished or skipped."""
        super().__init__(window)
        self._window = window
        self.guide = Guide(services, window.runner, window.choices, window.devices, window.controller, self)
        self.page = GuidePage(window.avatars, window)
        self._connect_page()
        self._connect_window()
        window.help_menu.add(tr("Show the guide"), self.guide.begin, first=True)
        if self.guide.first_time:
            self.guide.begin()

    def _connect_page(self) -> None:
        guide, page, window = self.guide, self.page, self._window
        guide.opened.connect(page.open)
        guide.closed.connect(page.hide)
        # What moves below the page would be painted together with it, each time.
        guide.opened.connect(self._hold_frames)
        guide.closed.connect(self._show_frames)
        guide.changed.connect(self._show)
        guide.seen.connect(self._show_sight)
        page.step_wanted.connect(guide.go)
        page.back_wanted.connect(guide.back)
        page.next_wanted.connect(guide.next)
        page.skip_wanted.connect(guide.end)
        page.done_wanted.connect(guide.end)
        page.live_wanted.connect(guide.go_live)
        page.away.connect(guide.viewing.stop)
        page.face.chosen.connect(window.controller.avatar.choose)
        page.face.photo_wanted.connect(window.files.ask_photos)
        page.face.dropped.connect(window.files.take_data)
        page.camera.chosen.connect(window.devices.choose)
        page.camera.refresh_wanted.connect(window.devices.refresh)
        page.camera.look_wanted.connect(guide.show_camera)
        page.neutral.measure_wanted.connect(guide.measure)
        page.virtual.test_wanted.connect(guide.virtual.test)

    def _connect_window(self) -> None:
        window = self._window
        window.controller.avatar_changed.connect(self.page.face.set_current)
        for speaker in (window.avatars, window.devices, window.controller):
            speaker.message.connect(self._tell)
        window.files.refused.connect(self._tell)
        window.controller.resolved.connect(self.page.banners.close_topic)

    def _hold_frames(self) -> None:
        self._window.show_frames(False)

    def _show_frames(self) -> None:
        self._window.show_frames(True)

    def _tell(self, message: Message) -> None:
        """What the window says is covered by the page, so the page says it too."""
        if self.guide.shown:
            self.page.banners.show_message(message)

    def _show(self) -> None:
        guide, page = self.guide, self.page
        if not guide.shown:
            return
        camera, failure = guide.camera, guide.viewing.failure
        page.show_step(guide.step, {step: guide.done(step) for step in Step})
        page.face.set_current(self._window.controller.avatar.name)
        page.camera.show_cameras(
            guide.cameras,
            camera,
            looking=guide.viewing.picture_wanted,
            live=guide.live,
            failure=failure,
        )
        page.neutral.show_state(
            camera=camera.label if camera is not None else "",
            live=guide.live,
            measuring=guide.measuring,
            done=guide.neutral is not None,
            failure=failure,
        )
        virtual = guide.virtual
        page.virtual.show_check(
            virtual.state, sentence=virtual.sentence, steps=virtual.steps, fix=virtual.fix
        )
        page.apps.show_name(virtual.camera_name)

    def _show_sight(self, sight: Sight) -> None:
        if self.guide.step is Step.CAMERA:
            self.page.camera.show_sight(sight)
        elif self.guide.measuring:
            self.page.neutral.show_sight(sight)


def wire_guide(window: MainWindow, services: Services) -> GuideWiring:
    """Give the window its guide."""
    return GuideWiring(window, services)
