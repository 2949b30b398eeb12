"""Files of every kind draw, in other programs' runtimes, what the whole networks draw."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest
import torch
from safetensors.torch import load_file
from torch import nn

from vcam.errors import BackendUnavailable, ConfigError, ExportError
from vcam.export.bilayer import bilayer_exportable
from vcam.export.files import FORMATS, SUFFIXES, check_target, export

LIMITS = {"fp32": 1e-3, "fp16": 1e-2}


@pytest.fixture(params=["onnx", "torchscript"])
def to(request):
    if request.param == "onnx":
        pytest.importorskip("onnx", reason="the package onnx is not installed")
    return request.param


@pytest.mark.parametrize("precision", ["fp32", "fp16"])
@pytest.mark.parametrize("sampling", ["inside", "outside"])
def test_the_file_draws_what_the_networks_draw(sitter, new_pose, to, precision, sampling, tmp_path):
    path = tmp_path / f"ada{SUFFIXES[to][0]}"
    exportable = bilayer_exportable(sitter.portrait, "Ada", sampling=sampling, precision=precision)
    report = export(exportable, path, to)
    expected = sitter.render(new_pose)
    layers = {name: getattr(expected.drawn, name) for name in ("low_frequency", "warp_field", "mask")}
    layers["image"] = expected.image

    assert report.files[0] == path
    assert report.bytes == sum(file.stat().st_size for file in tmp_path.iterdir())
    draw, _ = FORMATS[to].open_graph(path.read_bytes())
    found = dict(zip(exportable.outputs, draw({"keypoints": new_pose}), strict=True))
    assert found.keys() == report.differences.keys()
    for name, output in found.items():
        assert output.dtype == torch.float32
        assert output.shape == layers[name].shape
        error = float((output - layers[name]).abs().max())
        assert error <= LIMITS[precision], f"{name} differs by {error:.3g}"


@pytest.mark.parametrize("sampling", ["inside", "outside"])
def test_half_precision_holds_in_every_pixel_of_a_smooth_texture(mover, to, sampling, tmp_path):
    portrait = mover.portrait
    with torch.no_grad():
        delta = portrait.generator(portrait.keypoints).warp_delta
    gradient = (portrait.texture[..., 1:] - portrait.texture[..., :-1]).abs().max()
    assert delta.abs().max() > 0.1, "the texture hardly moves"
    assert gradient > 0.2, "the texture hardly changes"
    exportable = bilayer_exportable(portrait, "Ada", sampling=sampling, precision="fp16")
    report = export(exportable, tmp_path / f"ada{SUFFIXES[to][0]}", to)
    for name, difference in report.differences.items():
        assert 0 < difference.largest <= LIMITS["fp16"], f"{name} differs by {difference.largest:.3g}"


def test_half_precision_of_what_is_not_sampled_is_held_everywhere(sitter, tmp_path):
    exportable = bilayer_exportable(sitter.portrait, "Ada", precision="fp16")
    wrong = replace(exportable, network=OneWrongPixel(exportable.network))
    with pytest.raises(ExportError, match=r"mask differs .* by 0\.5"):
        export(wrong, tmp_path / "ada.pt", "torchscript")


class OneWrongPixel(nn.Module):
    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, keypoints: torch.Tensor) -> tuple[torch.Tensor, ...]:
        image, mask = self.network(keypoints)
        noise = torch.zeros_like(mask)
        noise[..., 3, 4] = 0.5
        return image + noise, mask + noise


def test_the_texture_goes_with_a_graph_that_does_not_sample(sitter, to, tmp_path):
    path = tmp_path / f"ada{SUFFIXES[to][0]}"
    report = export(bilayer_exportable(sitter.portrait, "Ada", sampling="outside"), path, to)
    graph, textures = report.files
    assert textures == tmp_path / report.description["textures"]
    assert {file.name for file in tmp_path.iterdir()} == {graph.name, textures.name}
    assert torch.equal(load_file(textures)["texture"], sitter.portrait.texture)


class Wrong(nn.Module):
    def __init__(self, network: nn.Module, factor: float) -> None:
        super().__init__()
        self.network, self.factor = network, factor

    def forward(self, keypoints: torch.Tensor) -> tuple[torch.Tensor, ...]:
        image, mask = self.network(keypoints)
        return image * self.factor, mask


@pytest.mark.parametrize("factor", [1.1, float("nan")])
def test_another_picture_is_refused_and_the_old_file_stays(sitter, factor, tmp_path):
    path = tmp_path / "ada.pt"
    path.write_bytes(b"before")
    exportable = bilayer_exportable(sitter.portrait, "Ada")
    with pytest.raises(ExportError, match="image differs"):
        export(replace(exportable, network=Wrong(exportable.network, factor)), path, "torchscript")
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


class Refusing(nn.Module):
    def forward(self, keypoints: torch.Tensor) -> tuple[torch.Tensor, ...]:
        raise RuntimeError("not implemented for 'Half'\nby this processor")


def test_a_network_that_can_not_run_here_is_one_sentence(sitter, tmp_path):
    exportable = replace(bilayer_exportable(sitter.portrait, "Ada", precision="fp16"), network=Refusing())
    with pytest.raises(ExportError, match=r"fp16 .*for 'Half'\): try the other format"):
        export(exportable, tmp_path / "ada.pt", "torchscript")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("to_format", "name"), [("onnx", "ada.pt"), ("onnx", "ada"), ("torchscript", "ada.onnx")]
)
def test_names_with_another_ending_are_refused(to_format, name, tmp_path):
    with pytest.raises(ConfigError, match=r"ends in \."):
        check_target(tmp_path / name, to_format)


def test_an_unknown_format_is_refused(tmp_path):
    with pytest.raises(ConfigError, match="onnx, torchscript"):
        check_target(tmp_path / "ada.tflite", "tflite")


def test_places_that_hold_no_file_are_refused(tmp_path):
    (tmp_path / "folder.pt").mkdir()
    with pytest.raises(ExportError, match="is a folder"):
        check_target(tmp_path / "folder.pt", "torchscript")
    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match="choose another"):
        check_target(tmp_path / "file" / "ada.pt", "torchscript")


def test_folders_are_made(sitter, tmp_path):
    path = tmp_path / "new" / "folder" / "ada.torchscript"
    export(bilayer_exportable(sitter.portrait, "Ada"), path, "torchscript")
    assert path.is_file()


def test_without_the_package_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(BackendUnavailable, match="pip install onnx"):
        check_target(tmp_path / "ada.onnx", "onnx")
    check_target(tmp_path / "ada.pt", "torchscript")
