"""Batches, losses and training of the network for the whole head."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from vcam.errors import ConfigError
from vcam.models.head_network import CORRECTIONS, INPUTS, HeadNetwork
from vcam.training.anchored.head_data import draw_heads, load_heads, take_heads
from vcam.training.anchored.head_task import (
    FIGURES,
    LOSSES,
    HeadTask,
    HeadWeights,
    draw_head,
    head_losses,
    prior_picture,
)
from vcam.training.anchored.trainer import AnchoredSettings, PatchTrainer


def test_people_are_read_with_each_pairs_own_photo(pairs: Path) -> None:
    anna, bert = load_heads(pairs)
    assert (anna.person, len(anna.photo), len(anna.rest)) == ("anna", 9, 4)
    assert anna.photo.tolist() == [0, 1, 0, 1, 0, 1, 2, 3, 2]
    batch = take_heads([(anna, 7), (bert, 0)])
    assert batch.patch.shape == (2, INPUTS, 16, 16)
    np.testing.assert_allclose(
        batch.patch[0, 4:8].permute(1, 2, 0) * 255, anna.rest[3][..., :4].astype(float), atol=1e-3
    )
    np.testing.assert_allclose(batch.truth[1].permute(1, 2, 0) * 255, bert.truth[0].astype(float), atol=1e-3)


def test_batches_vary_alike_in_all_pictures(pairs: Path) -> None:
    people = load_heads(pairs)
    first, again = draw_heads(people, 8, 5), draw_heads(people, 8, 5)
    for one, other in zip(first, again, strict=True):
        assert torch.equal(one, other)
    assert not torch.equal(first.patch, draw_heads(people, 8, 6).patch)
    small = torch.nn.functional.avg_pool2d(prior_picture(first), 2)
    torch.testing.assert_close(small, first.patch[:, :3], atol=0.05, rtol=0)  # turned at two sizes


def test_zero_corrections_are_the_prior(pairs: Path) -> None:
    batch = draw_heads(load_heads(pairs), 4, 0)
    nothing = torch.zeros(4, CORRECTIONS, 16, 16)
    torch.testing.assert_close(draw_head(nothing, batch), prior_picture(batch), atol=1e-5, rtol=0)
    fresh = HeadNetwork(4)(batch.patch)
    torch.testing.assert_close(draw_head(fresh, batch), prior_picture(batch), atol=0.01, rtol=0)


def test_the_right_delta_costs_less(pairs: Path) -> None:
    people = load_heads(pairs)
    batch = take_heads([(people[0], k) for k in range(4)])
    nothing = torch.zeros(4, CORRECTIONS, 16, 16)
    right = nothing.clone()
    right[:, 0] = 1 / 32  # the truth shows what the prior shows one of 32 pixels to the right
    costs = [head_losses(made, batch, HeadWeights()) for made in (nothing, right)]
    assert tuple(costs[0]) == LOSSES
    assert float(costs[1]["pixel"]) < 0.1 * float(costs[0]["pixel"])
    assert float(costs[1]["restraint"]) == pytest.approx(0, abs=1e-6)
    tinted = nothing.clone()
    tinted[:, 3] = 0.2
    assert float(head_losses(tinted, batch, HeadWeights())["restraint"]) > 0


def test_training_finds_the_delta_on_unseen_people(pairs: Path, tmp_path: Path) -> None:
    torch.manual_seed(0)
    anna, bert = load_heads(pairs)
    task = HeadTask(16, [anna], [bert])
    settings = AnchoredSettings(iterations=160, batch=4, every=80, learning_rate=6e-3, ema=0.8)
    made = PatchTrainer(tmp_path / "run", HeadNetwork(4), task, settings)
    made.run()
    assert tuple(sorted(made.best_figures)) == tuple(sorted(FIGURES))
    assert made.best_figures["head"] < 0.8 * made.best_figures["prior_head"]
    resumed = PatchTrainer(tmp_path / "run", HeadNetwork(4), task, replace(settings, iterations=161))
    assert resumed.iteration == 160
    resumed.close()


def test_with_a_teacher_half_of_what_is_learnt_is_his(pairs: Path) -> None:
    anna, bert = load_heads(pairs)
    teacher = HeadNetwork(4)
    torch.nn.init.zeros_(teacher.head.weight)  # draws the prior
    alone, half = (
        float(HeadTask(16, [anna], [bert], teacher=one).step(teacher, 4, 7).terms["pixel"].detach())
        for one in (None, teacher)
    )
    assert half == pytest.approx(0.5 * alone, rel=0.05)  # pairs are weighed by how far the prior is off


def test_pairs_of_another_size_are_refused(pairs: Path) -> None:
    anna, bert = load_heads(pairs)
    with pytest.raises(ConfigError, match="sides of 16 pixels, expected the network's 64"):
        HeadTask(64, [anna], [bert])
