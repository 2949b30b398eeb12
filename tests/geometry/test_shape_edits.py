"""Shape edits: each moves its own part, symmetrically, and none folds the picture."""

from __future__ import annotations

import numpy as np
import pytest
from flow_field import FlowField

from vcam.geometry import face_model as face
from vcam.geometry.editing import EDIT_RANGES, Edits, edits_of
from vcam.geometry.pose import Pose
from vcam.geometry.retargeting import retarget_relative
from vcam.geometry.shape_edits import shape_edited
from vcam.geometry.skeleton import Skeleton, eye_openings, eye_widths, mouth_width, skeleton_of

SHAPES = edits_of("shape")
LIMITS = [(name, limit) for name in SHAPES for limit in (EDIT_RANGES[name].low, EDIT_RANGES[name].high)]


@pytest.fixture(scope="module")
def mean() -> Skeleton:
    pose = Pose(rotation=np.eye(3, dtype=np.float32), position=np.zeros(3, np.float32), scale=1.0)
    shape = face.mean_face()
    return Skeleton(shape=shape, expression=np.zeros_like(shape), pose=pose)


def shaped(skeleton: Skeleton, **edits: float) -> np.ndarray:
    return shape_edited(skeleton, Edits(**edits)).shape


def test_no_shape_edit_gives_the_very_skeleton_back(mean: Skeleton) -> None:
    assert shape_edited(mean, Edits(yaw=20, smile=1, mouth=0.5)) is mean


def test_the_same_edits_give_the_same_object_so_that_caches_hold(mean: Skeleton) -> None:
    assert shape_edited(mean, Edits(eye_size=0.1)) is shape_edited(mean, Edits(eye_size=0.1, yaw=5))


@pytest.mark.parametrize(("name", "value"), LIMITS)
def test_edits_are_symmetric_and_move_something(mean: Skeleton, name: str, value: float) -> None:
    moved = shaped(mean, **{name: value}) - mean.shape
    np.testing.assert_allclose(moved[face.mirror_order()] * [-1, 1, 1], moved, atol=1e-4)
    assert 0.01 < np.abs(moved).max() < 0.1


def test_edits_do_what_their_names_say(mean: Skeleton) -> None:
    before = mean.shape
    assert np.ptp(shaped(mean, face_width=0.1)[:468, 0]) == pytest.approx(
        1.1 * np.ptp(before[:468, 0]), rel=0.01
    )
    assert mouth_width(shaped(mean, mouth_width=0.2)) == pytest.approx(1.2 * mouth_width(before), rel=0.02)
    enlarged = shaped(mean, eye_size=0.2)
    assert eye_widths(enlarged) == pytest.approx([1.2 * w for w in eye_widths(before)], rel=0.05)
    assert eye_openings(enlarged) == pytest.approx([1.2 * o for o in eye_openings(before)], rel=0.05)
    apart = shaped(mean, eye_distance=0.1)
    irises = [face.LEFT_IRIS[0], face.RIGHT_IRIS[0]]
    assert np.ptp(apart[irises, 0]) == pytest.approx(1.1 * np.ptp(before[irises, 0]), rel=0.01)
    assert shaped(mean, chin_length=0.3)[face.CHIN, 1] > before[face.CHIN, 1] + 0.05
    assert shaped(mean, forehead_height=0.25)[face.FOREHEAD_TOP, 1] < before[face.FOREHEAD_TOP, 1] - 0.04
    assert shaped(mean, nose_length=0.1)[face.NOSE_TIP, 1] > before[face.NOSE_TIP, 1] + 0.02
    assert shaped(mean, brow_height=0.3)[face.LEFT_BROW, 1].mean() < before[face.LEFT_BROW, 1].mean() - 0.02


def test_full_lips_stay_as_shut_as_they_were(mean: Skeleton) -> None:
    lips = np.concatenate([face.UPPER_LIP_INNER, face.LOWER_LIP_INNER])
    np.testing.assert_allclose(shaped(mean, lip_fullness=0.4)[lips], mean.shape[lips], atol=1e-6)


def test_the_avatar_keeps_its_edited_shape_under_any_driver(mean: Skeleton) -> None:
    avatar = skeleton_of(mean.shape * 200 + np.float32(300))
    edits = Edits(face_width=0.1, mouth_width=-0.1)
    shown = retarget_relative(avatar, avatar, avatar, edits)
    np.testing.assert_allclose(shown.shape, shape_edited(avatar, edits).shape)
    np.testing.assert_allclose(shown.expression, 0, atol=1e-5)
    np.testing.assert_allclose(shown.pose.rotation, avatar.pose.rotation, atol=1e-6)


@pytest.mark.parametrize("person", ["astronaut", "character"])
def test_no_shape_folds_the_picture(person: str, request: pytest.FixtureRequest) -> None:
    avatar = request.getfixturevalue(person)
    field, rest = FlowField(avatar), avatar.skeleton
    rng = np.random.default_rng(3)
    mixed = [
        {name: rng.choice([EDIT_RANGES[name].low, 0, EDIT_RANGES[name].high]) for name in SHAPES}
        for _ in range(15)
    ]
    for edits in [*({name: value} for name, value in LIMITS), *mixed]:
        shown = retarget_relative(rest, rest, rest, Edits(**edits))
        assert field.least_jacobian(shown) > 0, edits
