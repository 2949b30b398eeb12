"""Expression edits: added to the driver's own, fitted to the avatar, never folding the picture."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from flow_field import FlowField

from vcam.geometry import face_model as face
from vcam.geometry.editing import EDIT_RANGES, Edits, edits_of
from vcam.geometry.expression_edits import LIDS, WIDEST_GAZE, add_expression
from vcam.geometry.pose import Pose
from vcam.geometry.retargeting import retarget_relative
from vcam.geometry.skeleton import Skeleton, eye_openings, mouth_opening, mouth_width

EXPRESSIONS = edits_of("expression")
LIMITS = [(name, limit) for name in EXPRESSIONS for limit in (EDIT_RANGES[name].low, EDIT_RANGES[name].high)]
REST = np.zeros((478, 3), np.float32)
IRISES = np.concatenate([face.RIGHT_IRIS, face.LEFT_IRIS])


def person(seed: int) -> Skeleton:
    """A face of its own build."""
    shape = face.mean_face() * (1 + np.random.default_rng(seed).uniform(-0.12, 0.12, 3)).astype(np.float32)
    pose = Pose(rotation=np.eye(3, dtype=np.float32), position=np.zeros(3, np.float32), scale=150.0)
    return Skeleton(shape=shape, expression=REST, pose=pose)


def own(avatar: Skeleton, expression: np.ndarray = REST, **edits: float) -> np.ndarray:
    """(478, 3) the face with the edits on top of a driver's expression."""
    return avatar.shape + add_expression(avatar, expression, Edits(**edits))


def opened(avatar: Skeleton) -> np.ndarray:
    expression = REST.copy()
    expression[face.LOWER_LIP_INNER[1:-1], 1] = 0.1
    return expression


def test_without_such_an_edit_the_drivers_expression_is_kept() -> None:
    assert add_expression(person(1), REST, Edits(eye_size=0.1, mouth=2)) is REST


@pytest.mark.parametrize("seed", range(4))
def test_a_smile_lifts_and_widens_the_mouth_and_narrows_the_eyes(seed: int) -> None:
    avatar = person(seed)
    smiling, sad = own(avatar, smile=1), own(avatar, smile=-1)
    corners = face.MOUTH_CORNERS
    assert (smiling[corners, 1] < avatar.shape[corners, 1] - 0.015).all()
    assert (sad[corners, 1] > avatar.shape[corners, 1] + 0.015).all()
    assert mouth_width(smiling) > 1.1 * mouth_width(avatar.shape)
    assert max(eye_openings(smiling)) < 0.95 * min(eye_openings(avatar.shape))


@pytest.mark.parametrize("seed", range(4))
def test_a_blink_shuts_the_eye_whatever_the_driver_does(seed: int) -> None:
    avatar = person(seed)
    right, left = eye_openings(own(avatar, blink_right=1, smile=0.5, gaze_y=10))
    assert right == pytest.approx(0, abs=1e-4)
    assert left > 0.01
    half_shut = REST.copy()
    for upper, lower in LIDS.values():
        half_shut[upper] = 0.5 * (avatar.shape[lower] - avatar.shape[upper])
    right, left = eye_openings(own(avatar, half_shut, blink_left=1))
    assert left == pytest.approx(0, abs=1e-4)
    assert right == pytest.approx(0.5 * eye_openings(avatar.shape)[0], rel=0.02)
    wide = eye_openings(own(avatar, blink_right=-0.3, blink_left=-0.3))
    assert wide == pytest.approx([1.3 * opening for opening in eye_openings(avatar.shape)], rel=0.02)


def test_an_open_mouth_drops_the_jaw_and_is_opened_less_than_twice() -> None:
    avatar = person(1)
    once = own(avatar, mouth_open=1)
    assert mouth_opening(once) > mouth_opening(avatar.shape) + 0.08
    assert once[face.CHIN, 1] > avatar.shape[face.CHIN, 1] + 0.04
    np.testing.assert_allclose(once[face.RIGID], avatar.shape[face.RIGID], atol=0.01)
    spoken = mouth_opening(avatar.shape + opened(avatar))
    twice = mouth_opening(own(avatar, opened(avatar), mouth_open=1))
    assert spoken < twice < spoken + 0.06


def test_a_pucker_narrows_and_shuts_the_mouth() -> None:
    avatar = person(2)
    puckered = own(avatar, pucker=1)
    assert mouth_width(puckered) < 0.75 * mouth_width(avatar.shape)
    assert mouth_opening(puckered) < mouth_opening(avatar.shape)


def test_a_shut_mouth_opens_again_when_the_driver_speaks() -> None:
    avatar = person(2)
    spoken = mouth_opening(own(avatar, opened(avatar), cheek_puff=1))
    assert spoken > mouth_opening(own(avatar, cheek_puff=1)) + 0.05


def test_lids_follow_the_gaze_down_and_the_irises_stay_within_the_eye() -> None:
    avatar = person(3)
    down = add_expression(avatar, REST, Edits(gaze_y=15))
    assert (down[IRISES, 1] > 0.005).all()
    assert 0.003 < down[face.RIGHT_UPPER_LID[4], 1] < 1.2 * down[IRISES, 1].max()
    looking = REST.copy()
    looking[IRISES, 0] = 0.03
    aside = add_expression(avatar, looking, Edits(gaze_x=25))
    np.testing.assert_allclose(aside[IRISES, 0], WIDEST_GAZE, atol=1e-6)


@pytest.mark.parametrize(("name", "value"), LIMITS)
def test_edits_grow_smoothly_from_nothing(name: str, value: float) -> None:
    avatar = person(0)
    small = add_expression(avatar, REST, Edits(**{name: value * 1e-3}))
    full = add_expression(avatar, REST, Edits(**{name: value}))
    if value:
        assert np.abs(full).max() > 0.008
    assert np.abs(small).max() < 5e-3 * max(np.abs(full).max(), 1e-3)


@pytest.mark.parametrize("person_name", ["astronaut", "character"])
def test_no_expression_folds_the_picture(person_name: str, request: pytest.FixtureRequest) -> None:
    avatar = request.getfixturevalue(person_name)
    field, rest = FlowField(avatar), avatar.skeleton
    names = (*edits_of("shape"), *EXPRESSIONS)
    rng = np.random.default_rng(4)
    mixed = [
        {name: rng.uniform(EDIT_RANGES[name].low, EDIT_RANGES[name].high) for name in names}
        for _ in range(20)
    ]
    for edits in [*({name: value} for name, value in LIMITS), *mixed]:
        shown = retarget_relative(rest, rest, rest, Edits(**edits))
        assert field.least_jacobian(shown) > 0, edits


def test_strengths_leave_the_users_own_expression_alone() -> None:
    avatar = person(1)
    driver = replace(avatar, expression=opened(avatar))
    alone = retarget_relative(avatar, avatar, avatar, Edits(smile=0.7))
    calmed = retarget_relative(avatar, avatar, driver, Edits(smile=0.7, expression=0))
    np.testing.assert_allclose(calmed.expression, alone.expression, atol=1e-6)
