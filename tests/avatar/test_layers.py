"""Taking a photo apart: the layers at rest are the photo, whatever the mask."""

import numpy as np
import pytest

from vcam.avatar.layers import fill_hidden, guided_filter, split_layers
from vcam.engine.compositor import over
from vcam.geometry.face_model import mean_face


def points_at(x: float, y: float, height: float) -> np.ndarray:
    return (mean_face() * height + [x, y, 0]).astype(np.float32)


@pytest.mark.parametrize("mask", ["good", "nothing", "everything", "noise"])
def test_the_layers_give_the_photo_back(mask):
    rng = np.random.default_rng(0)
    photo = rng.integers(0, 256, (240, 200, 3)).astype(np.uint8)
    photo[:60] = 0
    photo[60:90] = 255
    person = np.zeros((240, 200), np.float32)
    person[60:200, 50:150] = 1
    person = {
        "good": person,
        "nothing": np.zeros_like(person),
        "everything": np.ones_like(person),
        "noise": rng.uniform(0, 1, person.shape).astype(np.float32),
    }[mask]
    layers = split_layers(photo, person, points_at(100, 120, 90), 90)
    back = over(layers.foreground, layers.background)
    assert np.abs(back.astype(int) - photo).max() <= 1


def test_the_cutout_holds_nothing_of_the_background():
    photo = np.full((240, 200, 3), (20, 200, 40), np.uint8)
    photo[70:190, 60:140] = (200, 150, 120)
    person = np.zeros((240, 200), np.float32)
    person[70:190, 60:140] = 1
    cutout = split_layers(photo, person, points_at(100, 130, 80), 80).cutout
    assert (cutout[..., :3] <= cutout[..., 3:]).all()
    assert not cutout[:50].any()
    assert (cutout[120:140, 90:110, 3] == 255).all()
    np.testing.assert_array_equal(cutout[130, 100, :3], (200, 150, 120))


def test_the_background_is_completed_behind_the_person():
    photo = np.full((120, 160, 3), (10, 90, 170), np.uint8)
    photo[30:120, 50:110] = (250, 250, 250)
    hidden = np.zeros((120, 160), bool)
    hidden[25:, 45:115] = True
    filled = fill_hidden(photo, hidden)
    assert np.abs(filled.astype(int) - (10, 90, 170)).max() <= 8
    assert fill_hidden(photo, np.ones_like(hidden)).shape == photo.shape


def test_the_masks_edge_moves_to_the_photos_edge():
    photo = np.full((200, 200, 3), 240, np.uint8)
    photo[:, :100] = 30
    blurry = np.clip((106 - np.arange(200)) / 24 + 0.5, 0, 1).astype(np.float32)
    mask = np.broadcast_to(blurry, (200, 200)).copy()
    refined = guided_filter(photo, mask, 10)
    assert refined[100, 97] - refined[100, 103] > 1.5 * (mask[100, 97] - mask[100, 103])
