"""Landmark tracks on a plain head: the driver's motion stays, his shape goes."""

from __future__ import annotations

import numpy as np
import pytest

from vcam.capture.motion import MotionTrack
from vcam.engine.motion_conversion import on_plain_head
from vcam.engine.retargeter import Retargeter
from vcam.engine.settings import Settings
from vcam.errors import CaptureError
from vcam.frames import Landmarks
from vcam.geometry import face_model as face
from vcam.geometry.editing import Edits
from vcam.geometry.expression_modes import expression_modes, neutral_face
from vcam.geometry.pose import angles_from_rotation, rotation_from_angles
from vcam.geometry.skeleton import mouth_opening

SIZE = (640, 480)


def filmed(build=(1.0, 1.0, 1.0), rows=30):
    """A person of this build: a second at rest, then a turn with an opening mouth; the last row is empty."""
    points = []
    for row in range(rows + 21):
        late = max(row - rows, 0) / 20
        own = (neutral_face() + 0.8 * late * expression_modes()["jaw"]) * build
        turned = own @ rotation_from_angles(20 * late, 0, 0).T
        points.append((180 * turned + [320, 240, 0]).astype(np.float32))
    points.append(np.full((478, 3), np.nan, np.float32))
    return MotionTrack(points=np.stack(points), fps=25.0, image_size=SIZE)


def test_pose_and_mouth_are_the_drivers_and_the_head_is_nobodys():
    track = filmed((1.15, 0.9, 1.0))
    motion = on_plain_head(track)
    np.testing.assert_array_equal(motion.head, neutral_face().astype(np.float32))
    assert motion.faces == len(track) - 1
    turn = motion.rotation[-2] @ motion.neutral_rotation.T
    assert angles_from_rotation(turn)[0] == pytest.approx(20, abs=0.5)
    np.testing.assert_allclose(motion.expression[5], 0, atol=1e-3)
    assert mouth_opening(motion.head + motion.expression[-2]) > 0.06


def test_drivers_of_any_build_give_the_same_motion():
    slim, wide = (on_plain_head(filmed(build)) for build in ((0.95, 1.0, 1.0), (1.1, 1.0, 1.0)))
    inner = face.LOWER_LIP_INNER
    drop = [one.expression[-2][inner, 1].mean() for one in (slim, wide)]
    assert drop[0] == pytest.approx(drop[1], rel=0.2)


def test_an_avatar_moves_by_it_as_by_the_landmarks(astronaut):
    track = filmed()
    motion = on_plain_head(track)
    shown = []
    for points, neutral in ((track.points, track.points[0]), (motion.points(), motion.neutral_points())):
        retargeter = Retargeter()
        rest = Landmarks(points=neutral, image_size=SIZE)
        retargeter.use_neutral(rest)
        now = Landmarks(points=np.ascontiguousarray(points[-2]), image_size=SIZE)
        shown.append(retargeter.move(astronaut, now, Settings(skeleton="analytic"), Edits()).points())
    eyes = np.linalg.norm(shown[0][face.RIGHT_IRIS[0]] - shown[0][face.LEFT_IRIS[0]])
    assert np.linalg.norm(shown[0] - shown[1], axis=1).mean() < 0.02 * eyes


def test_a_track_without_a_face_is_refused():
    nobody = MotionTrack(points=np.full((3, 478, 3), np.nan, np.float32), fps=25.0, image_size=SIZE)
    with pytest.raises(CaptureError, match="holds a face"):
        on_plain_head(nobody)
