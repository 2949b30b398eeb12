"""The dialog: a list of pages at the left, the chosen one at the right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from ui.translation import tr

from .about_page import AboutPage
from .background_page import BackgroundPage
from .diagnostics_page import DiagnosticsPage
from .general_page import GeneralPage
from .keys_page import KeysPage
from .page import Page
from .remote_page import RemotePage

AnyPage = TypeVar("AnyPage", bound=Page)

_RAIL_PX = 190
_ROW_PX = 38


class SettingsDialog(QDialog):
    """All pages, once `fill` has made them; it blocks nothing.

    Signals:
        page_shown(Page): another page is to be seen.
    """

    page_shown = Signal(object)
    general: GeneralPage
    background: BackgroundPage
    remote: RemotePage
    keys: KeysPage
    diagnostics: DiagnosticsPage
    about: AboutPage

    def __init__(self, version: str, parent: QWidget | None = None) -> None:
        """Make it for a window, without pages."""
        super().__init__(parent)
        self._version = version
        self.setWindowTitle(tr("vcam: settings and help"))
        self.resize(860, 600)
        self.setMinimumSize(700, 460)
        self._pages: list[Page] = []
        self._list = QListWidget()
        self._list.setObjectName("pages")
        self._list.setAccessibleName(tr("Pages"))
        self._list.setFixedWidth(_RAIL_PX)
        self._list.setWordWrap(True)
        self._stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._list)
        row.addWidget(self._stack, 1)

    def fill(self) -> Iterator[None]:
        """Make the pages, one a step."""
        self.general = self.add_page(GeneralPage())
        yield
        self.background = self.add_page(BackgroundPage())
        yield
        self.remote = self.add_page(RemotePage())
        yield
        self.keys = self.add_page(KeysPage())
        yield
        self.diagnostics = self.add_page(DiagnosticsPage())
        yield
        self.about = self.add_page(AboutPage(self._version))
        self._list.currentRowChanged.connect(self._turn)
        self._list.setCurrentRow(0)

    @property
    def pages(self) -> tuple[Page, ...]:
        """All of them, from the first to the last."""
        return tuple(self._pages)

    def add_page(self, page: AnyPage) -> AnyPage:
        """Add a page at the end, and return it."""
        item = QListWidgetItem(page.title)
        item.setSizeHint(QSize(0, _ROW_PX))
        self._pages.append(page)
        self._stack.addWidget(page)
        self._list.addItem(item)
        return page

    def open_page(self, page: Page) -> None:
        """Show the dialog with this page on top."""
        self._list.setCurrentRow(self._pages.index(page))
        self.show()
        self.raise_()
        self.activateWindow()

    def _turn(self, row: int) -> None:
        self._stack.setCurrentIndex(row)
        self.page_shown.emit(self._pages[row])
