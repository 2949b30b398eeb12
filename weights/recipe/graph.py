"""Reading a TFLite graph and writing an ONNX graph: what every operator's conversion is built from.

Activations of rank 4 are NHWC in TFLite and NCHW in ONNX. Weights stay float16 where TFLite has
float16, with a Cast that onnxruntime folds when it loads, so files keep their size.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
import tflite
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Array = NDArray[Any]

OPSET, IR_VERSION = 17, 8
TYPES = {0: np.float32, 1: np.float16, 2: np.int32, 3: np.uint8, 4: np.int64, 9: np.int8}
NO_ACTIVATION, RELU, RELU6 = 0, 1, 3
VALID = 1
SMALL_BYTES = 4096
"""Constants below this size are kept once when equal."""


class Graph:
    """One TFLite graph on its way to ONNX.

    Attributes:
        names: ONNX name of each converted TFLite tensor.
        constants: values of tensors that the conversion itself worked out.
        input_shape: N, H, W, C of the picture.
    """

    def __init__(self, model: bytes) -> None:
        """Read a .tflite file's content."""
        self._model = tflite.Model.GetRootAsModel(model, 0)
        self._graph = self._model.Subgraphs(0)
        self._nodes: list[onnx.NodeProto] = []
        self._initializers: dict[str, onnx.TensorProto] = {}
        self._count = 0
        self.names: dict[int, str] = {}
        self.constants: dict[int, Array] = {}
        (image,) = (int(index) for index in self._graph.InputsAsNumpy())
        self.image = image
        self.input_shape = self.shape(image)

    # Reading

    def operators(self) -> list[tuple[int, str, Any]]:
        """Builtin code, custom name and options holder of each operator, in order."""
        found = []
        for k in range(self._graph.OperatorsLength()):
            operator = self._graph.Operators(k)
            code = self._model.OperatorCodes(operator.OpcodeIndex())
            builtin = max(code.BuiltinCode(), code.DeprecatedBuiltinCode())
            custom = code.CustomCode().decode() if builtin == tflite.BuiltinOperator.CUSTOM else ""
            found.append((builtin, custom, operator))
        return found

    def outputs(self) -> list[int]:
        """Tensors that the TFLite graph gives out."""
        return [int(index) for index in self._graph.OutputsAsNumpy()]

    def shape(self, tensor: int) -> list[int]:
        """Shape of a tensor in TFLite's order."""
        found = self._graph.Tensors(tensor)
        return [int(length) for length in found.ShapeAsNumpy()] if found.ShapeLength() else []

    def is_constant(self, tensor: int) -> bool:
        """Whether a tensor's value is known."""
        buffer = self._graph.Tensors(tensor).Buffer()
        return tensor in self.constants or self._model.Buffers(buffer).DataLength() > 0

    def data(self, tensor: int) -> Array:
        """Value of a constant tensor in TFLite's order."""
        if tensor in self.constants:
            return self.constants[tensor]
        found = self._graph.Tensors(tensor)
        raw = self._model.Buffers(found.Buffer()).DataAsNumpy().tobytes()
        return np.frombuffer(raw, TYPES[found.Type()]).reshape(self.shape(tensor))

    # Writing

    def unique(self, base: str) -> str:
        """A name that is not used yet."""
        self._count += 1
        return f"{base}_{self._count}"

    def constant(self, value: Array | np.generic | float, base: str = "c") -> str:
        """Add a constant; float16 comes out as float32."""
        # ascontiguousarray would turn a scalar into shape (1,), which Gather takes for a list.
        array = np.array(value, order="C")
        name = self.unique(base)
        if array.dtype == np.float16:
            self._initializers[f"{name}_h"] = numpy_helper.from_array(array, f"{name}_h")
            self._nodes.append(helper.make_node("Cast", [f"{name}_h"], [name], to=TensorProto.FLOAT))
        else:
            self._initializers[name] = numpy_helper.from_array(array, name)
        return name

    def integers(self, *values: int) -> str:
        """Add a list of int64."""
        return self.constant(np.int64(values))

    def node(self, operator: str, inputs: Sequence[str], **attributes: Any) -> str:
        """Add a node with one output and return its name."""
        output = self.unique(operator.lower())
        self._nodes.append(
            helper.make_node(operator, list(inputs), [output], name=self.unique(operator), **attributes)
        )
        return output

    def value(self, tensor: int) -> str:
        """ONNX name of a tensor, NCHW when of rank 4."""
        if tensor not in self.names:
            array = self.data(tensor)
            if array.ndim == 4:
                array = array.transpose(0, 3, 1, 2)
            self.names[tensor] = self.constant(array, f"w{tensor}")
        return self.names[tensor]

    def channels_last(self, tensor: int) -> str:
        """ONNX name of a tensor in TFLite's own order; of one pixel both orders are the same."""
        name, shape = self.value(tensor), self.shape(tensor)
        if len(shape) == 4 and not (shape[1] == 1 and shape[2] == 1):
            return self.node("Transpose", [name], perm=[0, 2, 3, 1])
        return name

    def activation(self, name: str, code: int) -> str:
        """Apply a fused activation."""
        if code == NO_ACTIVATION:
            return name
        if code == RELU:
            return self.node("Relu", [name])
        if code == RELU6:
            return self.node("Clip", [name, self.constant(np.float32(0)), self.constant(np.float32(6))])
        raise NotImplementedError(f"activation {code}")

    def finish(self, outputs: list[tuple[str, str, list[int]]], about: str) -> onnx.ModelProto:
        """The checked model, with outputs as (name, ONNX value, shape)."""
        infos = []
        for name, value, shape in outputs:
            self._nodes.append(helper.make_node("Identity", [value], [name]))
            infos.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))
        image = helper.make_tensor_value_info("image", TensorProto.UINT8, self.input_shape)
        graph = helper.make_graph(
            self._nodes, "net", [image], infos, list(self._initializers.values()), doc_string=about
        )
        opset = helper.make_opsetid("", OPSET)
        model = helper.make_model(
            graph, opset_imports=[opset], producer_name="vcam-convert", ir_version=IR_VERSION
        )
        _prune(model.graph)
        onnx.checker.check_model(model, full_check=True)
        return model


def padding(length: int, kernel: int, stride: int, dilation: int = 1) -> tuple[int, int]:
    """TFLite's SAME padding before and after: the odd one goes after."""
    reach = (kernel - 1) * dilation + 1
    total = max((-(-length // stride) - 1) * stride + reach - length, 0)
    return total // 2, total - total // 2


def _prune(graph: onnx.GraphProto) -> None:
    """Drop what no output needs, and keep equal small constants once."""
    needed = {output.name for output in graph.output}
    kept = []
    for node in reversed(graph.node):
        if any(output in needed for output in node.output):
            kept.append(node)
            needed.update(node.input)
    del graph.node[:]
    graph.node.extend(reversed(kept))
    first: dict[tuple[Any, ...], str] = {}
    renamed: dict[str, str] = {}
    initializers = []
    for initializer in graph.initializer:
        if initializer.name not in needed:
            continue
        key = (initializer.data_type, tuple(initializer.dims), initializer.raw_data)
        if len(initializer.raw_data) < SMALL_BYTES and key in first:
            renamed[initializer.name] = first[key]
        else:
            first[key] = initializer.name
            initializers.append(initializer)
    for node in graph.node:
        for position, name in enumerate(node.input):
            node.input[position] = renamed.get(name, name)
    del graph.initializer[:]
    graph.initializer.extend(initializers)
