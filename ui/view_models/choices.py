"""The user's choices while the window is open: one immutable value, swapped whole, saved a moment later."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from ui.bridge import TaskRunner
from vcam.geometry.editing import EDIT_RANGES

from .preferences import Preferences, load_preferences, save_preferences

log = logging.getLogger(__name__)

SAVE_AFTER_MS = 800


class Choices(QObject):
    """Holds the `Preferences`.

    Signals:
        changed(new, old): after every change.
    """

    changed = Signal(object, object)

    def __init__(self, path: Path, runner: TaskRunner, parent: QObject | None = None) -> None:
        """Read the choices from `path`, where they are saved again in the background."""
        super().__init__(parent)
        self._path = path
        self._runner = runner
        self._now = load_preferences(path)
        self._saved = self._now
        self._save_timer = QTimer(self)
        self._save_timer.setSingleShot(True)
        self._save_timer.setInterval(SAVE_AFTER_MS)
        self._save_timer.timeout.connect(self.save)

    @property
    def now(self) -> Preferences:
        """The choices as they are."""
        return self._now

    def set(self, **changes: Any) -> None:
        """Change some fields of the `Preferences`."""
        old, self._now = self._now, replace(self._now, **changes)
        if self._now != old:
            self._save_timer.start()
            self.changed.emit(self._now, old)

    def set_one(self, field: str, value: Any) -> None:
        """Change one field, by name."""
        self.set(**{field: value})

    def set_edit(self, name: str, value: float) -> None:
        """Change one edit."""
        self.set(edits=self._now.edits.with_value(name, value))

    def reset_edits(self, names: Collection[str] = tuple(EDIT_RANGES)) -> None:
        """These edits back to what leaves tracking as it is."""
        self.set(edits=replace(self._now.edits, **{name: EDIT_RANGES[name].default for name in names}))

    def save(self) -> None:
        """Write the file in the background if anything changed since the last time."""
        self._save_timer.stop()
        if self._now != self._saved:
            self._saved = self._now
            self._runner.run(
                "files", partial(save_preferences, self._now, self._path), failed=self._not_saved
            )

    def _not_saved(self, error: BaseException) -> None:
        log.warning("the preferences can't be saved to %s: %s", self._path, error)
