"""The window in every state that a person may see, for screenshots and for tests of how it looks.

The avatars are the shipped ones and their pictures are really drawn; camera, virtual camera and session are
the tests' fakes, so that nothing depends on the computer.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from fake_engine import FakeEngine, camera, loopback
from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QApplication, QWidget

from ui.main_window import MainWindow
from ui.real_services import real_services
from ui.translation import tr
from ui.view_models.guide import Step
from ui.view_models.messages import Action, Message
from ui.view_models.renderers import ANCHORED
from ui.view_models.session_controller import State
from ui.widgets.stay_question import StayQuestion
from vcam.avatar.shipped import shipped_photo
from vcam.capture.playback import Playback
from vcam.doctor import Check
from vcam.engine.settings import OutputFormat, Settings
from vcam.geometry.editing import Edits

Page = tuple[str, QWidget]
SIZE = (1280, 800)
_WAIT_S = 240.0


class PagesEngine(FakeEngine):
    """The fake engine with the real store and real pictures of the shipped avatars."""

    def __init__(self, folder: Path, *, pictures: bool = True) -> None:
        """Keep everything that the window writes in `folder`.

        Args:
            pictures: draw the real avatars; without, grey ones do, in a fraction of the time.
        """
        super().__init__(folder)
        self.cameras = [camera("HD Webcam", 0), camera("vcam", 10, virtual=True)]
        self.virtual_cameras = [loopback()]
        self.checks = [
            Check(name="python", state="good", sentence="vcam 0.1.0, Python 3.11.7, Linux, 8 CPUs."),
            Check(name="cameras", state="note", sentence="no webcam that this user may use."),
        ]
        self.real = real_services("cpu") if pictures else None

    def services(self) -> Any:
        """The fake engine's, but for avatars and pictures."""
        made = super().services()
        if self.real is None:
            return made
        return replace(made, avatars=self.real.avatars, draw_still=self.real.draw_still)

    def draw_live(self) -> None:
        """Let the session show the avatar as if somebody smiled at the camera."""
        self._show(Settings(edits=Edits(yaw=12, smile=0.5, mouth_open=0.15)))

    def draw_card(self) -> None:
        """Let the session show the still card."""
        self._show(Settings(paused=True))

    def _show(self, settings: Settings) -> None:
        if self.real is not None:
            avatar, _ = self.real.draw_by(self.real.avatars.load("astronaut"), ANCHORED)
            self.session.composite = self.real.draw_still(avatar, OutputFormat(), settings)


def spin(seconds: float = 0.05, until: Callable[[], bool] | None = None) -> None:
    """Let the window work for a while, or until something is so.

    Raises:
        TimeoutError: it did not become so.
    """
    end_s = time.monotonic() + (seconds if until is None else _WAIT_S)
    while time.monotonic() < end_s:
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if until is not None and until():
            return
        time.sleep(0.005)
    if until is not None:
        raise TimeoutError("the window did not get there")


def window_pages(engine: PagesEngine, *, smallest: bool = False) -> Iterator[Page]:
    """Open a window, bring it into one state after another, and close it. The widget is what to look at.

    Args:
        engine: behind the window.
        smallest: the window as small as it gets, where texts have the least room.
    """
    window = MainWindow(engine.services())
    window.resize(window.minimumSize() if smallest else QSize(*SIZE))
    stills: list[Any] = []
    window.controller.still.drawn.connect(stills.append)
    window.show()
    try:
        spin(until=lambda: bool(stills))
        spin(until=lambda: window.controller.avatar.name != "" and window.devices.listed)
        yield from _guide(window)
        yield from _main(window, engine)
        yield from _settings(window)
        yield from _dialogs(window)
    finally:
        window.close()
        spin(until=lambda: window._stopped)
        window.deleteLater()
        spin()


def _guide(window: MainWindow) -> Iterator[Page]:
    guide = window.guide.guide
    guide.begin()
    for step in Step:
        guide.go(step)
        spin(0.2)
        yield f"guide-{step.name.lower()}", window
    guide.end()
    spin()


def _main(window: MainWindow, engine: PagesEngine) -> Iterator[Page]:
    spin(0.1)
    yield "idle", window
    for section in window.body.sections():
        section.set_opened(True)
    spin(0.2)
    yield "panels", window.look_panel.parentWidget() or window.look_panel
    window.controller.start()
    spin(until=lambda: window.controller.state is State.LIVE)
    engine.draw_live()
    window.choices.set(edits=Edits(yaw=12, smile=0.5))
    spin(0.6)
    yield "live", window
    window.live_view.tell_delay()
    spin(0.2)
    yield "delay", window.live_view.details
    window.live_view.details.close()
    window.controller.recording.toggle()
    window.choices.set(tracking_view=True)
    spin(0.8)
    yield "recording", window
    window.controller.recording.toggle()
    window.controller.set_paused(True)
    engine.draw_card()
    spin(0.6)
    yield "paused", window
    window.controller.set_paused(False)
    window.controller.set_panic(True)
    spin(0.6)
    yield "panic", window
    window.controller.set_panic(False)
    engine.draw_live()
    window.choices.set(tracking_view=False)
    yield from _messages(window)
    yield from _driven_by_file(window, engine)
    window.controller.stop()
    spin(until=lambda: window.controller.state is State.IDLE)


def _messages(window: MainWindow) -> Iterator[Page]:
    for kind, action in (
        ("info", Action(label=tr("Undo"), run=lambda: None)),
        ("warning", None),
        ("error", None),
    ):
        sentence = tr("No camera is connected. Plug one in, or open a video.")
        window.banners.show_message(
            Message(kind=kind, sentence=sentence, action=action, details="..." if kind == "error" else "")  # type: ignore[arg-type]
        )
    spin(0.2)
    yield "messages", window
    for banner in window.banners.banners:
        banner.closed.emit(banner)
    spin()


def _dialogs(window: MainWindow) -> Iterator[Page]:
    wiring = window.avatar_wiring
    wiring.photos.ask([shipped_photo("character"), shipped_photo("astronaut")])
    spin(until=lambda: not wiring.photos.picture.isNull() and not wiring.photos.checking)
    spin(0.3)
    yield "add-photo", wiring.dialog
    wiring.photos.cancel()
    question = StayQuestion(window)
    question.open()
    spin(0.2)
    yield "keep-running", question
    question.close()
    menu = window.help_menu.menu()
    menu.popup(window.help_menu.mapToGlobal(window.help_menu.rect().bottomLeft()))
    spin(0.2)
    yield "menu", menu
    menu.close()


def _driven_by_file(window: MainWindow, engine: PagesEngine) -> Iterator[Page]:
    motions = [choice for choice in window.devices.sources if choice.kind != "camera"]
    if motions:
        window.devices.choose(motions[0])
        engine.session.where = Playback(position_s=4.2, duration_s=12.0, playing=True)
        spin(0.6)
        yield "motion", window


def _settings(window: MainWindow) -> Iterator[Page]:
    settings = window.settings
    dialog = settings.dialog
    window.choices.set(remote_control=False)
    settings.show_diagnostics()
    spin(until=lambda: not settings.diagnostics.busy)
    settings.show_about()
    spin(until=lambda: settings.about.text != "")
    for page in dialog.pages:
        dialog.open_page(page)
        spin(0.1)
        yield f"settings-{type(page).__name__.removesuffix('Page').lower()}", dialog
    dialog.hide()
