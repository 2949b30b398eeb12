"""Tests of the settings, the help and the remote control, as a person and as another program use them."""

from __future__ import annotations

import itertools
import json
import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from fake_engine import FakeEngine
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from pythonosc.udp_client import SimpleUDPClient

from ui import app as ui_app
from ui import theme
from ui.main_window import MainWindow
from ui.services import Services
from ui.translation import ENGLISH, install_language, language_in_use
from ui.view_models.session_controller import State
from ui.widgets.settings.dialog import SettingsDialog
from ui.widgets.settings.keys_page import KEYS
from vcam.diagnostics import report
from vcam.doctor import Check
from vcam.geometry.editing import Edits
from vcam.geometry.looks import save_look
from vcam.remote.server import LOOPBACK, OscServer


def click(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def saved(engine: FakeEngine) -> dict[str, object]:
    path = engine.folder / "settings.json"
    return dict(json.loads(path.read_text())) if path.exists() else {}


@pytest.fixture
def dialog(window: MainWindow) -> SettingsDialog:
    """The dialog over an open window."""
    window.settings.show_settings()
    return window.settings.dialog


@pytest.fixture
def dark_again(qapp: QApplication) -> Iterator[None]:
    yield
    look = theme.theme_of(qapp)
    look.choose("system")
    while look.changing:
        qapp.processEvents()


@pytest.fixture
def port() -> int:
    """A UDP port that is free now."""
    with OscServer(0, print) as server:
        return server.port


def test_the_dialog_is_made_in_turns_and_opens_on_the_page_wanted_last(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = itertools.count()
    monkeypatch.setattr(window.settings._making, "_clock", lambda: float(next(seconds)))
    window.settings.show_keys()
    assert not window.settings.made
    window.settings.show_about()
    QApplication.processEvents()
    assert not window.settings.made
    qtbot.waitUntil(lambda: window.settings.made)
    qtbot.waitUntil(lambda: window.settings.dialog.about.isVisible())


def test_keys_and_menu_open_the_pages(window: MainWindow, qtbot: QtBot) -> None:
    labels = [action.text() for action in window.help_menu.menu().actions()]
    assert {"Settings", "Remote control", "Keys", "Diagnostics", "About vcam"} <= set(labels)
    for action in window.help_menu.menu().actions():
        if action.text() == "Remote control":
            action.trigger()
    dialog = window.settings.dialog
    assert dialog.isVisible()
    assert dialog.remote.isVisible()
    dialog.hide()
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert dialog.general.isVisible()


def test_the_look_is_chosen_live_and_kept(
    dialog: SettingsDialog, engine: FakeEngine, qtbot: QtBot, dark_again: None
) -> None:
    click(qtbot, dialog.general.looks.button("light"))
    assert theme.scheme() == "light"
    click(qtbot, dialog.general.looks.button("dark"))
    assert theme.scheme() == "dark"
    qtbot.waitUntil(lambda: saved(engine).get("appearance") == "dark")


def test_another_language_comes_with_the_next_start(
    dialog: SettingsDialog, window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    languages = dialog.general.languages
    assert not dialog.general.restart.isVisible()
    languages.setFocus()
    languages.setCurrentIndex(languages.findData("de"))
    languages.activated.emit(languages.currentIndex())
    assert dialog.general.restart.isVisible()
    click(qtbot, dialog.general.restart)
    qtbot.waitUntil(lambda: window._stopped, timeout=4000)
    assert window.reopening
    assert saved(engine)["language"] == "de"


def test_the_window_opens_again_in_the_chosen_language(
    engine: FakeEngine, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, dark_again: None
) -> None:
    made: list[MainWindow] = []

    class Kept(MainWindow):
        def __init__(self, services: Services) -> None:
            super().__init__(services)
            made.append(self)
            self.choices.set(language="de", appearance="light")
            QTimer.singleShot(50, self, self.reopen if len(made) == 1 else self.close)

    monkeypatch.setattr(ui_app, "MainWindow", Kept)
    try:
        assert ui_app.main(["vcam"], engine.services()) == 0
        assert language_in_use() == "de"
        assert theme.scheme() == "light"
        assert len(made) == 2
        assert made[1].settings.dialog.windowTitle() == "vcam: Einstellungen und Hilfe"
    finally:
        install_language(qapp, ENGLISH)
        for window in made:
            shiboken6.delete(window)


def test_diagnostics_are_made_and_copied(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    logging.getLogger("vcam.test").warning("the %s broke", "thing of aunt Margarete")
    window.settings.show_diagnostics()
    page = window.settings.dialog.diagnostics
    qtbot.waitUntil(page.copy.isEnabled)
    click(qtbot, page.copy)
    text = QGuiApplication.clipboard().text()
    assert "note  cameras: none here." in text
    assert "renderer: anchored" in text
    assert "the %s broke" in text
    assert "Margarete" not in text
    assert "Copied" in page.state.text()
    assert engine.examined == 1
    click(qtbot, page.again)
    qtbot.waitUntil(page.copy.isEnabled)
    assert engine.examined == 2


def test_a_slow_examination_does_not_hold_the_window_up(
    open_window: Callable[[], MainWindow],
    engine: FakeEngine,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written_by: list[threading.Thread] = []

    def written(*args: Any, **more: Any) -> str:
        written_by.append(threading.current_thread())
        return report(*args, **more)

    window = open_window()
    monkeypatch.setattr("vcam.diagnostics.report", written)
    engine.checks = [Check(name=f"{number}", state="good", sentence="fine.") for number in range(3)]
    window.settings.show_diagnostics()
    diagnostics = window.settings.diagnostics
    qtbot.waitUntil(lambda: "ok    2: fine." in diagnostics.text and not diagnostics.busy)
    assert len(written_by) > 3
    assert threading.main_thread() not in written_by


def test_the_log_file_is_opened(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[str] = []
    monkeypatch.setenv("VCAM_HOME", str(tmp_path))
    monkeypatch.setattr("ui.wiring.settings.QDesktopServices.openUrl", lambda url: opened.append(url.path()))
    window.settings.show_diagnostics()
    page = window.settings.dialog.diagnostics
    click(qtbot, page.log)
    assert opened == []
    assert "no log file" in page.state.text()
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "vcam.log").touch()
    click(qtbot, page.log)
    assert opened == [str(tmp_path / "log" / "vcam.log")]
    qtbot.waitUntil(page.copy.isEnabled)


def test_licences_are_told(window: MainWindow, qtbot: QtBot) -> None:
    window.settings.show_about()
    page = window.settings.dialog.about
    qtbot.waitUntil(lambda: "MIT License" in page.text.toPlainText())
    page.list.activated.emit(page.list.findText("Installed packages"))
    assert "PySide6" in page.text.toPlainText()
    assert "LGPL-3.0-only" in page.text.toPlainText()


def test_remote_control_is_off_until_it_is_wanted(
    window: MainWindow, dialog: SettingsDialog, qtbot: QtBot, port: int
) -> None:
    window.settings.show_remote()
    page = dialog.remote
    assert window.settings.remote.port is None
    assert "Off" in page.state.text()
    page.number.setFocus()
    page.number.selectAll()
    qtbot.keyClicks(page.number, str(port))
    qtbot.keyClick(page.number, Qt.Key.Key_Return)
    click(qtbot, page.switch)
    qtbot.waitUntil(lambda: window.settings.remote.port == port)
    assert f"port {port}" in page.state.text()
    click(qtbot, page.switch)
    qtbot.waitUntil(lambda: window.settings.remote.port is None)
    OscServer(port, print).close()


def test_a_port_in_use_is_told(window: MainWindow, dialog: SettingsDialog, qtbot: QtBot) -> None:
    with OscServer(0, print) as other:
        window.choices.set(remote_port=other.port)
        click(qtbot, dialog.remote.switch)
        qtbot.waitUntil(lambda: "choose another port" in dialog.remote.state.text())


def test_another_program_steers_the_window(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot, port: int, caplog: pytest.LogCaptureFixture
) -> None:
    window.choices.set(remote_port=port, remote_control=True)
    qtbot.waitUntil(lambda: window.settings.remote.port == port)
    send = SimpleUDPClient(LOOPBACK, port).send_message
    controller = window.controller
    send("/vcam/avatar", "character")
    qtbot.waitUntil(lambda: controller.avatar.name == "character")
    send("/vcam/avatar/next", 1)
    send("/vcam/avatar/next", 0)
    qtbot.waitUntil(lambda: controller.avatar.name == "astronaut")
    send("/vcam/avatar", 2)
    qtbot.waitUntil(lambda: controller.avatar.name == "character")
    send("/vcam/start", [])
    qtbot.waitUntil(lambda: controller.state is State.LIVE)
    send("/vcam/pause", [])
    qtbot.waitUntil(lambda: engine.session.settings[-1].paused)
    send("/vcam/pause", 0)
    qtbot.waitUntil(lambda: not engine.session.settings[-1].paused)
    send("/vcam/panic", 1)
    qtbot.waitUntil(lambda: controller.panic)
    send("/vcam/panic", [])
    qtbot.waitUntil(lambda: not controller.panic)
    send("/vcam/edit/yaw", 12)
    qtbot.waitUntil(lambda: window.choices.now.edits.yaw == 12)
    assert window.edit_panel.sliders["yaw"].value == 12
    send("/vcam/reaction/smile", 1)
    qtbot.waitUntil(lambda: engine.session.settings[-1].reactions == {"smile"})
    send("/vcam/reaction/smile", [])
    qtbot.waitUntil(lambda: not engine.session.settings[-1].reactions)
    save_look(Edits(zoom=1.5), engine.folder / "near.json")
    send("/vcam/look", str(engine.folder / "near.json"))
    qtbot.waitUntil(lambda: window.choices.now.edits == Edits(zoom=1.5))
    send("/vcam/edits/reset", [])
    qtbot.waitUntil(lambda: window.choices.now.edits == Edits())
    send("/vcam/avatar", "nobody")
    send("/vcam/avatar", 99)
    send("/vcam/stop", [])
    qtbot.waitUntil(lambda: controller.state is State.IDLE)
    assert controller.avatar.name == "character"
    assert "there is no avatar called 'nobody'" in caplog.text
    assert "there is no avatar number 99" in caplog.text


def test_the_keys_that_are_told_are_there(window: MainWindow) -> None:
    known = {shortcut.key().toString() for shortcut in window.findChildren(QShortcut)}
    # Heard by the list of avatars and, since it has to know when they are let go, by the expressions.
    elsewhere = {"F2", "Del", "Alt+Left", "Alt+Right", "Ctrl+1", "Ctrl+6"}
    told = {QKeySequence(key).toString() for _, keys in KEYS for key in keys.split()}
    assert told - elsewhere <= known
    assert elsewhere <= told
