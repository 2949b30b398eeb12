"""A person at the window, seeded: every deed is done with mouse, keys and drops, and is seen to its end.

A deed is a generator that runs on the window's thread. It yields how many seconds to wait, or what to wait
for, and leaves the window live, without pause or panic.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Collection, Generator
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from soak_hands import LEFT, NONE, answer, drop_file, hold

from ui.main_window import MainWindow
from ui.view_models.session_controller import State
from ui.widgets.section import Section
from vcam.avatar.shipped import shipped_photo

Wait = float | Callable[[], object]
Deed = Generator[Wait, None, None]
Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_ADDED = "someone"


class Person:
    """Knows how to do what there is to do; `deeds` by name."""

    def __init__(
        self, window: MainWindow, seed: int, folder: Path, only: Collection[str] | None = None
    ) -> None:
        """Sit down at a window.

        Args:
            window: which will be live.
            seed: of what he does.
            folder: for files to drop.
            only: names of deeds; None for all.
        """
        self._window = window
        self._random = random.Random(seed)
        self._photo = folder / f"{_ADDED}.png"
        shutil.copy(shipped_photo("astronaut"), self._photo)
        self._recorded = 0
        window.controller.recording.saved.connect(self._count_recording)
        deeds: dict[str, Callable[[], Deed]] = {
            "avatar by key": self.avatar_by_key,
            "avatar by click": self.avatar_by_click,
            "slider": self.slider,
            "undo and redo": self.undo_and_redo,
            "background": self.background,
            "expression": self.expression,
            "pause": self.pause,
            "panic": self.panic,
            "recording": self.recording,
            "snapshot": self.snapshot,
            "stop and start": self.stop_and_start,
            "settings": self.settings,
            "guide": self.guide,
            "minimise": self.minimise,
            "framing": self.framing,
            "view": self.view,
            "add and remove a photo": self.photo,
        }
        self.deeds = {name: deed for name, deed in deeds.items() if only is None or name in only}

    def next_deed(self) -> str:
        """The name of the next one; those that take long come seldom."""
        seldom = ("stop and start", "framing", "add and remove a photo", "settings", "guide")
        return self._random.choices(list(self.deeds), [1 if name in seldom else 3 for name in self.deeds])[0]

    def in_front(self) -> Deed:
        """Bring the window to the front, as a click on it would."""
        self._window.activateWindow()
        yield self._window.isActiveWindow

    # --- avatars

    def avatar_by_key(self) -> Deed:
        """Switch by a digit, or to the next one or the one before."""
        window = self._window
        number = self._random.randint(1, len(window.avatars.items))
        key = self._random.choice([Key(Key.Key_0 + number), Key.Key_PageDown, Key.Key_PageUp])
        QTest.keyClick(window, key)
        yield self._avatar_is_there

    def avatar_by_click(self) -> Deed:
        """Switch by a click on a card."""
        view, model = self._window.gallery.view, self._window.avatars
        row = self._random.randrange(model.rowCount())
        QTest.mouseClick(view.viewport(), LEFT, NONE, view.visualRect(model.index(row, 0)).center())
        yield self._avatar_is_there

    def photo(self) -> Deed:
        """Drop a photo, make it an avatar, use it perhaps, and remove it again."""
        window = self._window
        photos, dialog = window.avatar_wiring.photos, window.avatar_wiring.dialog
        drop_file(window, self._photo)
        yield lambda: dialog.isVisible() and not photos.checking
        dialog.name.selectAll()
        QTest.keyClicks(dialog.name, _ADDED)
        QTest.mouseClick(dialog.consent.box, LEFT)
        yield lambda: photos.can_add
        QTest.mouseClick(dialog.add, LEFT)
        yield lambda: not dialog.isVisible() and window.avatars.row_of(_ADDED) >= 0
        yield from self.in_front()
        if self._random.random() < 0.6:
            answer(window, "added")
            yield lambda: window.controller.avatar.name == _ADDED
            yield 0.6
        yield from self._remove_added()
        if self._random.random() < 0.5:
            answer(window, "removed")
            yield lambda: window.avatars.row_of(_ADDED) >= 0
            yield from self._remove_added()
        yield lambda: not window.avatars._removing
        yield self._avatar_is_there

    def _remove_added(self) -> Deed:
        window, view = self._window, self._window.gallery.view
        view.setFocus()
        view.setCurrentIndex(window.avatars.index(window.avatars.row_of(_ADDED), 0))
        QTest.keyClick(view, Key.Key_Delete)
        yield lambda: window.avatars.row_of(_ADDED) < 0

    def _avatar_is_there(self) -> bool:
        choice = self._window.controller.avatar
        return choice.name == choice.wanted

    # --- control while live

    def slider(self) -> Deed:
        """Drag a slider, double-click on it now and then."""
        slider = self._random.choice(list(self._window.edit_panel.sliders.values()))
        section = slider.parentWidget()
        while section is not None and not isinstance(section, Section):
            section = section.parentWidget()
        if section is not None and not section.opened:
            QTest.mouseClick(section._header, LEFT)
            yield 0.1
        bar = slider.bar
        start, end = (self._random.uniform(0.05, 0.95) * bar.width() for _ in range(2))
        hold(bar, QEvent.Type.MouseButtonPress, start)
        for step in range(12):
            yield 0.03
            hold(bar, QEvent.Type.MouseMove, start + (end - start) * (step + 1) / 12)
        hold(bar, QEvent.Type.MouseButtonRelease, end)
        yield 0.1
        if self._random.random() < 0.5:
            QTest.mouseDClick(bar, LEFT, NONE, QPoint(bar.width() // 2, bar.height() // 2))

    def undo_and_redo(self) -> Deed:
        """Take back a few changes and some of that."""
        for _ in range(self._random.randint(1, 6)):
            QTest.keyClick(self._window, Key.Key_Z, CTRL)
            yield 0.08
        for _ in range(self._random.randint(0, 6)):
            QTest.keyClick(self._window, *self._random.choice([(Key.Key_Y, CTRL), (Key.Key_Z, CTRL | SHIFT)]))
            yield 0.08

    def background(self) -> Deed:
        """Another background; the picture comes as from the dialog."""
        kind = self._random.choice(["photo", "blur", "green", "colour", "picture"])
        if kind == "picture":
            self._window.files.background.emit(str(self._photo))
        else:
            QTest.mouseClick(self._window.look_panel.background.button(kind), LEFT)
        yield 0.1

    def expression(self) -> Deed:
        """Hold an expression for a moment, by its button or its key."""
        number = self._random.randrange(6)
        key = Key(Key.Key_1 + number)
        button = list(self._window.body.reaction_bar.buttons.values())[number]
        by_key = self._random.random() < 0.5
        QTest.keyPress(self._window, key, CTRL) if by_key else QTest.mousePress(button, LEFT)
        yield 0.6
        QTest.keyRelease(self._window, key, CTRL) if by_key else QTest.mouseRelease(button, LEFT)
        yield lambda: not self._window.controller.reactions.on

    def pause(self) -> Deed:
        """Pause and resume."""
        for paused in (True, False):
            QTest.keyClick(self._window, Key.Key_F9)
            yield lambda paused=paused: self._window.controller.paused == paused  # type: ignore[misc]
            yield lambda paused=paused: self._card_is_out() == paused  # type: ignore[misc]
            yield 0.5

    def panic(self) -> Deed:
        """Panic, by key or button, and back on air."""
        if self._random.random() < 0.5:
            QTest.keyClick(self._window, Key.Key_Escape)
        else:
            QTest.mouseClick(self._window.body.panic_button, LEFT)
        yield self._card_is_out
        yield 0.8
        QTest.keyClick(self._window, Key.Key_Escape, SHIFT)
        yield lambda: not self._card_is_out()

    def _card_is_out(self) -> bool:
        session = self._window.controller.session
        composite = session.latest_composite() if session is not None else None
        return composite is not None and composite.index < 0

    def recording(self) -> Deed:
        """Record for two seconds."""
        count = self._recorded
        QTest.keyClick(self._window, Key.Key_F10)
        yield 2.0
        QTest.keyClick(self._window, Key.Key_F10)
        yield lambda: self._recorded > count

    def _count_recording(self, path: Path) -> None:
        self._recorded += 1
        path.unlink()

    def snapshot(self) -> Deed:
        """Keep the picture."""
        QTest.keyClick(self._window, Key.Key_F11)
        yield lambda: any(banner.message.topic == "snapshot" for banner in self._window.banners.banners)

    def stop_and_start(self) -> Deed:
        """Stop, and go live again."""
        controller = self._window.controller
        QTest.keyClick(self._window, Key.Key_Return, CTRL)
        yield lambda: controller.state is State.IDLE
        yield 0.5
        QTest.mouseClick(self._window.controls.start_button, LEFT)
        yield self._is_live

    def framing(self) -> Deed:
        """The other framing, for which the session starts anew."""
        segments, now = self._window.look_panel.framing, self._window.choices.now.framing
        QTest.mouseClick(segments.button("photo" if now == "portrait" else "portrait"), LEFT)
        yield 0.3
        yield self._is_live

    def _is_live(self) -> bool:
        controller = self._window.controller
        return (
            controller.state is State.LIVE
            and controller.session is not None
            and any(output.written > 5 for output in controller.session.statistics().outputs)
        )

    # --- the window

    def view(self) -> Deed:
        """Mirror the preview and show the tracked points, or not."""
        for button in (self._window.controls.mirror_button, self._window.controls.tracking_button):
            QTest.mouseClick(button, LEFT)
            yield 0.3

    def settings(self) -> Deed:
        """Look at all pages of the settings, and at the window in another look."""
        QTest.keyClick(self._window, Key.Key_Comma, CTRL)
        yield lambda: self._window.settings.made
        dialog = self._window.settings.dialog
        yield dialog.isVisible
        QTest.mouseClick(dialog.general.looks.button(self._random.choice(["light", "dark", "system"])), LEFT)
        for _ in dialog.pages:
            yield 0.3
            QTest.keyClick(dialog._list, Key.Key_Down)
        yield lambda: not self._window.settings.diagnostics.busy
        QTest.keyClick(dialog, Key.Key_Escape)
        yield lambda: not dialog.isVisible()
        yield from self.in_front()

    def guide(self) -> Deed:
        """Ask for the guide and leaf through it."""
        page = self._window.guide.page
        self._window.help_menu.menu().actions()[0].trigger()
        yield page.isVisible
        while page.next.isVisible():
            QTest.mouseClick(page.next, LEFT)
            yield 0.3
        QTest.mouseClick(page.done, LEFT)
        yield lambda: not page.isVisible()

    def minimise(self) -> Deed:
        """Put the window away for a moment."""
        self._window.showMinimized()
        yield self._window.isMinimized
        yield 1.0
        self._window.showNormal()
        yield lambda: not self._window.isMinimized()
        yield from self.in_front()
