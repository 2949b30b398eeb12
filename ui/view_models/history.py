"""Undo and redo of every choice that changes the picture; each avatar has a history of its own."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Signal

from .choices import Choices
from .preferences import Preferences

FIELDS = (
    "edits",
    "motion",
    "skeleton",
    "background",
    "smoothing",
    "framing",
    "size",
    "renderer",
    "mirror",
    "face_lost",
    "idle",
    "idle_always",
    "badge",
)
"""The `Preferences` that are taken back and done again."""
MERGE_S = 0.5
"""Changes of the same thing that follow one another so soon are one step."""
LONGEST = 200
"""Steps kept for an avatar."""


@dataclass
class _Step:
    before: dict[str, Any]
    after: dict[str, Any]
    what: frozenset[str]
    at_s: float


@dataclass
class _Steps:
    done: list[_Step] = field(default_factory=list)
    undone: list[_Step] = field(default_factory=list)


class History(QObject):
    """Watches the choices.

    Signals:
        changed: `can_undo` or `can_redo` may have changed.
    """

    changed = Signal()

    def __init__(
        self, choices: Choices, parent: QObject | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Begin without a past.

        Args:
            choices: watched and changed.
            parent: owns it.
            clock: monotonic seconds.
        """
        super().__init__(parent)
        self._choices = choices
        self._clock = clock
        self._of_avatar: dict[str, _Steps] = {}
        self._held_since_s: float | None = None
        self._held: _Step | None = None
        self._replaying = False
        self._locked: frozenset[str] = frozenset()
        choices.changed.connect(self._note)

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return self._free(self._steps.done)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to do again."""
        return self._free(self._steps.undone)

    def hold(self, held: bool) -> None:
        """All changes between `hold(True)` and `hold(False)` are one step: a slider is being dragged."""
        step, self._held = self._held, None
        self._held_since_s = self._clock() if held else None
        if step is not None and step.before == step.after and step in self._steps.done:
            self._steps.done.remove(step)
            self.changed.emit()

    def lock(self, fields: Collection[str]) -> None:
        """Leave these fields as they are until the next call: a step that would change one waits."""
        self._locked = frozenset(fields)
        self.changed.emit()

    def undo(self) -> None:
        """Take the last step back."""
        self._move(self._steps.done, self._steps.undone, lambda step: step.before)

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        self._move(self._steps.undone, self._steps.done, lambda step: step.after)

    @property
    def _steps(self) -> _Steps:
        return self._of_avatar.setdefault(self._choices.now.avatar, _Steps())

    def _move(
        self, source: list[_Step], target: list[_Step], values: Callable[[_Step], Mapping[str, Any]]
    ) -> None:
        if not self._free(source):
            return
        step = source.pop()
        target.append(step)
        self._held = None
        self._replaying = True
        self._choices.set(**values(step))
        self._replaying = False
        self.changed.emit()

    def _free(self, steps: list[_Step]) -> bool:
        return bool(steps) and not self._locked & steps[-1].before.keys()

    def _note(self, new: Preferences, old: Preferences) -> None:
        if new.avatar != old.avatar:
            self._held = None
            self.changed.emit()
            return
        fields = [name for name in FIELDS if getattr(new, name) != getattr(old, name)]
        if not fields or self._replaying:
            return
        steps = self._steps
        last = self._step_to_join(steps, _what(new, old, fields))
        if last is None:
            last = _Step({}, {}, _what(new, old, fields), self._began_s())
            steps.done.append(last)
            del steps.done[:-LONGEST]
        elif self._held_since_s is None:
            last.at_s = self._clock()
        for name in fields:
            last.before.setdefault(name, getattr(old, name))
            last.after[name] = getattr(new, name)
        last.what |= _what(new, old, fields)
        if self._held_since_s is not None:
            self._held = last
        elif last.before == last.after:
            steps.done.remove(last)
        steps.undone.clear()
        self.changed.emit()

    def _step_to_join(self, steps: _Steps, what: frozenset[str]) -> _Step | None:
        """The step that a change belongs to: the drag's, or the last one if it was just now and the same."""
        if self._held is not None and steps.done and steps.done[-1] is self._held:
            return self._held
        last = steps.done[-1] if steps.done and not steps.undone else None
        if last is not None and last.what == what and self._began_s() - last.at_s < MERGE_S:
            return last
        return None

    def _began_s(self) -> float:
        """When what the user does now began: with the drag, if he drags."""
        return self._clock() if self._held_since_s is None else self._held_since_s


def _what(new: Preferences, old: Preferences, fields: list[str]) -> frozenset[str]:
    """Names of what changed: each edit by its own."""
    names = {name for name in fields if name != "edits"}
    if "edits" in fields:
        before, after = vars(old.edits), vars(new.edits)
        names |= {f"edits.{name}" for name in after if after[name] != before[name]}
    return frozenset(names)
