"""Perceptual networks: the right layers, strict loading, a substitute of sensible strength."""

from __future__ import annotations

import pytest
import torch
from training_runs import narrow

from vcam.errors import CheckpointError
from vcam.training.perceptual import (
    VGG19,
    VGGFACE,
    FeatureNetwork,
    find_vgg19,
    load_perceptual,
)

PICTURES = torch.rand(2, 3, 32, 32, generator=torch.Generator().manual_seed(1)) * 2 - 1


@pytest.mark.parametrize(
    ("architecture", "taps", "last"),
    [(VGG19, [1, 6, 11, 20, 29], "features.28"), (VGGFACE, [1, 6, 11, 18, 25], "features.24")],
)
def test_layers_are_those_of_the_paper(architecture, taps, last):
    with torch.device("meta"):
        network = FeatureNetwork(architecture)
    assert network.taps == taps
    assert list(network.state_dict())[-1] == f"{last}.bias"
    assert network.state_dict()[f"{last}.weight"].shape == (512, 512, 3, 3)


def test_features_halve_in_size():
    loss = load_perceptual(narrow(VGG19), None)
    assert [f.shape[-1] for f in loss.network(PICTURES)] == [32, 16, 8, 4, 2]


def test_alike_costs_nothing_and_gradients_reach_the_image_alone():
    loss = load_perceptual(narrow(VGG19), None)
    assert loss(PICTURES, PICTURES).item() == 0
    image, target = PICTURES.clone().requires_grad_(), PICTURES.flip(0).requires_grad_()
    loss(image, target).backward()
    assert image.grad.abs().max() > 0
    assert target.grad is None
    assert all(p.grad is None for p in loss.parameters())


@pytest.mark.parametrize("architecture", [VGG19, VGGFACE])
def test_the_substitute_is_fixed_says_so_and_keeps_strength(architecture):
    first, second = (load_perceptual(narrow(architecture), None) for _ in range(2))
    assert "random" in first.origin
    assert torch.equal(first(PICTURES, -PICTURES), second(PICTURES, -PICTURES))
    strength = ((PICTURES - first.network.mean) / first.network.std).std()
    for features in first.network(PICTURES):
        assert 0.05 * strength < features.std() < 5 * strength


@pytest.mark.parametrize("named", [False, True])
def test_weights_from_a_file(tmp_path, named):
    wanted = load_perceptual(narrow(VGGFACE), None).network
    tensors = {"fc6.weight": torch.zeros(2), **wanted.state_dict()}
    if named:
        layers = {theirs: ours for ours, theirs in wanted.conv_names.items()}
        tensors = {
            ".".join([layers.get(k.rpartition(".")[0], k), k.rpartition(".")[2]]): v
            for k, v in tensors.items()
        }
    torch.save(tensors, tmp_path / "face.pth")
    found = load_perceptual(narrow(VGGFACE), tmp_path / "face.pth")
    assert "sha256" in found.origin
    assert torch.equal(found.network(PICTURES)[-1], wanted(PICTURES)[-1])


def test_another_network_is_refused(tmp_path):
    torch.save(load_perceptual(narrow(VGGFACE), None).network.state_dict(), tmp_path / "face.pth")
    with pytest.raises(CheckpointError, match="is not VGG19"):
        load_perceptual(narrow(VGG19), tmp_path / "face.pth")


def test_values_that_are_no_numbers_are_refused(tmp_path):
    tensors = load_perceptual(narrow(VGG19), None).network.state_dict()
    tensors["features.0.bias"][1] = float("nan")
    torch.save(tensors, tmp_path / "vgg.pth")
    with pytest.raises(CheckpointError, match=r"not finite: features\.0\.bias"):
        load_perceptual(narrow(VGG19), tmp_path / "vgg.pth")


class Code:
    def __reduce__(self):
        return (print, ("this must not run",))


def test_code_in_a_file_is_refused(tmp_path, capsys):
    torch.save({"features.0.weight": Code()}, tmp_path / "vgg.pth")
    with pytest.raises(CheckpointError, match="can't be read"):
        load_perceptual(narrow(VGG19), tmp_path / "vgg.pth")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("content", [None, b"", b"no weights", [1, 2]])
def test_no_state_dict_is_refused(tmp_path, content):
    path = tmp_path / "vgg.pth"
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content is not None:
        torch.save(content, path)
    with pytest.raises(CheckpointError, match=r"vgg\.pth"):
        load_perceptual(narrow(VGG19), path)


def test_torchvisions_cache_is_looked_into(tmp_path, monkeypatch):
    monkeypatch.setenv("TORCH_HOME", str(tmp_path))
    assert find_vgg19() is None
    path = tmp_path / "hub" / "checkpoints" / "vgg19-dcbb9e9d.pth"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"")
    assert find_vgg19() == path
