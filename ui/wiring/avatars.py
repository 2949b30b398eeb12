"""Avatars in the window: adding photos from anywhere, keys that switch, paste and drop, renaming."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut

from ui.services import Services
from ui.translation import tr
from ui.view_models.add_photos import AddPhotos, Step
from ui.view_models.gallery import NUMBERED
from ui.view_models.messages import Action, Message
from ui.view_models.session_controller import State
from ui.widgets.add_photo_dialog import AddPhotoDialog

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_NEXT = ("PgDown", "]")
_PREVIOUS = ("PgUp", "[")
ADDED_S = 20.0


class AvatarWiring(QObject):
    """Keeps dialog, gallery and keys together; owned by the window."""

    def __init__(self, window: MainWindow, services: Services) -> None:
        """Connect."""
        super().__init__(window)
        self._window = window
        self.photos = AddPhotos(services.avatars, window.runner, self._names, self)
        self.dialog = AddPhotoDialog(window)
        self._connect_dialog()
        window.files.photos.connect(self.photos.ask)
        window.avatars.added.connect(self._use_added)
        window.avatars.renamed.connect(window.controller.avatar.rename)
        self._shortcut(QKeySequence.StandardKey.Paste, self.paste)
        for number in range(1, NUMBERED + 1):
            self._shortcut(str(number), self._number_pressed).setProperty("number", number)
        for key in _NEXT:
            self._shortcut(key, self.use_next)
        for key in _PREVIOUS:
            self._shortcut(key, self.use_previous)

    # --- actions

    def use_number(self, number: int) -> None:
        """Switch to the avatar with this number, from 1, if there is one."""
        items = self._window.avatars.items
        if 1 <= number <= len(items):
            self._window.controller.avatar.choose(items[number - 1].name)

    def use_next(self) -> None:
        """Switch to the avatar after the one in use."""
        self._use_beside(1)

    def use_previous(self) -> None:
        """Switch to the avatar before the one in use."""
        self._use_beside(-1)

    def paste(self) -> None:
        """Take files or a picture from the clipboard."""
        self._window.files.take_data(QGuiApplication.clipboard().mimeData())

    # --- the dialog

    def _connect_dialog(self) -> None:
        photos, dialog, window = self.photos, self.dialog, self._window
        photos.opened.connect(dialog.open)
        photos.closed.connect(dialog.hide)
        photos.shown.connect(self._show_photo)
        photos.changed.connect(self._show_state)
        photos.added.connect(window.avatars.take)
        # As the gallery's, so that whoever shows those shows these.
        photos.message.connect(window.avatars.message)
        dialog.cropped.connect(photos.set_box)
        dialog.named.connect(photos.set_name)
        dialog.agreed.connect(photos.set_consent)
        dialog.add_wanted.connect(photos.add)
        dialog.skip_wanted.connect(photos.skip)
        dialog.cancel_wanted.connect(photos.cancel)

    def _show_photo(self) -> None:
        photos = self.photos
        self.dialog.show_photo(photos.picture, photos.box, photos.name)
        self._show_state()

    def _show_state(self) -> None:
        photos, dialog = self.photos, self.dialog
        reading = photos.step is Step.READING
        dialog.show_count(*photos.count)
        dialog.show_findings(photos.findings, reading=reading, checking=photos.checking)
        dialog.show_name_problem("" if reading else photos.name_problem)
        dialog.show_adding(photos.done if photos.step is Step.ADDING else None, possible=photos.can_add)

    def _use_added(self, name: str) -> None:
        """Be the new avatar at once, unless others are looking on: then the user says when."""
        choose = self._window.controller.avatar.choose
        if self._window.controller.state is State.IDLE:
            choose(name)
            return
        sentence = tr("{name} is added.").format(name=name)
        use = Action(label=tr("Use"), run=partial(choose, name))
        message = Message(kind="info", sentence=sentence, action=use, topic="added", lasts_s=ADDED_S)
        self._window.avatars.message.emit(message)

    # --- helpers

    def _number_pressed(self) -> None:
        self.use_number(int(self.sender().property("number")))

    def _names(self) -> list[str]:
        return [item.name for item in self._window.avatars.items]

    def _use_beside(self, step: int) -> None:
        choice = self._window.controller.avatar
        name = self._window.avatars.beside(choice.wanted, step)
        if name:
            choice.choose(name)

    def _shortcut(self, key: QKeySequence.StandardKey | str, run: object) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self._window)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(run)
        return shortcut


def wire_avatars(window: MainWindow, services: Services) -> AvatarWiring:
    """Give the window what concerns its avatars."""
    return AvatarWiring(window, services)
