"""What comes into sight from beyond a photo's edges."""

from dataclasses import replace

import numpy as np
import pytest

from vcam.avatar.avatar import Avatar
from vcam.avatar.builder import assemble
from vcam.engine.beyond import DOME, MARGIN, SIDE_HAIR, beyond_edges
from vcam.engine.renderer import Renderer
from vcam.engine.view import Texture, View
from vcam.geometry import face_model as face
from vcam.geometry.pose import Pose

HAIR_ABOVE_FOREHEAD = 0.1
"""In face heights; the rest is cut off."""


@pytest.fixture(scope="module")
def cut(astronaut: Avatar) -> Avatar:
    """The astronaut in a photo whose upper edge cuts the hair."""
    points, unit = astronaut.points, astronaut.face_height_px
    first = int(points[face.FOREHEAD_TOP, 1] - HAIR_ABOVE_FOREHEAD * unit)
    person = astronaut.layers.cutout[first:, :, 3].astype(np.float32) / 255
    return assemble(astronaut.photo[first:], person, points - np.array([0, first, 0], np.float32), "cut")


def test_the_photo_itself_stays_as_it_is(cut: Avatar) -> None:
    layer = cut.layers.foreground
    larger = beyond_edges(Texture(pixels=layer, factor=1.0), cut)
    margin = larger.margin
    assert margin == round(MARGIN * cut.face_height_px)
    np.testing.assert_array_equal(larger.pixels[margin:, margin:-margin], layer)


def test_cut_hair_is_closed_by_a_dome(cut: Avatar) -> None:
    layer, unit = cut.layers.cutout, cut.face_height_px
    larger = beyond_edges(Texture(pixels=layer, factor=1.0), cut)
    margin = larger.margin
    above = larger.pixels[:margin, margin:-margin, 3]
    middle = int(cut.points[face.FOREHEAD_TOP, 0])
    assert layer[0, middle, 3] == 255
    assert above[-round(0.5 * DOME * unit), middle] == 255
    assert above[: -round(1.3 * DOME * unit)].max() == 0
    assert above[:, layer[0, :, 3] == 0].max() == 0
    assert (larger.pixels[..., :3] <= larger.pixels[..., 3:]).all()
    rise = (above > 128).sum(0)
    columns = np.flatnonzero(layer[0, :, 3] > 128)
    assert rise[columns[0] + 1] < 0.5 * rise[middle]


def test_beside_the_photo_hair_ends_and_the_body_goes_on(cut: Avatar) -> None:
    unit = cut.face_height_px
    left = int(cut.points[face.FACE_OVAL, 0].min())
    narrow = replace(cut, points=cut.points - np.array([left, 0, 0], np.float32))
    opaque = np.full((*cut.photo.shape[:2], 4), 255, np.uint8)
    larger = beyond_edges(Texture(pixels=opaque, factor=1.0), narrow)
    beside = larger.pixels[larger.margin :, : larger.margin, 3]
    chin = int(cut.points[face.CHIN, 1])
    assert beside[int(chin - 0.5 * unit), : -round(1.5 * SIDE_HAIR * unit)].max() == 0
    assert beside[int(chin + 0.4 * unit)].min() == 255


def test_a_head_that_sinks_shows_no_pillar(cut: Avatar) -> None:
    height, width = cut.photo.shape[:2]
    view = View(left=0.0, top=0.0, scale=1.0, width=width, height=height)
    pose, unit = cut.skeleton.pose, cut.face_height_px
    sunk = replace(
        cut.skeleton,
        pose=Pose(
            rotation=pose.rotation,
            position=pose.position + np.array([0, 0.3 * unit, 0], np.float32),
            scale=pose.scale,
        ),
    )
    picture = Renderer(cut, view, cutout=True).render(sunk)
    middle = int(cut.points[face.FOREHEAD_TOP, 0]) - picture.left
    column = picture.layer[:, middle, 3]
    assert column[: round(0.05 * unit)].max() == 0
    assert column[round(0.25 * unit)] == 255
