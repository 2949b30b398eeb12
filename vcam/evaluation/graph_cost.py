"""What a shipped graph costs, counted on the graph itself, so that the figure is of what really runs."""

from __future__ import annotations

from math import prod
from pathlib import Path
from typing import TYPE_CHECKING

from vcam.errors import CheckpointError

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto

Shape = tuple[int, ...]


def graph_gmac(path: Path) -> float:
    """10**9 multiply-accumulate operations of one run: convolutions and matrix products.

    Raises:
        CheckpointError: the file is no graph, or its shapes are not fixed.
    """
    import onnx

    try:
        model = onnx.shape_inference.infer_shapes(onnx.load(str(path)), strict_mode=True)
    # protobuf's and onnx's errors share no base class below Exception.
    except Exception as error:
        reason = str(error).strip().partition("\n")[0]
        raise CheckpointError(f"the graph {path} can't be read ({reason}): name another file") from error
    shapes = _shapes(model)
    return sum(_macs(node, shapes) for node in model.graph.node) / 1e9


def _shapes(model: ModelProto) -> dict[str, Shape]:
    graph = model.graph
    found = {tensor.name: tuple(tensor.dims) for tensor in graph.initializer}
    for value in (*graph.input, *graph.value_info, *graph.output):
        found[value.name] = tuple(side.dim_value for side in value.type.tensor_type.shape.dim)
    return found


def _macs(node: NodeProto, shapes: dict[str, Shape]) -> int:
    if node.op_type == "Conv":
        return prod(shapes[node.output[0]]) * prod(shapes[node.input[1]][1:])
    if node.op_type == "ConvTranspose":
        return prod(shapes[node.input[0]]) * prod(shapes[node.input[1]][1:])
    if node.op_type in ("MatMul", "Gemm"):
        transposed = any(part.name == "transA" and part.i for part in node.attribute)
        return prod(shapes[node.output[0]]) * shapes[node.input[0]][-2 if transposed else -1]
    return 0
