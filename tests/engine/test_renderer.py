"""Renderer and compositor: rest is the photo, every view and background, nothing outside is touched."""

import numpy as np
import pytest

from vcam.avatar.builder import assemble, build_avatar
from vcam.avatar.photo import Photo
from vcam.engine.compositor import Compositor
from vcam.engine.renderer import Renderer
from vcam.engine.settings import Background, OutputFormat
from vcam.engine.view import View, make_view
from vcam.errors import PhotoRejected
from vcam.evaluation.metrics import nme
from vcam.geometry import face_model as face
from vcam.geometry.editing import Edits
from vcam.geometry.retargeting import retarget_absolute, retarget_relative
from vcam.geometry.warp_delta import WarpDelta
from vcam.landmarks.face_mesh import FaceMeshTracker

PHOTO = OutputFormat(width=512, height=512, framing="photo")
WIDE = OutputFormat(width=640, height=360)


def draw(avatar, skeleton, output=PHOTO, edits=None, background=None):
    view = make_view(avatar, output, edits or Edits())
    background = background or Background()
    renderer = Renderer(avatar, view, cutout=background.kind != "photo")
    return Compositor(avatar, view, background).compose(renderer.render(skeleton))


def turned(avatar, **edits):
    return retarget_relative(avatar.skeleton, avatar.skeleton, avatar.skeleton, Edits(**edits))


def test_at_rest_the_output_is_the_photo(astronaut):
    image = draw(astronaut, astronaut.skeleton)
    difference = np.abs(image.astype(int) - astronaut.photo)
    assert difference.max() <= 2
    assert difference.mean() < 0.02


def test_zero_motion_of_any_driver_is_the_photo(astronaut):
    again = retarget_relative(astronaut.skeleton, astronaut.skeleton, astronaut.skeleton, Edits())
    assert np.abs(draw(astronaut, again).astype(int) - astronaut.photo).max() <= 3


def test_a_turned_head_moves_and_the_rest_stands_still(astronaut):
    image = draw(astronaut, turned(astronaut, yaw=20))
    x, y = (int(v) for v in astronaut.face_centre)
    face_change = np.abs(
        image[y - 40 : y + 40, x - 40 : x + 40].astype(int)
        - astronaut.photo[y - 40 : y + 40, x - 40 : x + 40]
    )
    assert face_change.mean() > 8
    np.testing.assert_array_equal(image[300:], astronaut.photo[300:])
    np.testing.assert_array_equal(image[:, 400:], astronaut.photo[:, 400:])


def test_the_background_behind_a_moved_head_is_filled_not_dragged(astronaut):
    image = draw(astronaut, turned(astronaut, yaw=-25, roll=15))
    wall = image[40:100, 320:350].astype(int) - astronaut.photo[40:100, 320:350]
    assert np.abs(wall).mean() < 12


@pytest.mark.parametrize("edits", [Edits(), Edits(zoom=2), Edits(zoom=0.5), Edits(x=0.5, y=-0.5)])
@pytest.mark.parametrize("output", [WIDE, OutputFormat(width=360, height=640), PHOTO])
def test_every_view_is_filled(astronaut, output, edits):
    image = draw(astronaut, turned(astronaut, yaw=10), output, edits)
    assert image.shape == (output.height, output.width, 3)
    assert image.flags["C_CONTIGUOUS"]
    assert (image.reshape(-1, 3).max(1) == 0).mean() < 0.25


def test_portrait_framing_shows_head_and_shoulders(astronaut):
    view = make_view(astronaut, WIDE, Edits())
    face_part = astronaut.face_height_px / (view.height * view.scale)
    assert 1 / 2.5 < face_part < 1 / 1.7
    assert view.left >= -1e-6
    assert view.left + view.width * view.scale <= 512 + 1e-6


def test_a_tight_photo_is_never_shown_beyond_its_lower_edge(astronaut):
    points = astronaut.points - np.float32([130, 0, 0])
    tight = assemble(astronaut.photo[:180, 130:320].copy(), np.ones((180, 190), np.float32), points, "tight")
    for output in (WIDE, PHOTO, OutputFormat(width=360, height=640)):
        view = make_view(tight, OutputFormat(width=output.width, height=output.height), Edits())
        assert view.top + view.height * view.scale <= 180 + 1e-6


def test_zoom_and_position_move_the_view(astronaut):
    near, far = (make_view(astronaut, WIDE, Edits(zoom=z)) for z in (2, 1))
    assert near.scale == pytest.approx(far.scale / 2)
    right = make_view(astronaut, WIDE, Edits(x=0.5))
    assert right.left == pytest.approx(far.left - 0.5 * astronaut.face_height_px)


def test_a_colour_stands_behind_the_person_without_a_fringe(astronaut):
    image = draw(astronaut, astronaut.skeleton, background=Background(kind="colour", colour=(0, 255, 0)))
    np.testing.assert_array_equal(image[60, 480], (0, 255, 0))
    x, y = (int(v) for v in astronaut.face_centre)
    np.testing.assert_allclose(image[y, x], astronaut.photo[y, x], atol=1)


def test_a_blurred_background_keeps_the_person_sharp(astronaut):
    image = draw(astronaut, astronaut.skeleton, background=Background(kind="blur"))
    x, y = (int(v) for v in astronaut.face_centre)
    part = np.s_[y - 30 : y + 30, x - 30 : x + 30]
    np.testing.assert_allclose(image[part], astronaut.photo[part], atol=1)
    wall = np.s_[:100, 440:]
    assert (
        np.abs(np.diff(image[wall].astype(int), axis=0)).mean()
        < np.abs(np.diff(astronaut.photo[wall].astype(int), axis=0)).mean()
    )


def test_a_picture_stands_behind_the_person(astronaut, tmp_path):
    from PIL import Image

    Image.new("RGB", (300, 100), (12, 34, 56)).save(tmp_path / "behind.png")
    background = Background(kind="picture", picture=tmp_path / "behind.png")
    image = draw(astronaut, astronaut.skeleton, background=background)
    np.testing.assert_array_equal(image[60, 480], (12, 34, 56))


def test_a_broken_background_picture_is_refused(astronaut, tmp_path):
    (tmp_path / "bad.png").write_text("no picture")
    background = Background(kind="picture", picture=tmp_path / "bad.png")
    with pytest.raises(PhotoRejected, match=r"bad\.png"):
        draw(astronaut, astronaut.skeleton, background=background)


def test_a_turned_photo_finds_its_far_half_on_the_near_one(astronaut, monkeypatch):
    aside = draw(astronaut, turned(astronaut, yaw=40))
    photo = Photo(rgb=aside, alpha=None, original_bytes=b"", suffix=".png", name="aside")
    avatar = build_avatar(photo, name="aside")
    assert np.abs(draw(avatar, avatar.skeleton).astype(int) - aside).max() <= 2
    back = retarget_absolute(avatar.skeleton, avatar.size, astronaut.landmarks, Edits())
    mirrored = draw(avatar, back)
    monkeypatch.setattr("vcam.engine.renderer.mirroring_of", lambda points, pose: None)
    stretched = draw(avatar, back)

    tracker = FaceMeshTracker()
    errors = [nme(tracker.detect_all(image)[0].points, astronaut.points) for image in (mirrored, stretched)]
    tracker.close()
    assert errors[0] < 0.8 * errors[1]
    x = int(astronaut.points[face.FACE_OVAL, 0].min()) - 20
    np.testing.assert_array_equal(mirrored[:, :x], stretched[:, :x])


def test_a_warp_delta_moves_what_the_prior_shows(astronaut) -> None:
    width, height = astronaut.size
    view = View(left=0.0, top=0.0, scale=1.0, width=width, height=height)
    renderer = Renderer(astronaut, view)
    straight = renderer.render(astronaut.skeleton)
    side = astronaut.crop.width
    field = np.zeros((32, 32, 2), np.float32)
    field[2:8, 2:-2] = (6, 0)  # above the eyes
    delta = WarpDelta(field=field, area=astronaut.crop)
    bent = renderer.render(astronaut.skeleton, delta)
    rows = slice(round(4 / 32 * side), round(6 / 32 * side))
    columns = slice(round(0.3 * side), round(0.7 * side))
    beside = slice(columns.start + 6, columns.stop + 6)
    wanted = straight.layer[rows, beside].astype(int)
    assert np.abs(bent.layer[rows, columns] - wanted).mean() < 1
    assert np.abs(straight.layer[rows, columns] - wanted).mean() > 4
    below = slice(round(0.5 * side), None)
    np.testing.assert_array_equal(bent.layer[below], straight.layer[below])
