"""Building avatars from real and awkward photos."""

import numpy as np
import pytest

from vcam.avatar.avatar import Avatar
from vcam.avatar.builder import build_avatar
from vcam.avatar.photo import Photo, load_photo
from vcam.errors import AvatarFileError, PhotoRejected
from vcam.geometry import face_model as face
from vcam.geometry.pose import head_angles
from vcam.paths import resources


def photo_of(rgb: np.ndarray, alpha: np.ndarray | None = None) -> Photo:
    return Photo(rgb=rgb, alpha=alpha, original_bytes=b"", suffix=".png", name="test")


def test_the_astronaut_is_found_where_she_is(astronaut):
    x, y = astronaut.face_centre
    assert 200 < x < 250
    assert 90 < y < 150
    assert 90 < astronaut.face_height_px < 140
    assert abs(head_angles(astronaut.points)[0]) < 12
    alpha = astronaut.layers.cutout[..., 3]
    assert alpha[int(y), int(x)] == 255  # her face
    assert alpha[60, 480] == 0  # the wall


def test_an_avatar_survives_storage(astronaut):
    again = Avatar.from_tensors(astronaut.tensors(), astronaut.metadata())
    assert again.name == astronaut.name
    for name, tensor in astronaut.tensors().items():
        np.testing.assert_array_equal(again.tensors()[name], tensor)


@pytest.mark.parametrize("missing", ["photo", "points", "layers.foreground", "mouth.width", "eye_left.lid"])
def test_an_incomplete_texture_is_told_apart(astronaut, missing):
    tensors = astronaut.tensors()
    del tensors[missing]
    with pytest.raises(AvatarFileError, match="rebuild"):
        Avatar.from_tensors(tensors, astronaut.metadata())


def test_layers_of_another_size_are_refused(astronaut):
    tensors = astronaut.tensors()
    tensors["layers.background"] = tensors["layers.background"][:-1]
    with pytest.raises(AvatarFileError, match="don't fit"):
        Avatar.from_tensors(tensors, astronaut.metadata())


def test_a_photo_without_a_face_is_refused():
    with pytest.raises(PhotoRejected, match="no face"):
        build_avatar(photo_of(np.full((300, 300, 3), 128, np.uint8)), name="wall")


def test_transparency_is_taken_as_the_cutout():
    photo = load_photo(resources() / "avatars" / "astronaut.png")
    alpha = np.zeros(photo.rgb.shape[:2], np.uint8)
    alpha[:, 100:360] = 255
    avatar = build_avatar(photo_of(photo.rgb, alpha), name="cut")
    assert avatar.layers.cutout[400, 220, 3] > 200
    assert avatar.layers.cutout[400, 60, 3] == 0


def test_the_photos_own_teeth_are_used(astronaut):
    """She smiles: the upper texture's middle is as bright as her teeth are in the photo."""
    upper = astronaut.mouth.upper
    row, column = upper.shape[0] // 2, upper.shape[1] // 2
    patch = upper[row - 8 : row + 8, column - 20 : column + 20]
    teeth = patch[..., :3][patch[..., 3] > 250].mean()
    lips = astronaut.points[[13, 14], :2].mean(0).astype(int)
    photo_teeth = astronaut.photo[lips[1] - 1 : lips[1] + 2, lips[0] - 6 : lips[0] + 6].mean()
    assert teeth == pytest.approx(photo_teeth, rel=0.25)


def test_eyeballs_are_completed_behind_the_lids(astronaut):
    """Above the iris, where the photo shows lid and lashes, the texture goes on with the iris."""
    for eye, iris in zip(astronaut.eyes, (face.RIGHT_IRIS, face.LEFT_IRIS), strict=True):
        radius = np.linalg.norm(astronaut.points[iris[1:], :2] - eye.centre, axis=1).mean()
        x, y = np.round(eye.centre - eye.origin).astype(int)
        white = eye.colour[y, round(x - 2.2 * radius)].mean()
        assert eye.colour[round(y - 0.8 * radius), x].mean() < 0.8 * white
