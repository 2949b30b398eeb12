"""Which frames are kept: faces made of the mean face, placed at will."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from vcam.geometry.face_model import mean_face
from vcam.geometry.pose import Pose, rotation_from_angles
from vcam.landmarks.keypoints68 import keypoints_68
from vcam.landmarks.official_crop import crop_of, normalise
from vcam.training.preparation.selection import Look, face_height, median_crop, select


def face(x: float = 300, y: float = 300, height_px: float = 200, yaw: float = 0) -> Any:
    scale = height_px / face_height(mean_face())
    position = np.array([x, y, 0], np.float32)
    return Pose(rotation=rotation_from_angles(yaw, 0, 0), position=position, scale=scale).apply(mean_face())


def look(index: int, points: Any, level: int = 100, sharpness: float = 50.0) -> Look:
    thumbnail = np.full((32, 32), level + index % 2, np.uint8)
    return Look(index=index, points=points, thumbnail=thumbnail, sharpness=sharpness)


def walk(count: int = 10) -> list[Look]:
    """A face that moves by three pixels a frame."""
    return [look(k, face(x=300 + 3 * k)) for k in range(count)]


def test_a_good_clip_is_kept_whole_in_one_crop() -> None:
    looks = walk()
    selection = select(looks, most=100)
    assert selection.kept == tuple(range(10))
    assert selection.skipped == {}
    assert selection.crop is not None
    middle = crop_of(keypoints_68(face(x=300 + 3 * 4.5)))
    assert abs(selection.crop.left - middle.left) <= 2
    assert abs(selection.crop.side - middle.side) <= 2
    for one in looks:
        assert np.abs(normalise(keypoints_68(one.points), selection.crop)).max() < 1


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (look(5, None), "no face"),
        (look(5, face(height_px=50)), "small face"),
        (look(5, face(x=315, yaw=70)), "turned away"),
        (look(5, face(x=315, yaw=-70)), "turned away"),
        (look(5, face(x=315), sharpness=5.0), "blurred"),
        (replace(look(5, face(x=300 + 3 * 4)), thumbnail=np.full((32, 32), 100, np.uint8)), "still"),
        (look(5, face(x=600)), "other shot"),
    ],
)
def test_a_bad_frame_is_left_out_with_its_reason(bad: Look, reason: str) -> None:
    looks = walk()
    looks[5] = bad
    selection = select(looks, most=100)
    assert selection.skipped[reason] >= 1
    assert 5 not in selection.kept


def test_a_bad_frame_costs_no_good_one() -> None:
    looks = walk()
    looks[5] = look(5, None)
    assert select(looks, most=100).kept == (0, 1, 2, 3, 4, 6, 7, 8, 9)


def test_of_several_shots_the_longest_is_kept() -> None:
    before = [replace(one, thumbnail=np.full((32, 32), 200, np.uint8)) for one in walk(4)]
    looks = [replace(one, index=k) for k, one in enumerate([*before, *walk(6)])]
    # The face is in the same place; the picture alone tells the cut.
    looks[0:4] = [replace(one, points=face(x=300 + 3 * k)) for k, one in enumerate(looks[0:4])]
    selection = select(looks, most=100)
    assert selection.kept == (4, 5, 6, 7, 8, 9)
    assert selection.skipped == {"other shot": 4}


def test_a_cut_during_which_no_face_is_seen_counts() -> None:
    dark = np.full((32, 32), 5, np.uint8)
    looks = [*walk(6), replace(look(6, None), thumbnail=dark), look(7, face(x=318)), look(8, face(x=322))]
    assert select(looks, most=100).kept == (0, 1, 2, 3, 4, 5)


def test_a_frame_far_from_the_others_is_outside_the_crop() -> None:
    looks = [*walk(8), *(look(8 + k, face(x=330 + 45 * k)) for k in range(6))]
    selection = select(looks, most=100)
    assert selection.skipped["outside the crop"] >= 1
    assert 13 not in selection.kept
    assert set(range(8)) <= set(selection.kept)


def test_a_face_that_came_much_nearer_is_outside_the_crop() -> None:
    heights = [150] * 8 + [180, 215, 255, 300]
    looks = [look(k, face(x=300 + 3 * k, height_px=h)) for k, h in enumerate(heights)]
    assert select(looks, most=100).skipped == {"outside the crop": 2}


def test_at_most_so_many_frames_are_kept_evenly() -> None:
    selection = select(walk(10), most=4)
    assert selection.kept == (0, 3, 6, 9)
    assert selection.skipped == {"over the limit": 6}


def test_nothing_is_kept_of_nothing() -> None:
    assert select([], most=5).crop is None
    selection = select([look(k, None) for k in range(3)], most=5)
    assert selection.kept == ()
    assert selection.skipped == {"no face": 3}


def test_one_stray_face_does_not_move_the_crop() -> None:
    faces = [keypoints_68(face(x=300 + k)) for k in range(9)]
    steady = median_crop(faces)
    shaken = median_crop([*faces, keypoints_68(face(x=900, height_px=400))])
    assert abs(shaken.left - steady.left) <= 2
    assert abs(shaken.side - steady.side) <= 2
