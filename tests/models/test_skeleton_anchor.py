"""The skeleton's network: what counts and what doesn't, its file, its graph."""

from pathlib import Path

import numpy as np
import pytest
import torch

from vcam.errors import CheckpointError, ConfigError
from vcam.export.files import export
from vcam.export.skeleton_anchor import OUTPUTS, skeleton_anchor_exportable
from vcam.models.skeleton_anchor import (
    AnchorConfig,
    SkeletonAnchor,
    gaussian_maps,
)
from vcam.models.skeleton_anchor_file import (
    load_skeleton_anchor,
    skeleton_anchor_bytes,
    skeleton_anchor_origin,
)
from vcam.models.skeleton_layout import KEYPOINTS, PARTS, SIZES

SMALL = AnchorConfig(
    regions=20, region_points=24, width=16, depth=2, heads=2, summary=4, components=8, shape_codes=6,
    expression_codes=5, spread_codes=3,
)  # fmt: skip


def network() -> SkeletonAnchor:
    """One that says something, as a trained one does."""
    torch.manual_seed(0)
    members = torch.full((20, 24), -1)
    members.view(-1)[:478] = torch.randperm(478)
    made = SkeletonAnchor(SMALL, members, 0.2 * torch.randn(478, 3))
    torch.nn.init.normal_(made.codes.weight, std=0.05)
    return made.eval()


def inputs(batch: int = 2) -> dict[str, torch.Tensor]:
    chance = torch.Generator().manual_seed(1)
    return {
        **{
            name: 0.2 * torch.randn(batch, 478, 3, generator=chance)
            for name in ("photo", "driver", "neutral")
        },
        "views": torch.nn.functional.normalize(torch.randn(batch, 3, 3, generator=chance), dim=2),
        "visible": torch.ones(batch, 2, 478),
        "calibrated": torch.ones(batch, 1),
    }


def test_the_layout_has_1107_keypoints() -> None:
    assert KEYPOINTS == 1107
    covered = np.concatenate([np.arange(KEYPOINTS)[part] for part in PARTS.values()])
    np.testing.assert_array_equal(covered, np.arange(KEYPOINTS))
    assert {name: part.stop - part.start for name, part in PARTS.items()} == SIZES


def test_all_that_is_asked_for_comes_out() -> None:
    with torch.no_grad():
        shown = network()(**inputs())
    assert shown.shape.shape == shown.expression.shape == shown.photo_expression.shape == (2, KEYPOINTS, 3)
    assert shown.spread.shape == (2, KEYPOINTS)
    assert (shown.spread > 0).all()
    assert shown.corrections.shape == (2, 3, 8)


def test_what_does_not_count_changes_nothing() -> None:
    made, given = network(), inputs()
    given["visible"][:, 0, :50] = 0
    given["calibrated"][:] = 0
    with torch.no_grad():
        before = made(**given).tensors()
        given["photo"][:, :50] += 1
        given["neutral"] += 1
        given["views"] = torch.cat([given["views"][:, :2], -given["views"][:, 2:]], 1)
        for one, other in zip(before, made(**given).tensors(), strict=True):
            assert torch.equal(one, other)
        given["driver"] += 0.01
        assert not torch.equal(made(**given).expression, before[1])


def test_samples_do_not_see_each_other() -> None:
    made, given = network(), inputs(3)
    with torch.no_grad():
        together = made(**given).tensors()
        alone = made(**{name: tensor[1:2] for name, tensor in given.items()}).tensors()
    for one, other in zip(together, alone, strict=True):
        torch.testing.assert_close(one[1:2], other, atol=1e-5, rtol=1e-4)


def test_the_default_is_light() -> None:
    config = AnchorConfig()
    members = torch.full((config.regions, config.region_points), -1)
    parameters = sum(p.numel() for p in SkeletonAnchor(config, members, torch.zeros(478, 3)).parameters())
    assert parameters < 4e6


def test_maps_peak_at_keypoints_and_loosen_with_their_spread() -> None:
    keypoints = torch.tensor([[[0.0625, -0.5625], [0.0625, -0.5625]]])
    maps = gaussian_maps(keypoints, torch.tensor([[0.0, 0.3]]), 16)
    assert maps.shape == (1, 2, 16, 16)
    for index in range(2):
        assert divmod(int(maps[0, index].argmax()), 16) == (3, 8)
    assert maps[0, 0].max() == pytest.approx(1)
    assert maps[0, 1].max() < 0.5
    assert maps[0, 1].sum() > maps[0, 0].sum()


def test_sizes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ConfigError, match="attention heads"):
        AnchorConfig(width=10, heads=4)
    with pytest.raises(ConfigError, match="whole number"):
        AnchorConfig(depth=0)
    with pytest.raises(ConfigError, match="regions"):
        SkeletonAnchor(SMALL, torch.zeros(3, 4, dtype=torch.int64), torch.zeros(478, 3))
    with pytest.raises(ConfigError, match="expected"):
        AnchorConfig.from_json({"width": 4})


def test_a_file_keeps_the_network(tmp_path: Path) -> None:
    path, made = tmp_path / "skeleton.safetensors", network()
    path.write_bytes(skeleton_anchor_bytes(made, "a test"))
    assert skeleton_anchor_origin(path) == "a test"
    with torch.no_grad():
        found = load_skeleton_anchor(path)(**inputs()).tensors()
        for one, other in zip(made(**inputs()).tensors(), found, strict=True):
            assert torch.equal(one, other)
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(CheckpointError, match="copy the file anew"):
        load_skeleton_anchor(path)


def test_the_graph_says_the_same(tmp_path: Path) -> None:
    report = export(skeleton_anchor_exportable(network(), "a test"), tmp_path / "skeleton.onnx", "onnx")
    assert set(report.differences) == set(OUTPUTS)
    assert max(difference.largest for difference in report.differences.values()) < 1e-4
