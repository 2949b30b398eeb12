"""Which moments of a driver are shown."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from engine_fakes import FakeTracker, ScriptedSource

from vcam.avatar.avatar import Avatar
from vcam.engine.settings import Settings as AnySettings
from vcam.errors import FaceNotFound
from vcam.evaluation.poses import driven_poses, most_different
from vcam.frames import Landmarks, TrackedFrame
from vcam.geometry import face_model as face
from vcam.geometry.editing import Edits
from vcam.geometry.retargeting import retarget_relative
from vcam.geometry.skeleton import Skeleton

# Whatever the default is: the analytic skeleton moves exactly as these tests foresee.
Settings = partial(AnySettings, skeleton="analytic")


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


def test_poses_are_spread_over_the_clip(astronaut: Avatar) -> None:
    shifts: list[float | None] = [None, *np.linspace(0, 40, 100), None]
    # The photo itself shows where he stands at first.
    assert poses(astronaut, clip(astronaut, shifts), 2) == pytest.approx([20, 40], abs=2)
    assert poses(astronaut, clip(astronaut, [5.0, None]), 3) == pytest.approx([5], abs=0.1)


def test_another_person_drives(astronaut: Avatar, character: Avatar) -> None:
    source = clip(character, [0.0] * 30)
    assert len(driven_poses(astronaut, source, FakeTracker(), Settings(), 4, lambda *_: None)) == 4


def test_a_driver_without_a_face_is_refused(astronaut: Avatar) -> None:
    with pytest.raises(FaceNotFound, match="2 frames of script"):
        poses(astronaut, clip(astronaut, [None, None]), 2)


def turned(rest: Skeleton, yaw_deg: float) -> Skeleton:
    return retarget_relative(rest, rest, rest, Edits(yaw=yaw_deg))


def opened(rest: Skeleton, by: float) -> Skeleton:
    expression = rest.expression.copy()
    expression[face.LOWER_LIP_INNER, 1] += by
    return replace(rest, expression=expression)


def test_a_turn_and_an_open_mouth_are_shown_rather_than_two_turns(astronaut: Avatar) -> None:
    rest = astronaut.skeleton
    clip = [rest, turned(rest, 3), turned(rest, 18), opened(rest, 0.1), turned(rest, 20), rest]
    assert most_different(clip, rest, 2) == [clip[3], clip[4]]
    assert most_different(clip, rest, 1) in ([clip[3]], [clip[4]])
    assert most_different(clip, rest, 9) == clip


def test_what_hardly_moves_is_no_reason(astronaut: Avatar) -> None:
    rest = astronaut.skeleton
    clip = [opened(rest, 0.0002), turned(rest, -20), turned(rest, 20)]
    assert most_different(clip, rest, 2) == clip[1:]
