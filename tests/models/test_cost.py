"""Our count of operations: within the paper's figures, and the same as others count."""

from __future__ import annotations

import json

import pytest
import torch
from small_networks import pictures, poses, small_bilayer
from torch.utils.flop_counter import FlopCounterMode

from vcam.models.build import SIZES
from vcam.models.cost import count_macs, network_cost
from vcam.models.folded import FoldedGenerator

LIMITS_GMAC = {"small": 1.15, "medium": 4.4, "large": 17.5}


@pytest.mark.parametrize("size", SIZES)
def test_a_frame_costs_what_the_paper_says(size):
    assert 0.9 * LIMITS_GMAC[size] < network_cost(size).frame_gmac <= LIMITS_GMAC[size]


@pytest.mark.parametrize("ablation", [{}, {"ada_spade": False, "adaptive_skips": False}])
def test_nothing_is_forgotten(ablation):
    bilayer = small_bilayer(**ablation).requires_grad_(False)

    def work() -> None:
        bilayer.render(bilayer.make_avatar(*pictures(2)), poses(2))

    with FlopCounterMode(display=False) as torch_counter, torch.no_grad():
        work()
    assert 2 * count_macs(bilayer, work) == torch_counter.get_total_flops()


def test_nothing_of_the_folded_networks_is_forgotten():
    bilayer = small_bilayer().requires_grad_(False)
    folded = FoldedGenerator(bilayer, bilayer.make_avatar(*pictures()))
    with FlopCounterMode(display=False) as torch_counter:
        folded(poses())
    assert 2 * count_macs(folded, lambda: folded(poses())) == torch_counter.get_total_flops()


@pytest.mark.parametrize("size", SIZES)
def test_folding_saves_two_fifths_of_the_operations(size):
    cost = network_cost(size)
    assert cost.folded_gmac < 0.6 * cost.frame_gmac


def test_hooks_are_taken_off():
    bilayer = small_bilayer()
    count_macs(bilayer, lambda: bilayer.make_avatar(*pictures()))
    assert not any(module._forward_hooks for module in bilayer.modules())


@pytest.mark.shared
@pytest.mark.parametrize("size", SIZES)
def test_the_authors_networks_cost_the_same(size, shared_dir):
    path = shared_dir / "bilayer_reference" / "macs.json"
    if not path.is_file():
        pytest.skip(f"no reference at {path}")
    reference = json.loads(path.read_text())[size]
    gmac = {name: entry["GMAC"] for name, entry in reference["macs"].items()}
    cost = network_cost(size)
    assert cost.frame_gmac == pytest.approx(gmac["keypoints_embedder"] + gmac["gen_inf"], rel=1e-12)
    once = ("identity_embedder", "prj_tex", "gen_tex", "prj_inf")
    assert cost.avatar_gmac == pytest.approx(sum(gmac[name] for name in once), rel=1e-12)
    assert cost.update_gmac == pytest.approx(gmac["enhancer_step"], rel=1e-12)
    numbers = reference["params"]
    assert cost.frame_parameters == numbers["keypoints_embedder"] + numbers["gen_inf"]
    names = ("identity_embedder", "texture_generator", "keypoints_embedder", "inference_generator")
    assert cost.parameters == sum(numbers[name] for name in (*names, "texture_enhancer"))
