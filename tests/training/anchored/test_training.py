"""Batches, losses and the loop of one region's network."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from vcam.errors import CheckpointError, ConfigError, TrainingError
from vcam.models.anchored import RegionConfig, RegionNetwork
from vcam.models.region_discriminator import RegionDiscriminator
from vcam.training.anchored.data import (
    STILL_SHARE,
    PersonPairs,
    as_batch,
    draw_batch,
    draw_people,
    load_people,
    shrunk,
)
from vcam.training.anchored.objective import (
    FIGURES,
    LOSSES,
    AnchoredWeights,
    RegionTask,
    losses,
    measure,
    score,
    true_within_reach,
)
from vcam.training.anchored.trainer import LOG, STATE, AnchoredSettings, PatchTrainer

SMALL = RegionConfig(side=16, channels=4)
SHORT = AnchoredSettings(iterations=6, batch=4, every=3, learning_rate=2e-3, ema=0.5)


def test_people_are_read_with_both_eyes(pairs: Path) -> None:
    mouths, eyes = load_people(pairs, "mouth"), load_people(pairs, "eyes")
    assert [(p.person, len(p.photo)) for p in mouths] == [("anna", 9), ("bert", 6)]
    assert [len(p.photo) for p in eyes] == [18, 12]
    assert [p.photo.max() + 1 for p in eyes] == [len(p.rest) for p in eyes]
    assert [p.person for p in load_people(pairs, "mouth", tiers=("B",))] == ["bert"]
    with pytest.raises(TrainingError, match="no pairs that fit"):
        load_people(pairs, "mouth", splits=("heldout",))


def test_single_pictures_are_people_of_their_own(pairs: Path, add_pairs: Callable[..., Path]) -> None:
    add_pairs(pairs, "a4", "anna", still=True)
    people = load_people(pairs, "mouth")
    assert [(p.person, p.still) for p in people] == [("anna", False), ("anna", True), ("bert", False)]
    drawn = draw_people([p.still for p in people], 2000, np.random.default_rng(0))
    assert drawn.count(1) / 2000 == pytest.approx(STILL_SHARE, abs=0.05)
    assert drawn.count(0) == pytest.approx(drawn.count(2), rel=0.2)
    assert set(draw_people([True, True], 20, np.random.default_rng(0))) == {0, 1}


def test_a_pair_keeps_its_own_photo(pairs: Path) -> None:
    person = load_people(pairs, "mouth")[0]
    taken = person.take([6, 7])  # the first two of the second clip
    np.testing.assert_array_equal(taken[0, ..., 9:], person.rest[2])
    np.testing.assert_array_equal(taken[1, ..., 9:], person.rest[3])


def test_patches_are_shrunk_by_averaging_areas(pairs: Path) -> None:
    person = load_people(pairs, "mouth")[0]
    small = shrunk(person, 8)
    assert small.moving.shape[1:] == (8, 8, 9)
    assert small.rest.shape[1:] == (8, 8, 5)
    mean = person.rest.reshape(len(person.rest), 8, 2, 8, 2, 5).mean((2, 4))
    np.testing.assert_allclose(small.rest, mean, atol=1)
    assert shrunk(person, 16) is person
    assert shrunk(person, 32) is person


def test_channels_come_in_the_networks_order(pairs: Path) -> None:
    channels = load_people(pairs, "mouth")[0].take([0])
    batch = as_batch(channels)
    expected = np.concatenate(
        [channels[..., :3], channels[..., 9:12], channels[..., 6:8], channels[..., 12:], channels[..., 8:9]],
        3,
    )
    np.testing.assert_allclose(batch.patch.permute(0, 2, 3, 1) * 255, expected, atol=1e-3)
    np.testing.assert_allclose(batch.truth.permute(0, 2, 3, 1) * 255, channels[..., 3:6], atol=1e-3)


def test_batches_vary_alike_in_prior_and_truth(pairs: Path) -> None:
    people = load_people(pairs, "mouth")
    first, again = (draw_batch(people, 8, 5, flip=True) for _ in range(2))
    assert torch.equal(first.patch, again.patch)
    assert not torch.equal(first.patch, draw_batch(people, 8, 6, flip=True).patch)
    assert first.patch.min() >= 0
    assert first.patch.max() <= 1
    # The truth was made 60 levels brighter; whatever the variation, it stays the brighter one.
    assert (first.truth - first.patch[:, :3]).mean((1, 2, 3)).min() > 0.05


def test_a_perfect_repair_costs_nothing_but_its_change(pairs: Path) -> None:
    batch = as_batch(load_people(pairs, "mouth")[0].take([0, 1]))
    judge = RegionDiscriminator(4).eval()
    change = true_within_reach(batch) - batch.patch[:, :3]
    perfect = torch.cat([change, torch.zeros_like(change[:, :1])], 1)
    found = losses(perfect, batch, judge, AnchoredWeights())
    assert tuple(found) == LOSSES
    for name in ("pixel", "mask", "matching"):
        assert float(found[name].detach()) == pytest.approx(0, abs=1e-5)
    nothing = losses(torch.zeros_like(perfect), batch, judge, AnchoredWeights())
    assert float(nothing["restraint"]) == 0
    assert float(nothing["pixel"]) == pytest.approx(60 / 255, abs=1e-3)
    assert float(nothing["matching"].detach()) > 0


def test_figures_are_those_of_the_prior_for_a_network_that_does_nothing(pairs: Path) -> None:
    network = RegionNetwork(SMALL)
    torch.nn.init.zeros_(network.head.weight)
    figures = measure(network, load_people(pairs, "mouth"))
    assert tuple(sorted(figures)) == tuple(sorted(FIGURES))
    assert figures["opening"] == figures["prior_opening"] == pytest.approx(60, abs=0.1)
    assert figures["sharpness"] == pytest.approx(1, abs=1e-3)
    assert score(figures) == pytest.approx(1, abs=1e-3)
    assert score({**figures, "opening": 30.0}) < score(figures)
    assert score({**figures, "sharpness": 0.5}) > score(figures)


def test_with_a_teacher_half_of_what_is_learnt_is_his(pairs: Path) -> None:
    people = load_people(pairs, "mouth")
    teacher = RegionNetwork(SMALL)
    torch.nn.init.zeros_(teacher.head.weight)  # draws the prior, whose truth is 60 levels brighter
    losses_of = []
    for one in (None, teacher):
        task = RegionTask(SMALL, people[:1], people[1:], flip=True, teacher=one)
        with torch.no_grad():
            losses_of.append(task.step(teacher, 4, 7).terms)
    alone, with_teacher = losses_of
    assert float(with_teacher["pixel"]) == pytest.approx(0.5 * float(alone["pixel"]), rel=1e-3)


def trainer(
    folder: Path, pairs: Path, settings: AnchoredSettings = SHORT, network: RegionNetwork | None = None
) -> PatchTrainer:
    torch.manual_seed(0)
    anna, bert = load_people(pairs, "mouth")
    task = RegionTask(SMALL, [anna], [bert], flip=True)
    return PatchTrainer(folder, network or RegionNetwork(SMALL), task, settings)


def test_training_learns_on_unseen_people(pairs: Path, tmp_path: Path) -> None:
    made = trainer(tmp_path / "run", pairs, replace(SHORT, iterations=120, every=60))
    made.run()
    assert made.best_figures["opening"] < 0.6 * made.best_figures["prior_opening"]
    figures = measure(made.best_network(), load_people(pairs, "mouth")[1:])
    assert figures["opening"] == pytest.approx(made.best_figures["opening"])
    assert len((tmp_path / "run" / LOG).read_text().splitlines()) == 3


def test_a_stopped_training_goes_on_as_if_it_had_not_been(pairs: Path, tmp_path: Path) -> None:
    whole = trainer(tmp_path / "whole", pairs)
    whole.run()

    class Stop(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done == 5:
            raise Stop

    stopped = trainer(tmp_path / "stopped", pairs)
    with pytest.raises(Stop):
        stopped.run(stop)
    stopped.close()
    resumed = trainer(tmp_path / "stopped", pairs)
    assert resumed.iteration == 3
    assert resumed.seconds == stopped.seconds > 0
    resumed.run()
    assert resumed.seconds > stopped.seconds
    for name, tensor in whole.network.state_dict().items():
        torch.testing.assert_close(resumed.network.state_dict()[name], tensor)
    assert (tmp_path / "stopped" / LOG).read_text() == (tmp_path / "whole" / LOG).read_text()


def test_a_state_of_old_tells_no_seconds_then_nor_later(pairs: Path, tmp_path: Path) -> None:
    trainer(tmp_path, pairs, replace(SHORT, iterations=3)).run()
    state = torch.load(tmp_path / STATE)
    del state["seconds"]
    torch.save(state, tmp_path / STATE)
    resumed = trainer(tmp_path, pairs)
    resumed.run()
    assert resumed.iteration == 6
    assert torch.load(tmp_path / STATE)["seconds"] is None


def test_it_begins_with_given_weights(pairs: Path, tmp_path: Path) -> None:
    start = RegionNetwork(SMALL)
    made = trainer(tmp_path / "run", pairs, network=start)
    for name, tensor in start.state_dict().items():
        assert torch.equal(made.network.state_dict()[name], tensor)
    made.close()


def test_a_state_of_another_network_is_refused(pairs: Path, tmp_path: Path) -> None:
    trainer(tmp_path / "run", pairs).run()
    smaller = RegionNetwork(RegionConfig(side=16, channels=2))
    with pytest.raises(CheckpointError, match="another network"):
        trainer(tmp_path / "run", pairs, network=smaller)
    (tmp_path / "run" / STATE).write_bytes(b"half")
    with pytest.raises(CheckpointError, match="can't be read"):
        trainer(tmp_path / "run", pairs)


def test_pairs_of_another_size_are_refused(pairs: Path) -> None:
    anna, bert = load_people(pairs, "mouth")
    with pytest.raises(ConfigError, match="sides of 16 pixels, expected the network's 32"):
        RegionTask(RegionConfig(side=32, channels=2), [anna], [bert], flip=True)


def hinted(person: PersonPairs) -> PersonPairs:
    """The pairs with a hint in the upper half of their patches."""
    hint = np.zeros((*person.moving.shape[:3], 3), np.uint8)
    hint[:, :8] = (200, 120, 90)
    return replace(person, moving=np.concatenate([person.moving, hint], 3))


def test_a_hint_comes_last_and_varies_as_the_pictures_do(pairs: Path) -> None:
    person = hinted(load_people(pairs, "mouth")[0])
    batch = as_batch(person.take([0, 1]))
    assert batch.patch.shape[1] == 14
    np.testing.assert_allclose(batch.patch[0, 11:, 2, 3] * 255, [200, 120, 90], atol=1e-3)
    np.testing.assert_array_equal(person.take([0])[..., 9:14], person.rest[person.photo[[0]]])
    drawn = draw_batch([person], 16, 3, flip=True)
    levels = drawn.patch[:, 12, 1:5, 8].mean(1)
    assert levels.std() > 0.02
    assert (drawn.patch[:, 11:, -2:] == 0).all()


def test_a_network_that_takes_a_hint_is_trained_with_pairs_that_have_one(pairs: Path) -> None:
    config = RegionConfig(side=16, channels=2, hinted=True)
    anna, bert = load_people(pairs, "mouth")
    with pytest.raises(ConfigError, match="takes a hint"):
        RegionTask(config, [anna], [bert], flip=True)
    step = RegionTask(config, [hinted(anna)], [hinted(bert)], flip=True).step(RegionNetwork(config), 2, 0)
    assert all(torch.isfinite(term) for term in step.terms.values())


def test_settings_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ConfigError):
        AnchoredSettings(iterations=0)
    with pytest.raises(ConfigError):
        AnchoredSettings(ema=1.0)
