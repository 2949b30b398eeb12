"""The photo check: one finding for each fault, on faces of known size and pose."""

from __future__ import annotations

import json

import numpy as np
import pytest

from vcam.avatar.photo import Photo
from vcam.avatar.photo_check import check_photo
from vcam.errors import PhotoRejected
from vcam.frames import Landmarks
from vcam.geometry.face_model import (
    LEFT_LOWER_LID,
    LEFT_UPPER_LID,
    LOWER_LIP_INNER,
    UPPER_LIP_INNER,
    mean_face,
)
from vcam.geometry.pose import Pose, rotation_from_angles

SIZE = 600


def photo(image: np.ndarray | None = None) -> Photo:
    rgb = np.full((SIZE, SIZE, 3), 128, np.uint8) if image is None else image.copy()
    return Photo(rgb=rgb, alpha=None, original_bytes=b"", suffix=".png", name="me")


def relaxed_face() -> np.ndarray:
    """The mean face with its mouth shut."""
    face = mean_face().copy()
    middle = (face[UPPER_LIP_INNER] + face[LOWER_LIP_INNER]) / 2
    face[UPPER_LIP_INNER] = face[LOWER_LIP_INNER] = middle
    return face


def placed(
    face: np.ndarray,
    *,
    height: float = 250,
    angles: tuple[float, float, float] = (0, 0, 0),
    at: float = SIZE / 2,
) -> Landmarks:
    pose = Pose(rotation=rotation_from_angles(*angles), position=np.float32([at, SIZE / 2, 0]), scale=height)
    return Landmarks(points=pose.apply(face), image_size=(SIZE, SIZE))


def codes(*faces: Landmarks, image: np.ndarray | None = None) -> list[str]:
    return [finding.code for finding in check_photo(photo(image), faces).problems]


def test_a_good_photo_has_no_findings() -> None:
    report = check_photo(photo(), [placed(relaxed_face(), angles=(12, -8, 5))])
    assert report.accepted
    assert report.problems == ()
    assert report.face_height_px == pytest.approx(250, rel=0.02)
    assert (report.yaw_deg, report.pitch_deg, report.roll_deg) == pytest.approx((12, -8, 5), abs=0.5)
    report.raise_if_refused()


def test_no_face_is_refused() -> None:
    report = check_photo(photo(), [])
    assert not report.accepted
    with pytest.raises(PhotoRejected, match="no face was found in photo 'me'"):
        report.raise_if_refused()


@pytest.mark.parametrize(
    ("height", "expected"),
    [(60, ["face_too_small"]), (70, ["face_small"]), (150, ["face_small"]), (170, [])],
)
def test_face_height(height: float, expected: list[str]) -> None:
    assert codes(placed(relaxed_face(), height=height)) == expected


@pytest.mark.parametrize(
    ("angles", "expected"),
    [
        ((28, 0, 0), []),
        ((-33, 0, 0), ["turned"]),
        ((25, 25, 0), ["turned"]),
        ((0, 40, 0), ["turned"]),
        ((65, 0, 0), ["turned_away"]),
        ((0, 0, 30), []),
        ((0, 0, 80), ["tilted"]),
    ],
)
def test_turn(angles: tuple[float, float, float], expected: list[str]) -> None:
    assert codes(placed(relaxed_face(), angles=angles)) == expected


def test_errors_come_first() -> None:
    report = check_photo(photo(), [placed(relaxed_face(), angles=(70, 0, 60), height=100)] * 2)
    assert [p.severity for p in report.problems][:2] == ["error", "warning"]
    assert report.problems[0].code == "turned_away"


def test_several_faces_warn_and_the_first_counts() -> None:
    faces = [placed(relaxed_face(), height=200), placed(relaxed_face(), height=50)]
    assert codes(*faces) == ["several_faces"]


def test_face_cut_off() -> None:
    assert codes(placed(relaxed_face(), at=60)) == ["face_cut_off"]


def test_one_closed_eye() -> None:
    face = relaxed_face()
    face[LEFT_UPPER_LID] = face[LEFT_LOWER_LID]
    assert codes(placed(face)) == ["eyes_closed"]


def test_open_mouth() -> None:
    face = relaxed_face()
    face[LOWER_LIP_INNER[1:-1], 1] += 0.15
    assert codes(placed(face)) == ["mouth_open"]


def test_glare_counts_and_a_glint_does_not() -> None:
    landmarks = placed(relaxed_face())
    x, y = landmarks.points[[33, 133], :2].mean(0).astype(int)
    image = np.full((SIZE, SIZE, 3), 120, np.uint8)
    image[y - 2 : y + 2, x - 2 : x + 2] = 255
    assert codes(landmarks, image=image) == []
    image[y - 8 : y + 4, x - 15 : x + 15] = 255
    assert codes(landmarks, image=image) == ["glare"]


def test_report_as_json() -> None:
    report = check_photo(photo(), [placed(relaxed_face(), height=100)])
    value = json.loads(json.dumps(report.to_json()))
    assert value["accepted"] is True
    assert value["faces"] == 1
    assert value["problems"][0]["code"] == "face_small"
    assert value["problems"][0]["severity"] == "warning"
