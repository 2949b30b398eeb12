"""Tests of the dark and the light look."""

from __future__ import annotations

import collections
import re
from collections.abc import Callable, Iterator
from typing import ClassVar, get_args

import pytest
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui import theme
from ui.main_window import MainWindow
from ui.palettes import ALIKE, PALETTES, ROLES
from ui.view_models.messages import Kind, Message


@pytest.fixture
def look(qapp: QApplication) -> Iterator[theme.Theme]:
    """The application's look, dark again after the test."""
    found = theme.theme_of(qapp)
    yield found
    found.choose("system")
    settle(found)


def settle(look: theme.Theme) -> None:
    """Let Qt's loop run until all widgets have the colours in use."""
    while look.changing:
        QApplication.processEvents()


def choose(look: theme.Theme, scheme: theme.Appearance) -> None:
    """Choose a look and see it through."""
    look.choose(scheme)
    settle(look)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21. Source: WCAG 2.2, relative luminance."""

    def luminance(value: str) -> float:
        channels = [
            channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
            for channel in QColor(value).getRgbF()[:3]
        ]
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]

    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def drawn(icon: QIcon) -> str:
    """The strongest colour of an icon."""
    image = icon.pixmap(QSize(20, 20)).toImage()
    points = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(points, key=lambda point: point.alpha()).name()


@pytest.mark.parametrize("scheme", PALETTES)
@pytest.mark.parametrize(
    ("front", "back", "least"),
    [
        *((text, back, 4.5) for text in ("text", "muted") for back in ("window", "panel", "card", "raised")),
        *(("faint", back, 3.0) for back in ("window", "panel")),
        *((tint, "panel", 3.0) for tint in ("live", "record", "warning", "accent")),
        ("accent-bright", "card", 4.5),
        ("on-accent", "accent", 4.5),
        ("on-accent", "accent-bright", 4.5),
        ("window", "record", 4.5),
        ("window", "warning", 4.5),
        ("text", "error-card", 4.5),
        ("text", "warning-card", 4.5),
    ],
)
def test_texts_and_signs_can_be_read(scheme: str, front: str, back: str, least: float) -> None:
    palette = PALETTES[scheme]
    assert contrast(palette[front], palette[back]) >= least


def test_palettes_name_the_same_colours() -> None:
    assert PALETTES["dark"].keys() == PALETTES["light"].keys()


def test_what_is_shown_changes_its_colours(look: theme.Theme, qtbot: QtBot) -> None:
    box = QWidget()
    column = QVBoxLayout(box)
    button = QPushButton(theme.icon("camera"), "Camera")
    picture = QLabel()
    picture.setPixmap(theme.pixmap("info", "accent", 20))
    foreign = QPixmap(4, 4)
    foreign.fill(QColor("#123456"))
    logo = QLabel()
    logo.setPixmap(foreign)
    for widget in (button, picture, logo):
        column.addWidget(widget)
    qtbot.addWidget(box)
    box.show()
    choose(look, "dark")
    before = box.grab().toImage().pixelColor(1, 1).name()
    for scheme in ("light", "dark", "light"):
        with qtbot.waitSignal(look.changed):
            look.choose(scheme)
        assert theme.scheme() == scheme
        settle(look)
        assert drawn(button.icon()) == PALETTES[scheme]["text"]
        assert drawn(QIcon(picture.pixmap())) == PALETTES[scheme]["accent"]
        assert logo.pixmap().toImage().pixelColor(1, 1).name() == "#123456"
    assert box.grab().toImage().pixelColor(1, 1).name() != before


def test_an_icon_is_not_taken_for_a_pixmap_that_qt_gave_its_number(
    look: theme.Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in (QIcon, QPixmap):
        monkeypatch.setattr(kind, "cacheKey", lambda _self: 7)
    choose(look, "dark")
    picture = QLabel()
    picture.setPixmap(theme.pixmap("info", "accent", 20))
    button = QPushButton(theme.icon("camera"), "Camera")
    for widget in (picture, button):
        qtbot.addWidget(widget)
        widget.show()
    choose(look, "light")
    assert drawn(button.icon()) == PALETTES["light"]["text"]
    assert drawn(QIcon(picture.pixmap())) == PALETTES["light"]["accent"]


def test_the_system_is_followed_until_the_user_chooses(
    look: theme.Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    hints = qapp.styleHints()
    told = Qt.ColorScheme.Light
    monkeypatch.setattr(type(hints), "colorScheme", lambda _self: told)
    with qtbot.waitSignal(look.changed):
        hints.colorSchemeChanged.emit(told)
    assert theme.scheme() == "light"
    look.choose("dark")
    hints.colorSchemeChanged.emit(told)
    assert theme.scheme() == "dark"
    look.choose("system")
    assert theme.scheme() == "light"
    told = Qt.ColorScheme.Unknown
    hints.colorSchemeChanged.emit(told)
    assert theme.scheme() == "dark"


def test_the_open_window_changes_its_colours(look: theme.Theme, window: MainWindow) -> None:
    choose(look, "dark")
    dark = window.grab().toImage()
    choose(look, "light")
    light = window.grab().toImage()
    corner = (4, window.height() - 4)
    assert dark.pixelColor(*corner).lightness() < 60
    assert light.pixelColor(*corner).lightness() > 200


def test_a_window_that_changed_looks_like_one_that_was_opened_so(
    look: theme.Theme, open_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    def opened() -> MainWindow:
        window = open_window()
        for section in window.body.sections():
            section.set_opened(True)
        qtbot.waitUntil(lambda: not window.preview.shown.isNull())
        return window

    def grabbed(window: MainWindow) -> QImage:
        window.body.setFocus()
        return window.grab().toImage()

    choose(look, "dark")
    changed = opened()
    for now in ("light", "dark"):
        choose(look, now)
        fresh = opened()
        # Thumbnails and the like come when they are ready, and not in both at once.
        qtbot.waitUntil(lambda fresh=fresh: grabbed(changed) == grabbed(fresh))


def test_no_widget_is_styled_more_often_than_once(look: theme.Theme, window: MainWindow) -> None:
    class Counter(QObject):
        counts: ClassVar[collections.Counter[int]] = collections.Counter()

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
            # Qt sends it to each widget that a changed style sheet is applied to.
            self.counts[id(watched)] += event.type() == QEvent.Type.StyleChange
            return False

    choose(look, "dark")
    counter = Counter()
    QApplication.instance().installEventFilter(counter)
    choose(look, "light")
    QApplication.instance().removeEventFilter(counter)
    assert max(counter.counts.values()) <= 1


def test_settings_and_messages_that_changed_look_like_those_that_were_opened_so(
    look: theme.Theme, open_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    def opened() -> list[QWidget]:
        window = open_window()
        for kind in get_args(Kind):
            window.banners.show_message(Message(kind=kind, sentence="Told.", details="More.", topic=kind))
        window.banners.setFixedHeight(400)
        dialog = window.settings.dialog
        # Each of the pages is on the screen once, and the ones behind it aren't when the look changes.
        for page in (dialog.general, dialog.background, dialog.keys):
            dialog.open_page(page)
            QApplication.processEvents()
        return [window.banners, dialog.general, dialog.background, dialog.keys]

    def grabbed(widgets: list[QWidget]) -> list[QImage]:
        QApplication.processEvents()
        return [widget.grab().toImage() for widget in widgets]

    choose(look, "dark")
    changed = opened()
    dark = grabbed(changed)
    choose(look, "light")
    light = grabbed(changed)
    for before, after, fresh in zip(dark, light, grabbed(opened()), strict=True):
        assert after != before
        assert after == fresh


def test_every_colour_of_the_sheet_comes_from_the_palette() -> None:
    assert len(set(ROLES.values()) | set(ALIKE)) == len(ROLES) + len(ALIKE)
    assert "#" not in re.sub(r"\w+#\w+", "", theme.style_sheet())
