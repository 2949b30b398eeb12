"""The retargeter: both skeletons, both kinds of motion, before and after the neutral face is known."""

from __future__ import annotations

import numpy as np
import pytest
from plain_anchor import PlainAnchor

from vcam.engine import retargeter
from vcam.engine.retargeter import Retargeter
from vcam.engine.settings import Settings
from vcam.engine.stage import RETURN_S, Stage
from vcam.frames import Landmarks, TrackedFrame
from vcam.geometry.calibration import LikelyNeutral
from vcam.geometry.editing import Edits
from vcam.geometry.pose import angles_from_rotation, rotation_from_angles
from vcam.geometry.skeleton import skeleton_of

ANCHORED = Settings(skeleton="anchored")


@pytest.fixture
def network(monkeypatch):
    """A plain network in place of the shipped one."""
    plain = PlainAnchor()
    monkeypatch.setattr(retargeter, "network_of", lambda kind: (plain if kind == "anchored" else None, ""))
    return plain


def face_of(person, yaw=0.0):
    skeleton = skeleton_of(person.points)
    turned = (skeleton.shape @ rotation_from_angles(yaw, 0, 0).T).astype(np.float32)
    return Landmarks(points=skeleton.pose.apply(turned), image_size=(640, 480))


def yaw_of(avatar, shown):
    return angles_from_rotation(shown.pose.rotation @ avatar.skeleton.pose.rotation.T)[0]


@pytest.mark.parametrize("skeleton", ["anchored", "analytic"])
@pytest.mark.parametrize("motion", ["relative", "absolute"])
def test_the_avatar_turns_with_its_driver(network, astronaut, skeleton, motion):
    driver = Retargeter()
    rest = face_of(astronaut)
    driver.use_neutral(rest)
    settings = Settings(skeleton=skeleton, motion=motion)
    shown = driver.move(astronaut, face_of(astronaut, 14), settings, Edits())
    assert yaw_of(astronaut, shown) == pytest.approx(14, abs=0.5)
    assert bool(network.asked) == (skeleton == "anchored")


def test_a_turned_face_that_stands_in_is_not_the_middle(network, astronaut):
    driver = Retargeter()
    assert not driver.ready
    standin = face_of(astronaut, 20)
    turned = LikelyNeutral(landmarks=standin, facing=False, found=False)
    assert not driver.use_neutral(standin, turned)
    shown = yaw_of(astronaut, driver.move(astronaut, standin, ANCHORED, Edits()))
    assert network.asked[-1]["calibrated"][0, 0] == 1
    assert abs(shown) > 10
    assert driver.use_neutral(standin)
    still = yaw_of(astronaut, driver.move(astronaut, standin, ANCHORED, Edits()))
    assert abs(still) < 0.1
    assert not driver.use_neutral(standin)


def test_a_driver_on_his_own_photo_needs_no_neutral_face(network, astronaut):
    driver, rest = Retargeter(), face_of(astronaut)
    driver.use_neutral(rest)
    driver.move(astronaut, rest, Settings(skeleton="anchored", motion="absolute"), Edits())
    assert network.asked[-1]["calibrated"][0, 0] == 0


def test_the_neutral_face_is_taken_over_softly(network, astronaut):
    from vcam.engine.settings import OutputFormat

    stage = Stage(astronaut, OutputFormat(width=64, height=64), ANCHORED)

    def draw(yaw, at_s):
        stage.draw(TrackedFrame(landmarks=face_of(astronaut, yaw), index=0, captured_at_s=at_s), at_s)
        return yaw_of(astronaut, stage.skeleton)

    before = draw(25, 0.0)
    stage.calibrate()
    after = [draw(25, 0.01 + k * RETURN_S / 4) for k in range(6)]
    assert abs(after[0] - before) < 1
    assert after[-1] == pytest.approx(0, abs=0.5)
    assert np.abs(np.diff([before, *after])).max() < abs(before) * 0.8


def test_choosing_the_other_skeleton_shows_while_the_driver_stands_still(network, astronaut):
    from vcam.engine.settings import OutputFormat

    stage = Stage(astronaut, OutputFormat(width=64, height=64), Settings(skeleton="analytic"))
    stage.draw(TrackedFrame(landmarks=face_of(astronaut, 20), index=0, captured_at_s=0.0), 0.0)
    assert yaw_of(astronaut, stage.skeleton) == pytest.approx(0, abs=0.5)
    stage.settings = ANCHORED
    stage.draw(None, 0.1)
    assert network.asked
    assert abs(yaw_of(astronaut, stage.skeleton)) > 5


def test_the_neutral_face_is_asked_about_once_for_each_photo(network, astronaut, character):
    driver = Retargeter()
    rest = face_of(astronaut)
    for avatar in (astronaut, astronaut, character):
        driver.use_neutral(rest)
        driver.move(avatar, face_of(astronaut, 14), ANCHORED, Edits())
    assert len(network.asked) == 3 + 2
    driver.use_neutral(face_of(astronaut, 3))
    driver.move(character, face_of(astronaut, 14), ANCHORED, Edits())
    assert len(network.asked) == 3 + 2 + 2
    driver.move(character, rest, Settings(skeleton="anchored", motion="absolute"), Edits())
    assert len(network.asked) == 3 + 2 + 2 + 1
