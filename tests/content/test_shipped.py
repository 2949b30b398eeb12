"""What ships: pictures with a face that the tracker finds where it was drawn, and a motion to move it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from vcam.avatar.photo import load_photo
from vcam.avatar.photo_check import check_photo
from vcam.avatar.shipped import DEFAULT_AVATAR, shipped_names, shipped_photo, shipped_thumbnail
from vcam.errors import AvatarFileError
from vcam.frames import Landmarks, Points
from vcam.geometry import face_model as face
from vcam.landmarks.face_mesh import FaceMeshTracker
from vcam.paths import resources


@pytest.fixture(scope="module")
def found() -> dict[str, list[Landmarks]]:
    """Faces in each shipped picture."""
    tracker = FaceMeshTracker()
    faces = {name: tracker.detect_all(load_photo(shipped_photo(name)).rgb) for name in shipped_names()}
    tracker.close()
    return faces


@pytest.mark.parametrize("name", shipped_names())
def test_shipped_avatars_pass_the_photo_check(name: str, found: dict[str, list[Landmarks]]) -> None:
    report = check_photo(load_photo(shipped_photo(name)), found[name])
    assert report.accepted
    assert report.faces == 1
    assert {finding.code for finding in report.problems} <= {"face_small"}


def test_the_character_has_no_finding_at_all(found: dict[str, list[Landmarks]]) -> None:
    assert check_photo(load_photo(shipped_photo("character")), found["character"]).problems == ()


def test_landmarks_lie_on_the_drawn_features(found: dict[str, list[Landmarks]]) -> None:
    pytest.importorskip("scipy", reason="the drawing recipe needs scipy")
    from vcam.content.character import character_points

    drawn, points = character_points(), found["character"][0].points[:, :2]
    between_eyes = np.linalg.norm(points[face.RIGHT_IRIS[0]] - points[face.LEFT_IRIS[0]])

    def error(indices: Points) -> float:
        return float(np.linalg.norm(drawn[indices] - points[indices], axis=1).mean() / between_eyes)

    lids = np.concatenate(
        [face.RIGHT_UPPER_LID, face.RIGHT_LOWER_LID, face.LEFT_UPPER_LID, face.LEFT_LOWER_LID]
    )
    assert error(lids) < 0.03
    assert error(np.array([face.RIGHT_IRIS[0], face.LEFT_IRIS[0]])) < 0.02
    assert error(face.LIPS) < 0.02
    assert error(np.concatenate([face.RIGHT_BROW, face.LEFT_BROW])) < 0.05
    assert error(np.arange(face.FACE_POINTS)) < 0.08


def test_thumbnails_are_small_squares() -> None:
    for name in shipped_names():
        assert cv2.imread(str(shipped_thumbnail(name))).shape == (192, 192, 3)


def test_every_resource_is_in_the_notice() -> None:
    notice = (resources() / "NOTICE").read_text()
    assert DEFAULT_AVATAR in shipped_names()
    for path in resources().rglob("*"):
        if path.is_file() and path.name != "NOTICE" and path.parent.name != "thumbnails":
            assert path.relative_to(resources()).as_posix() in notice


def test_unknown_shipped_names() -> None:
    with pytest.raises(AvatarFileError, match="choose from astronaut, character"):
        shipped_photo("nobody")
