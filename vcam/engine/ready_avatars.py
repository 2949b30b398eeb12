"""Avatars that are ready to go on stage: what is chosen again, or was made ready ahead, needs no loading.

One takes 14 bytes a pixel of its photo (4 MB at 512 x 512, 63 MB at 2048 x 2048) and, with networks, less
than 1 MB for what they see of it. What only the one on stage needs (10 to 16 MB at 1280x720) is not kept.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vcam.avatar.avatar import Avatar

MOST = 9
"""As many as have keys."""
MOST_BYTES = 128 << 20
LEAST = 3
"""Those used last are kept however large they are."""
Key = tuple[str, str]
"""An avatar's key and what draws it."""


@dataclass(frozen=True, kw_only=True)
class ReadyAvatar:
    """Ready to go on stage.

    Args:
        avatar: with what draws it.
        told: what to tell about how it is drawn, mostly nothing.
    """

    avatar: Avatar
    told: str


class ReadyAvatars:
    """Keeps those used last, and where there is room others; callable from any thread."""

    def __init__(self) -> None:
        """Start without any."""
        self._lock = threading.Lock()
        self._kept: dict[Key, ReadyAvatar] = {}
        """The one used last at the end; what was never used before all others, the newest first."""

    def __contains__(self, key: Key) -> bool:
        return key in self._kept

    def use(self, key: Key) -> ReadyAvatar | None:
        """The one of that key, None when it is not ready."""
        with self._lock:
            found = self._kept.pop(key, None)
            if found is not None:
                self._kept[key] = found
            return found

    def keep(self, key: Key, ready: ReadyAvatar) -> None:
        """Keep one that is used; those that were not used for longest make room."""
        with self._lock:
            self._kept.pop(key, None)
            self._kept[key] = ready
            while not self._fits():
                del self._kept[next(iter(self._kept))]

    def offer(self, key: Key, ready: ReadyAvatar) -> bool:
        """Keep one that may be used soon, if there is room; whether there was."""
        with self._lock:
            before = self._kept
            self._kept = before if key in before else {key: ready, **before}
            if self._fits():
                return True
            self._kept = before
            return False

    @property
    def bytes(self) -> int:
        """Memory that their pictures take."""
        return sum(ready.avatar.bytes for ready in self._kept.values())

    def _fits(self) -> bool:
        count = len(self._kept)
        return count <= LEAST or (count <= MOST and self.bytes <= MOST_BYTES)


def look_ahead(avatar: Avatar) -> None:
    """Do once what each view of an avatar needs; takes some hundredths of a second."""
    from vcam.engine.anchored.figure import AnchoredFigure

    if isinstance(avatar, AnchoredFigure):
        _ = avatar.head_looks, avatar.region_looks
