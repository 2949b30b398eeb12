"""Writes a graph into a file, once what is in the file was drawn and found equal to the live network."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args

import safetensors.torch
import torch
from torch import Tensor

from vcam.errors import ConfigError, ExportError
from vcam.export import onnx_format, torchscript_format
from vcam.export.exportable import Example, Exportable, Precision
from vcam.paths import write_atomically

Format = Literal["onnx", "torchscript"]
FORMATS = {"onnx": onnx_format, "torchscript": torchscript_format}
SUFFIXES: dict[Format, tuple[str, ...]] = {"onnx": (".onnx",), "torchscript": (".pt", ".torchscript")}
TEXTURES = ".textures.safetensors"
OTHERWISE = "the other format, or single precision"
TOLERANCE: dict[Precision, float] = {"fp32": 1e-3, "fp16": 1e-2}
"""How far outputs, in about [-1, 1], may differ from the live network's: anywhere; on average in what half
precision sampled. There a difference is the texture's gradient times the warp field's, so that where the
texture jumps from pixel to pixel, no warp field that any half precision went into is exact enough. Measured
with onnxruntime and PyTorch, the medium networks: fitted to two clips, with photos as textures, 4e-3 and 8e-3
at the worst pixel; filled by chance, with a texture of noise, warp field 5e-4, but 0.14 at the worst pixel of
the picture and 5e-3 on average."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """How one output differs from the live network's, over all poses.

    Args:
        largest: of all absolute differences.
        mean: of them.
    """

    largest: float
    mean: float


@dataclass(frozen=True, kw_only=True)
class ExportReport:
    """What was written.

    Args:
        files: the graph's, and that of its textures, if any go with it.
        bytes: size of all.
        differences: by output.
        description: that stands in the file.
    """

    files: tuple[Path, ...]
    bytes: int
    differences: Mapping[str, Difference]
    description: Mapping[str, Any]


def check_target(path: Path, to: Format) -> None:
    """Refuse, before any work, a file that can't be written.

    Raises:
        ConfigError: the format is not known, or the file's name has another ending than its files.
        ExportError: the file or its folder can't be written.
        BackendUnavailable: a package is missing.
    """
    if to not in FORMATS:
        raise ConfigError(f"format {to!r} is not known: expected one of {', '.join(get_args(Format))}")
    if path.suffix.lower() not in SUFFIXES[to]:
        endings = " or ".join(SUFFIXES[to])
        raise ConfigError(f"{path.name!r} is no name for a file of {to}: expected one that ends in {endings}")
    if path.is_dir():
        raise ExportError(f"{path} is a folder: name a file, for example {path / 'avatar'}{SUFFIXES[to][0]}")
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        raise ExportError(
            f"{path} can't be written, as {folder} is no folder that you may write to: choose another"
        )
    FORMATS[to].require()


def export(exportable: Exportable, path: Path, to: Format) -> ExportReport:
    """Write a graph that was found equal to the live network; after a failure `path` is as it was before.

    Args:
        exportable: the network.
        path: of the file; textures go into a .safetensors file beside it.
        to: the format.

    Raises:
        ConfigError, BackendUnavailable: as `check_target`.
        ExportError: as `check_target`, or the graph can't be made or run, or it draws another picture.
        OSError: it can't be written.
    """
    check_target(path, to)
    contents = {}
    if exportable.textures:
        beside = path.with_suffix(TEXTURES)
        contents[beside] = safetensors.torch.save(dict(exportable.textures))
        exportable = replace(exportable, description={**exportable.description, "textures": beside.name})
    try:
        contents[path] = FORMATS[to].to_bytes(exportable)
        draw, description = FORMATS[to].open_graph(contents[path])
        differences = compare(exportable, draw)
    # The exceptions of the runtimes share no base class below this one.
    except Exception as error:
        raise ExportError(
            f"the network can't be exported to {to} in {exportable.precision} and run here "
            f"({type(error).__name__}: {str(error).partition(chr(10))[0]}): try {OTHERWISE}"
        ) from error
    _refuse_other_outputs(differences, exportable)
    with ExitStack() as files:
        for target, content in contents.items():
            files.enter_context(write_atomically(target)).write_bytes(content)
    return ExportReport(
        files=tuple(reversed(contents)),
        bytes=sum(map(len, contents.values())),
        differences=differences,
        description=description,
    )


def compare(exportable: Exportable, draw: Callable[[Example], tuple[Tensor, ...]]) -> dict[str, Difference]:
    """How what `draw` gives differs from the live network's outputs, by their names."""
    found = [draw(example) for example in exportable.examples]
    with torch.no_grad():
        expected = [exportable.live(*example.values()) for example in exportable.examples]
    differences = {}
    for name, ours, theirs in zip(
        exportable.outputs, zip(*expected, strict=True), zip(*found, strict=True), strict=True
    ):
        errors = (torch.cat(ours) - torch.cat(theirs)).abs()
        differences[name] = Difference(largest=float(errors.max()), mean=float(errors.mean()))
    return differences


def _refuse_other_outputs(differences: Mapping[str, Difference], exportable: Exportable) -> None:
    limit = TOLERANCE[exportable.precision]
    loose = exportable.sampled if exportable.precision == "fp16" else ()
    for name, difference in differences.items():
        error = difference.mean if name in loose else difference.largest
        if not error <= limit:  # so that what is no number is refused
            raise ExportError(
                f"the exported graph's {name} differs from the live network's by {error:.2g}, expected at "
                f"most {limit:g}, so nothing was written: try {OTHERWISE}"
            )
