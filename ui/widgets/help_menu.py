"""The question mark beside vcam's name: a menu of everything that explains."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ui.theme import icon
from ui.translation import tr


class HelpMenu(QToolButton):
    """A button with a menu that features add their entries to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self.setIcon(icon("help", "muted"))
        self.setIconSize(QSize(20, 20))
        self.setToolTip(tr("Help"))
        self.setAccessibleName(tr("Help"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self.setMenu(self._menu)

    def add(self, text: str, run: Callable[[], object], *, first: bool = False) -> QAction:
        """Add an entry that calls `run`, a method of a Qt object, at the end or before all others."""
        action = QAction(text, self)
        known = self._menu.actions()
        self._menu.insertAction(known[0] if first and known else None, action)  # type: ignore[arg-type]
        action.triggered.connect(run)
        return action
