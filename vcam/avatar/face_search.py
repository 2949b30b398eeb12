"""The faces of a photo; one that is checked and then added is searched once."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence

import numpy as np

from vcam.avatar.photo import Photo
from vcam.frames import Landmarks


class FaceSearch:
    """Finds faces and remembers those of the last photo; callable from any thread."""

    def __init__(self) -> None:
        """Start without a photo."""
        self._lock = threading.Lock()
        self._last: tuple[bytes, tuple[Landmarks, ...]] = (b"", ())

    def faces(self, photo: Photo) -> Sequence[Landmarks]:
        """Landmarks of every face in `photo.rgb`, the largest first."""
        from vcam.landmarks.face_mesh import FaceMeshTracker

        # By its pixels: cutting a photo the same way again gives another object.
        pixels = hashlib.sha256(repr(photo.rgb.shape).encode())
        pixels.update(np.ascontiguousarray(photo.rgb).data)
        key = pixels.digest()
        with self._lock:
            if self._last[0] == key:
                return self._last[1]
        found = tuple(FaceMeshTracker().detect_all(photo.rgb))
        with self._lock:
            self._last = key, found
        return found
