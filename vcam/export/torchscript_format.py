"""Graphs as TorchScript files, for `torch.jit.load` and LibTorch."""

from __future__ import annotations

import io
import json
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor

from vcam.export.exportable import Example, Exportable

DESCRIPTION = "vcam.json"
"""Name of the extra file inside that holds the description."""


def require() -> None:
    """PyTorch itself writes TorchScript."""


def to_bytes(exportable: Exportable) -> bytes:
    """The content of a file."""
    buffer = io.BytesIO()
    with _quietly():
        # Its own check would draw twice more; the exported file is checked after it was written.
        traced = torch.jit.trace(
            exportable.network, tuple(exportable.examples[0].values()), check_trace=False
        )
        description = json.dumps(dict(exportable.description), indent=2, ensure_ascii=False)
        torch.jit.save(traced, buffer, _extra_files={DESCRIPTION: description})
    return buffer.getvalue()


def open_graph(content: bytes) -> tuple[Callable[[Example], tuple[Tensor, ...]], Mapping[str, Any]]:
    """Load a file's content on the CPU: what draws, and the description."""
    files = {DESCRIPTION: ""}
    with _quietly():
        module = torch.jit.load(io.BytesIO(content), map_location="cpu", _extra_files=files)

    def draw(example: Example) -> tuple[Tensor, ...]:
        with torch.no_grad():
            return tuple(module(*example.values()))

    return draw, json.loads(files[DESCRIPTION])


@contextmanager
def _quietly() -> Iterator[None]:
    """Without gradients, and without the news that PyTorch develops something newer."""
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        yield
