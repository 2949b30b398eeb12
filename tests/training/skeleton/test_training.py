"""Start, objective, trainer and comparison of the skeleton's network, in small."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from small_heads import small_heads

from vcam.errors import CheckpointError, ConfigError
from vcam.models.skeleton_anchor import AnchorConfig, AnchoredSkeleton, SkeletonAnchor
from vcam.training.skeleton import trainer as trainer_module
from vcam.training.skeleton.comparison import TRIALS, compare, measure_steadiness
from vcam.training.skeleton.objective import LOSSES, eye_distance, keypoint_weights, losses, measure
from vcam.training.skeleton.regions import region_members
from vcam.training.skeleton.samples import Batch, HeadSampler, SampleSettings
from vcam.training.skeleton.start import started
from vcam.training.skeleton.trainer import SkeletonSettings, SkeletonTrainer

SMALL = AnchorConfig(
    regions=24, width=16, depth=1, heads=2, summary=4, components=12, shape_codes=6, expression_codes=12
)
SETTINGS = SkeletonSettings(iterations=2, batch=4, every=1, start_batches=2)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vcam.training.skeleton.start.BATCH", 48)
    monkeypatch.setattr(trainer_module, "HELDOUT_BATCHES", 1)
    monkeypatch.setattr(trainer_module, "HELDOUT_COUNT", 8)
    monkeypatch.setattr("vcam.training.skeleton.comparison.COUNT", 4)


@pytest.fixture(scope="module")
def sampler() -> HeadSampler:
    return HeadSampler(small_heads(), SampleSettings())


def truth(batch: Batch, picture: int) -> AnchoredSkeleton:
    return AnchoredSkeleton(
        shape=batch.shape,
        expression=batch.expression[picture],
        photo_expression=batch.photo_expression,
        spread=torch.full(batch.shape.shape[:2], 0.01),
        corrections=batch.corrections[picture],
    )


def test_every_landmark_is_in_one_region() -> None:
    members = region_members(32, 24)
    assert members.shape == (32, 24)
    assert sorted(members[members >= 0].tolist()) == list(range(478))
    assert ((members >= 0).sum(1) > 0).all()


def test_the_truth_costs_nothing_but_its_spread(sampler: HeadSampler) -> None:
    batch, weights = sampler.batch(4, 0), keypoint_weights()
    eyes = eye_distance(sampler.neutral)
    terms = losses((truth(batch, 0), truth(batch, 1)), batch, weights, eyes)
    assert set(terms) == set(LOSSES)
    assert max(float(terms[name]) for name in LOSSES if name != "spread") < 1e-4
    wrong = replace(truth(batch, 0), shape=batch.shape + 0.01 * eyes)
    worse = losses((wrong, truth(batch, 1)), batch, weights, eyes)
    assert float(worse["shape"]) == pytest.approx(0.01 * 3**0.5 / 2, rel=0.01)
    assert float(worse["spread"]) > float(terms["spread"])


def test_the_right_spread_is_likeliest(sampler: HeadSampler) -> None:
    batch, weights = sampler.batch(4, 0), keypoint_weights()
    error = 0.02 * torch.randn(batch.shape.shape, generator=torch.Generator().manual_seed(0))

    def unlikeliness(spread: float) -> float:
        shown = [
            replace(truth(batch, n), shape=batch.shape + error, spread=torch.full(error.shape[:2], spread))
            for n in range(2)
        ]
        # With the weighing by its own variance taken out.
        term = float(losses((shown[0], shown[1]), batch, weights, 1.0)["spread"])
        return term / spread

    assert unlikeliness(0.02) < min(unlikeliness(0.008), unlikeliness(0.05))


def test_the_start_is_far_better_than_the_mean_head(sampler: HeadSampler) -> None:
    members = region_members(SMALL.regions, SMALL.region_points)
    with torch.no_grad():
        fresh = SkeletonAnchor(SMALL, members, sampler.neutral[:478])
        for parameter in fresh.parameters():
            parameter.zero_()
        fresh.shape_decoder.bias.copy_(sampler.neutral.flatten() / 0.05)
    mean = measure(fresh, sampler, 1, 16)
    figures = measure(started(SMALL, sampler, 40), sampler, 1, 16)
    assert figures["keypoints"] < 0.7 * mean["keypoints"]
    assert figures["expression"] < 0.9 * mean["expression"]


def test_training_resumes_where_it_was(tmp_path: Path) -> None:
    whole = SkeletonTrainer(tmp_path / "whole", small_heads(), SMALL, SETTINGS)
    whole.run()
    SkeletonTrainer(tmp_path / "parts", small_heads(), SMALL, replace(SETTINGS, iterations=1)).run()
    later = SkeletonTrainer(tmp_path / "parts", small_heads(), SMALL, SETTINGS)
    assert later.iteration == 1
    later.run()
    assert [row.split(",")[0] for row in (tmp_path / "parts" / "log.csv").read_text().splitlines()] == [
        "iteration",
        "1",
        "2",
    ]
    assert later.best.keys() == whole.best.keys()
    assert not later.best_network().training


def test_a_state_of_another_network_is_refused(tmp_path: Path) -> None:
    SkeletonTrainer(tmp_path, small_heads(), SMALL, replace(SETTINGS, iterations=1)).run()
    with pytest.raises(CheckpointError, match="another network"):
        SkeletonTrainer(tmp_path, small_heads(), replace(SMALL, width=32), SETTINGS)
    (tmp_path / "state.pt").write_bytes(b"no state")
    with pytest.raises(CheckpointError, match="begin anew"):
        SkeletonTrainer(tmp_path, small_heads(), SMALL, SETTINGS)


def test_settings_out_of_range_are_refused() -> None:
    for wrong in ({"iterations": 0}, {"ema": 1.0}, {"learning_rate": 0.0}):
        with pytest.raises(ConfigError):
            SkeletonSettings(**wrong)


def test_both_ways_are_compared_in_every_trial() -> None:
    sampler = HeadSampler(small_heads(), SampleSettings(exact=0.5))
    network = started(SMALL, sampler, 40).eval()
    found = compare(network, small_heads(), 1, seed=3)
    assert set(found) == set(TRIALS)
    assert found["exact points"].keypoints < found["detector's errors"].keypoints
    assert 0 < found["exact points"].analytic_turn_deg < 20
    steadiness = measure_steadiness(network, small_heads(), 1, seed=3)
    assert 0 < steadiness.detector < 5
    assert steadiness.network > 0
