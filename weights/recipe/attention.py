"""MediaPipe's own operators in the attention mesh, and the 478 points put together from its heads.

The mesh head gives 468 points. Around lips and eyes the network looks a second time: it cuts a 16 x 16
window out of its feature map, upright around the points of that region, and answers in the window's frame.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from flatbuffers import flexbuffers

from weights.recipe.graph import Graph

TO_MATRIX = "Landmarks2TransformMatrix"
MESH_POINTS, IRIS_POINTS = 468, 10
LID_POINTS = 16
"""The first points of an eye's list, on the lids; the iris gets their mean depth."""


def region_matrix(graph: Graph, operator: Any, inputs: list[int], outputs: list[int]) -> str:
    """(1, N, 3) points -> (1, 2, 3) affine map from the window's to the feature map's coordinates."""
    given = flexbuffers.Loads(bytes(operator.CustomOptionsAsNumpy()))
    if given["target_rotation_radians"] != 0.0:
        raise NotImplementedError("a region that is not upright")
    xy = _columns(graph, graph.value(inputs[0]), 0, 2, axis=2)
    ends_at = graph.integers(given["left_rotation_idx"], given["right_rotation_idx"])
    ends = graph.node("Gather", [xy, ends_at], axis=1)
    right = graph.node("Gather", [ends, graph.constant(np.int64(1))], axis=1)
    left = graph.node("Gather", [ends, graph.constant(np.int64(0))], axis=1)
    axes = _axes_along(graph, graph.node("Sub", [right, left]))
    chosen = graph.node("Gather", [xy, graph.integers(*given["subset_idxs"])], axis=1)
    along = graph.node("MatMul", [chosen, axes])
    high = graph.node("ReduceMax", [along], axes=[1], keepdims=1)
    low = graph.node("ReduceMin", [along], axes=[1], keepdims=1)
    size = graph.node("Sub", [high, low])
    middle = graph.node("Mul", [graph.node("Add", [high, low]), graph.constant(np.float32(0.5))])
    width, height = given["output_width"], given["output_height"]
    enlarge = [[[given["scale_x"] / width, given["scale_y"] / height]]]
    step = graph.node("Mul", [size, graph.constant(np.float32(enlarge))])
    linear = graph.node("Mul", [axes, step])
    half = graph.node("Mul", [step, graph.constant(np.float32([[[width / 2, height / 2]]]))])
    corner = graph.node("Sub", [middle, half])
    shift = graph.node("MatMul", [axes, graph.node("Transpose", [corner], perm=[0, 2, 1])])
    return graph.node("Concat", [linear, shift], axis=2)


def _axes_along(graph: Graph, direction: str) -> str:
    """(1, 2) vector -> (1, 2, 2) matrix whose columns are its direction and the one a quarter turn on."""
    squares = graph.node("Mul", [direction, direction])
    length = graph.node("Sqrt", [graph.node("ReduceSum", [squares, graph.integers(1)], keepdims=1)])
    length = graph.node("Max", [length, graph.constant(np.float32(1e-12))])
    unit = graph.node("Div", [direction, length])
    cos, sin = _columns(graph, unit, 0, 1, axis=1), _columns(graph, unit, 1, 2, axis=1)
    minus = graph.node("Neg", [sin])
    rows = []
    for pair in ([cos, minus], [sin, cos]):
        rows.append(graph.node("Unsqueeze", [graph.node("Concat", pair, axis=1), graph.integers(1)]))
    return graph.node("Concat", rows, axis=1)


def region_window(graph: Graph, operator: Any, inputs: list[int], outputs: list[int]) -> str:
    """Cut the window out of the feature map, bilinear; cells that lie outside the map are zero."""
    given = flexbuffers.Loads(bytes(operator.CustomOptionsAsNumpy()))
    height, width = given["output_height"], given["output_width"]
    _, map_height, map_width, _ = graph.shape(inputs[0])
    y, x = np.meshgrid(np.arange(height) + 0.5, np.arange(width) + 0.5, indexing="ij")
    cells = np.stack([x, y, np.ones_like(x)]).reshape(1, 3, -1).astype(np.float32)
    position = graph.node("MatMul", [graph.value(inputs[1]), graph.constant(cells)])
    position = graph.node("Sub", [position, graph.constant(np.float32(0.5))])
    position = graph.node("Transpose", [position], perm=[0, 2, 1])
    last = graph.constant(np.float32([[[map_width - 1, map_height - 1]]]))
    after = graph.node("GreaterOrEqual", [position, graph.constant(np.float32(0))])
    before = graph.node("LessOrEqual", [position, last])
    inside = graph.node("Cast", [graph.node("And", [after, before])], to=onnx.TensorProto.FLOAT)
    inside = graph.node("ReduceMin", [inside], axes=[2], keepdims=0)
    inside = graph.node("Reshape", [inside, graph.integers(1, 1, height, width)])
    to_unit = graph.constant(np.float32([[[2 / (map_width - 1), 2 / (map_height - 1)]]]))
    grid = graph.node("Sub", [graph.node("Mul", [position, to_unit]), graph.constant(np.float32(1))])
    grid = graph.node("Reshape", [grid, graph.integers(1, height, width, 2)])
    # Zero padding would fade over one cell, so the edge is repeated and a mask cuts it off.
    features = graph.value(inputs[0])
    window = graph.node(
        "GridSample", [features, grid], mode="bilinear", padding_mode="border", align_corners=1
    )
    return graph.node("Mul", [window, inside])


def region_points(graph: Graph, operator: Any, inputs: list[int], outputs: list[int]) -> str:
    """(1, N, 2) points of the window -> the same points on the crop."""
    matrix = graph.value(inputs[1])
    linear, shift = _columns(graph, matrix, 0, 2, axis=2), _columns(graph, matrix, 2, 3, axis=2)
    turned = graph.node("MatMul", [graph.value(inputs[0]), graph.node("Transpose", [linear], perm=[0, 2, 1])])
    return graph.node("Add", [turned, graph.node("Transpose", [shift], perm=[0, 2, 1])])


def put_together(graph: Graph) -> tuple[str, str]:
    """(478, 3) landmarks in crop pixels and (1,) face presence, from the seven outputs of the network."""
    mesh, lips, left_eye, right_eye, left_iris, right_iris, presence = graph.outputs()
    regions = [
        [int(index) for index in flexbuffers.Loads(bytes(operator.CustomOptionsAsNumpy()))["subset_idxs"]]
        for _, custom, operator in graph.operators()
        if custom == TO_MATRIX
    ]
    points = graph.node("Reshape", [graph.value(mesh), graph.integers(MESH_POINTS, 3)])
    xy = _columns(graph, points, 0, 2, axis=1)
    z = _columns(graph, points, 2, 3, axis=1)
    heads = [xy]
    for head in (lips, left_eye, right_eye, left_iris, right_iris):
        heads.append(graph.node("Reshape", [graph.value(head), graph.integers(-1, 2)]))
    every = graph.node("Concat", heads, axis=0)
    xy = graph.node("Gather", [every, graph.integers(*_sources(regions))], axis=0)
    depths = [z]
    for region in regions[1:]:
        lids = graph.node("Gather", [z, graph.integers(*region[:LID_POINTS])], axis=0)
        mean = graph.node("ReduceMean", [lids], axes=[0], keepdims=1)
        depths.append(graph.node("Expand", [mean, graph.integers(IRIS_POINTS // 2, 1)]))
    z = graph.node("Concat", depths, axis=0)
    landmarks = graph.node("Concat", [xy, z], axis=1)
    score = graph.node("Sigmoid", [graph.node("Reshape", [graph.value(presence), graph.integers(1)])])
    return landmarks, score


def _sources(regions: list[list[int]]) -> list[int]:
    """Which row of all heads in a row each of the 478 points takes its x and y from."""
    sources = np.arange(MESH_POINTS + IRIS_POINTS)
    start = MESH_POINTS
    for region in regions:
        sources[region] = start + np.arange(len(region))
        start += len(region)
    sources[MESH_POINTS:] = start + np.arange(IRIS_POINTS)
    return [int(source) for source in sources]


def _columns(graph: Graph, name: str, first: int, end: int, axis: int) -> str:
    return graph.node("Slice", [name, *(graph.integers(value) for value in (first, end, axis))])
