"""The TFLite operators that the three models use; anything else is refused.

Each function takes the graph, the operator and its input and output tensors, and returns the ONNX name
of its first output, or None when it only worked out a constant.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

import numpy as np
import tflite

from weights.recipe.graph import VALID, Array, Graph, padding

Convert = Callable[[Graph, Any, list[int], list[int]], str | None]


def options(operator: Any, kind: Any) -> Any:
    """The operator's builtin options, read as `kind`."""
    found = kind()
    table = operator.BuiltinOptions()
    found.Init(table.Bytes, table.Pos)
    return found


def dequantize(graph: Graph, operator: Any, inputs: list[int], outputs: list[int]) -> None:
    """Stored float16 stays float16."""
    graph.constants[outputs[0]] = graph.data(inputs[0])


def _pads(
    graph: Graph, given: Any, tensor: int, height: int, width: int, dilation: tuple[int, int]
) -> list[int]:
    if given.Padding() == VALID:
        return [0, 0, 0, 0]
    shape = graph.shape(tensor)
    top, bottom = padding(shape[1], height, given.StrideH(), dilation[0])
    left, right = padding(shape[2], width, given.StrideW(), dilation[1])
    return [top, left, bottom, right]


def _convolve(graph: Graph, given: Any, inputs: list[int], weights: Array, name: str, **groups: int) -> str:
    height, width = graph.data(inputs[1]).shape[1:3]
    dilation = given.DilationHFactor(), given.DilationWFactor()
    operands = [graph.value(inputs[0]), graph.constant(weights, name)]
    if len(inputs) > 2 and inputs[2] >= 0:
        operands.append(graph.constant(graph.data(inputs[2]), "b"))
    result = graph.node(
        "Conv",
        operands,
        kernel_shape=[height, width],
        strides=[given.StrideH(), given.StrideW()],
        dilations=list(dilation),
        pads=_pads(graph, given, inputs[0], height, width, dilation),
        **groups,
    )
    return graph.activation(result, given.FusedActivationFunction())


def convolution(graph: Graph, operator: Any, inputs: list[int], outputs: list[int]) -> str:
    """Weights are O, H, W, I."""
    given = options(operator, tflite.Conv2DOptions)
    return _convolve(graph, given, inputs, graph.data(inputs[1]).transpose(0, 3, 1, 2), "w")


def depthwise(graph: Graph, operator: Any, inputs: list[int], outputs: list[int]) -> str:
    """Weights are 1, H, W, C."""
    given = options(operator, tflite.DepthwiseConv2DOptions)
    weights = graph.data(inputs[1]).transpose(3, 0, 1, 2)
    return _convolve(graph, given, inputs, weights, "dw", group=graph.shape(inputs[0])[3])


def transposed_convolution(graph: Graph, operator: Any, inputs: list[int], outputs: list[int]) -> str:
    """MediaPipe's own operator; its options are padding, stride in x, stride in y as int32."""
    _, stride_x, stride_y = struct.unpack("<3i", bytes(operator.CustomOptionsAsNumpy())[:12])
    weights = graph.data(inputs[1])
    source, target = graph.shape(inputs[0]), graph.shape(outputs[0])
    height, width = weights.shape[1:3]
    extra_y = max(0, stride_y * (source[1] - 1) + height - target[1])
    extra_x = max(0, stride_x * (source[2] - 1) + width - target[2])
    operands = [
        graph.value(inputs[0]),
        graph.constant(weights.transpose(3, 0, 1, 2), "tw"),
        graph.constant(graph.data(inputs[2]), "b"),
    ]
    return graph.node(
        "ConvTranspose",
        operands,
        kernel_shape=[height, width],
        strides=[stride_y, stride_x],
        pads=[extra_y // 2, extra_x // 2, extra_y - extra_y // 2, extra_x - extra_x // 2],
    )


def max_pool(graph: Graph, operator: Any, inputs: list[int], outputs: list[int]) -> str:
    """Maximum over windows."""
    given = options(operator, tflite.Pool2DOptions)
    height, width = given.FilterHeight(), given.FilterWidth()
    result = graph.node(
        "MaxPool",
        [graph.value(inputs[0])],
        kernel_shape=[height, width],
        strides=[given.StrideH(), given.StrideW()],
        pads=_pads(graph, given, inputs[0], height, width, (1, 1)),
    )
    return graph.activation(result, given.FusedActivationFunction())


def average_pool(graph: Graph, operator: Any, inputs: list[int], outputs: list[int]) -> str:
    """Mean over the whole picture; other windows don't occur."""
    given = options(operator, tflite.Pool2DOptions)
    if [given.FilterHeight(), given.FilterWidth()] != graph.shape(inputs[0])[1:3] or given.Padding() != VALID:
        raise NotImplementedError("an average pool over less than the whole picture")
    result = graph.node("GlobalAveragePool", [graph.value(inputs[0])])
    return graph.activation(result, given.FusedActivationFunction())


def resize(graph: Graph, operator: Any, inputs: list[int], outputs: list[int]) -> str:
    """Bilinear; which pixel convention is in the flags."""
    given = options(operator, tflite.ResizeBilinearOptions)
    source, target = graph.shape(inputs[0]), graph.shape(outputs[0])
    if given.AlignCorners():
        mode = "align_corners"
    else:
        mode = "half_pixel" if given.HalfPixelCenters() else "asymmetric"
    operands = [graph.value(inputs[0]), "", "", graph.integers(1, source[3], target[1], target[2])]
    return graph.node("Resize", operands, mode="linear", coordinate_transformation_mode=mode)


def _operand(graph: Graph, tensor: int, output: int) -> str:
    """An operand to broadcast; a constant of lower rank is lifted to NCHW."""
    rank = len(graph.shape(output))
    if graph.is_constant(tensor) and tensor not in graph.names and rank == 4:
        array = graph.data(tensor)
        array = array.reshape([1] * (4 - array.ndim) + list(array.shape))
        return graph.constant(array.transpose(0, 3, 1, 2))
    return graph.value(tensor)


def add(graph: Graph, operator: Any, inputs: list[int], outputs: list[int]) -> str:
    """Sum of two tensors."""
    given = options(operator, tflite.AddOptions)
    operands = [_operand(graph, tensor, outputs[0]) for tensor in inputs[:2]]
    return graph.activation(graph.node("Add", operands), given.FusedActivationFunction())


def multiply(graph: Graph, operator: Any, inputs: list[int], outputs: list[int]) -> str:
    """Product; of 4 x 4 matrices of an affine map only the 2 x 3 part (columns x, y, 1) is kept."""
    given = options(operator, tflite.MulOptions)
    if graph.shape(outputs[0]) == [1, 4, 4]:
        factor = graph.data(inputs[1]).astype(np.float32)[:, :2][:, :, [0, 1, 3]]
        return graph.node("Mul", [graph.value(inputs[0]), graph.constant(factor)])
    operands = [_operand(graph, tensor, outputs[0]) for tensor in inputs[:2]]
    return graph.activation(graph.node("Mul", operands), given.FusedActivationFunction())


def prelu(graph: Graph, operator: Any, inputs: list[int], outputs: list[int]) -> str:
    """a * x + (1 - a) * relu(x), both factors as 1x1 depthwise convolutions.

    ONNX's own PRelu breaks onnxruntime's blocked layout on CPUs: the mesh takes 4.8 ms with it, 2.7 so.
    """
    slope = graph.data(inputs[1])
    slope = slope.reshape([1] * (3 - slope.ndim) + list(slope.shape)).transpose(2, 0, 1)
    value = graph.value(inputs[0])
    count = slope.shape[0]
    positive = graph.node("Relu", [value])
    factor = slope.astype(np.float32).reshape(count, 1, 1, 1)
    both = graph.node("Conv", [value, graph.constant(factor, "pw")], kernel_shape=[1, 1], group=count)
    rest = graph.node("Conv", [positive, graph.constant(1 - factor, "pw")], kernel_shape=[1, 1], group=count)
    return graph.node("Add", [both, rest])


def relu(graph: Graph, operator: Any, inputs: list[int], outputs: list[int]) -> str:
    """max(x, 0)."""
    return graph.node("Relu", [graph.value(inputs[0])])


def logistic(graph: Graph, operator: Any, inputs: list[int], outputs: list[int]) -> str:
    """The sigmoid."""
    return graph.node("Sigmoid", [graph.value(inputs[0])])


def hard_swish(graph: Graph, operator: Any, inputs: list[int], outputs: list[int]) -> str:
    """x * clip(x / 6 + 1 / 2, 0, 1)."""
    value = graph.value(inputs[0])
    return graph.node("Mul", [value, graph.node("HardSigmoid", [value], alpha=1 / 6, beta=0.5)])


def pad(graph: Graph, operator: Any, inputs: list[int], outputs: list[int]) -> str:
    """Zeros around."""
    amounts = graph.data(inputs[1]).astype(np.int64)[[0, 3, 1, 2]]
    both = np.concatenate([amounts[:, 0], amounts[:, 1]])
    return graph.node("Pad", [graph.value(inputs[0]), graph.constant(both)])


def reshape(graph: Graph, operator: Any, inputs: list[int], outputs: list[int]) -> str:
    """The same numbers in TFLite's order, in another shape."""
    value, shape = graph.channels_last(inputs[0]), graph.shape(outputs[0])
    if len(shape) == 4 and not (shape[1] == 1 and shape[2] == 1):
        result = graph.node("Reshape", [value, graph.integers(*shape)])
        return graph.node("Transpose", [result], perm=[0, 3, 1, 2])
    if len(shape) == 4:
        shape = [shape[0], shape[3], 1, 1]
    return graph.node("Reshape", [value, graph.integers(*shape)])


def concatenation(graph: Graph, operator: Any, inputs: list[int], outputs: list[int]) -> str:
    """Tensors in a row."""
    given = options(operator, tflite.ConcatenationOptions)
    rank = len(graph.shape(outputs[0]))
    axis = given.Axis() % rank
    if rank == 4:
        axis = [0, 2, 3, 1][axis]
    result = graph.node("Concat", [graph.value(tensor) for tensor in inputs], axis=axis)
    return graph.activation(result, given.FusedActivationFunction())


def strided_slice(graph: Graph, operator: Any, inputs: list[int], outputs: list[int]) -> str:
    """Only the slice that is the whole tensor occurs."""
    if graph.shape(inputs[0]) != graph.shape(outputs[0]) or (graph.data(inputs[3]) != 1).any():
        raise NotImplementedError("a slice of less than the whole tensor")
    return graph.value(inputs[0])


_BUILTIN = tflite.BuiltinOperator
BUILTIN: dict[int, Convert] = {
    _BUILTIN.DEQUANTIZE: dequantize,
    _BUILTIN.CONV_2D: convolution,
    _BUILTIN.DEPTHWISE_CONV_2D: depthwise,
    _BUILTIN.MAX_POOL_2D: max_pool,
    _BUILTIN.AVERAGE_POOL_2D: average_pool,
    _BUILTIN.RESIZE_BILINEAR: resize,
    _BUILTIN.ADD: add,
    _BUILTIN.MUL: multiply,
    _BUILTIN.PRELU: prelu,
    _BUILTIN.RELU: relu,
    _BUILTIN.LOGISTIC: logistic,
    _BUILTIN.HARD_SWISH: hard_swish,
    _BUILTIN.PAD: pad,
    _BUILTIN.RESHAPE: reshape,
    _BUILTIN.CONCATENATION: concatenation,
    _BUILTIN.STRIDED_SLICE: strided_slice,
}
