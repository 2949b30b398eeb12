"""Settings, remote control, diagnostics and about: their dialog, and what stands behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from ui.services import Services
from ui.theme import theme_of
from ui.translation import language_in_use, system_language, tr
from ui.turns import Turns
from ui.view_models.about import About
from ui.view_models.diagnostics import Diagnostics
from ui.view_models.remote import RemoteControl, WindowControl
from vcam import __version__
from vcam.paths import log_file

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.view_models.preferences import Preferences
    from ui.widgets.settings.dialog import SettingsDialog
    from ui.widgets.settings.page import Page


class SettingsWiring(QObject):
    """Connects the dialog's pages with their view models, for as long as the window lives."""

    def __init__(self, window: MainWindow, services: Services) -> None:
        """Connect; the dialog is made when it is first wanted: most starts need none."""
        super().__init__(window)
        self._making = Turns(self)
        self._window = window
        self._choices = window.choices
        self._dialog: SettingsDialog | None = None
        self._wanted: Callable[[SettingsDialog], Page] | None = None
        control = WindowControl(window.controller, window.choices, window.avatars, window.looks)
        self.remote = RemoteControl(window.choices, window.runner, control, self)
        self.diagnostics = Diagnostics(
            services, window.runner, window.choices, window.controller.statistics, self
        )
        self.about = About(window.runner, self)
        self._choices.changed.connect(self._choices_changed)
        window.closed.connect(self._close)
        self._theme = theme_of(cast(QApplication, QApplication.instance()))
        self._theme.changed.connect(self._look_changed)
        menu = window.help_menu
        menu.add(tr("Settings"), self.show_settings)
        menu.add(tr("Remote control"), self.show_remote)
        menu.add(tr("Keys"), self.show_keys)
        menu.add(tr("Diagnostics"), self.show_diagnostics)
        menu.add(tr("About vcam"), self.show_about)
        for key, show in (("Ctrl+,", self.show_settings), ("F1", self.show_diagnostics)):
            QShortcut(QKeySequence(key), window).activated.connect(show)

    @property
    def dialog(self) -> SettingsDialog:
        """The dialog; what is not made of it yet is made now."""
        if self._dialog is None:
            if not self._making.running:
                self._making.begin(self._make())
            self._making.finish()
        assert self._dialog is not None
        return self._dialog

    @property
    def made(self) -> bool:
        """Whether the dialog is made."""
        return self._dialog is not None

    def show_settings(self) -> None:
        """Open the page of language and appearance."""
        self._open(lambda dialog: dialog.general)

    def show_remote(self) -> None:
        """Open the page of the remote control."""
        self._open(lambda dialog: dialog.remote)

    def show_keys(self) -> None:
        """Open the page of the keys."""
        self._open(lambda dialog: dialog.keys)

    def show_diagnostics(self) -> None:
        """Open the page with the report, which is made anew."""
        self._open(lambda dialog: dialog.diagnostics)

    def show_about(self) -> None:
        """Open the page with version and licences."""
        self._open(lambda dialog: dialog.about)

    def _open(self, page: Callable[[SettingsDialog], Page]) -> None:
        """Open a page; at the first time the dialog is made for it, a page a turn."""
        self._wanted = page
        if self._dialog is not None:
            self._dialog.open_page(page(self._dialog))
        elif not self._making.running:
            self._making.begin(self._make())

    def _make(self) -> Iterator[None]:
        from ui.widgets.settings.dialog import SettingsDialog

        yield
        dialog = SettingsDialog(__version__, self._window)
        yield from dialog.fill()
        self._dialog = dialog
        self._connect(dialog)
        yield
        if self._wanted is not None:
            dialog.open_page(self._wanted(dialog))

    def _connect(self, dialog: SettingsDialog) -> None:
        dialog.general.language.connect(self._set_language)
        dialog.general.appearance.connect(self._set_appearance)
        dialog.general.restart_wanted.connect(self._window.reopen)
        dialog.background.changed.connect(self._choices.set_one)
        dialog.remote.switched.connect(self._set_remote)
        dialog.remote.port.connect(self._set_port)
        self.remote.changed.connect(self._show_choices)
        dialog.diagnostics.copy_wanted.connect(self._copy)
        dialog.diagnostics.again_wanted.connect(self.diagnostics.look)
        dialog.diagnostics.log_wanted.connect(self._open_log)
        self.diagnostics.changed.connect(self._show_report)
        dialog.about.text_wanted.connect(self.about.choose)
        self.about.changed.connect(self._show_about)
        dialog.page_shown.connect(self._page_shown)
        self._show_choices()

    def _page_shown(self, page: Page) -> None:
        if page is self.dialog.diagnostics:
            self.diagnostics.look()
        elif page is self.dialog.about:
            self.about.read()

    def _choices_changed(self, new: Preferences, old: Preferences) -> None:
        if new.appearance != old.appearance:
            self._theme.choose(new.appearance)
        self._show_choices()

    def _look_changed(self) -> None:
        """Write anew what has colours in its text."""
        self._window.devices.changed.emit()

    def _show_choices(self) -> None:
        if self._dialog is not None:
            now, system = self._choices.now, system_language()
            other = (now.language or system) != language_in_use()
            self._dialog.general.show_choices(now.language, system, now.appearance, other=other)
            tray = self._window.background.tray is not None
            self._dialog.background.show_preferences(now, tray=tray)
            self._dialog.remote.show_choices(now.remote_control, now.remote_port, self.remote.sentence)

    def _show_report(self) -> None:
        self.dialog.diagnostics.show_report(self.diagnostics.text, busy=self.diagnostics.busy)

    def _show_about(self) -> None:
        self.dialog.about.show_texts(self.about.entries, self.about.current, self.about.text)

    def _set_language(self, language: str) -> None:
        self._choices.set(language=language)

    def _set_appearance(self, appearance: str) -> None:
        self._choices.set(appearance=appearance)

    def _set_remote(self, on: bool) -> None:
        self._choices.set(remote_control=on)

    def _set_port(self, port: int) -> None:
        self._choices.set(remote_port=port)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.diagnostics.text)
        self.dialog.diagnostics.show_copied()

    def _open_log(self) -> None:
        if log_file().exists():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_file())))
        else:
            self.dialog.diagnostics.show_no_log()

    def _close(self) -> None:
        self.remote.close()
        self.diagnostics.close()


def wire_settings(window: MainWindow, services: Services) -> SettingsWiring:
    """Give the window its settings and help."""
    return SettingsWiring(window, services)
