"""The skeleton network's weights: one safetensors file whose metadata tell what the network is like."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import load_file, save

from vcam.errors import CheckpointError, ConfigError
from vcam.models.checkpoint import load_strictly
from vcam.models.skeleton_anchor import AnchorConfig, SkeletonAnchor
from vcam.models.skeleton_layout import LANDMARKS

FORMAT, VERSION = "vcam-skeleton-anchor", 1


def skeleton_anchor_bytes(network: SkeletonAnchor, origin: str) -> bytes:
    """The content of a weights file.

    Args:
        network: the network.
        origin: how the weights came about, one sentence.
    """
    described = {"version": VERSION, "config": network.config.to_json(), "origin": origin}
    tensors = {name: tensor.contiguous() for name, tensor in network.state_dict().items()}
    content: bytes = save(tensors, {FORMAT: json.dumps(described)})
    return content


def load_skeleton_anchor(path: Path) -> SkeletonAnchor:
    """Read the network, strictly; it is in evaluation mode on the CPU.

    Raises:
        CheckpointError: the file is missing, damaged, or not what it says.
    """
    try:
        with safe_open(path, "pt") as file:
            described = json.loads((file.metadata() or {})[FORMAT])
        if described["version"] != VERSION:
            raise ValueError(f"version {described['version']}, expected {VERSION}")
        config = AnchorConfig.from_json(described["config"])
        tensors = load_file(path)
    except (OSError, SafetensorError, KeyError, TypeError, ValueError, ConfigError) as error:
        raise CheckpointError(
            f"the weights {path} of the skeleton's network can't be read ({error}): copy the file anew"
        ) from error
    members = torch.full((config.regions, config.region_points), -1)
    network = SkeletonAnchor(config, members, torch.zeros(LANDMARKS, 3))
    load_strictly(network, tensors, str(path))
    return network.eval()
