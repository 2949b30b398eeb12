"""The stage: follows the driver, holds and eases a lost face, pauses, swaps, edits."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from vcam.engine.settings import Background, OutputFormat
from vcam.engine.settings import Settings as AnySettings
from vcam.engine.stage import EASE_S, HOLD_S, Stage, blend
from vcam.frames import Landmarks, TrackedFrame
from vcam.geometry.editing import Edits
from vcam.geometry.pose import angles_from_rotation, rotation_from_angles
from vcam.geometry.skeleton import skeleton_of

# Whatever the default is: the analytic skeleton moves exactly as these tests foresee.
Settings = partial(AnySettings, skeleton="analytic")

SMALL = OutputFormat(width=192, height=108)


@pytest.fixture
def stage(astronaut):
    return Stage(astronaut, SMALL, Settings())


def driver(person, yaw=0.0, index=0, at_s=0.0):
    skeleton = skeleton_of(person.points)
    turned = (skeleton.shape @ rotation_from_angles(yaw, 0, 0).T).astype(np.float32)
    landmarks = Landmarks(points=skeleton.pose.apply(turned), image_size=(640, 480))
    return TrackedFrame(landmarks=landmarks, index=index, captured_at_s=at_s)


def nobody(index=0, at_s=0.0):
    return TrackedFrame(landmarks=None, index=index, captured_at_s=at_s)


def yaw_shown(stage):
    turn = stage.skeleton.pose.rotation @ stage.avatar.skeleton.pose.rotation.T
    return angles_from_rotation(turn)[0]


def settle(stage, astronaut, until_s=2.0):
    for k in range(int(until_s * 20)):
        stage.draw(driver(astronaut, at_s=k / 20), k / 20)
    return until_s


def test_before_any_face_the_photo_is_shown(stage, astronaut):
    composite = stage.draw(None, 0.0)
    assert composite.image.shape == (108, 192, 3)
    assert stage.skeleton.pose.scale == pytest.approx(astronaut.skeleton.pose.scale)


def test_the_avatar_follows_and_the_composite_tells_its_frame(stage, astronaut):
    now = settle(stage, astronaut)
    composite = stage.draw(driver(astronaut, yaw=15, index=77, at_s=now), now)
    assert (composite.index, composite.captured_at_s) == (77, now)
    assert yaw_shown(stage) == pytest.approx(15, abs=0.5)


def test_a_picture_that_is_left_off_leaves_no_trace(astronaut):
    first, second = Stage(astronaut, SMALL, Settings()), Stage(astronaut, SMALL, Settings())
    now = settle(first, astronaut)
    settle(second, astronaut)

    def leave_off():
        raise TimeoutError

    first.on_part = leave_off
    with pytest.raises(TimeoutError):
        first.draw(driver(astronaut, yaw=10, at_s=now), now)
    first.on_part = lambda: None
    first.settings = second.settings = Settings(edits=Edits(roll=8, zoom=1.1))
    found = first.draw(None, now).image
    expected = second.draw(driver(astronaut, yaw=10, at_s=now), now).image
    np.testing.assert_array_equal(found, expected)


def test_a_lost_face_is_held_then_eased_to_rest(stage, astronaut):
    now = settle(stage, astronaut)
    stage.draw(driver(astronaut, yaw=20, at_s=now), now)
    stage.draw(nobody(), now + HOLD_S / 2)
    assert yaw_shown(stage) == pytest.approx(20, abs=0.5)
    stage.draw(nobody(), now + HOLD_S + EASE_S / 2)
    assert 3 < yaw_shown(stage) < 17
    stage.draw(nobody(), now + HOLD_S + EASE_S + 0.01)
    assert yaw_shown(stage) == pytest.approx(0, abs=0.1)


def test_a_face_that_comes_back_takes_over_softly(stage, astronaut):
    now = settle(stage, astronaut)
    stage.draw(nobody(), now + 5)
    stage.draw(driver(astronaut, yaw=20), now + 6)
    assert abs(yaw_shown(stage)) < 2
    for k in range(1, 12):
        stage.draw(driver(astronaut, yaw=20), now + 6 + k / 30)
    assert yaw_shown(stage) == pytest.approx(20, abs=1)


def test_hold_keeps_the_last_pose(astronaut):
    stage = Stage(astronaut, SMALL, Settings(face_lost="hold"))
    now = settle(stage, astronaut)
    stage.draw(driver(astronaut, yaw=20, at_s=now), now)
    stage.draw(nobody(), now + 60)
    assert yaw_shown(stage) == pytest.approx(20, abs=0.5)


def test_cards_for_pause_and_for_a_lost_face_are_still(astronaut):
    stage = Stage(astronaut, SMALL, Settings(face_lost="card"))
    now = settle(stage, astronaut)
    live = stage.draw(driver(astronaut, at_s=now), now).image
    lost = stage.draw(nobody(), now + 1)
    assert lost.index == -1
    assert lost.image.mean() < 0.6 * live.mean()
    stage.settings = Settings(paused=True)
    paused = [stage.draw(driver(astronaut, yaw=y, at_s=now + 2), now + 2) for y in (0, 25)]
    np.testing.assert_array_equal(paused[0].image, paused[1].image)
    assert paused[0].index == -1


def test_settings_act_from_the_next_frame(stage, astronaut):
    now = settle(stage, astronaut)
    plain = stage.draw(driver(astronaut, at_s=now), now).image
    stage.settings = Settings(background=Background(kind="colour", colour=(255, 0, 255)))
    coloured = stage.draw(driver(astronaut, at_s=now), now).image
    assert (coloured == (255, 0, 255)).all(-1).mean() > 0.2
    stage.settings = Settings(edits=Edits(yaw=20))
    stage.draw(driver(astronaut, at_s=now), now)
    assert yaw_shown(stage) == pytest.approx(20, abs=0.5)
    stage.settings = Settings()
    np.testing.assert_array_equal(stage.draw(driver(astronaut, at_s=now), now).image, plain)


def test_edits_act_while_the_driver_gives_no_news(astronaut):
    stage = Stage(astronaut, SMALL, Settings(face_lost="hold"))
    now = settle(stage, astronaut)
    stage.draw(driver(astronaut, yaw=10, at_s=now), now)
    stage.settings = Settings(face_lost="hold", edits=Edits(yaw=10, smile=1))
    stage.draw(None, now + 0.1)
    assert yaw_shown(stage) == pytest.approx(20, abs=0.7)
    assert np.abs(stage.skeleton.expression).max() > 0.02
    stage.draw(nobody(), now + 60)
    assert yaw_shown(stage) == pytest.approx(20, abs=0.7)


def test_a_dragged_slider_moves_the_picture_in_small_steps(stage, astronaut):
    now = settle(stage, astronaut)
    before = stage.draw(driver(astronaut, at_s=now), now).image.astype(int)
    steps = []
    for share in np.linspace(0, 1, 11):
        stage.settings = Settings(edits=Edits(smile=share, eye_size=0.2 * share, mouth_open=share))
        image = stage.draw(driver(astronaut, at_s=now), now).image.astype(int)
        steps.append(np.abs(image - before).mean())
        before = image
    assert steps[0] == 0
    assert 0.02 < max(steps) < 2 * np.median(steps)


def test_another_avatar_keeps_the_drivers_neutral_face(stage, character):
    now = settle(stage, character)  # her mouth is closed, as a neutral face wants it
    neutral = stage.calibration.neutral
    assert neutral is not None
    stage.swap_avatar(character)
    composite = stage.draw(driver(character, yaw=12, at_s=now), now)
    assert stage.calibration.neutral is neutral
    assert composite.image.shape == (108, 192, 3)
    assert yaw_shown(stage) == pytest.approx(12, abs=0.5)


def test_the_calibrate_button_takes_the_present_face(stage, astronaut):
    now = settle(stage, astronaut)
    stage.draw(driver(astronaut, yaw=15, at_s=now), now)
    stage.calibrate()
    for k in range(30):
        stage.draw(driver(astronaut, yaw=15), now + k / 30)
    assert yaw_shown(stage) == pytest.approx(0, abs=0.5)


def test_absolute_motion_needs_no_neutral_face(astronaut):
    stage = Stage(
        astronaut, OutputFormat(width=512, height=512, framing="photo"), Settings(motion="absolute")
    )
    points = astronaut.points + np.float32([12, 5, 0])
    landmarks = Landmarks(points=points.copy(), image_size=(512, 512))
    stage.draw(TrackedFrame(landmarks=landmarks, index=0, captured_at_s=0.0), 0.0)
    np.testing.assert_allclose(stage.skeleton.points(), points, atol=0.05)


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_blend_goes_from_one_skeleton_to_the_other(astronaut, share):
    first = astronaut.skeleton
    second = skeleton_of(astronaut.points + np.float32([10, 0, 0]))
    mixed = blend(first, second, share)
    np.testing.assert_allclose(mixed.points(), astronaut.points + [10 * share, 0, 0], atol=0.05)


def test_idle_motion_keeps_the_avatar_alive_while_nobody_is_there(astronaut):
    stage = Stage(astronaut, SMALL, Settings(idle=1.0))
    first = stage.draw(None, 0.0).image
    assert stage.skeleton.pose.scale == pytest.approx(astronaut.skeleton.pose.scale)
    assert yaw_shown(stage) == pytest.approx(0, abs=0.05)
    yaws = []
    for k in range(1, 200):
        stage.draw(None, k / 30)
        yaws.append(yaw_shown(stage))
    assert max(np.abs(yaws)) > 0.5
    assert max(np.abs(np.diff(yaws))) < 0.3
    assert stage.moving
    assert not np.array_equal(first, stage.draw(None, 7.0).image)


def test_a_reaction_shows_on_a_driver_who_stands_still(astronaut):
    stage = Stage(astronaut, SMALL, Settings())
    now = settle(stage, astronaut)
    plain = stage.draw(driver(astronaut, at_s=now), now).image
    stage.settings = Settings(reactions=frozenset({"surprise"}))
    for k in range(1, 8):
        surprised = stage.draw(None, now + k / 30).image
    assert np.abs(surprised.astype(int) - plain).mean() > 0.3
    stage.settings = Settings()
    for k in range(8, 15):
        stage.draw(None, now + k / 30)
    np.testing.assert_array_equal(stage.draw(driver(astronaut, at_s=now + 1), now + 1).image, plain)


def test_a_swap_fades_from_one_avatar_to_the_other(stage, astronaut, character):
    now = settle(stage, astronaut)
    old = stage.draw(driver(astronaut, at_s=now), now).image
    stage.swap_avatar(character, stage.prepare(character, stage.settings))
    steps = []
    for k in range(9):
        assert stage.moving == (k < 7)
        steps.append(stage.draw(driver(astronaut, at_s=now), now + (k + 1) / 30).image)
    far = [np.abs(step.astype(int) - steps[-1]).mean() for step in [old, *steps]]
    assert far == sorted(far, reverse=True)
    assert 0.6 * far[0] < far[1] < far[0]
    assert far[-2] == 0
    assert max(-np.diff(far)) < 0.4 * far[0]


def test_a_swap_without_news_keeps_the_drivers_pose(stage, astronaut, character):
    now = settle(stage, astronaut)
    stage.draw(driver(astronaut, yaw=15, at_s=now), now)
    stage.swap_avatar(character)
    stage.draw(None, now + 0.03)
    assert yaw_shown(stage) == pytest.approx(15, abs=1)


def test_a_pause_during_a_swap_is_a_whole_card_at_once(stage, astronaut, character):
    now = settle(stage, astronaut)
    stage.draw(driver(astronaut, at_s=now), now)
    stage.swap_avatar(character)
    stage.draw(driver(astronaut, at_s=now), now)
    stage.settings = Settings(paused=True)
    first = stage.draw(driver(astronaut, at_s=now), now + 0.03).image
    np.testing.assert_array_equal(stage.draw(None, now + 1).image, first)


def test_an_avatars_own_neutral_face_comes_with_it(stage, astronaut, character):
    settle(stage, astronaut)
    own = driver(character, yaw=3).landmarks
    stage.swap_avatar(character, neutral=own)
    assert stage.calibration.neutral is own


def test_the_badge_lies_on_the_avatar_and_on_cards_and_goes_again(astronaut):
    large = OutputFormat(width=640, height=360)
    stage = Stage(astronaut, large, Settings())
    plain = stage.draw(None, 0.0).image
    stage.settings = Settings(badge=True)
    badged = stage.draw(None, 0.1).image
    changed = np.argwhere((badged != plain).any(axis=2))
    assert changed.min(0)[0] > 300
    assert changed.max(0)[1] < 320
    stage.settings = Settings(paused=True)
    card = stage.draw(None, 0.2).image
    stage.settings = Settings(paused=True, badge=True)
    assert (stage.draw(None, 0.3).image != card).any()
    stage.settings = Settings()
    np.testing.assert_array_equal(stage.draw(None, 0.4).image, plain)


def test_what_the_driver_shows_between_his_lips_reaches_the_renderer_and_stays_while_it_eases(
    stage, astronaut
):
    now = settle(stage, astronaut)
    seen = np.full((3, 3, 3), 0.5, np.float32)
    frame = driver(astronaut, at_s=now)
    stage.draw(replace(frame, landmarks=replace(frame.landmarks, inner_mouth=seen)), now)
    assert stage.skeleton.inner_mouth is seen
    stage.draw(None, now + HOLD_S + EASE_S / 2)
    assert stage.skeleton.inner_mouth is seen
    for k in range(10):
        back = now + HOLD_S + EASE_S + k / 20
        stage.draw(driver(astronaut, at_s=back), back)
    assert stage.skeleton.inner_mouth is None
