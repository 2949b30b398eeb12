"""The cost of graphs, against what PyTorch's layers count and what can be counted by hand."""

import onnx
import pytest
from onnx import TensorProto, helper

from vcam.errors import CheckpointError
from vcam.evaluation.graph_cost import graph_gmac


def write_graph(path, operator, given, weight, result, **attributes):
    node = helper.make_node(operator, ["given", "weight"], ["result"], **attributes)
    values = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
        for name, shape in (("given", given), ("weight", weight), ("result", result))
    ]
    graph = helper.make_graph([node], "g", values[:2], values[2:])
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9), path)
    return path


@pytest.mark.parametrize(
    ("operator", "given", "weight", "result", "attributes", "macs"),
    [
        ("Conv", (1, 4, 8, 8), (6, 4, 3, 3), (1, 6, 8, 8), {"pads": [1] * 4}, 6 * 64 * 4 * 9),
        ("Conv", (2, 4, 8, 8), (4, 1, 3, 3), (2, 4, 8, 8), {"pads": [1] * 4, "group": 4}, 2 * 4 * 64 * 9),
        ("ConvTranspose", (1, 4, 8, 8), (4, 6, 2, 2), (1, 6, 16, 16), {"strides": [2, 2]}, 4 * 64 * 6 * 4),
        ("MatMul", (5, 7), (7, 3), (5, 3), {}, 5 * 3 * 7),
        ("Gemm", (7, 5), (7, 3), (5, 3), {"transA": 1}, 5 * 3 * 7),
        ("Add", (5, 7), (5, 7), (5, 7), {}, 0),
    ],
)
def test_a_layers_operations(tmp_path, operator, given, weight, result, attributes, macs):
    path = write_graph(tmp_path / "a.onnx", operator, given, weight, result, **attributes)
    assert graph_gmac(path) == pytest.approx(macs / 1e9)


def test_what_is_no_graph_is_told(tmp_path):
    (tmp_path / "a.onnx").write_text("no graph")
    for name in ("a.onnx", "absent.onnx"):
        with pytest.raises(CheckpointError, match="can't be read"):
            graph_gmac(tmp_path / name)
