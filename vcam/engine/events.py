"""What a live session tells about itself while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from vcam.errors import VcamError

EventKind = Literal[
    "source_ready",
    "source_lost",
    "source_ended",
    "tracking_ready",
    "tracking_failed",
    "rendering_ready",
    "rendering_failed",
    "output_ready",
    "output_lost",
    "output_failed",
    "session_asleep",
    "session_awake",
]
Level = Literal["info", "warning", "error"]

_LEVELS: dict[str, Level] = {
    "ready": "info",
    "ended": "info",
    "asleep": "info",
    "awake": "info",
    "lost": "warning",
    "failed": "error",
}


@dataclass(frozen=True, kw_only=True)
class SessionEvent:
    """One thing that happened. Comes from the thread where it happened.

    Args:
        kind: `..._ready` also says that an earlier trouble of the same topic is over; `..._lost` is being
            retried; `output_failed` means that this output was dropped; `session_asleep` that nobody reads
            the outputs, so that capture and drawing rest.
        message: one sentence for the user.
        name: of the source or output concerned.
        error: the cause, if there is one.
    """

    kind: EventKind
    message: str
    name: str = ""
    error: Exception | None = None

    @property
    def topic(self) -> str:
        """`source`, `tracking`, `rendering`, `session` or `output NAME`; the newest of a topic counts."""
        stage = self.kind.partition("_")[0]
        return output_topic(self.name) if stage == "output" else stage

    @property
    def level(self) -> Level:
        """How loudly to say it."""
        return _LEVELS[self.kind.partition("_")[2]]


def output_topic(name: str) -> str:
    """Topic of the events of one output."""
    return f"output {name}"


Report = Callable[[SessionEvent], None]


def sentence(error: Exception, doing: str) -> str:
    """A person's sentence for an error: its own when vcam raised it on purpose."""
    if isinstance(error, VcamError):
        return str(error)
    what = f"{type(error).__name__}: {error}"
    return f"something unexpected happened while {doing} ({what}); the log has the details"
