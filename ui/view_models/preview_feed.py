"""Composites made ready for the preview beside the window's thread."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from ui.bridge import TaskRunner
from ui.pictures import fitted
from vcam.frames import Image

log = logging.getLogger(__name__)

LANE = "preview"


@dataclass(frozen=True, eq=False, kw_only=True)
class Fit:
    """How a picture is wanted on the screen.

    Args:
        image: (H, W, 3) uint8 RGB.
        size: width and height in the screen's pixels.
        mirror: the other way round.
        readable: it is a card with words, which is never mirrored.
    """

    image: Image
    size: tuple[int, int]
    mirror: bool
    readable: bool = False

    def same(self, other: Fit | None) -> bool:
        """Whether both give the same picture."""
        return (
            other is not None
            and self.image is other.image
            and (self.size, self.mirror, self.readable) == (other.size, other.mirror, other.readable)
        )

    def picture(self) -> QImage:
        """The picture; callable from any thread."""
        return fitted(self.image, self.size, self.mirror and not self.readable)


class PreviewFeed(QObject):
    """Fits one picture at a time; what comes meanwhile is offered again with the next tick.

    Signals:
        ready(Fit, QImage): a picture can be drawn.
    """

    ready = Signal(object, object)

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        """Start without a picture."""
        super().__init__(parent)
        self._runner = runner
        self._busy = False
        self._last: Fit | None = None

    def offer(self, fit: Fit) -> None:
        """Fit this picture, unless it was fitted last or another one is being fitted."""
        if not self._busy and not fit.same(self._last):
            self._busy, self._last = True, fit
            self._runner.run(LANE, fit.picture, partial(self._done, fit), self._failed)

    def _done(self, fit: Fit, picture: QImage) -> None:
        self._busy = False
        self.ready.emit(fit, picture)

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        log.warning("a picture can't be made ready for the preview: %s", error)
