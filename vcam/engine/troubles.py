"""What is wrong with a session now: the newest trouble of each topic, until it is over."""

from __future__ import annotations

import threading

from vcam.engine.events import SessionEvent

_KEPT = 8


class Troubles:
    """Keeps troubles by the topic of their events; callable from any thread."""

    def __init__(self) -> None:
        """Start without any."""
        self._lock = threading.Lock()
        self._sentences: dict[str, str] = {}

    @property
    def latest(self) -> str | None:
        """The latest trouble as a sentence, None without one."""
        with self._lock:
            return next(reversed(self._sentences.values()), None)

    def note(self, event: SessionEvent) -> None:
        """Keep a trouble; other news of a topic end what was wrong with it."""
        with self._lock:
            self._sentences.pop(event.topic, None)
            if event.error is not None:
                self._sentences[event.topic] = event.message
                while len(self._sentences) > _KEPT:
                    del self._sentences[next(iter(self._sentences))]

    def forget(self, topic: str) -> None:
        """Nobody is concerned with this topic any more."""
        with self._lock:
            self._sentences.pop(topic, None)
