"""Tests that everybody can read and use the window: texts, names, keys, in every language and scale."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from cut_off import cut_off, unreachable, without_name
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow

SCREENSHOTS = Path(__file__).parents[1] / "helpers" / "screenshots.py"


@pytest.fixture
def box(qtbot: QtBot) -> QWidget:
    """An empty widget, 120 pixels wide, with a column."""
    made = QWidget()
    made.setFixedSize(120, 200)
    QVBoxLayout(made).setContentsMargins(0, 0, 0, 0)
    qtbot.addWidget(made)
    return made


def put(box: QWidget, widget: QWidget) -> None:
    layout = box.layout()
    assert layout is not None
    layout.addWidget(widget)
    box.show()
    QApplication.processEvents()


def test_a_short_text_is_not_cut_off(box: QWidget) -> None:
    put(box, QPushButton("Go"))
    put(box, QLabel("Short"))
    assert cut_off(box) == []


@pytest.mark.parametrize("kind", [QPushButton, QLabel])
def test_a_long_text_is_found(box: QWidget, kind: type[QPushButton | QLabel]) -> None:
    widget = kind("A text that is far longer than its place")
    widget.setMaximumWidth(100)
    put(box, widget)
    assert "too narrow" in cut_off(box)[0]
    widget.setProperty("mayBeCut", True)
    assert cut_off(box) == []


def test_a_wrapped_text_that_is_too_low_is_found(box: QWidget) -> None:
    label = QLabel("A sentence of many words that needs several lines here")
    label.setWordWrap(True)
    label.setFixedHeight(20)
    put(box, label)
    assert "too low" in cut_off(box)[0]


def test_what_reaches_out_of_its_place_is_found(box: QWidget) -> None:
    label = QLabel("Outside", box)
    put(box, QLabel("Inside"))
    label.move(100, 10)
    label.show()
    assert cut_off(box) == ["QLabel 'Outside': reaches out of its QWidget"]


def test_what_can_be_scrolled_to_is_not_cut_off(box: QWidget) -> None:
    area, inner = QScrollArea(), QWidget()
    area.setWidgetResizable(True)
    column = QVBoxLayout(inner)
    for number in range(40):
        column.addWidget(QLabel(f"{number}"))
    area.setWidget(inner)
    put(box, area)
    assert cut_off(box) == []


def test_controls_without_name_or_key_are_found(box: QWidget) -> None:
    put(box, QComboBox())
    silent = QPushButton("Named by its text")
    silent.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    put(box, silent)
    assert without_name(box) == ["QComboBox in QWidget"]
    assert unreachable(box) == ["QPushButton ''"]


def test_every_control_has_a_name_and_can_be_reached_by_keys(window: MainWindow) -> None:
    window.guide.guide.begin()
    dialog = window.settings.dialog
    assert without_name(window) == []
    assert unreachable(window) == []
    assert without_name(dialog) == []
    assert unreachable(dialog) == []


def test_the_tab_key_goes_around_all_controls_that_are_shown(window: MainWindow, qtbot: QtBot) -> None:
    for section in window.body.sections():
        section.set_opened(True)
    window.activateWindow()
    start = window.focusWidget() or window.body
    seen: list[QWidget] = []
    widget = start.nextInFocusChain()
    while widget is not None and widget is not start and len(seen) < 2000:
        seen.append(widget)
        widget = widget.nextInFocusChain()
    for button in (window.controls.start_button, window.help_menu, window.body.panic_button):
        assert button is start or button in seen


@pytest.mark.parametrize("scale", ["1", "1.5"])
@pytest.mark.timeout(400)
def test_no_text_is_cut_off_on_any_page_in_any_language(scale: str) -> None:
    command = [sys.executable, str(SCREENSHOTS), "--check", "--scale", scale]
    done = subprocess.run(command, capture_output=True, text=True, timeout=380, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert json.loads(done.stdout) == {}
