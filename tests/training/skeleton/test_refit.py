"""A network fitted to real faces opens its mouth as far as they do, and still knows the sampled heads."""

import copy
from pathlib import Path

import pytest
import torch
from prepared_faces import write_faces
from small_heads import small_heads

from vcam.models.skeleton_anchor import AnchorConfig
from vcam.training.skeleton.clip_figures import measure_clips
from vcam.training.skeleton.clips import RealSampler
from vcam.training.skeleton.objective import measure
from vcam.training.skeleton.refit import RefitSettings, refit
from vcam.training.skeleton.samples import HeadSampler, SampleSettings
from vcam.training.skeleton.start import started

SMALL = AnchorConfig(
    regions=24, width=16, depth=1, heads=2, summary=4, components=12, shape_codes=6, expression_codes=16
)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vcam.training.skeleton.start.BATCH", 48)
    monkeypatch.setattr("vcam.training.skeleton.refit.BATCH", 48)
    monkeypatch.setattr("vcam.training.skeleton.refit.WIDENING_BATCHES", 2)
    monkeypatch.setattr("vcam.training.skeleton.clip_figures.COUNT", 48)


def test_mouths_open_as_far_as_the_drivers(tmp_path: Path) -> None:
    write_faces(tmp_path)
    heads = small_heads()
    sampler = HeadSampler(heads, SampleSettings())
    before = started(SMALL, sampler, 10).eval()
    after = copy.deepcopy(before)
    refit(after, sampler, RealSampler(tmp_path, heads), RefitSettings(sampled=0, batches=8))
    kept = RealSampler(tmp_path, heads, heldout=True)
    was, now = (measure_clips(network, kept, 1) for network in (before, after))
    assert abs(now.mouth_range - 1) < 0.15
    assert abs(now.mouth_range - 1) < abs(was.mouth_range - 1)
    assert now.mouth_correlation > 0.95
    assert now.own_change < 0.7 * was.own_change
    assert now.change == pytest.approx(was.change, rel=0.2)
    expression = [measure(network, sampler, 1, 48)["expression"] for network in (before, after)]
    assert expression[1] < 1.3 * expression[0]


def test_poses_are_solved_for_anew_on_sampled_heads(tmp_path: Path) -> None:
    write_faces(tmp_path)
    heads = small_heads()
    sampler = HeadSampler(heads, SampleSettings())
    before = started(SMALL, sampler, 10).eval()
    turns = slice(sum(before.sizes[:-1]), sum(before.sizes))
    with torch.no_grad():
        before.direct.bias[turns] += 0.3
    after = copy.deepcopy(before)
    refit(after, sampler, RealSampler(tmp_path, heads), RefitSettings(sampled=12, batches=0))
    was, now = (measure(network, sampler, 1, 48)["turn_deg"] for network in (before, after))
    assert now < 0.7 * was
    assert torch.equal(after.shape_decoder.weight, before.shape_decoder.weight)
    assert torch.equal(after.direct.weight[turns.stop :][turns], before.direct.weight[turns.stop :][turns])
