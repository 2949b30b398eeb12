"""Videos of one rate from composites of another, or of an uneven one: frames repeat or fall away."""

from __future__ import annotations

from vcam.frames import Composite
from vcam.output.base import Output


class Resampled:
    """An output that shows each composite as long as its capture times say."""

    def __init__(self, output: Output, fps: float) -> None:
        """Write to `output` at `fps`, whatever the rate of the composites is."""
        self._output = output
        self._fps = fps
        self._last: Composite | None = None
        self._first_at_s = 0.0
        self._written = 0

    @property
    def name(self) -> str:
        """The output's name."""
        return self._output.name

    @property
    def counts_frames(self) -> bool:
        """Whether the time of what is written follows from the number of frames."""
        return self._output.counts_frames

    def open(self, width: int, height: int, fps: float) -> None:
        """Open the output at its own rate."""
        self._output.open(width, height, self._fps)
        self._last, self._written = None, 0

    def write(self, composite: Composite) -> None:
        """Take one composite; its predecessor fills the time until it."""
        if self._last is None:
            self._first_at_s = composite.captured_at_s
        due = int((composite.captured_at_s - self._first_at_s) * self._fps + 0.5)
        while self._last is not None and self._written < due:
            self._output.write(self._last)
            self._written += 1
        self._last = composite

    def close(self) -> None:
        """Write the last composite and finish the output."""
        last, self._last = self._last, None
        if last is not None:
            self._output.write(last)
        self._output.close()

    def discard(self) -> None:
        """Discard what was written."""
        self._last = None
        self._output.discard()
