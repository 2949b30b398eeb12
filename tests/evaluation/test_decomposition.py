"""Decomposition sheets of networks and of the warp prior."""

from __future__ import annotations

import numpy as np
import pytest
from engine_fakes import FakeTracker, ScriptedSource
from small_checkpoint import write_small_checkpoint

from vcam.avatar.avatar import Avatar
from vcam.engine.bilayer.figure import BilayerFigure, make_figure, without_networks
from vcam.engine.settings import Settings
from vcam.errors import FaceNotFound
from vcam.evaluation.decomposition import (
    Decomposition,
    colour_field,
    decompose,
    decomposition_sheet,
    driven_poses,
)
from vcam.frames import Landmarks, TrackedFrame
from vcam.geometry.editing import Edits
from vcam.geometry.retargeting import retarget_relative


@pytest.fixture(scope="module")
def figure(astronaut: Avatar, tmp_path_factory: pytest.TempPathFactory) -> BilayerFigure:
    folder = write_small_checkpoint(tmp_path_factory.mktemp("networks") / "small")
    return make_figure(astronaut, folder, "cpu")


def clip(person: Avatar, shifts: list[float | None]) -> ScriptedSource:
    """A driver whose face moves to the right; None is a frame without a face."""

    def frame(index: int, shift: float | None) -> TrackedFrame:
        points = person.points + np.float32([shift or 0, 0, 0])
        face = None if shift is None else Landmarks(points=points, image_size=person.size)
        return TrackedFrame(landmarks=face, index=index, captured_at_s=index / 10)

    return ScriptedSource([frame(index, shift) for index, shift in enumerate(shifts)])


def poses(avatar: Avatar, source: ScriptedSource, count: int) -> list[float]:
    """Where the driven heads are, in photo pixels from the photo's own place."""
    told: list[int] = []
    found = driven_poses(
        avatar, source, FakeTracker(), Settings(motion="absolute"), count, lambda done, _: told.append(done)
    )
    assert told == list(range(1, len(told) + 1))
    return [float(one.pose.position[0] - avatar.skeleton.pose.position[0]) for one in found]


def test_poses_are_spread_over_the_clip(figure: BilayerFigure) -> None:
    shifts: list[float | None] = [None, *np.linspace(0, 40, 100), None]
    assert poses(figure, clip(figure, shifts), 3) == pytest.approx([0, 20, 40], abs=2)
    assert poses(figure, clip(figure, [5.0, None]), 3) == pytest.approx([5], abs=0.1)


def test_another_person_drives(figure: BilayerFigure, character: Avatar) -> None:
    source = clip(character, [0.0] * 30)
    assert len(driven_poses(figure, source, FakeTracker(), Settings(), 4, lambda *_: None)) == 4


def test_a_driver_without_a_face_is_refused(astronaut: Avatar) -> None:
    with pytest.raises(FaceNotFound, match="2 frames of script"):
        poses(astronaut, clip(astronaut, [None, None]), 2)


def layers(avatar: Avatar) -> Decomposition:
    rest = avatar.skeleton
    return decompose(avatar, [retarget_relative(rest, rest, rest, Edits(yaw=20))])[0]


def test_the_networks_layers_add_up(figure: BilayerFigure) -> None:
    one = layers(figure)
    assert list(one.before) == ["source", "pose", "texture", "low frequencies"]
    assert list(one.after) == ["high frequencies", "mask", "result"]
    low = one.before["low frequencies"] / 127.5 - 1
    high = one.after["high frequencies"] / 127.5 - 1
    picture = (np.clip(low + high, -1, 1) + 1) / 2 * one.after["mask"]
    np.testing.assert_allclose(one.after["result"], picture, atol=2)
    assert one.warp_delta.shape == (32, 32, 2)


def test_the_priors_field_is_what_moved(astronaut: Avatar) -> None:
    one = layers(astronaut)
    assert list(one.before) == ["source", "pose", "texture"]
    assert list(one.after) == ["result"]
    moved = np.linalg.norm(one.warp_delta, axis=-1)
    difference = np.abs(one.after["result"].astype(int) - one.before["texture"]).max(2)
    assert moved[:5].max() < 0.01
    assert difference[moved > 0.5 * moved.max()].mean() > 5 * difference[moved == 0].mean()


def test_a_sheet_has_a_row_a_pose_and_a_column_a_layer(figure: BilayerFigure, astronaut: Avatar) -> None:
    for avatar, columns in ((figure, 8), (astronaut, 5)):
        one = layers(avatar)
        side = max(one.warp_delta.shape[0], 128)
        sheet = decomposition_sheet([one, one])
        assert sheet.dtype == np.uint8
        assert sheet.shape == (24 + 2 * (side + 4) + 4, columns * (side + 4) + 4, 3)


def test_a_fields_colours_tell_direction_and_length() -> None:
    field = np.array([[[0, 0], [1, 0], [-1, 0], [0.5, 0]]], np.float32)
    colours = colour_field(field, 1.0)[0].tolist()
    assert colours[0] == [255, 255, 255]
    assert colours[1] == [255, 0, 0]
    assert colours[2] == [0, 255, 255]
    assert colours[3] == [255, 128, 128]
    assert (colour_field(np.zeros((2, 2, 2), np.float32), 0.0) == 255).all()


def test_networks_can_be_taken_off_again(figure: BilayerFigure) -> None:
    plain = without_networks(figure)
    assert type(plain) is Avatar
    assert plain.photo is figure.photo
