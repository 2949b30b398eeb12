"""TorchScript files are loaded by PyTorch alone, and say what they are."""

from __future__ import annotations

import io
import json

import pytest
import torch

from vcam.export import torchscript_format
from vcam.export.bilayer import bilayer_exportable

pytestmark = pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning")


def test_torch_loads_graph_and_description(sitter, tmp_path):
    exportable = bilayer_exportable(sitter.portrait, "Ada")
    path = tmp_path / "ada.pt"
    path.write_bytes(torchscript_format.to_bytes(exportable))
    files = {torchscript_format.DESCRIPTION: ""}
    module = torch.jit.load(path, _extra_files=files)
    assert json.loads(files[torchscript_format.DESCRIPTION]) == exportable.description
    image, mask = module(sitter.portrait.keypoints)
    assert image.shape == (1, 3, 32, 32)
    assert mask.shape == (1, 1, 32, 32)


def test_no_tensor_is_bound_to_the_device_it_was_made_on(sitter):
    content = torchscript_format.to_bytes(bilayer_exportable(sitter.portrait, "Ada"))
    module = torch.jit.load(io.BytesIO(content))
    makers = {"aten::arange", "aten::zeros", "aten::ones", "aten::empty", "aten::full"}
    assert not makers & {node.kind() for node in module.inlined_graph.nodes()}


def test_it_is_quiet(sitter, recwarn, capsys):
    content = torchscript_format.to_bytes(bilayer_exportable(sitter.portrait, "Ada"))
    torchscript_format.open_graph(content)
    assert not list(recwarn)
    assert capsys.readouterr().out == ""
