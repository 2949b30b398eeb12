"""A checkpoint: a folder with all weights in one safetensors file beside their configuration in JSON."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from vcam.errors import CheckpointError, ConfigError
from vcam.models.bilayer import Bilayer
from vcam.models.build import BilayerConfig, build

CONFIG = "config.json"
WEIGHTS = "weights.safetensors"
FORMAT, VERSION = "vcam-bilayer", 1


@dataclass(frozen=True, kw_only=True, eq=False)
class Checkpoint:
    """Networks and what is known about them.

    Args:
        config: of the networks.
        bilayer: the networks.
        origin: where the weights come from, one sentence.
    """

    config: BilayerConfig
    bilayer: Bilayer
    origin: str = ""


def save_checkpoint(folder: Path, checkpoint: Checkpoint) -> None:
    """Write a checkpoint; whatever happens, `folder` holds the old one or the new one, whole.

    Raises:
        CheckpointError: `folder` holds something else than a checkpoint.
        OSError: it can't be written.
    """
    if folder.exists() and not _replaceable(folder):
        raise CheckpointError(f"{folder} is no checkpoint and would be overwritten: name another folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    mark = secrets.token_hex(4)
    new, old = (folder.with_name(f".{folder.name}.{mark}.{end}") for end in ("part", "old"))
    try:
        new.mkdir()
        tensors = {name: tensor.contiguous() for name, tensor in checkpoint.bilayer.state_dict().items()}
        save_file(tensors, new / WEIGHTS)
        description = {
            "format": FORMAT,
            "version": VERSION,
            "origin": checkpoint.origin,
            "config": checkpoint.config.to_json(),
        }
        (new / CONFIG).write_text(json.dumps(description, indent=2) + "\n", encoding="utf-8")
        if folder.exists():
            folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            if old.exists():
                old.rename(folder)
            raise
    finally:
        shutil.rmtree(new, ignore_errors=True)
        if folder.exists():
            shutil.rmtree(old, ignore_errors=True)


def load_checkpoint(folder: Path) -> Checkpoint:
    """Read a checkpoint, strictly; the networks are in evaluation mode on the CPU.

    Raises:
        CheckpointError: it is missing, damaged, or not what its configuration says.
    """
    config, origin = _read_description(folder)
    path = folder / WEIGHTS
    try:
        tensors = load_file(path)
    except (OSError, SafetensorError) as error:
        raise CheckpointError(
            f"the weights {path} can't be read ({error}): copy the checkpoint anew"
        ) from error
    # On `meta` nothing is computed for weights that are about to be replaced.
    with torch.device("meta"):
        bilayer = build(config)
    load_strictly(bilayer, tensors, str(path))
    return Checkpoint(config=config, bilayer=bilayer.eval(), origin=origin)


def load_strictly(network: nn.Module, tensors: Mapping[str, Tensor], where: str) -> None:
    """Make tensors the network's own weights; every one must fit.

    Args:
        network: takes them.
        tensors: by name.
        where: they come from, for the message.

    Raises:
        CheckpointError: names every tensor that is missing, unexpected, of another shape or type, or that
            holds a value that is no number.
    """
    expected = network.state_dict()
    common = expected.keys() & tensors.keys()
    misfits = [n for n in sorted(common) if _kind(tensors[n]) != _kind(expected[n])]
    problems = {
        "missing": sorted(expected.keys() - tensors.keys()),
        "unexpected": sorted(tensors.keys() - expected.keys()),
        "misfitting": [f"{n} ({_kind(tensors[n])}, expected {_kind(expected[n])})" for n in misfits],
        "not finite": [n for n in sorted(common) if not bool(torch.isfinite(tensors[n]).all())],
    }
    told = [f"{what}: {', '.join(names)}" for what, names in problems.items() if names]
    if told:
        raise CheckpointError(f"the weights {where} don't fit these networks; {'; '.join(told)}")
    network.load_state_dict(dict(tensors), strict=True, assign=True)


def _kind(tensor: Tensor) -> str:
    shape = "x".join(map(str, tensor.shape)) or "scalar"
    return f"{shape} {str(tensor.dtype).removeprefix('torch.')}"


def _replaceable(folder: Path) -> bool:
    return folder.is_dir() and {path.name for path in folder.iterdir()} <= {CONFIG, WEIGHTS}


def _read_description(folder: Path) -> tuple[BilayerConfig, str]:
    path = folder / CONFIG
    try:
        description = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CheckpointError(
            f"{folder} is no checkpoint, it has no {CONFIG}: name the folder of a trained or imported one"
        ) from error
    except (OSError, ValueError) as error:
        raise CheckpointError(f"{path} can't be read ({error}): copy the checkpoint anew") from error
    if not isinstance(description, dict) or description.get("format") != FORMAT:
        raise CheckpointError(f"{path} does not describe Bi-layer networks: name the folder of a checkpoint")
    if description.get("version") != VERSION:
        raise CheckpointError(
            f"{path} is of version {description.get('version')}, expected {VERSION}: "
            "use the vcam that wrote it"
        )
    try:
        return BilayerConfig.from_json(description.get("config")), str(description.get("origin", ""))
    except ConfigError as error:
        raise CheckpointError(f"{path} is wrong: {error}") from error
