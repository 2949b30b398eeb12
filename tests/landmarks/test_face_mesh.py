"""Face Mesh tracking on scikit-image's astronaut: golden points, one face among several, loss and return."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from skimage.data import astronaut

from vcam.errors import ShapeError
from vcam.frames import LANDMARK_COUNT, Image, Points
from vcam.landmarks.face_mesh import FaceMeshTracker, _parts
from vcam.landmarks.following import PATIENCE

GOLDEN = Path(__file__).parent / "golden" / "astronaut.npy"
FACE = (160, 10, 300, 230)
"""Left, top, right, bottom of the astronaut's head."""


@pytest.fixture(scope="module")
def portrait() -> Image:
    return astronaut()


@pytest.fixture(scope="module")
def shared_tracker() -> FaceMeshTracker:
    return FaceMeshTracker()


@pytest.fixture
def tracker(shared_tracker: FaceMeshTracker) -> FaceMeshTracker:
    shared_tracker.reset()
    return shared_tracker


def head(scale: float) -> Image:
    left, top, right, bottom = FACE
    cut = astronaut()[top:bottom, left:right]
    return cv2.resize(cut, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


def scene(*heads: tuple[float, int, int], width: int = 640, height: int = 400) -> Image:
    """A grey picture with heads, each (scale, left, top)."""
    picture = np.full((height, width, 3), 120, np.uint8)
    for scale, left, top in heads:
        cut = head(scale)
        picture[top : top + cut.shape[0], left : left + cut.shape[1]] = cut
    return picture


def centre(points: Points) -> float:
    return float(points[:, 0].mean())


def iris_distance(points: Points) -> float:
    return float(np.linalg.norm(points[468] - points[473]))


def test_points_equal_mediapipe(tracker: FaceMeshTracker, portrait: Image) -> None:
    found = tracker.track(portrait)
    golden = np.load(GOLDEN)
    assert found is not None
    assert found.points.shape == (LANDMARK_COUNT, 3)
    assert found.points.dtype == np.float32
    assert found.image_size == (512, 512)
    assert found.score > 0.99
    error = np.linalg.norm(found.points - golden, axis=1) / iris_distance(golden)
    # Resampling differs between versions and builds of OpenCV.
    assert error.mean() < 0.003
    assert error.max() < 0.02


def test_a_still_picture_gives_still_points(tracker: FaceMeshTracker, portrait: Image) -> None:
    points = np.stack([tracker.track(portrait).points for _ in range(12)])
    assert np.abs(np.diff(points[6:], axis=0)).max() < 1e-3


def test_points_follow_a_shift(tracker: FaceMeshTracker) -> None:
    first = tracker.track(scene((1.0, 100, 80)))
    moved = tracker.track(scene((1.0, 112, 85)))
    shift = (moved.points - first.points).mean(0)
    assert shift[:2] == pytest.approx([12, 5], abs=0.7)


def test_points_do_not_depend_on_the_size_of_the_picture(tracker: FaceMeshTracker, portrait: Image) -> None:
    small = tracker.track(portrait)
    tracker.reset()
    large = tracker.track(cv2.resize(portrait, (1024, 1024), interpolation=cv2.INTER_CUBIC))
    error = np.linalg.norm(large.points / 2 - small.points, axis=1) / iris_distance(small.points)
    assert error.mean() < 0.02


def test_the_largest_face_wins(tracker: FaceMeshTracker) -> None:
    found = tracker.track(scene((0.7, 40, 100), (1.2, 400, 60)))
    assert centre(found.points) > 320


def test_the_followed_face_stays_when_a_larger_one_appears(tracker: FaceMeshTracker) -> None:
    for _ in range(3):
        assert centre(tracker.track(scene((0.8, 60, 100))).points) < 320
    for _ in range(2 * PATIENCE):
        assert centre(tracker.track(scene((0.8, 60, 100), (1.4, 400, 60))).points) < 320


def test_another_face_takes_over_only_after_a_while(tracker: FaceMeshTracker) -> None:
    both, other = scene((1.2, 30, 60), (0.8, 480, 100)), scene((0.8, 480, 100))
    assert centre(tracker.track(both).points) < 320
    found = [tracker.track(other) for _ in range(PATIENCE + 1)]
    assert found[:PATIENCE] == [None] * PATIENCE
    assert centre(found[PATIENCE].points) > 320


def test_a_hidden_face_comes_back_as_itself(tracker: FaceMeshTracker) -> None:
    both, other = scene((1.0, 60, 80), (1.0, 420, 80)), scene((1.0, 420, 80))
    tracker.track(scene((1.0, 60, 80)))
    for _ in range(PATIENCE - 1):
        assert tracker.track(other) is None
    assert centre(tracker.track(both).points) < 320


def test_a_jump_is_found_in_the_same_picture(tracker: FaceMeshTracker) -> None:
    tracker.track(scene((1.2, 60, 60)))
    found = tracker.track(scene((1.2, 230, 60)))
    assert found is not None
    assert centre(found.points) > 250


def test_an_empty_picture_gives_nothing_and_the_face_is_found_again(tracker: FaceMeshTracker) -> None:
    picture, empty = scene((1.2, 230, 60)), np.zeros((400, 640, 3), np.uint8)
    assert tracker.track(picture) is not None
    for _ in range(3):
        assert tracker.track(empty) is None
    assert tracker.track(picture) is not None


def test_a_far_face_is_found_and_lost_and_found(tracker: FaceMeshTracker) -> None:
    picture = scene((0.8, 500, 150), width=1280, height=720)
    empty = np.full_like(picture, 120)
    assert tracker.track(picture) is not None
    assert tracker.track(empty) is None
    assert tracker.track(picture) is not None


def test_reset_lets_the_largest_face_win_again(tracker: FaceMeshTracker) -> None:
    tracker.track(scene((0.8, 60, 100)))
    both = scene((0.8, 60, 100), (1.4, 400, 60))
    assert centre(tracker.track(both).points) < 320
    tracker.reset()
    assert centre(tracker.track(both).points) > 320


def test_all_faces_of_a_photo_come_largest_first(tracker: FaceMeshTracker) -> None:
    faces = tracker.detect_all(scene((0.8, 60, 100), (1.4, 400, 60)))
    assert [centre(face.points) > 320 for face in faces] == [True, False]
    assert all(0.5 < face.score <= 1 for face in faces)
    assert all(face.image_size == (640, 400) for face in faces)


def test_a_small_face_in_a_photo_is_found_once(tracker: FaceMeshTracker) -> None:
    faces = tracker.detect_all(scene((0.5, 700, 300), width=1600, height=900))
    assert len(faces) == 1
    assert 700 < centre(faces[0].points) < 770


def test_a_photo_without_a_face_gives_an_empty_list(tracker: FaceMeshTracker) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (300, 300, 3)).astype(np.uint8)
    assert tracker.detect_all(noise) == []


def test_looking_for_faces_does_not_touch_tracking(tracker: FaceMeshTracker, portrait: Image) -> None:
    first = tracker.track(scene((0.8, 60, 100)))
    tracker.detect_all(portrait)
    second = tracker.track(scene((0.8, 60, 100)))
    assert np.abs(second.points - first.points).mean() < 1


def test_several_looks_agree_better_than_one(tracker: FaceMeshTracker, portrait: Image) -> None:
    (face,) = tracker.detect_all(portrait)
    shifted = np.roll(portrait, 3, axis=1)
    spread = {}
    for looks in (1, 8):
        here = tracker.refine(portrait, face, looks=looks).points
        there = tracker.refine(shifted, face, looks=looks).points - np.float32([3, 0, 0])
        spread[looks] = np.linalg.norm(here - there, axis=1).mean()
    assert spread[8] < spread[1]
    assert spread[8] < 0.02 * iris_distance(face.points)


def test_a_face_that_is_gone_is_given_back_as_it_was(tracker: FaceMeshTracker, portrait: Image) -> None:
    (face,) = tracker.detect_all(portrait)
    assert tracker.refine(np.zeros_like(portrait), face) is face


@pytest.mark.parametrize("shape", [(1, 1, 3), (2, 900, 3), (900, 2, 3)])
def test_tiny_pictures_are_no_trouble(tracker: FaceMeshTracker, shape: tuple[int, ...]) -> None:
    assert tracker.track(np.zeros(shape, np.uint8)) is None
    assert tracker.detect_all(np.zeros(shape, np.uint8)) == []


@pytest.mark.parametrize(
    "image",
    [np.zeros((10, 10), np.uint8), np.zeros((10, 10, 4), np.uint8), np.zeros((10, 10, 3), np.float32)],
    ids=["grey", "alpha", "float"],
)
def test_other_arrays_are_refused(tracker: FaceMeshTracker, image: Image) -> None:
    with pytest.raises(ShapeError):
        tracker.track(image)
    with pytest.raises(ShapeError):
        tracker.detect_all(image)


@pytest.mark.parametrize("divisor", [1, 2, 4])
@pytest.mark.parametrize("size", [(720, 1280), (1280, 720), (100, 100), (3, 1000)])
def test_parts_cover_the_picture(size: tuple[int, int], divisor: int) -> None:
    covered = np.zeros(size, np.uint8)
    for left, top, right, bottom in _parts(np.zeros((*size, 3), np.uint8), divisor):
        assert 0 <= left < right <= size[1]
        assert 0 <= top < bottom <= size[0]
        covered[top:bottom, left:right] = 1
    assert covered.all()


def test_close_is_safe_twice() -> None:
    tracker = FaceMeshTracker()
    tracker.close()
    tracker.close()
