"""LPIPS with weights made here, against the sum written out with PyTorch's own functions."""

from itertools import pairwise

import numpy as np
import pytest
import torch
from torch.nn import functional

from vcam.errors import BackendUnavailable, CheckpointError
from vcam.evaluation.similarity import BLOCKS, FEATURES_AFTER, SCALE, SHIFT, open_distance

CONVOLUTIONS = {1: (0, 2), 2: (5, 7), 3: (10, 12, 14), 4: (17, 19, 21), 5: (24, 26, 28)}
"""Places of VGG16's convolutions in its list of layers, by block."""


@pytest.fixture(scope="module")
def state():
    generator = torch.Generator().manual_seed(0)
    tensors = {}
    for number, channels in enumerate(BLOCKS, 1):
        sizes = pairwise(channels)
        for place, (before, after) in zip(CONVOLUTIONS[number], sizes, strict=True):
            spread = (2 / (9 * before)) ** 0.5
            weight = torch.randn(after, before, 3, 3, generator=generator) * spread
            tensors[f"net.slice{number}.{place}.weight"] = weight
            tensors[f"net.slice{number}.{place}.bias"] = torch.randn(after, generator=generator) * 0.1
        tensors[f"lin{number - 1}.model.1.weight"] = torch.rand(1, channels[-1], 1, 1, generator=generator)
    return tensors


@pytest.fixture(scope="module")
def path(state, tmp_path_factory):
    path = tmp_path_factory.mktemp("lpips") / "vgg.pth"
    torch.save(state, path)
    return path


def written_out(state, a, b):
    """The definition, one block after the other."""
    pair = torch.from_numpy(np.stack([a, b])).permute(0, 3, 1, 2) / 255 * 2 - 1
    x = (pair - torch.tensor(SHIFT).view(3, 1, 1)) / torch.tensor(SCALE).view(3, 1, 1)
    total = 0.0
    for number, places in CONVOLUTIONS.items():
        x = functional.max_pool2d(x, 2) if number > 1 else x
        for place in places:
            name = f"net.slice{number}.{place}"
            x = functional.relu(
                functional.conv2d(x, state[f"{name}.weight"], state[f"{name}.bias"], padding=1)
            )
        unit = functional.normalize(x, dim=1)
        difference = (unit[0] - unit[1]) ** 2
        weight = state[f"lin{number - 1}.model.1.weight"][0]
        total += float((weight * difference).sum(0).mean())
    return total


def test_it_is_the_weighted_distance_of_unit_features(state, path):
    rng = np.random.default_rng(1)
    a, b = rng.integers(0, 256, (2, 40, 32, 3)).astype(np.uint8)
    distance = open_distance(path)
    assert distance(a, b) == pytest.approx(written_out(state, a, b), rel=1e-4)
    assert distance(a, a) == 0
    nearer = np.round(a * 0.8 + b * 0.2).astype(np.uint8)
    assert 0 < distance(a, nearer) < distance(a, b)


def test_features_are_those_of_each_blocks_last_activation():
    assert tuple(places[-1] + 1 for places in CONVOLUTIONS.values()) == FEATURES_AFTER


def test_a_file_of_something_else_is_told(state, tmp_path):
    torch.save({key: value for key, value in state.items() if key != "lin2.model.1.weight"}, tmp_path / "a")
    torch.save({**state, "net.slice1.0.bias": torch.full((64,), torch.nan)}, tmp_path / "b")
    torch.save([1, 2], tmp_path / "c")
    (tmp_path / "d").write_bytes(b"nothing")
    said = {
        "a": "lin2",
        "b": "slice1.0.bias",
        "c": "no state dict",
        "d": "can't be read",
        "e": "can't be read",
    }
    for name, expected in said.items():
        with pytest.raises(CheckpointError, match=expected):
            open_distance(tmp_path / name)


def test_without_package_or_backbone_it_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr("vcam.evaluation.similarity.find_spec", lambda _: None)
    with pytest.raises(BackendUnavailable, match="pip install lpips"):
        open_distance()
    monkeypatch.setattr("vcam.evaluation.similarity.find_spec", lambda _: object())
    monkeypatch.setattr(torch.hub, "get_dir", lambda: str(tmp_path))
    with pytest.raises(BackendUnavailable, match="VGG16's weights are not in"):
        open_distance()
