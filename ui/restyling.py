"""Other colours for all widgets, some at each turn of Qt's loop, so that no turn takes long."""

from __future__ import annotations

import time
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ui.turns import Steps, Turns


class Restyling(QObject):
    """Restyles what is on the screen, which stands still meanwhile, and then all the rest.

    Signals:
        shown: everything on the screen is restyled; each window is painted anew in one of the next turns.
    """

    shown = Signal()

    def __init__(
        self,
        app: QApplication,
        restyle: Callable[[QWidget], None],
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        """Nothing is restyled yet.

        Args:
            app: whose widgets are meant.
            restyle: gives one widget, not those in it, the colours in use.
            clock: seconds.
        """
        super().__init__(app)
        self._app = app
        self._restyle = restyle
        self._turns = Turns(self, clock)
        self._frozen: list[QWidget] = []

    @property
    def running(self) -> bool:
        """Whether some widgets are still to be restyled."""
        return self._turns.running

    def begin(self) -> None:
        """Restyle all widgets that there are, from the first on if that was going on."""
        for window in self._app.topLevelWidgets():
            # One that stood still already would be found disabled for another reason.
            if window.isVisible() and window.updatesEnabled():
                window.setUpdatesEnabled(False)
                self._frozen.append(window)
        self._turns.begin(self._all(_outer_first(self._app)))

    def _all(self, widgets: list[QWidget]) -> Steps:
        visible = [widget.isVisible() for widget in widgets]
        for widget in (each for each, seen in zip(widgets, visible, strict=True) if seen):
            self._one(widget)
            yield False
        self.shown.emit()
        while self._frozen:
            window = self._frozen.pop(0)
            if shiboken6.isValid(window):
                window.setUpdatesEnabled(True)
                # Each is painted in a turn of its own.
                yield True
        for widget in (each for each, seen in zip(widgets, visible, strict=True) if not seen):
            self._one(widget)
            yield False

    def _one(self, widget: QWidget) -> None:
        # It may have gone since the first turn.
        if shiboken6.isValid(widget):
            self._restyle(widget)


def _outer_first(app: QApplication) -> list[QWidget]:
    """All widgets, each after the one that it lies in, whose colours it inherits."""
    roots = [widget for widget in app.topLevelWidgets() if widget.parentWidget() is None]
    return [widget for root in roots for widget in (root, *root.findChildren(QWidget))]
