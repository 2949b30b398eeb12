"""What vcam is, and under which licences it and its parts stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import RESOURCES
from ui.translation import tr
from ui.widgets.choice import DropDown

from .page import Page, ReadOnlyText


class AboutPage(Page):
    """Version, and texts to choose from.

    Signals:
        text_wanted(key): the user wants to read another text.
    """

    text_wanted = Signal(object)

    def __init__(self, version: str, parent: QWidget | None = None) -> None:
        """Make it for this version."""
        super().__init__(tr("About vcam"), parent)
        mark = QLabel()
        mark.setPixmap(QIcon(str(RESOURCES / "icons" / "app.svg")).pixmap(QSize(48, 48)))
        name = QLabel(tr("vcam {version}").format(version=version))
        name.setProperty("role", "title")
        what = QLabel(tr("Any photo becomes your face in video calls. Everything happens on this computer."))
        what.setProperty("role", "muted")
        what.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(name)
        words.addWidget(what)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(mark)
        head.addLayout(words, 1)
        self.rows.addLayout(head)
        self.list = DropDown(tr("Licence of"))
        self.list.chosen.connect(self.text_wanted)
        self.add_row(tr("Licence of"), self.list, stretch=True)
        self.text = ReadOnlyText(tr("Licence"))
        self.rows.addWidget(self.text, 1)

    def show_texts(self, entries: Sequence[tuple[str, str]], current: str, text: str) -> None:
        """Show which texts there are, as (key, label), and one of them."""
        self.list.set_entries(entries, current)
        self.text.show_text(text)
