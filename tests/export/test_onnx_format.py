"""ONNX files are valid, portable, and say what they are."""

from __future__ import annotations

import json

import onnxruntime
import pytest

from vcam.export import onnx_format
from vcam.export.bilayer import bilayer_exportable

onnx = pytest.importorskip("onnx", reason="the package onnx is not installed")


@pytest.fixture(params=["inside", "outside"])
def sampling(request):
    return request.param


@pytest.fixture(params=["fp32", "fp16"])
def model(request, sitter, sampling):
    exportable = bilayer_exportable(sitter.portrait, "Ada", sampling=sampling, precision=request.param)
    return onnx.load_from_string(onnx_format.to_bytes(exportable))


def test_it_is_valid(model):
    onnx.checker.check_model(model, full_check=True)


def test_it_samples_as_the_live_networks_do(model, sampling):
    nodes = [node for node in model.graph.node if node.op_type == "GridSample"]
    assert len(nodes) == (1 if sampling == "inside" else 0)
    for node in nodes:
        attributes = {entry.name: onnx.helper.get_attribute_value(entry) for entry in node.attribute}
        assert attributes == {"align_corners": 0, "mode": b"bilinear", "padding_mode": b"zeros"}


def test_no_tensor_has_more_than_four_dimensions(model):
    inferred = onnx.shape_inference.infer_shapes(model, data_prop=True)
    ranks = {value.name: len(value.type.tensor_type.shape.dim) for value in inferred.graph.value_info}
    assert ranks
    assert max(ranks.values()) <= 4


def test_onnxruntime_reads_shapes_and_description(sitter, sampling):
    exportable = bilayer_exportable(sitter.portrait, "Ada", sampling=sampling)
    content = onnx_format.to_bytes(exportable)
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    assert [(i.name, i.shape, i.type) for i in session.get_inputs()] == [
        ("keypoints", [1, 5, 2], "tensor(float)")
    ]
    assert [(o.name, o.type) for o in session.get_outputs()] == [
        (name, "tensor(float)") for name in exportable.outputs
    ]
    found = session.get_modelmeta().custom_metadata_map
    assert found["avatar"] == "Ada"
    assert json.loads(found["photo_crop"]) == {"left": 3, "top": -2, "side": 40}
    assert found.keys() == exportable.description.keys()
