"""Makes avatars ready before they are wanted, one after the other, while nothing more important is done."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer

from ui.bridge import Cancelled, TaskRunner
from ui.services import Services
from vcam.engine.ready_avatars import MOST, ReadyAvatar, look_ahead
from vcam.low_priority import give_way

from .avatar_choice import AvatarChoice, key_of
from .renderers import ANCHORED, PRIOR

log = logging.getLogger(__name__)

LANE = "ahead"
CALM_S = 0.3
"""So long nothing must have happened before it begins, or goes on."""
PAUSE_S = 0.1
"""Between two avatars."""
_POLL_S = 0.05


class AvatarsAhead(QObject):
    """Works from the avatar in use outwards through the gallery, as long as there is room for more.

    What is under way waits at its next step while something more important is done.
    """

    def __init__(
        self,
        services: Services,
        runner: TaskRunner,
        choice: AvatarChoice,
        names: Callable[[], Sequence[str]],
        busy: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        """Do nothing before `wake` is called.

        Args:
            services: what loads.
            runner: runs the work in a lane of its own, whose thread gives way to others.
            choice: the avatar in use; keeps what is ready.
            names: of the gallery's avatars, in order.
            busy: whether the window does something now that must not be disturbed; asked again and again
                until it doesn't.
        """
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._choice = choice
        self._names = names
        self._busy = busy
        self._tried: set[tuple[str, str]] = set()
        self._at_work = self._full = False
        self._calm, self._ended = threading.Event(), threading.Event()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._next)

    def wake(self) -> None:
        """Something has changed: see what is to be done as soon as it is calm."""
        if not self._ended.is_set():
            self._calm.clear()
            self._timer.start(int(CALM_S * 1000))

    def end(self) -> None:
        """Leave off; what is under way ends at its next step."""
        self._ended.set()
        self._timer.stop()

    def _next(self) -> None:
        """Go on, or begin with the next avatar."""
        if not self._choice.settled:
            return  # its end will wake this
        if self._busy():
            self.wake()
            return
        self._calm.set()
        renderer = self._choice.renderer
        if self._at_work or self._full or renderer not in (PRIOR, ANCHORED):
            return
        nearest = outwards(self._names(), self._choice.name)[:MOST]
        name = next((name for name in nearest if (name, renderer) not in self._tried), None)
        if name is not None:
            self._tried.add((name, renderer))
            self._at_work = True
            self._runner.run(LANE, partial(self._prepare, name, renderer), self._done, self._failed)

    def _prepare(self, name: str, renderer: str) -> bool:
        """Make one ready, on the lane; whether there was room for it."""
        give_way()
        ready, avatars = self._choice.ready, self._services.avatars
        key = key_of(name, avatars), renderer
        if key in ready:
            return True
        self._wait()
        try:
            avatar, told = self._services.draw_by(avatars.load(name, partial(self._step, key)), renderer)
            self._step(key)
            look_ahead(avatar)
        except _ReadyBefore:
            return True
        return ready.offer(key, ReadyAvatar(avatar=avatar, told=told))

    def _step(self, key: tuple[str, str], _share: float = 0.0) -> None:
        """Between two parts of the work on the lane."""
        self._wait()
        if key in self._choice.ready:
            raise _ReadyBefore

    def _wait(self) -> None:
        """Give way, on the lane, until it is calm."""
        while not self._calm.wait(_POLL_S):
            if self._ended.is_set():
                break
        if self._ended.is_set():
            raise Cancelled

    def _done(self, kept: bool) -> None:
        self._at_work = False
        self._full = not kept
        self._go_on()

    def _failed(self, error: BaseException) -> None:
        # Whoever chooses it will be told.
        self._at_work = False
        log.info("an avatar can't be made ready ahead: %s", error)
        self._go_on()

    def _go_on(self) -> None:
        if not self._ended.is_set() and not self._timer.isActive():
            self._timer.start(int(PAUSE_S * 1000))


class _ReadyBefore(Exception):
    """Whoever chose the avatar has made it ready in the meantime."""


def outwards(names: Sequence[str], name: str) -> list[str]:
    """All names of a circle, as near to one of them as may be: the next, the one before, and so on."""
    if name not in names:
        return list(names)
    at, count = names.index(name), len(names)
    steps = sorted(range(count), key=lambda step: (min(step, count - step), step))
    return [names[(at + step) % count] for step in steps]
