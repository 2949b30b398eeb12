"""A photo is searched for faces once, however often it is asked about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from vcam.avatar.crop import crop_photo
from vcam.avatar.face_search import FaceSearch
from vcam.avatar.photo import Photo, load_photo
from vcam.avatar.shipped import shipped_photo
from vcam.avatar.store import AvatarStore
from vcam.landmarks.face_mesh import FaceMeshTracker

HEAD = (0.15, 0.0, 0.8, 0.6)


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, ...]]:
    """Shapes of the pictures that were searched."""
    shapes: list[tuple[int, ...]] = []
    real = FaceMeshTracker.detect_all

    def noted(self: FaceMeshTracker, image: Any) -> Any:
        shapes.append(image.shape)
        return real(self, image)

    monkeypatch.setattr(FaceMeshTracker, "detect_all", noted)
    return shapes


def test_a_photo_that_is_checked_and_added_is_searched_once(
    searched: list[tuple[int, ...]], tmp_path: Path
) -> None:
    store, photo = AvatarStore(tmp_path), load_photo(shipped_photo("astronaut"))
    assert store.check(crop_photo(photo, HEAD)).accepted
    store.add(crop_photo(photo, HEAD), "Eileen")
    assert len(searched) == 1


def test_another_photo_is_searched_itself(searched: list[tuple[int, ...]]) -> None:
    search, photo = FaceSearch(), load_photo(shipped_photo("astronaut"))
    empty = Photo(
        rgb=np.zeros_like(photo.rgb), alpha=None, original_bytes=b"", suffix=".png", name=photo.name
    )
    (face,) = search.faces(photo)
    assert search.faces(photo)[0] is face
    assert list(search.faces(empty)) == []
    assert np.array_equal(search.faces(photo)[0].points, face.points)
    assert len(searched) == 3
