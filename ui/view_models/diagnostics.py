"""The report for questions and bug reports, made beside the window's thread while the user waits for it."""

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
from .preferences import Preferences

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
        self._problems = LastProblems()
        logging.getLogger().addHandler(self._problems)
        self._end = threading.Event()
        self._bridge = SessionBridge(self)
        self._bridge.received.connect(self._grown)
        self.text = ""
        self.busy = False

    def look(self) -> None:
        """Look at everything anew; `text` grows with every check."""
        if self.busy or self._end.is_set():
            return
        self.busy = True
        self.text = ""
        self.changed.emit()
        write = partial(_report, self._statistics(), _told(self._choices.now), self._problems)
        self._runner.run(LANE, partial(self._examine, write), self._done, self._failed)

    def close(self) -> None:
        """Look no further, and keep no more problems; safe twice."""
        self._end.set()
        logging.getLogger().removeHandler(self._problems)

    def _examine(self, write: Callable[[list[Check]], str]) -> str:
        """On the lane: one check after another, until the window closes; the whole report."""
        checks: list[Check] = []
        for check in self._services.examine():
            if self._end.is_set():
                break
            checks.append(check)
            self._bridge.on_event(write(checks))
        return write(checks)

    def _grown(self, text: str) -> None:
        self.text = text
        self.changed.emit()

    def _done(self, text: str) -> None:
        self.busy = False
        self._grown(text)

    def _failed(self, error: BaseException) -> None:
        log.error("the diagnostics failed", exc_info=error)
        self._done(self.text)


def _told(now: Preferences) -> dict[str, object]:
    """The choices that matter for drawing, without any name that the user gave."""
    choices: dict[str, object] = {name: getattr(now, name) for name in _TOLD_CHOICES}
    choices["renderer"] = now.renderer.partition(":")[0]
    choices["language"] = now.language or f"the system's, else {ENGLISH}"
    choices["appearance"] = now.appearance
    return choices


def _report(
    statistics: Any | None, choices: dict[str, object], problems: LastProblems, checks: list[Check]
) -> str:
    from vcam.diagnostics import report

    return report(checks, statistics=statistics, choices=choices, problems=problems.lines)
