"""Errors of one drawn frame, and a clip's scores with stand-ins for the optional networks."""

import math
from dataclasses import replace

import cv2
import numpy as np
import pytest

from vcam.avatar.avatar import Avatar
from vcam.evaluation.clips import ClipFrame
from vcam.evaluation.instruments import Instruments, Seen
from vcam.evaluation.measures import measures_of
from vcam.evaluation.methods import open_methods
from vcam.evaluation.metrics import l1, mouth_mask, nme
from vcam.evaluation.trial import Trial, against_truth, mean_of_known
from vcam.frames import Landmarks, TrackedFrame
from vcam.landmarks.inner_mouth import LOWER


class Brightness:
    """Takes two pictures for the same person the more alike their colours are."""

    name = "brightness"

    def embed(self, image, points):
        return image.mean((0, 1)).astype(np.float64) - 100


def frame(instruments, image, index=0):
    (face,) = instruments.tracker.detect_all(image)[:1]
    tracked = TrackedFrame(landmarks=face, index=index, captured_at_s=index / 10)
    return ClipFrame(image=image, tracked=tracked, seen=instruments.look(image))


@pytest.fixture(scope="module")
def instruments():
    return Instruments(distance=l1, recogniser=Brightness())


def test_a_perfect_picture_has_no_error(instruments, astronaut: Avatar):
    image, seen = astronaut.photo, instruments.look(astronaut.photo)
    errors = against_truth(image, seen, image, Landmarks(points=seen.points, image_size=astronaut.size), l1)
    assert errors.pop("ssim") == pytest.approx(1)
    assert errors.pop("mouth_detail") == errors.pop("true_mouth_detail") > 0
    assert errors == dict.fromkeys(errors, 0)
    assert {"lpips", "colour", "eyes_nme", "mouth_nme", "eyes_l1", "mouth_l1"} < set(errors)


def test_landmarks_of_a_picture_are_steadier_than_those_of_one_look(instruments, astronaut: Avatar):
    photo = astronaut.photo
    seen, once = instruments.look(photo).points, instruments.tracker.detect_all(photo)[0].points
    errors = []
    for scale in (0.7, 0.8, 0.9):
        smaller = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        found = instruments.look(smaller).points, instruments.tracker.detect_all(smaller)[0].points
        errors.append([nme(points / scale, of) for points, of in zip(found, (seen, once), strict=True)])
    steady, jumpy = np.mean(errors, 0)
    assert 0 < steady < 0.9 * jumpy


def test_what_true_frames_err_by_is_told(instruments, astronaut: Avatar):
    (static,) = open_methods(("static",))
    trial = Trial("self", static, astronaut, instruments)
    trial.take(frame(instruments, astronaut.photo))
    scores = trial.scores()
    assert 0 < scores["true_nme"] < 3
    assert scores["true_nme"] == pytest.approx(scores["nme"])


def test_without_a_face_pictures_are_compared_and_landmarks_not(astronaut: Avatar):
    image, lost = astronaut.photo, Seen(points=None, embedding=None)
    errors = against_truth(np.zeros_like(image), lost, image, astronaut.landmarks)
    assert math.isnan(errors["nme"])
    assert math.isnan(errors["lpips"])
    assert errors["l1"] == pytest.approx(image.mean(), rel=1e-3)
    assert errors["mouth_l1"] > 0


def test_a_frame_without_the_driver_is_a_gap(instruments, astronaut: Avatar):
    (static,) = open_methods(("static",))
    trial = Trial("self", static, astronaut, instruments)
    for index in range(5):
        true = frame(instruments, np.roll(astronaut.photo, 4 * (index % 2), axis=1), index)
        if index == 2:
            gone = TrackedFrame(landmarks=None, index=2, captured_at_s=0.2)
            true = ClipFrame(image=true.image, tracked=gone, seen=Seen(points=None, embedding=None))
        assert (trial.take(true) is None) == (index == 2)
    assert trial.frames == 4
    assert trial.scores()["lost"] == 0
    assert math.isnan(trial.scores()["jitter"])  # no three frames in a row


@pytest.mark.parametrize("protocol", ["self", "cross"])
def test_the_still_photo_is_itself_at_every_frame(protocol, instruments, astronaut: Avatar):
    (static,) = open_methods(("static",))
    trial = Trial(protocol, static, astronaut, instruments)
    for index in range(4):
        moved = cv2.warpAffine(
            astronaut.photo,
            np.float32([[1, 0, 4 * (index % 2)], [0, 1, 0]]),
            astronaut.size,
            borderMode=cv2.BORDER_REPLICATE,
        )
        drawn = trial.take(frame(instruments, moved, index))
        np.testing.assert_array_equal(drawn, astronaut.photo)
    scores = trial.scores()
    assert trial.frames == 4
    assert list(scores) == [measure.key for measure in measures_of(protocol)]
    assert scores["jitter"] == 0
    assert scores["lost"] == scores["frame_gmac"] == 0
    if protocol == "self":
        assert 0 < scores["lpips"] == scores["l1"]
        assert scores["mouth_sharpness"] == pytest.approx(1, abs=0.2)
        assert 0.99 < scores["csim"] < 1
    else:
        assert scores["csim"] == pytest.approx(1)
        assert scores["leak"] == 0


def test_what_is_not_known_does_not_count():
    assert mean_of_known([1.0, math.nan, 3.0]) == 2
    assert math.isnan(mean_of_known([math.nan]))


def test_landmarks_of_the_driver_move_the_prior(instruments, astronaut: Avatar):
    (prior,) = open_methods(("prior",))
    trial = Trial("self", prior, astronaut, instruments)
    points = astronaut.points + np.float32([20, 0, 0])
    face = Landmarks(points=points, image_size=astronaut.size)
    tracked = TrackedFrame(landmarks=face, index=0, captured_at_s=0.0)
    true = ClipFrame(image=astronaut.photo, tracked=tracked, seen=Seen(points=None, embedding=None))
    drawn = trial.take(true)
    found = instruments.look(drawn).points
    assert (found - astronaut.points)[:468, 0].mean() == pytest.approx(20, abs=2)
    assert math.isnan(trial.scores()["csim"])


def test_landmarks_alone_draw_another_mouth_than_one_that_is_seen(instruments, astronaut: Avatar):
    pictures = []
    for method in open_methods(("landmarks", "prior")):
        trial = Trial("self", method, astronaut, instruments)
        seen = frame(instruments, astronaut.photo)
        points = astronaut.points.copy()
        points[LOWER[1:-1], 1] += 0.1 * astronaut.face_height_px
        dark = np.full((3, 3, 3), 0.1, np.float32)
        face = Landmarks(points=points, image_size=astronaut.size, inner_mouth=dark)
        pictures.append(trial.take(replace(seen, tracked=replace(seen.tracked, landmarks=face))))
    drawn, dark = (picture[mouth_mask(points, picture.shape[:2])].mean() for picture in pictures)
    assert dark < 0.6 * drawn
