"""The cross-fade from one avatar to another: composites alone, so nothing else can shine through."""

from __future__ import annotations

import cv2
import numpy as np

from vcam.frames import Image

FADE_S = 0.2
FIRST_SHARE = 0.15
"""How much of the new picture the first composite shows: a switch is seen at once."""


class Crossfade:
    """Blends what was shown last into what is drawn now; does nothing between two fades."""

    def __init__(self) -> None:
        """Start without anything shown."""
        self._last: Image | None = None
        self._old: Image | None = None
        self._began_at_s = 0.0

    @property
    def running(self) -> bool:
        """Whether the next composite differs from this one by the fade alone."""
        return self._old is not None

    def begin(self) -> None:
        """Fade from the picture shown last, if there is one; in a running fade, from its mixture."""
        self._old, self._began_at_s = self._last, -np.inf

    def cut(self) -> None:
        """Something else is shown at once, as a still card: there is nothing to fade from."""
        self._last = self._old = None

    def show(self, image: Image, now_s: float) -> Image:
        """(H, W, 3) uint8 RGB, what to show of a new picture.

        Args:
            image: (H, W, 3) uint8 RGB as drawn; not changed.
            now_s: monotonic time.
        """
        if self._old is not None:
            if self._began_at_s == -np.inf:
                self._began_at_s = now_s
            done = (now_s - self._began_at_s) / FADE_S
            share = FIRST_SHARE + (1 - FIRST_SHARE) * done
            if share < 1 and self._old.shape == image.shape:
                image = np.asarray(cv2.addWeighted(image, share, self._old, 1 - share, 0), np.uint8)
            else:
                self._old = None
        self._last = image
        return image
