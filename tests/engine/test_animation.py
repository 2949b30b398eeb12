"""Reactions ease in and out on top of the edits; idle motion comes while nobody drives."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from vcam.engine.animation import IDLE_S, REACTION_S, Animation
from vcam.engine.settings import Settings
from vcam.errors import ConfigError
from vcam.geometry.editing import EDIT_RANGES, Edits
from vcam.geometry.reactions import REACTIONS, with_added

FPS = 100


def run(
    animation: Animation, settings: Settings, seconds: float, from_s: float, *, away: bool = False
) -> list:
    return [animation.step(settings, from_s + k / FPS, away=away) for k in range(1, round(seconds * FPS) + 1)]


def test_a_reaction_eases_in_within_its_time_and_out_again() -> None:
    animation, on = Animation(), Settings(reactions=frozenset({"smile"}))
    animation.step(Settings(), 0.0, away=False)
    smiles = [edits.smile for edits in run(animation, on, REACTION_S + 0.02, 0.0)]
    assert 0 < smiles[0] < 0.1
    assert all(np.diff(smiles) >= 0)
    assert smiles[-1] == REACTIONS["smile"]["smile"]
    assert not animation.moving
    after = run(animation, Settings(), REACTION_S + 0.02, 1.0)
    assert after[0].smile > 0.5
    assert after[-1] == Edits()


def test_reactions_lie_on_top_of_the_edits_and_stay_in_range() -> None:
    animation = Animation()
    everything = Settings(edits=Edits(smile=0.8, yaw=10), reactions=frozenset(REACTIONS))
    last = run(animation, everything, 1, 0)[-1]
    assert last.smile == EDIT_RANGES["smile"].high
    assert last.yaw == 10


def test_a_picture_after_a_long_rest_only_begins_to_ease() -> None:
    animation = Animation()
    animation.step(Settings(), 0.0, away=False)
    first = animation.step(Settings(reactions=frozenset({"kiss"})), 60.0, away=False)
    assert 0 < first.pucker < 0.5
    assert animation.moving


def test_nothing_moves_unless_it_is_wanted() -> None:
    animation = Animation()
    assert set(run(animation, Settings(), 5, 0, away=True)) == {Edits()}
    assert set(run(animation, Settings(idle=1.0), 5, 10, away=False)) == {Edits()}
    assert not animation.moving


def test_idle_motion_comes_while_nobody_drives_and_goes_when_somebody_does() -> None:
    animation, settings = Animation(), Settings(idle=1.0)
    gone = run(animation, settings, 12, 0, away=True)
    assert max(abs(edits.yaw) for edits in gone) > 0.5
    assert max(edits.blink_left for edits in gone) > 0.9
    assert max(abs(b.yaw - a.yaw) for a, b in pairwise(gone)) < 0.2
    assert animation.moving
    assert run(animation, settings, IDLE_S + 0.1, 12, away=False)[-1] == Edits()
    assert not animation.moving


def test_idle_motion_beside_a_driver_leaves_the_blinking_to_him() -> None:
    both = run(Animation(), Settings(idle=1.0, idle_always=True), 12, 0)
    assert max(abs(edits.yaw) for edits in both) > 0.5
    assert {edits.blink_left for edits in both} == {0.0}


def test_the_amount_scales_the_sway() -> None:
    half = run(Animation(), Settings(idle=0.5), 9, 0, away=True)
    whole = run(Animation(), Settings(idle=1.0), 9, 0, away=True)
    np.testing.assert_allclose([2 * edits.yaw for edits in half], [edits.yaw for edits in whole], atol=1e-9)


def test_the_breath_lifts_the_skeleton(astronaut) -> None:
    animation = Animation()
    run(animation, Settings(idle=1.0), 1.2, 0, away=True)
    lifted = animation.lift(astronaut.skeleton)
    assert lifted.pose.position[1] < astronaut.skeleton.pose.position[1]
    assert Animation().lift(astronaut.skeleton) is astronaut.skeleton


def test_adding_nothing_gives_the_same_edits() -> None:
    edits = Edits(yaw=3)
    assert with_added(edits, {"smile": 0.0}) == edits


@pytest.mark.parametrize("wrong", [{"idle": 1.5}, {"reactions": frozenset({"sneeze"})}])
def test_settings_refuse_what_is_not_there(wrong: dict) -> None:
    with pytest.raises(ConfigError, match=r"expected|choose"):
        Settings(**wrong)
