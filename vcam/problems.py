"""The last warnings and errors of this run, as they may be shown to others."""

from __future__ import annotations

import logging
import time
import traceback
from collections import deque
from pathlib import Path

KEPT_PROBLEMS = 20
_CODE = Path(__file__).resolve().parents[1]


class LastProblems(logging.Handler):
    """Keeps the last warnings and errors as they may be shown to others.

    Of a record it takes the sentence before any value is filled in, and of an error its type and where in
    vcam it happened, because values and messages name the user's files and avatars.
    """

    def __init__(self) -> None:
        """Start without any."""
        super().__init__(logging.WARNING)
        self._lines: deque[str] = deque(maxlen=KEPT_PROBLEMS)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what may be shown of a record."""
        at = time.strftime("%H:%M:%S", time.localtime(record.created))
        line = f"{at} {record.levelname} {record.name}"
        if record.name.partition(".")[0] in ("vcam", "ui"):
            # Other packages may have filled their sentences in already.
            line += f": {record.msg}"
        error = record.exc_info[1] if record.exc_info else None
        while error is not None:
            line += f"\n    {_where(error)}"
            error = error.__cause__
        self._lines.append(line)

    @property
    def lines(self) -> tuple[str, ...]:
        """The last ones, oldest first."""
        return tuple(self._lines)


def _where(error: BaseException) -> str:
    """An error's type, and the innermost places in vcam's own code."""
    frames = [
        f"{Path(frame.filename).resolve().relative_to(_CODE).as_posix()}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
        if _CODE in Path(frame.filename).resolve().parents and ".venv" not in frame.filename
    ]
    places = ", ".join(reversed(frames[-4:]))
    return f"{type(error).__name__} in {places}" if places else type(error).__name__
