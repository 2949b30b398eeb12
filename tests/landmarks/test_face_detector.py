"""The face detector and the person mask on scikit-image's astronaut."""

from __future__ import annotations

import numpy as np
import pytest
from skimage.data import astronaut

from vcam.errors import ShapeError
from vcam.landmarks.face_detector import FaceDetector
from vcam.landmarks.segmenter import PersonSegmenter


@pytest.fixture(scope="module")
def detector() -> FaceDetector:
    return FaceDetector()


@pytest.fixture(scope="module")
def segmenter() -> PersonSegmenter:
    return PersonSegmenter()


def test_the_face_is_found_with_its_points(detector: FaceDetector) -> None:
    (box,) = detector.detect(astronaut())
    assert 0.8 < box.score <= 1
    assert box.centre == pytest.approx((225, 130), abs=4)
    assert box.side == pytest.approx(95, abs=4)
    right_eye, left_eye, nose, mouth = box.points[:4]
    assert right_eye[0] < nose[0] < left_eye[0]
    assert max(right_eye[1], left_eye[1]) < nose[1] < mouth[1]


def test_boxes_are_in_picture_pixels_for_any_shape(detector: FaceDetector) -> None:
    (square,) = detector.detect(astronaut())
    wide = np.full((512, 800, 3), 90, np.uint8)
    wide[:, 200:712] = astronaut()
    (box,) = detector.detect(wide)
    assert box.centre == pytest.approx((square.centre[0] + 200, square.centre[1]), abs=20)
    tall = np.full((800, 512, 3), 90, np.uint8)
    tall[250:762] = astronaut()
    (box,) = detector.detect(tall)
    assert box.centre == pytest.approx((square.centre[0], square.centre[1] + 250), abs=20)


def test_the_best_score_comes_first(detector: FaceDetector) -> None:
    both = np.concatenate([astronaut()[:256, 96:352], astronaut()[:256, 96:352][::1, ::-1]], axis=1)
    boxes = detector.detect(both)
    assert len(boxes) == 2
    assert boxes[0].score >= boxes[1].score


def test_a_moved_box_takes_its_points_along(detector: FaceDetector) -> None:
    (box,) = detector.detect(astronaut())
    moved = box.moved(10, -3)
    assert moved.centre == pytest.approx((box.centre[0] + 10, box.centre[1] - 3))
    assert moved.side == pytest.approx(box.side)
    assert np.allclose(moved.points - box.points, [10, -3])


def test_nothing_is_found_in_an_empty_picture(detector: FaceDetector) -> None:
    assert detector.detect(np.zeros((90, 160, 3), np.uint8)) == []


def test_detection_refuses_other_arrays(detector: FaceDetector) -> None:
    with pytest.raises(ShapeError):
        detector.detect(np.zeros((90, 160), np.uint8))


def test_the_mask_covers_the_person(segmenter: PersonSegmenter) -> None:
    mask = segmenter.mask(astronaut())
    assert mask.shape == (512, 512)
    assert mask.dtype == np.float32
    assert mask.min() >= 0
    assert mask.max() <= 1
    assert mask[100:140, 200:250].min() > 0.95
    assert mask[60:200, 20:90].max() < 0.2
    assert 0.4 < mask.mean() < 0.65


@pytest.mark.parametrize("size", [(1, 1), (33, 640), (720, 405)])
def test_the_mask_has_the_size_of_the_picture(segmenter: PersonSegmenter, size: tuple[int, int]) -> None:
    mask = segmenter.mask(np.zeros((*size, 3), np.uint8))
    assert mask.shape == size
    assert np.isfinite(mask).all()


def test_the_mask_lies_on_the_picture(segmenter: PersonSegmenter) -> None:
    small = segmenter.mask(astronaut())
    large = segmenter.mask(np.repeat(np.repeat(astronaut(), 3, 0), 3, 1))[1::3, 1::3]
    assert np.abs(small - large).mean() < 0.01


def test_the_mask_refuses_other_arrays(segmenter: PersonSegmenter) -> None:
    with pytest.raises(ShapeError):
        segmenter.mask(np.zeros((90, 160, 4), np.uint8))
