"""Recipe of the three .onnx files: MediaPipe's .tflite models, converted without TensorFlow.

    pip download mediapipe==0.10.21 --no-deps --python-version 3.11 --only-binary :all:
    pip install -c constraints.txt -e .[recipes]
    python -m weights.recipe.convert mediapipe-0.10.21-*.whl --out weights

Run it in the repository's root. The files come out byte for byte as `manifest.json` has them.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto

from vcam.weights import read_manifest
from weights.recipe import attention
from weights.recipe.graph import Graph
from weights.recipe.operators import BUILTIN, Convert, transposed_convolution

log = logging.getLogger("convert")

CUSTOM: dict[str, Convert] = {
    attention.TO_MATRIX: attention.region_matrix,
    "TransformTensorBilinear": attention.region_window,
    "TransformLandmarks": attention.region_points,
    "Convolution2DTransposeBias": transposed_convolution,
}


def convert_body(model: bytes, scale: float, offset: float) -> Graph:
    """All operators of a model; its picture is uint8 RGB, and `x * scale + offset` goes into the network."""
    graph = Graph(model)
    value = graph.node("Cast", ["image"], to=TensorProto.FLOAT)
    value = graph.node("Mul", [value, graph.constant(np.float32(scale))])
    if offset:
        value = graph.node("Add", [value, graph.constant(np.float32(offset))])
    graph.names[graph.image] = graph.node("Transpose", [value], perm=[0, 3, 1, 2])
    for builtin, custom, operator in graph.operators():
        convert = CUSTOM.get(custom) if custom else BUILTIN.get(builtin)
        if convert is None:
            raise NotImplementedError(f"operator {custom or builtin}")
        inputs = [int(index) for index in operator.InputsAsNumpy()]
        outputs = [int(index) for index in operator.OutputsAsNumpy()]
        result = convert(graph, operator, inputs, outputs)
        if result is not None:
            graph.names[outputs[0]] = result
    return graph


def face_mesh(model: bytes) -> onnx.ModelProto:
    """`landmarks` (478, 3) in pixels of the 192 x 192 crop, `score` (1,)."""
    graph = convert_body(model, 1 / 255, 0)
    landmarks, score = attention.put_together(graph)
    about = "MediaPipe face mesh with attention, crop px; Apache-2.0"
    return graph.finish([("landmarks", landmarks, [478, 3]), ("score", score, [1])], about)


def face_short(model: bytes) -> onnx.ModelProto:
    """`boxes` (896, 16) and `logits` (896,), both raw."""
    graph = convert_body(model, 2 / 255, -1)
    boxes, logits = graph.outputs()
    count = graph.shape(boxes)[1]
    outputs = [
        ("boxes", graph.node("Reshape", [graph.value(boxes), graph.integers(count, 16)]), [count, 16]),
        ("logits", graph.node("Reshape", [graph.value(logits), graph.integers(count)]), [count]),
    ]
    return graph.finish(outputs, "MediaPipe face detector; Apache-2.0")


def selfie(model: bytes) -> onnx.ModelProto:
    """`mask` (256, 256), person probability."""
    graph = convert_body(model, 1 / 255, 0)
    (mask,) = graph.outputs()
    shape = graph.shape(mask)[1:3]
    value = graph.node("Reshape", [graph.value(mask), graph.integers(*shape)])
    return graph.finish([("mask", value, shape)], "MediaPipe selfie segmentation; Apache-2.0")


MODELS: dict[str, tuple[str, Callable[[bytes], onnx.ModelProto]]] = {
    "face_mesh": ("face_landmark/face_landmark_with_attention.tflite", face_mesh),
    "face_short": ("face_detection/face_detection_short_range.tflite", face_short),
    "selfie": ("selfie_segmentation/selfie_segmentation.tflite", selfie),
}


def main() -> int:
    """Convert the models of a wheel and compare them with the manifest."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("wheel", type=Path, help="mediapipe 0.10.21, any platform")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    manifest, different = read_manifest(), 0
    with zipfile.ZipFile(args.wheel) as wheel:
        for name, (path, convert) in MODELS.items():
            entry = manifest.entry(name)
            content = convert(wheel.read(f"mediapipe/modules/{path}")).SerializeToString()
            same = hashlib.sha256(content).hexdigest() == entry.sha256
            different += not same
            (args.out / entry.file).write_bytes(content)
            log.info("%s: %s", entry.file, "as in the manifest" if same else "differs from the manifest")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
