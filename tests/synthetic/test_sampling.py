"""Chance of synthetic heads: plausible, within its ranges, and the same for the same seed."""

import numpy as np
from small_heads import UNITS

from vcam.synthetic.sampling import (
    MAX_IDENTITY,
    ViewRanges,
    rotations,
    sample_angles,
    sample_distances,
    sample_expressions,
    sample_identities,
)


def weights(seed: int = 0, strength: float = 1.0) -> dict[str, np.ndarray]:
    drawn = sample_expressions(2000, UNITS, np.random.default_rng(seed), strength)
    return dict(zip(UNITS, drawn.T, strict=True))


def test_units_stay_within_their_range_and_are_all_used() -> None:
    found = weights()
    assert all(column.min() >= 0 and 0.05 < column.max() <= 1 for column in found.values())
    assert not any(np.isnan(column).any() for column in found.values())
    rest = np.stack(list(found.values())).max(0) == 0
    assert 0.04 < rest.mean() < 0.15


def test_lips_never_close_more_than_the_jaw_opens() -> None:
    found = weights()
    assert (found["mouthClose"] <= found["jawOpen"] + 1e-6).all()


def test_both_eyes_look_the_same_way_with_lids_that_follow() -> None:
    found = weights()
    np.testing.assert_array_equal(found["eyeLookOut_L"], found["eyeLookIn_R"])
    assert not (found["eyeLookUp_L"] * found["eyeLookDown_L"]).any()
    down = found["eyeLookDown_L"] > 0.5
    assert found["eyeBlink_L"][down].mean() > found["eyeBlink_L"][~down].mean() + 0.1


def test_sides_differ_a_little() -> None:
    found = weights()
    right, left = found["mouthSmile_R"], found["mouthSmile_L"]
    smiling = right > 0.3
    assert 0.02 < np.abs(right - left)[smiling].mean() < 0.3


def test_views_people_and_cameras_stay_within_their_ranges() -> None:
    chance, ranges = (
        np.random.default_rng(1),
        ViewRanges(yaw_deg=50, pitch_deg=20, roll_deg=10, near=3, far=6),
    )
    angles = np.abs(sample_angles(1000, ranges, chance)).max(0)
    assert (angles <= [50, 20, 10]).all()
    assert (angles > [40, 15, 7]).all()
    distances = sample_distances(1000, ranges, chance)
    assert 3 <= distances.min() < 3.3
    assert 5 < distances.max() <= 6
    assert np.abs(sample_identities(1000, 5, chance)).max() == MAX_IDENTITY
    turned = rotations(sample_angles(3, ranges, chance))
    np.testing.assert_allclose(turned @ turned.transpose(0, 2, 1), np.tile(np.eye(3), (3, 1, 1)), atol=1e-6)


def test_a_seed_gives_the_same_again() -> None:
    np.testing.assert_array_equal(list(weights(5).values()), list(weights(5).values()))
    assert not np.array_equal(list(weights(5).values()), list(weights(6).values()))
