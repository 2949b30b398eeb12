"""Warp fields, differences and faces made visible."""

import numpy as np

from vcam.avatar.avatar import Avatar
from vcam.evaluation.drawing import add_wheel, colour_field, difference, draw_face, warped_grid


def test_a_fields_colours_tell_direction_and_length():
    field = np.array([[[0, 0], [1, 0], [-1, 0], [0.5, 0]]], np.float32)
    colours = colour_field(field, 1.0)[0].tolist()
    assert colours[0] == [255, 255, 255]
    assert colours[1] == [255, 0, 0]
    assert colours[2] == [0, 255, 255]
    assert colours[3] == [255, 128, 128]
    assert (colour_field(np.zeros((2, 2, 2), np.float32), 0.0) == 255).all()


def test_the_grid_is_where_the_photos_lines_went():
    paper = np.full((120, 120, 3), 255, np.uint8)
    straight = warped_grid(paper, np.zeros((120, 120, 2), np.float32))[..., 0]
    shifted = warped_grid(paper, np.full((120, 120, 2), [2 * 4 / 120, 0], np.float32))[..., 0]
    assert straight[5, 8:12].min() < 220
    assert straight[5, 3:7].min() == 255
    # What is shown at x comes from x + 4.
    np.testing.assert_array_equal(shifted[5, 2:100], straight[5, 6:104])


def test_the_wheel_points_to_where_its_colours_do():
    picture = add_wheel(np.full((100, 100, 3), 200, np.uint8))
    assert (picture[:80] == 200).all()
    assert (picture[:, :80] == 200).all()
    right, left = picture[90, 97].astype(int), picture[90, 83].astype(int)
    assert right[0] > 200 > right[1]
    assert left[1] > 200 > left[0]


def test_a_difference_is_grey_where_there_is_none():
    first, second = np.full((2, 2, 3), 100, np.uint8), np.full((2, 2, 3), 100, np.uint8)
    first[0, 0], first[1, 1] = 110, 0
    shown = difference(first, second, 2)[..., 0]
    assert shown.tolist() == [[148, 128], [128, 0]]


def test_a_face_is_drawn_at_its_points(astronaut: Avatar):
    low, high = astronaut.points[:, :2].min(0), astronaut.points[:, :2].max(0)
    points = (astronaut.points[:, :2] - low) / (high - low).max() * 80 + 10
    picture = draw_face(points, 100, paper=(255, 255, 255), mesh=(0, 0, 0), features=(0, 0, 255))
    drawn = np.argwhere(picture.min(2) < 128)
    assert drawn.min(0).tolist() >= [8, 8]
    assert drawn.max(0).max() <= 92
    iris = points[468].round().astype(int)
    assert picture[iris[1], iris[0]].tolist() == [0, 0, 255]
