"""Graphs as ONNX files."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import torch
from torch import Tensor

from vcam.errors import BackendUnavailable
from vcam.export.exportable import Example, Exportable

OPSET = 17
"""From 16 on there is GridSample; onnxruntime takes 17 since version 1.12."""


def require() -> None:
    """Check that what writes ONNX is there.

    Raises:
        BackendUnavailable: it is not.
    """
    try:
        import onnx  # noqa: F401
    except ImportError as error:
        raise BackendUnavailable(
            f"export to ONNX needs the package onnx, which can't be imported ({error}): "
            "run pip install onnx, or export to torchscript instead"
        ) from error


def to_bytes(exportable: Exportable) -> bytes:
    """The content of an .onnx file, its description in `metadata_props`: texts, or JSON for other values."""
    import onnx

    example = exportable.examples[0]
    with TemporaryDirectory() as folder, warnings.catch_warnings(), torch.no_grad():
        # Of PyTorch's two exporters this is the older one, which needs no further packages and says so.
        warnings.simplefilter("ignore")
        path = Path(folder) / "graph.onnx"
        torch.onnx.export(
            exportable.network,
            tuple(example.values()),
            path,
            dynamo=False,
            opset_version=OPSET,
            input_names=list(example),
            output_names=list(exportable.outputs),
        )
        model = onnx.load(path)
    texts = {
        key: value if isinstance(value, str) else json.dumps(value)
        for key, value in exportable.description.items()
    }
    onnx.helper.set_model_props(model, texts)
    content: bytes = model.SerializeToString()
    return content


def open_graph(content: bytes) -> tuple[Callable[[Example], tuple[Tensor, ...]], Mapping[str, Any]]:
    """Load a file's content in onnxruntime on the CPU: what draws, and the description."""
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.log_severity_level = 3
    session = ort.InferenceSession(content, options, providers=["CPUExecutionProvider"])

    def draw(example: Example) -> tuple[Tensor, ...]:
        found = session.run(None, {name: tensor.numpy() for name, tensor in example.items()})
        return tuple(torch.from_numpy(np.asarray(output)) for output in found)

    return draw, session.get_modelmeta().custom_metadata_map
