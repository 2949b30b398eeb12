"""Photos cut tightly around a face."""

from dataclasses import replace

import numpy as np
import pytest

from vcam.avatar.avatar import Avatar
from vcam.training.anchored.tight import GREATEST_SIDE, LEAST_SIDE, tightened
from vcam.training.preparation.clip_file import StoredFrame


@pytest.fixture
def frame(astronaut: Avatar) -> StoredFrame:
    width, height = astronaut.size
    return StoredFrame(
        image=astronaut.photo,
        mask=np.ascontiguousarray(astronaut.layers.cutout[..., 3]),
        keypoints=2 * (astronaut.points[:68, :2]) / np.array([width, height], np.float32) - 1,
        points=astronaut.points,
    )


def test_all_frames_are_cut_to_the_same_square(astronaut: Avatar, frame: StoredFrame) -> None:
    photo, (driving,) = tightened(frame, [frame], np.random.default_rng(3))
    height, width = photo.image.shape[:2]
    assert LEAST_SIDE - 0.05 < height / astronaut.face_height_px < GREATEST_SIDE + 0.05
    np.testing.assert_array_equal(photo.image, driving.image)
    assert photo.mask.shape == (height, width)
    x, y = np.round(photo.points[1, :2]).astype(int)
    old_x, old_y = np.round(frame.points[1, :2]).astype(int)
    np.testing.assert_array_equal(photo.image[y, x], frame.image[old_y, old_x])
    assert photo.mask[y, x] == frame.mask[old_y, old_x]
    places = (photo.keypoints + 1) / 2 * np.array([width, height], np.float32)
    np.testing.assert_allclose(places, photo.points[:68, :2], atol=0.01)


def test_faces_that_leave_the_square_are_left_out(frame: StoredFrame) -> None:
    away = replace(frame, points=frame.points + np.array([150, 0, 0], np.float32))
    _, driving = tightened(frame, [away, frame], np.random.default_rng(3))
    assert len(driving) == 1


def test_squares_differ_by_chance(frame: StoredFrame) -> None:
    sides = {tightened(frame, [], np.random.default_rng(seed))[0].image.shape for seed in range(4)}
    assert len(sides) > 1
