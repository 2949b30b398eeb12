"""The report for questions and bug reports, made in the background while the user waits for it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui.bridge import SessionBridge, TaskRunner
from ui.services import Services
from ui.translation import ENGLISH
from vcam.problems import LastProblems

from .choices import Choices

if TYPE_CHECKING:
    from vcam.doctor import Check

log = logging.getLogger(__name__)

LANE = "diagnostics"
_TOLD_CHOICES = ("renderer", "motion", "framing", "size", "smoothing", "virtual_camera", "remote_control")


class Diagnostics(QObject):
    """Looks at the installation and tells what it found, line by line.

    Signals:
        changed: `text` or `busy` changed.
    """

    changed = Signal()

    def __init__(
        self,
        services: Services,
        runner: TaskRunner,
        choices: Choices,
        statistics: Callable[[], Any | None],
        parent: QObject | None = None,
    ) -> None:
        """Keep the problems from now on; nothing is looked at yet.

        Args:
            statistics: those of the live session, None while there is none.
        """
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._choices = choices
        self._statistics = statistics
        self._checks: list[Check] = []
        self._problems = LastProblems()
        logging.getLogger().addHandler(self._problems)
        self._end = threading.Event()
        self._bridge = SessionBridge(self)
        self._bridge.received.connect(self._found)
        self.text = ""
        self.busy = False

    def look(self) -> None:
        """Look at everything anew; `text` grows with every check."""
        if self.busy or self._end.is_set():
            return
        self.busy = True
        self._checks = []
        self.text = ""
        self.changed.emit()
        self._runner.run(LANE, partial(self._examine, self._bridge.on_event), self._done, self._failed)

    def close(self) -> None:
        """Look no further, and keep no more problems; safe twice."""
        self._end.set()
        logging.getLogger().removeHandler(self._problems)

    def _examine(self, found: Callable[[object], None]) -> None:
        """On the lane: one check after another, until the window closes."""
        import vcam.diagnostics  # noqa: F401 (ahead, so that the window's thread needn't wait for it)

        for check in self._services.examine():
            if self._end.is_set():
                return
            found(check)

    def _found(self, check: Check) -> None:
        self._checks.append(check)
        self._write()

    def _done(self, _: object) -> None:
        self.busy = False
        self._write()

    def _failed(self, error: BaseException) -> None:
        log.error("the diagnostics failed", exc_info=error)
        self._done(None)

    def _write(self) -> None:
        from vcam.diagnostics import report

        now = self._choices.now
        choices = {name: getattr(now, name) for name in _TOLD_CHOICES}
        # Without the name that the user gave to a checkpoint.
        choices["renderer"] = now.renderer.partition(":")[0]
        choices["language"] = now.language or f"the system's, else {ENGLISH}"
        choices["appearance"] = now.appearance
        self.text = report(
            self._checks,
            statistics=self._statistics(),
            choices=choices,
            problems=self._problems.lines,
        )
        self.changed.emit()
