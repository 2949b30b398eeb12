"""Makes avatars ready before they are wanted, one after the other, while nothing more important is done."""

from __future__ import annotations

import logging
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
CALM_S = 2.0
"""So long nothing must have happened before it begins."""
PAUSE_S = 0.5
"""Between two avatars."""


class AvatarsAhead(QObject):
    """Works through the gallery in its order, as long as there is room for more."""

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
            busy: whether the window does something now that must not be disturbed.
        """
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._choice = choice
        self._names = names
        self._busy = busy
        self._tried: set[tuple[str, str]] = set()
        self._at_work = self._full = self._ended = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._next)

    def wake(self) -> None:
        """Something has changed: see what is to be done as soon as it is calm."""
        if not self._ended:
            self._timer.start(int(CALM_S * 1000))

    def end(self) -> None:
        """Leave off; what is under way ends at its next step."""
        self._ended = True
        self._timer.stop()

    def _next(self) -> None:
        """Begin with the next avatar."""
        renderer = self._choice.renderer
        if self._at_work or self._full or renderer not in (PRIOR, ANCHORED):
            return
        if self._busy() or not self._choice.settled:
            self.wake()
            return
        first = (name for name in self._names()[:MOST] if (name, renderer) not in self._tried)
        name = next(first, None)
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
        self._step(0.0)
        avatar, told = self._services.draw_by(avatars.load(name, self._step), renderer)
        self._step(0.9)
        look_ahead(avatar)
        return ready.offer(key, ReadyAvatar(avatar=avatar, told=told))

    def _step(self, _share: float) -> None:
        if self._ended:
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
        if not self._ended:
            self._timer.start(int(PAUSE_S * 1000))
