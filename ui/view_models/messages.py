"""What the window tells the user: one sentence, details on demand, at most one action."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ui.engine_texts import translated
from ui.translation import tr
from vcam.engine.events import SessionEvent
from vcam.errors import VcamError

Kind = Literal["error", "warning", "info"]


@dataclass(frozen=True, kw_only=True)
class Action:
    """A button beside a message."""

    label: str
    run: Callable[[], None]


@dataclass(frozen=True, kw_only=True)
class Message:
    """One thing to tell.

    Args:
        sentence: for a person: what, and what to do.
        details: for a bug report (a traceback), shown only on demand.
        topic: a newer message of the same topic replaces the older one; empty replaces none.
        lasts_s: goes by itself after so long; 0 stays until it is closed.
    """

    kind: Kind
    sentence: str
    details: str = ""
    action: Action | None = None
    topic: str = ""
    lasts_s: float = 0.0


def message_from_error(error: BaseException, *, topic: str = "", doing: str = "") -> Message:
    """The message for a failure: a `VcamError` speaks for itself, anything else is named unexpected.

    Args:
        doing: what was being done, translated, for example `tr("starting the camera")`.
    """
    details = "".join(traceback.format_exception(error)).strip()
    if isinstance(error, VcamError):
        sentence = as_sentence(str(error))
    else:
        name = type(error).__name__
        if doing:
            sentence = tr("Something unexpected went wrong while {doing} ({error}).")
        else:
            sentence = tr("Something unexpected went wrong ({error}).")
        sentence = sentence.format(doing=doing, error=name)
    return Message(kind="error", sentence=sentence, details=details, topic=topic)


def message_from_event(event: SessionEvent) -> Message:
    """The message for a trouble of the running session."""
    details = "" if event.error is None else message_from_error(event.error).details
    return Message(kind=event.level, sentence=as_sentence(event.message), details=details, topic=event.topic)


def as_sentence(text: str) -> str:
    """A text of the engine in the user's language, with a capital letter and a full stop."""
    text = translated(text.strip())
    if not text:
        return tr("Something went wrong.")
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".!?" else f"{text}."
