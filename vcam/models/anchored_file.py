"""The anchored generator's weights: one safetensors file whose metadata tell what the networks are like."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import load_file, save

from vcam.errors import CheckpointError, ConfigError
from vcam.models.anchored import AnchoredConfig, AnchoredGenerator
from vcam.models.checkpoint import load_strictly

FORMAT, VERSION = "vcam-anchored", 1


def anchored_bytes(generator: AnchoredGenerator, origin: str) -> bytes:
    """The content of a weights file.

    Args:
        generator: the networks.
        origin: how the weights came about, one sentence.
    """
    described = {"version": VERSION, "config": generator.config.to_json(), "origin": origin}
    tensors = {name: tensor.contiguous() for name, tensor in generator.state_dict().items()}
    content: bytes = save(tensors, {FORMAT: json.dumps(described)})
    return content


def load_anchored(path: Path) -> AnchoredGenerator:
    """Read the networks, strictly; they are in evaluation mode on the CPU.

    Raises:
        CheckpointError: the file is missing, damaged, or not what it says.
    """
    try:
        with safe_open(path, "pt") as file:
            described = json.loads((file.metadata() or {})[FORMAT])
        if described["version"] != VERSION:
            raise ValueError(f"version {described['version']}, expected {VERSION}")
        config = AnchoredConfig.from_json(described["config"])
        tensors = load_file(path)
    except (OSError, SafetensorError, KeyError, TypeError, ValueError, ConfigError) as error:
        raise CheckpointError(
            f"the weights {path} of the anchored generator can't be read ({error}): copy the file anew"
        ) from error
    with torch.device("meta"):
        generator = AnchoredGenerator(config)
    load_strictly(generator, tensors, str(path))
    return generator.eval()
