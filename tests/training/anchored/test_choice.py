import numpy as np

from vcam.geometry import face_model as face
from vcam.geometry.face_model import mean_face
from vcam.training.anchored.choice import choose_pairs


def clip(count: int = 40) -> np.ndarray:
    """The mean face, 200 pixels high: mouth closed, except in frame 7 and, a little, after frame 30."""
    points = np.repeat(mean_face()[None] * 200 + 200, count, 0).astype(np.float32)
    middle = (points[:, face.UPPER_LIP_INNER, 1] + points[:, face.LOWER_LIP_INNER, 1]) / 2
    points[:, face.UPPER_LIP_INNER, 1] = points[:, face.LOWER_LIP_INNER, 1] = middle
    points[7:8, face.LOWER_LIP_INNER[1:-1], 1] += 40
    points[31:, face.LOWER_LIP_INNER[1:-1], 1] += 20
    lids = np.concatenate([face.RIGHT_UPPER_LID[1:-1], face.LEFT_UPPER_LID[1:-1]])
    lower = np.concatenate([face.RIGHT_LOWER_LID[1:-1], face.LEFT_LOWER_LID[1:-1]])
    points[20:21, lids, 1] = points[20:21, lower, 1]
    return points


def test_photos_are_the_calm_and_the_extreme_frames() -> None:
    photos = [choice.photo for choice in choose_pairs(clip(), 20, "seed")]
    assert {7, 20} <= set(photos)
    assert photos[0] not in (7, 20)
    assert photos[0] < 31


def test_a_photo_never_drives_itself_and_no_frame_drives_twice() -> None:
    for choice in choose_pairs(clip(), 60, "seed"):
        assert choice.photo not in choice.driving
        assert len(set(choice.driving)) == len(choice.driving)


def test_there_are_about_as_many_as_wanted_and_the_calm_one_has_most() -> None:
    choices = choose_pairs(clip(), 40, "seed")
    counts = [len(choice.driving) for choice in choices]
    assert abs(sum(counts) - 40) <= len(counts)
    assert counts[0] == max(counts)


def test_open_mouths_are_drawn_more_often() -> None:
    drawn = [k for seed in range(20) for k in choose_pairs(clip(), 20, str(seed))[0].driving]
    assert sum(k > 30 or k == 7 for k in drawn) / len(drawn) > 1.3 * 10 / 40


def test_the_same_seed_chooses_the_same() -> None:
    assert choose_pairs(clip(), 20, "a") == choose_pairs(clip(), 20, "a")
    assert choose_pairs(clip(), 20, "a") != choose_pairs(clip(), 20, "b")


def test_two_frames_are_enough() -> None:
    choices = choose_pairs(clip(2), 40, "seed")
    assert all(len(choice.driving) == 1 for choice in choices)
