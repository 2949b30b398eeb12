"""Eyes and mouth: lids close, the mouth's inside looks like one, rest is not touched."""

from dataclasses import replace

import numpy as np

from vcam.engine.canvas import soft_polygon
from vcam.engine.renderer import Renderer
from vcam.engine.settings import OutputFormat
from vcam.engine.view import make_view
from vcam.geometry import face_model as face
from vcam.geometry.editing import Edits
from vcam.geometry.retargeting import retarget_relative


def luminance(layer):
    return layer[..., :3] @ np.array([0.299, 0.587, 0.114])


def draw(avatar, expression, inner_mouth=None):
    view = make_view(avatar, OutputFormat(width=768, height=768, framing="photo"), Edits())
    renderer = Renderer(avatar, view)
    skeleton = replace(avatar.skeleton, expression=expression.astype(np.float32), inner_mouth=inner_mouth)
    picture = renderer.render(skeleton)
    points = (skeleton.points()[:, :2] + 0.5) / view.scale - 0.5 - [picture.left, picture.top]
    return picture.layer, points


def test_closed_eyes_show_no_white(character):
    rest, _ = draw(character, np.zeros((478, 3)))
    closed = np.zeros((478, 3))
    for upper, lower in (
        (face.RIGHT_UPPER_LID, face.RIGHT_LOWER_LID),
        (face.LEFT_UPPER_LID, face.LEFT_LOWER_LID),
    ):
        closed[upper] = character.skeleton.shape[lower] - character.skeleton.shape[upper]
    shut, points = draw(character, closed)
    for iris in (face.RIGHT_IRIS, face.LEFT_IRIS):
        x, y = points[iris].mean(0).round().astype(int)
        part = np.s_[y - 8 : y + 4, x - 14 : x + 14]
        assert luminance(rest[part]).std() > 2 * luminance(shut[part]).std()


def test_an_opened_mouth_has_teeth_at_its_top_and_is_dark_behind(character):
    opened = np.zeros((478, 3))
    opened[face.LOWER_LIP_INNER[1:-1], 1] = 0.14
    opened[face.UPPER_LIP_INNER[1:-1], 1] = -0.035  # a lifted lip shows the teeth, which stay with the skull
    opened[[152, 148, 377, 176, 400, 175, 199, 200], 1] = 0.12
    layer, points = draw(character, opened)
    top, bottom, x = points[13, 1], points[14, 1], round(points[13, 0])
    height = bottom - top
    assert height > 15
    teeth = luminance(layer[round(top + 0.12 * height) : round(top + 0.2 * height), x - 6 : x + 6]).mean()
    cavity = luminance(layer[round(top + 0.45 * height) : round(top + 0.55 * height), x - 6 : x + 6]).mean()
    assert teeth > 1.6 * cavity
    assert (layer[round(top + 2) : round(bottom - 2), x, 3] == 255).all()


def test_the_iris_goes_where_the_driver_looks(character):
    aside = np.zeros((478, 3))
    irises = np.concatenate([face.RIGHT_IRIS, face.LEFT_IRIS])
    aside[irises, 0] = 0.02
    rest, before = draw(character, np.zeros((478, 3)))
    moved, after = draw(character, aside)
    for iris in (face.RIGHT_IRIS, face.LEFT_IRIS):
        x0, y0 = before[iris].mean(0).round().astype(int)
        x1, _ = after[iris].mean(0).round().astype(int)
        assert x1 > x0 + 2
        pupil = luminance(rest[y0 - 2 : y0 + 3, x0 - 2 : x0 + 3]).mean()
        assert luminance(moved[y0 - 2 : y0 + 3, x1 - 2 : x1 + 3]).mean() < pupil + 25


def test_a_turned_eyeball_is_as_large_as_the_eye_that_the_user_shaped(character):
    def dark_pixels(size):
        rest = character.skeleton
        skeleton = retarget_relative(rest, rest, rest, Edits(eye_size=size, gaze_x=12))
        view = make_view(character, OutputFormat(width=768, height=768, framing="photo"), Edits())
        picture = Renderer(character, view).render(skeleton)
        points = (skeleton.points()[:, :2] + 0.5) / view.scale - 0.5 - [picture.left, picture.top]
        outline = np.concatenate([face.RIGHT_UPPER_LID, face.RIGHT_LOWER_LID[-2:0:-1]])
        eye = soft_polygon(points[outline].astype(np.float32), *picture.layer.shape[1::-1])
        return ((luminance(picture.layer) < 110) & (eye > 200)).sum()

    assert dark_pixels(0.25) > 1.35 * dark_pixels(0)


def test_rest_is_not_painted_over(character):
    layer, _ = draw(character, np.zeros((478, 3)))
    tiny, _ = draw(character, np.full((478, 3), 1e-6))
    assert np.abs(layer.astype(int) - tiny).max() <= 2


def wide_open(character, inner_mouth=None):
    """The character with a wide mouth, and where in the layer it is: top, bottom and middle."""
    opened = np.zeros((478, 3))
    opened[face.LOWER_LIP_INNER[1:-1], 1] = 0.14
    opened[[152, 148, 377, 176, 400, 175, 199, 200], 1] = 0.12
    layer, points = draw(character, opened, inner_mouth)
    return layer, points[13, 1], points[14, 1], round(points[13, 0])


def test_what_the_driver_shows_between_his_lips_is_shown(character):
    rows = np.array([1.1, 0.5, 0.15], np.float32)[:, None, None]
    layer, top, bottom, x = wide_open(character, np.broadcast_to(rows, (3, 3, 3)))
    heights = top + (bottom - top) * np.array([0.2, 0.5, 0.85])
    shown = [luminance(layer[round(y) - 2 : round(y) + 3, x - 6 : x + 6]).mean() for y in heights]
    assert shown[0] > 1.5 * shown[1] > 3 * shown[2]
    turned, top, bottom, x = wide_open(character, np.broadcast_to(rows[::-1], (3, 3, 3)))
    lowest = round(top + 0.85 * (bottom - top))
    assert luminance(turned[lowest - 2 : lowest + 3, x - 6 : x + 6]).mean() > 3 * shown[2]


def test_no_edges_of_teeth_lie_over_a_tongue(character):
    red = np.broadcast_to(np.array([0.8, 0.3, 0.35], np.float32), (3, 3, 3))
    layer, top, bottom, x = wide_open(character, red)
    middle = layer[round(top + 8) : round(bottom - 8), x - 20 : x + 20, 1].astype(float)
    assert np.abs(np.diff(middle, axis=1)).max() < 4


def test_lower_teeth_stay_at_the_lip_when_the_chin_lags_behind(character):
    opened = np.zeros((478, 3))
    opened[face.LOWER_LIP_INNER[1:-1], 1] = 0.2
    layer, points = draw(character, opened)
    top, bottom, x = points[13, 1], points[14, 1], round(points[13, 0])
    middle = np.s_[round(top + 0.45 * (bottom - top)) : round(top + 0.6 * (bottom - top)), x - 8 : x + 8]
    assert luminance(layer[middle]).mean() < 110
