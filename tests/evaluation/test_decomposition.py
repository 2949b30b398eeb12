"""An avatar's picture taken apart, drawn by the Bi-layer networks, by geometry, and with networks over it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from small_checkpoint import write_small_checkpoint

from vcam.avatar.avatar import Avatar
from vcam.engine.anchored.figure import make_anchored
from vcam.engine.bilayer.figure import BilayerFigure, make_figure, without_networks
from vcam.evaluation.decomposition import Decomposition, decompose, decomposition_figure
from vcam.geometry import face_model as face
from vcam.geometry.editing import Edits
from vcam.geometry.retargeting import retarget_relative


@pytest.fixture(scope="module")
def figure(astronaut: Avatar, tmp_path_factory: pytest.TempPathFactory) -> BilayerFigure:
    folder = write_small_checkpoint(tmp_path_factory.mktemp("networks") / "small")
    return make_figure(astronaut, folder, "cpu")


def taken_apart(avatar: Avatar, *yaws_deg: float) -> Decomposition:
    rest = avatar.skeleton
    return decompose(avatar, [retarget_relative(rest, rest, rest, Edits(yaw=yaw)) for yaw in yaws_deg])


def test_the_networks_layers_add_up(figure: BilayerFigure) -> None:
    one = taken_apart(figure, 20)
    assert list(one.once) == ["photo", "texture"]
    layers = one.poses[0]
    assert list(layers) == ["pose", "low frequencies", "warp field", "high frequencies", "mask", "result"]
    low = layers["low frequencies"] / 127.5 - 1
    high = layers["high frequencies"] / 127.5 - 1
    picture = (np.clip(low + high, -1, 1) + 1) / 2 * layers["mask"]
    np.testing.assert_allclose(layers["result"], picture, atol=2)
    assert layers["warp field"].shape == (32, 32, 2)


def test_the_priors_field_is_what_moved(astronaut: Avatar) -> None:
    still, turned = taken_apart(astronaut, 0, 20).poses
    assert list(still) == ["pose", "warp field", "geometry", "low frequencies", "result"]
    assert np.abs(still["warp field"]).max() < 1e-4
    np.testing.assert_array_equal(turned["geometry"], turned["result"])
    moved = np.linalg.norm(turned["warp field"], axis=-1)
    difference = np.abs(turned["result"].astype(int) - still["result"]).max(2)
    assert difference[moved > 0.5 * moved.max()].mean() > 5 * difference[moved < 1e-4].mean()


def test_the_photo_is_person_and_background_and_what_is_shown_at_rest(astronaut: Avatar) -> None:
    one = taken_apart(astronaut, 0)
    assert list(one.once) == ["photo", "person", "background", "eyes, mouth"]
    assert {panel.shape for panel in one.once.values()} == {(256, 256, 3)}
    assert np.abs(one.poses[0]["result"].astype(int) - one.once["photo"]).mean() < 1
    assert np.abs(one.once["background"].astype(int) - one.once["photo"]).mean() > 10


def test_what_networks_add_is_shown_doubled_around_grey(astronaut: Avatar) -> None:
    rest = astronaut.skeleton
    opened = rest.expression.copy()
    opened[face.LOWER_LIP_INNER, 1] += 0.1
    layers = decompose(make_anchored(astronaut), [replace(rest, expression=opened)]).poses[0]
    added = layers["result"].astype(int) - layers["geometry"]
    assert np.abs(added).max() > 5
    np.testing.assert_array_equal(layers["networks add (doubled)"], np.clip(128 + 2 * added, 0, 255))


def test_the_warp_delta_is_what_the_network_for_the_head_bends(astronaut: Avatar) -> None:
    still, turned = taken_apart(make_anchored(astronaut), 0, 15).poses
    assert np.abs(still["warp delta"]).max() == 0
    delta = np.linalg.norm(turned["warp delta"], axis=-1)
    assert 0 < delta.max() < np.linalg.norm(turned["warp field"], axis=-1).max()


def test_a_figure_has_a_row_a_pose_and_a_column_a_layer(figure: BilayerFigure, astronaut: Avatar) -> None:
    for avatar, beside, columns in ((figure, 1, 6), (astronaut, 2, 5)):
        drawn = decomposition_figure(taken_apart(avatar, 0, 20), 100)
        assert drawn.dtype == np.uint8
        assert drawn.shape == (14 + 2 * 103, 3 + beside * (14 + 103) + columns * 103, 3)


def test_networks_can_be_taken_off_again(figure: BilayerFigure) -> None:
    plain = without_networks(figure)
    assert type(plain) is Avatar
    assert plain.photo is figure.photo
