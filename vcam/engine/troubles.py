"""What happens in a session is told on, and what is wrong kept: the newest of a topic, until it is over."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from vcam.engine.events import SessionEvent

log = logging.getLogger(__name__)

_KEPT = 8


class Troubles:
    """Keeps troubles by the topic of their events; callable from any thread."""

    def __init__(self, listener: Callable[[SessionEvent], None] | None) -> None:
        """Start without any.

        Args:
            listener: told of each event, in the thread where it happens.
        """
        self._listener = listener
        self._lock = threading.Lock()
        self._sentences: dict[str, str] = {}

    @property
    def latest(self) -> str | None:
        """The latest trouble as a sentence, None without one."""
        with self._lock:
            return next(reversed(self._sentences.values()), None)

    def note(self, event: SessionEvent) -> None:
        """Keep a trouble, and tell the listener; other news of a topic end what was wrong with it."""
        with self._lock:
            self._sentences.pop(event.topic, None)
            if event.error is not None:
                self._sentences[event.topic] = event.message
                while len(self._sentences) > _KEPT:
                    del self._sentences[next(iter(self._sentences))]
        if self._listener is not None:
            try:
                self._listener(event)
            except Exception:  # a listener's fault must not stop the picture
                log.exception("the listener failed on %s", event)

    def forget(self, topic: str) -> None:
        """Nobody is concerned with this topic any more."""
        with self._lock:
            self._sentences.pop(topic, None)
